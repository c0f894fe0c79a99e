import { type Logger, isProblem, newId } from '#kernel';
import type { Queue } from '#queue';
import { type Transaction, type Vault, sql, statement } from '#store';

import { insertJob } from '../jobs/creation.ts';
import type { AccountPath } from '../model.ts';
import { openLinkParameters } from './job-schedules.ts';
import { type Schedule, scheduleColumns } from './schedule.ts';
import { type Window, dueAt, windowsUntil } from './windows.ts';

export interface FiringOptions {
  readonly queue: Queue;
  readonly vault: Vault;
  readonly logger: Logger;
}

/** A schedule that is due, with its account. */
export type DueSchedule = Schedule & { readonly account: AccountPath };

interface Link {
  readonly accountId: string;
  readonly id: string;
  readonly scheduleId: string;
  readonly runbook: string;
  readonly runOn: string | null;
  readonly sealed: Buffer;
}

interface Recorded {
  readonly link: Link;
  readonly due: number;
  readonly outcome: 'job' | 'skipped' | 'failed';
  readonly jobId: string | null;
  readonly reason: string | null;
}

/** In one transaction; a schedule with more waits for the next. */
const mostRuns = 200;

/** The next schedules that are due, theirs alone until the end of the transaction. */
export function dueSchedules(
  tx: Transaction,
  now: number,
  most: number,
  only?: string,
): Promise<DueSchedule[]> {
  return tx.query<DueSchedule>(
    statement(
      `select ${scheduleColumns}, json_build_object('subscriptionId', a.subscription_id, 'resourceGroup', a.resource_group,
         'name', a.name) as account
       from schedule s join account a on a.id = s.account_id
       where s.is_enabled and s.next_run_at <= $1 and ($3::uuid is null or s.id = $3)
       order by s.next_run_at limit $2 for update of s skip locked`,
      [new Date(now), most, only ?? null],
    ),
  );
}

/**
 * Makes what is due: for each time of each link one job, or one record of why there is none, and moves the schedules on; all in the
 * caller's transaction, so that a crash leaves everything as it was. Returns whether something is left.
 */
export async function fire(
  tx: Transaction,
  options: FiringOptions,
  schedules: readonly DueSchedule[],
  now: number,
): Promise<boolean> {
  const links = await linksOf(tx, schedules);
  const moved: { readonly schedule: DueSchedule; readonly next: number | undefined }[] = [];
  const wanted: { readonly schedule: DueSchedule; readonly link: Link; readonly window: Window }[] = [];
  for (const schedule of schedules) {
    const own = links.filter(({ scheduleId }) => scheduleId === schedule.id);
    const room = Math.floor((mostRuns - wanted.length) / Math.max(1, own.length));
    // Each gets on by one at least.
    const { windows, next } = windowsUntil(schedule, now, Math.max(1, room));
    moved.push({ schedule, next });
    for (const window of windows) for (const link of own) wanted.push({ schedule, link, window });
  }
  const known = await recordedAlready(tx, wanted);
  const recorded: Recorded[] = [];
  for (const { schedule, link, window } of wanted) {
    if (known.has(keyOf(link.accountId, link.id, window.due))) continue;
    recorded.push(await runOne(tx, options, schedule, link, window));
  }
  await record(tx, recorded, now);
  await moveOn(tx, moved);
  return moved.some(({ schedule, next }) => next !== undefined && dueAt(schedule, next)! <= now);
}

function linksOf(tx: Transaction, schedules: readonly Schedule[]): Promise<Link[]> {
  return tx.query<Link>(sql`
    select j.account_id as "accountId", j.id, j.schedule_id as "scheduleId", r.name as runbook, j.run_on as "runOn",
      j.parameters as sealed
    from job_schedule j join runbook r on r.id = j.runbook_id
    where j.schedule_id = any(${schedules.map(({ id }) => id)}::uuid[]) order by j.created_at, j.id for share of j`);
}

function keyOf(accountId: string, linkId: string, due: number): string {
  return `${accountId} ${linkId} ${due}`;
}

/** When the clock was set back, or a schedule was changed, a time may come once more: it is done already. */
async function recordedAlready(
  tx: Transaction,
  wanted: readonly { readonly link: Link; readonly window: Window }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ accountId: string; id: string; dueAt: Date }>(sql`
    select account_id as "accountId", job_schedule_id as id, due_at as "dueAt" from schedule_run
    where (account_id, job_schedule_id, due_at) in (
      select * from unnest(${wanted.map(({ link }) => link.accountId)}::uuid[], ${wanted.map(({ link }) => link.id)}::uuid[],
        ${wanted.map(({ window }) => new Date(window.due))}::timestamptz[]))`);
  return new Set(rows.map(({ accountId, id, dueAt: due }) => keyOf(accountId, id, due.getTime())));
}

async function runOne(
  tx: Transaction,
  { queue, vault, logger }: FiringOptions,
  { name, account, accountId }: DueSchedule,
  link: Link,
  { due, skipped }: Window,
): Promise<Recorded> {
  const nothing = (outcome: 'skipped' | 'failed', reason: string): Recorded => ({
    link,
    due,
    outcome,
    jobId: null,
    reason,
  });
  if (skipped !== undefined) return nothing('skipped', skipped);
  await tx.query(statement('savepoint link'));
  try {
    const input = {
      name: newId(),
      runbook: link.runbook,
      parameters: openLinkParameters(vault, accountId, link.id, link.sealed),
      runOn: link.runOn ?? undefined,
      tenant: 'main',
    };
    // Who started it: the schedule stands in the audit and in the job's startedBy.
    const job = await insertJob(tx, { queue, vault }, { ...account, id: accountId }, input, {
      objectId: `schedules/${name}`,
    });
    return { link, due, outcome: 'job', jobId: job.id, reason: null };
  } catch (error) {
    // What is no refusal of ours is a matter of the database, and the whole is tried again.
    if (!isProblem(error) || error.status >= 500) throw error;
    await tx.query(statement('rollback to savepoint link'));
    logger.warn('a schedule could not start its runbook', { schedule: name, runbook: link.runbook, error });
    return nothing(isProblem(error, 'RunbookBusy') ? 'skipped' : 'failed', error.message);
  }
}

async function record(tx: Transaction, recorded: readonly Recorded[], now: number): Promise<void> {
  if (recorded.length === 0) return;
  await tx.query(sql`
    insert into schedule_run (account_id, job_schedule_id, due_at, outcome, job_id, reason, recorded_at)
    select *, ${new Date(now)}::timestamptz from unnest(${recorded.map(({ link }) => link.accountId)}::uuid[],
      ${recorded.map(({ link }) => link.id)}::uuid[], ${recorded.map(({ due }) => new Date(due))}::timestamptz[],
      ${recorded.map(({ outcome }) => outcome)}::text[], ${recorded.map(({ jobId }) => jobId)}::uuid[],
      ${recorded.map(({ reason }) => reason)}::text[])`);
}

async function moveOn(
  tx: Transaction,
  moved: readonly { readonly schedule: Schedule; readonly next: number | undefined }[],
): Promise<void> {
  const dates = (values: readonly (number | undefined)[]): (Date | null)[] =>
    values.map((value) => (value === undefined ? null : new Date(value)));
  await tx.query(sql`
    update schedule s set next_window = moved.next, next_run_at = moved.due, error = null
    from unnest(${moved.map(({ schedule }) => schedule.id)}::uuid[], ${dates(moved.map(({ next }) => next))}::timestamptz[],
      ${dates(moved.map(({ schedule, next }) => dueAt(schedule, next)))}::timestamptz[]) as moved (id, next, due)
    where s.id = moved.id`);
}
