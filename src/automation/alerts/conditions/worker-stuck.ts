import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, type Finding, asState, before, conditions } from '../alert.ts';

/**
 * Workers that do not do their part: jobs that nobody takes, jobs that were taken and do not begin, groups without a worker,
 * workers of groups that fell silent, and an installation without a living one. Jobs that are held back by a limit are nobody's fault.
 */
export const workerStuck: Condition = async ({ tx, rule, account, now, open }) => {
  const minutes = rule.threshold ?? conditions['worker-stuck'].usual;
  const since = before(now, minutes, 'minutes');
  const waiting = await tx.query<{
    what: 'queue' | 'begin' | 'group';
    group: string;
    jobs: number;
    oldest: Date;
  }>(sql`
    select what, "group", count(*)::int as jobs, min(at) as oldest from (
      select case when held_because = 'group' or worker_group_id is not null and status <> 'Activating' then 'group' when status = 'Activating' then 'begin' else 'queue' end as what,
        coalesce(run_on, '') as "group", case when status = 'New' then created_at else status_modified_at end as at
      from job
      where account_id = ${rule.accountId} and ended_at is null
        and (status in ('New', 'Resuming', 'Activating') and held_because is null or held_because = 'group')
    ) waiting where at < ${since} group by what, "group"`);
  const silent = await tx.query<{ name: string; group: string; lastSeenAt: Date }>(sql`
    select w.name, g.name as "group", w.last_seen_at as "lastSeenAt"
    from hybrid_worker w join hybrid_worker_group g on g.id = w.group_id
    where w.account_id = ${rule.accountId} and w.last_seen_at < ${since} and w.revoked_at is null`);
  // After a time in which nobody looked, a worker has until the next look to be heard of.
  const unheard = await tx.query<{ heardAt: Date }>(sql`
    select max(seen_at) as "heardAt" from worker
    having max(seen_at) < ${since} and ${rule.watchedAt}::timestamptz > ${since}`);
  const told = {
    queue: 'wait for a worker',
    begin: 'were taken by a worker and do not begin',
    group: 'wait for a group that has no worker to take them',
  } as const;
  const findings: Finding[] = [
    ...waiting.map(({ what, group, jobs, oldest }) => ({
      key: `${what}:${group.toLowerCase()}`,
      // What is asked for of its workers stands in brackets behind the name.
      subject:
        group === ''
          ? armId(account)
          : `${armId(account)}/hybridRunbookWorkerGroups/${group.replace(/\s*\[.*$/, '')}`,
      summary: `Jobs ${told[what]}: ${jobs}, the oldest since ${oldest.toISOString()}.`,
      details: { jobs: String(jobs), oldest: oldest.toISOString(), ...(group !== '' && { group }) },
      at: new Date(now),
    })),
    ...unheard.map(({ heardAt }) => ({
      key: 'workers:',
      subject: armId(account),
      summary: `No worker of this installation was heard of since ${heardAt.toISOString()}.`,
      details: { lastSeen: heardAt.toISOString() },
      at: new Date(now),
    })),
    ...silent.map(({ name, group, lastSeenAt }) => ({
      key: `worker:${group}/${name}`.toLowerCase(),
      subject: `${armId(account)}/hybridRunbookWorkerGroups/${group}`,
      summary: `The worker ${name} of the group ${group} was last heard of at ${lastSeenAt.toISOString()}.`,
      details: { worker: name, group, lastSeen: lastSeenAt.toISOString() },
      at: new Date(now),
    })),
  ];
  return asState(findings, open);
};
