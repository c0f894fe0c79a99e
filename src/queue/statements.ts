import { type Sql, sql } from '#store';

/**
 * What lies on the way of every job, in as few rows and indexes as it takes, on the table of pg-boss (its version is pinned;
 * docs/decisions/0016). What is rare stays pg-boss's: its schema, heartbeats, work that comes back, work whose claimer fell silent.
 */

/** So it is written: the greater number is claimed first, and nobody claims it before its time. */
export interface Entry {
  readonly id: string;
  readonly priority?: number | undefined;
  readonly notBefore?: Date | undefined;
}

/** Tells waiting claimers, too, once the transaction commits. A queue that is gone has no name to fill in, and is refused. */
export function insertion(channel: string, topic: string, entries: readonly Entry[]): Sql {
  return sql`
    with written as (
      insert into queue.job_common (id, name, priority, created_on, start_after, keep_until, expire_seconds, deletion_seconds,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, heartbeat_seconds)
      select given.id, q.name, given.priority, now(), coalesce(given.start_after, now()),
        coalesce(given.start_after, now()) + q.retention_seconds * interval '1 second', q.expire_seconds, q.deletion_seconds,
        q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.heartbeat_seconds
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ priority = 0 }) => priority)}::integer[],
        ${entries.map(({ notBefore }) => notBefore ?? null)}::timestamptz[]) as given (id, priority, start_after)
        left join queue.queue q on q.name = ${topic}
      on conflict do nothing
    )
    select pg_notify(${channel}, ${topic})`;
}

/** The next pieces of work, as pg-boss itself takes them. */
export function claim(topic: string, most: number): Sql {
  return sql`
    with next as (
      select id from queue.job_common
      where name = ${topic} and state < 'active' and not blocked and start_after <= now()
      order by priority desc, created_on limit ${most}::int for update skip locked
    )
    update queue.job_common j set state = 'active', started_on = now(), heartbeat_on = now(),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    from next where j.name = ${topic} and j.id = next.id returning j.id`;
}

/** Whatever has become of it, nobody gets it any more. A row that is deleted costs a third of one that is kept as done. */
export function removal(topic: string, ids: readonly string[]): Sql {
  return sql`delete from queue.job_common where name = ${topic} and id = any(${[...ids]}::uuid[])`;
}

/** What still waits gets other places; what somebody has, or is about to take, keeps its own. */
export function reprioritization(
  topic: string,
  items: readonly { readonly id: string; readonly priority: number }[],
): Sql {
  const ids = items.map(({ id }) => id);
  return sql`
    update queue.job_common j set priority = given.priority
    from unnest(${ids}::uuid[], ${items.map(({ priority }) => priority)}::integer[]) as given (id, priority)
    where j.name = ${topic} and j.id = given.id and j.id in (
      select id from queue.job_common where name = ${topic} and id = any(${ids}::uuid[]) and state < 'active'
      for update skip locked)`;
}
