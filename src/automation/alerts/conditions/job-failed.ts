import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, before } from '../alert.ts';

/** A transaction that ends a job may be seen later than its time: so far back is looked again. */
const overlapMinutes = 10;
const mostAtOnce = 500;
const longestText = 500;

/** Jobs that failed, each counted once, one alert a runbook. It is over when a later job of the runbook completes. */
export const jobFailed: Condition = async ({ tx, rule, account, open }) => {
  const since = before(rule.watchedAt.getTime(), overlapMinutes, 'minutes');
  const failed = await tx.query<{
    id: string;
    name: string;
    runbook: string;
    exception: string | null;
    at: Date;
  }>(sql`
    select j.id, j.name, j.runbook_name as runbook, j.exception, j.ended_at as at from job j
    where j.account_id = ${rule.accountId} and j.status = 'Failed' and j.ended_at > ${since} and j.ended_at >= ${rule.createdAt}
      and j.tenant = 'main' and j.test_of is null and (${rule.of}::text is null or lower(j.runbook_name) = lower(${rule.of}))
      and not exists (select 1 from alert_source s where s.rule_id = ${rule.id} and s.source = j.id::text)
    order by j.ended_at limit ${mostAtOnce}`);
  const over = await tx.query<{ key: string }>(sql`
    select a.key from alert a
    where a.rule_id = ${rule.id} and a.state = 'Open' and exists (
      select 1 from job j where j.account_id = ${rule.accountId} and j.status = 'Completed' and j.ended_at > a.last_seen_at
        and j.tenant = 'main' and j.test_of is null and 'runbook:' || lower(j.runbook_name) = a.key)`);
  return {
    findings: failed.map(({ id, name, runbook, exception, at }) => ({
      key: `runbook:${runbook.toLowerCase()}`,
      subject: `${armId(account)}/runbooks/${runbook}`,
      summary: `A job of the runbook ${runbook} failed.`,
      details: {
        runbook,
        job: name,
        ...(exception !== null && { exception: exception.slice(0, longestText) }),
      },
      at,
      source: id,
    })),
    over: open.length === 0 ? [] : over.map(({ key }) => key),
  };
};
