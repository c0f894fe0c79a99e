import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, asState, before, conditions } from '../alert.ts';

const mostAtOnce = 100;

/** Jobs that run and have done nothing that anybody could see: no record of a stream, no step, no call. */
export const jobSilent: Condition = async ({ tx, rule, account, now, open }) => {
  const minutes = rule.threshold ?? conditions['job-silent'].usual;
  const since = before(now, minutes, 'minutes');
  const silent = await tx.query<{ id: string; name: string; runbook: string; heard: Date }>(sql`
    select j.id, j.name, j.runbook_name as runbook, heard.at as heard from job j, lateral (
      select greatest(j.status_modified_at,
        (select time from job_stream where job_id = j.id order by attempt desc, sequence desc limit 1),
        (select max(recorded_at) from job_step where job_id = j.id),
        (select time from job_call where job_id = j.id order by attempt desc, sequence desc limit 1)) as at
    ) heard
    where j.account_id = ${rule.accountId} and j.ended_at is null and j.status = 'Running' and j.started_at < ${since}
      and (${rule.of}::text is null or lower(j.runbook_name) = lower(${rule.of})) and heard.at < ${since}
    order by heard.at limit ${mostAtOnce}`);
  return asState(
    silent.map(({ id, name, runbook, heard }) => ({
      key: `job:${id}`,
      subject: `${armId(account)}/jobs/${name}`,
      summary: `A job of the runbook ${runbook} has done nothing visible since ${heard.toISOString()}.`,
      details: { runbook, job: name, lastHeard: heard.toISOString() },
      at: new Date(now),
    })),
    open,
  );
};
