import { problem } from '#kernel';
import { type Database, statement } from '#store';

import { type Page, pageSize, toPage } from '../model.ts';
import { type JobFilter, type JobSummary, summaryColumns } from './job.ts';
import { type JobStatus, jobStates, shownStatus } from './job-states.ts';

const all = Object.keys(jobStates) as JobStatus[];
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isJobId(text: string): boolean {
  return uuid.test(text);
}

/**
 * A page of an account's jobs, the newest first. Only what was asked for stands in the statement, and each status is a
 * branch of its own: so every form of it walks along an index, and reads little more than the page, however many jobs there are.
 */
export async function listJobs(
  db: Database,
  accountId: string,
  { runbookName, status, startedFrom, endedUntil, createdFrom, parent }: JobFilter,
  after?: string,
): Promise<Page<JobSummary>> {
  // The row itself says when it was made: to the microsecond, which a time in the token would lose.
  if (after !== undefined && !isJobId(after)) throw problem('SkipTokenInvalid');
  const values: unknown[] = [accountId];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const terms = ['account_id = $1', 'test_of is null'];
  if (runbookName !== undefined) terms.push(`lower(runbook_name) = lower(${value(runbookName)})`);
  if (startedFrom !== undefined) terms.push(`started_at >= ${value(startedFrom)}`);
  if (endedUntil !== undefined) {
    const until = value(endedUntil);
    // What had ended was created, too: said so, the walk along the index of creations begins there.
    terms.push(`ended_at <= ${until}`, `created_at <= ${until}`);
  }
  if (createdFrom !== undefined) terms.push(`created_at >= ${value(createdFrom)}`);
  if (parent !== undefined)
    terms.push(`parent_id in (select p.id from job p where p.account_id = $1
      and (lower(p.name) = lower(${value(parent)}) or p.id = ${value(isJobId(parent) ? parent : null)}))`);
  if (after !== undefined)
    terms.push(
      `(created_at, id) < (select created_at, id from job where account_id = $1 and id = ${value(after)})`,
    );
  const order = `order by created_at desc, id desc limit ${pageSize + 1}`;
  const branch = (...more: readonly string[]): string =>
    `(select id, created_at from job where ${[...terms, ...more].join(' and ')} ${order})`;
  const branches =
    status === undefined
      ? [branch()]
      : all.filter((each) => shownStatus(each) === status).map((each) => branch(`status = ${value(each)}`));
  if (branches.length === 0) return { items: [] };
  const rows = await db.query<JobSummary>(
    statement(
      `select ${summaryColumns} from job where id in (select id from (${branches.join(' union all ')}) branches ${order}) ${order}`,
      values,
    ),
  );
  return toPage(rows, ({ id }) => id);
}
