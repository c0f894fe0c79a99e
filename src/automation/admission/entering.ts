import { type Queue, type Topic, jobTopic } from '#queue';
import { type Transaction, sql } from '#store';

/**
 * Places in the queue. Children go first, since somebody waits for them. Of the others an account has one place a round;
 * which of its jobs has which place is a matter of their ranks.
 */
export interface Turn {
  /** How many jobs are above it. */
  readonly depth?: number;
  readonly round: number;
  /** Minutes from 1970 to when it began to wait, less its priority. */
  readonly rank: number;
  /** Of hybrid workers, where it is for one: it belongs to one account, whose jobs go by their ranks alone. */
  readonly workerGroupId?: string | null | undefined;
}

/** The round may be far behind, and the queue's numbers end somewhere. */
function priorityOf({ depth = 0, round, rank, workerGroupId = null }: Turn): number {
  if (depth > 0) return depth;
  return -Math.min(workerGroupId === null ? round : rank, 2_000_000_000);
}

/** Puts a job that may begin into the queue. */
export async function enter(tx: Transaction, queue: Queue, id: string, turn: Turn): Promise<void> {
  await queue.enqueue(tx, jobTopic(turn.workerGroupId ?? null), id, { priority: priorityOf(turn) });
}

/** Many at once: what `enter` does for each. */
export async function enterTogether(
  tx: Transaction,
  queue: Queue,
  jobs: readonly (Turn & { readonly id: string })[],
  how: { readonly areNew?: boolean } = {},
): Promise<void> {
  const topics = Map.groupBy(jobs, ({ workerGroupId = null }): Topic => jobTopic(workerGroupId));
  for (const [topic, ofTopic] of topics)
    await queue.enqueueMany(
      tx,
      topic,
      ofTopic.map((job) => ({ id: job.id, priority: priorityOf(job) })),
      how,
    );
}

/**
 * One with a priority has come: the account's jobs that wait in the queue get its places again, in the order of their ranks. So
 * they overtake each other, and nobody of another account. Asked for with the admission locked; what is being claimed or
 * stopped in this moment keeps its place.
 */
export async function reorder(tx: Transaction, queue: Queue, accountId: string): Promise<void> {
  const moved = await tx.query<{ id: string; round: number }>(sql`
    with waiting as materialized (
      select id, round, ranked_at from job
      where account_id = ${accountId} and status = 'New' and held_because is null and ended_at is null
        and artifact_hash is not null and parent_id is null and worker_group_id is null for update skip locked
    ), ranked as (
      select id, round, row_number() over (order by ranked_at, round, id) as place from waiting
    ), places as (
      select round, row_number() over (order by round) as place from waiting
    )
    update job set round = places.round from ranked join places using (place)
    where job.id = ranked.id and places.round <> ranked.round returning job.id, job.round::float8 as round`);
  await queue.reprioritize(
    tx,
    'job',
    moved.map(({ id, round }) => ({ id, priority: priorityOf({ round, rank: 0 }) })),
  );
}
