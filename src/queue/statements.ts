import { type Sql, sql, statement } from '#store';

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

/**
 * Tells waiting claimers, too, once the transaction commits. A queue that is gone has no name to fill in, and is refused; one that
 * is there stays until then. A foreign key would say the same by a look for each row. Of those that are new, none is looked
 * for before it is written.
 */
export function insertion(channel: string, topic: string, entries: readonly Entry[], areNew = false): Sql {
  const ids = entries.map(({ id }) => id);
  const priorities = entries.map(({ priority = 0 }) => priority);
  const times = entries.map(({ notBefore }) => notBefore ?? null);
  return statement(
    `with q as materialized (select * from queue.queue where name = $1 for key share),
    written as (
      insert into queue.job_common (id, name, priority, created_on, start_after, keep_until, expire_seconds, deletion_seconds,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, heartbeat_seconds)
      select given.id, q.name, given.priority, now(), coalesce(given.start_after, now()),
        coalesce(given.start_after, now()) + q.retention_seconds * interval '1 second', q.expire_seconds, q.deletion_seconds,
        q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.heartbeat_seconds
      from unnest($2::uuid[], $3::integer[], $4::timestamptz[]) as given (id, priority, start_after) left join q on true
      ${areNew ? '' : 'on conflict do nothing'}
    )
    select pg_notify($5, $1)`,
    [topic, ids, priorities, times, channel],
  );
}

/**
 * The next pieces of work, as pg-boss itself takes them, each found once: where it lies is known while it is locked. One that is
 * given another place in this very moment lies elsewhere by then, and is left to the next claim, which that wakes.
 *
 * The planner is not told how many they are: it would take a queue that filled up since it was last counted for one with a few,
 * and sort all of it for each claim.
 */
export function claim(topics: readonly string[], most: number): Sql {
  return statement(
    `update queue.job_common set state = 'active', started_on = now(), heartbeat_on = now(),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    where ctid = any(array(${topics.length === 1 ? nextOfOne : nextOfMany})) returning name as topic, id`,
    [topics.length === 1 ? topics[0] : topics, most],
  );
}

const next = (topic: string, columns: string): string => `
  select ${columns} from queue.job_common
  where name = ${topic} and state < 'active' and not blocked and start_after <= now()
  order by priority desc, created_on limit (select $2::int) for update skip locked`;
const nextOfOne = next('$1', 'ctid');
/** Each topic's own in its index, and of these the first: what is locked besides is free again with the statement. */
const nextOfMany = `
  select ctid from unnest($1::text[]) as topic cross join lateral (${next('topic', 'ctid, priority, created_on')}) as next
  order by priority desc, created_on limit (select $2::int)`;

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
