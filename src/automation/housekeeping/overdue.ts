import type { Queue } from '#queue';
import { type Database, sql } from '#store';

import { defaultLimits } from '../admission/limits.ts';
import { haltJob } from '../jobs/halting.ts';
import type { AccountPath } from '../model.ts';

interface Overdue extends AccountPath {
  readonly id: string;
  readonly minutes: number;
}

const mostAtOnce = 100;

/**
 * Stops jobs that run for longer than their account allows: Azure's fair share, three hours unless said otherwise. It bounds
 * what the workers of the installation do; on hybrid workers a job may take its time, as in Azure.
 */
export async function stopOverdue(
  db: Database,
  queue: Queue,
  attempt: (what: string, duty: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const overdue = await db.query<Overdue>(sql`
    select j.id, a.subscription_id as "subscriptionId", a.resource_group as "resourceGroup", a.name,
      coalesce((a.limits ->> 'jobRuntimeMinutes')::int, ${defaultLimits.jobRuntimeMinutes}) as minutes
    from job j join account a on a.id = j.account_id
    where j.ended_at is null and j.held_because is null and j.worker_group_id is null and j.status in ('Running', 'Activating', 'Waiting') and j.started_at < now()
      - make_interval(mins => coalesce((a.limits ->> 'jobRuntimeMinutes')::int, ${defaultLimits.jobRuntimeMinutes}))
    order by j.started_at limit ${mostAtOnce}`);
  for (const job of overdue) {
    const because = `It ran for longer than the ${job.minutes} minutes that a job of this account may.`;
    await attempt(`stopping the overdue job ${job.id}`, () =>
      haltJob({ db, queue }, 'stop', job, job.id, { objectId: 'tenantry' }, because),
    );
  }
}
