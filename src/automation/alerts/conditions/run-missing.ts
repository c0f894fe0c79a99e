import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, type Finding, asState, before, conditions } from '../alert.ts';

/** So long a run that could not be started stays wrong, when no later one was. */
const failedDays = 7;

/**
 * Runs that a schedule means and that are not there: a time that came and was neither run nor recorded as skipped, and a time
 * whose job could not be made. It is over when the time was run, or the next one was.
 */
export const runMissing: Condition = async ({ tx, rule, account, now, open }) => {
  const grace = rule.threshold ?? conditions['run-missing'].usual;
  const unfired = await tx.query<{ schedule: string; due: Date; reason: string | null }>(sql`
    select s.name as schedule, s.next_window as due, s.error as reason from schedule s
    where s.account_id = ${rule.accountId} and s.is_enabled
      and s.next_window + make_interval(secs => s.jitter_seconds) < ${before(now, grace, 'minutes')}
      and (${rule.of}::text is null or lower(s.name) = lower(${rule.of}))
      and exists (select 1 from job_schedule l where l.schedule_id = s.id)`);
  const unstarted = await tx.query<{ schedule: string; due: Date; reason: string | null }>(sql`
    select schedule, due, reason from (
      select distinct on (l.id) s.name as schedule, r.due_at as due, r.outcome, r.reason
      from job_schedule l join schedule s on s.id = l.schedule_id
        join schedule_run r on r.account_id = l.account_id and r.job_schedule_id = l.id
      where l.account_id = ${rule.accountId} and r.due_at > ${before(now, failedDays, 'days')}
        and (${rule.of}::text is null or lower(s.name) = lower(${rule.of}))
      order by l.id, r.due_at desc
    ) last where outcome = 'failed'`);
  const byKey = new Map<string, Finding>();
  for (const { schedule, due, reason } of [...unstarted, ...unfired])
    byKey.set(`schedule:${schedule.toLowerCase()}`, {
      key: `schedule:${schedule.toLowerCase()}`,
      subject: `${armId(account)}/schedules/${schedule}`,
      summary: `The schedule ${schedule} should have run at ${due.toISOString()}, and did not.`,
      details: { schedule, due: due.toISOString(), ...(reason !== null && { reason }) },
      at: due,
    });
  return asState([...byKey.values()], open);
};
