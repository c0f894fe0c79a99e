import type { Queue } from '#queue';
import { type Database, type Transaction, sql } from '#store';

import { jobChannel } from '../jobs/job.ts';
import { type Candidate, decide } from './deciding.ts';
import { type Turn, enterTogether, reorder } from './entering.ts';
import type { HeldBecause } from './reasons.ts';
import { type Standing, keysTaken, lockAdmission, standingOf } from './standing.ts';

/**
 * Held jobs are let in by the end of another one, in the same transaction; the look of the housekeeping is for what slipped
 * through between two locks.
 */

/** Of those that are let in together; the rest follow at the next look. */
const mostAtOnce = 1_000;

/** What an ended job leaves to others: its runbook and its key. Everything is looked at where it is absent. */
export interface Left {
  readonly runbook: string;
  readonly key: string | null;
}

/** Of an account: what it holds that may begin now is let in. */
export async function letIn(tx: Transaction, queue: Queue, accountId: string, left?: Left): Promise<void> {
  await lockAdmission(tx, accountId);
  // Those that turn out to wait for something else leave the account's places to the next.
  while (await letSomeIn(tx, queue, accountId, left));
}

/** Those whose time has come are let in, or wait from now on for something else. */
export async function letInDue(db: Database, queue: Queue, now: number): Promise<void> {
  const accounts = await db.query<{ id: string }>(sql`
    select distinct account_id as id from job
    where held_because = 'time' and ended_at is null and not_before <= ${new Date(now)} and status <> 'Suspended'`);
  for (const { id } of accounts)
    await db.transaction(async (tx) => {
      await lockAdmission(tx, id);
      await tx.query(sql`
        update job set held_because = 'runbook', ranked_at = not_before - make_interval(mins => priority), modified_at = now()
        where id in (
          select id from job where account_id = ${id} and held_because = 'time' and ended_at is null
            and not_before <= ${new Date(now)} and status <> 'Suspended'
          for update skip locked)`);
      await letIn(tx, queue, id);
    });
}

interface Held extends Omit<Candidate, 'counted'> {
  readonly id: string;
  /** Empty for the test of a draft, which is not limited by what is published. */
  readonly runbook: string;
  readonly heldBecause: HeldBecause;
  readonly isChild: boolean;
  readonly workerGroupId: string | null;
  readonly rank: number;
  readonly priority: number;
}

/** Returns whether the account may have room for more. */
async function letSomeIn(
  tx: Transaction,
  queue: Queue,
  accountId: string,
  left: Left | undefined,
): Promise<boolean> {
  const standing = await standingOf(tx, accountId, false);
  const room = Math.max(0, Math.min(standing.limits.concurrentJobs - standing.open, mostAtOnce));
  const held = await candidates(tx, accountId, room, left);
  if (held.length === 0) return false;
  const counted = ({ isChild, workerGroupId }: Held): boolean => !isChild && workerGroupId === null;
  const decided = decide(
    held.map((job) => ({ ...job, counted: counted(job) })),
    {
      account: room,
      keys: unblocked(await keysTaken(tx, accountId, lowerKeys(held))),
      runbooks: await runbooksTaken(tx, accountId, held),
    },
  );
  let round = standing.lastRound;
  const changed = held.flatMap((job, at) => {
    const because = decided[at]!;
    if (because === job.heldBecause) return [];
    const place = because === null && counted(job) ? (round += 1) : 0;
    return [{ ...job, because, round: place, depth: job.isChild ? 1 : 0 }];
  });
  await write(tx, changed);
  const entering = changed.filter(({ because }) => because === null);
  await begin(tx, queue, accountId, standing, entering);
  return changed.some(({ heldBecause, because }) => heldBecause === 'account' && because !== null);
}

/** Here those that are held come themselves, in their order. */
function unblocked(taken: ReadonlyMap<string, { taken: number }>): Map<string, { taken: number }> {
  return new Map([...taken].map(([key, of]) => [key, { taken: of.taken }]));
}

function lowerKeys(held: readonly Held[]): string[] {
  return [...new Set(held.flatMap(({ concurrency }) => concurrency?.key.toLowerCase() ?? []))];
}

/**
 * Those that might begin, by rank: as many that wait for the account as it has room for, and of those that wait for a runbook
 * or a key the first, as many as run at a time.
 */
function candidates(
  tx: Transaction,
  accountId: string,
  room: number,
  left: Left | undefined,
): Promise<Held[]> {
  return tx.query<Held>(sql`
    with first as (
      (select id from job where account_id = ${accountId} and held_because = 'account' and ended_at is null
         and status <> 'Suspended' order by ranked_at, id limit ${room})
      union all
      (select id from (
         select j.id, r.most_at_once as most, row_number() over (partition by lower(j.runbook_name) order by j.ranked_at, j.id) as place
         from job j left join runbook r on r.account_id = j.account_id and lower(r.name) = lower(j.runbook_name)
         where j.account_id = ${accountId} and j.held_because = 'runbook' and j.ended_at is null and j.status <> 'Suspended'
           and (${left === undefined} or lower(j.runbook_name) = lower(${left?.runbook ?? ''}))) waiting
       where place <= coalesce(most, ${mostAtOnce}))
      union all
      (select id from (
         select id, concurrency_most as most,
           row_number() over (partition by lower(concurrency_key) order by ranked_at, id) as place
         from job where account_id = ${accountId} and held_because = 'key' and ended_at is null and status <> 'Suspended'
           and (${left === undefined} or lower(concurrency_key) = lower(${left?.key ?? ''}))) waiting
       where place <= most)
      union all
      (select id from job where account_id = ${accountId} and held_because = 'group' and ended_at is null
         and worker_group_id is not null and status <> 'Suspended')
    )
    select job.id, case when test_of is null then runbook_name else '' end as runbook, held_because as "heldBecause", parent_id is not null as "isChild",
      worker_group_id as "workerGroupId", floor(extract(epoch from ranked_at) / 60)::int as rank, priority,
      case when concurrency_key is not null then json_build_object('key', concurrency_key, 'mostAtOnce', concurrency_most) end as concurrency,
      case when parent_id is not null then (
        with recursive above as (
          select p.parent_id, p.runbook_name, p.concurrency_key from job p where p.id = job.parent_id
          union all
          select p.parent_id, p.runbook_name, p.concurrency_key from above a join job p on p.id = a.parent_id
        )
        select json_build_object('runbooks', json_agg(lower(runbook_name)), 'keys', coalesce(json_agg(lower(concurrency_key))
          filter (where concurrency_key is not null), '[]')) from above) end as above
    from job where id in (select id from first) and artifact_hash is not null and status in ('New', 'Resuming')
    order by ranked_at, id for update of job skip locked`);
}

/** Of the runbooks that run so many at a time: how many do. */
async function runbooksTaken(
  tx: Transaction,
  accountId: string,
  held: readonly Held[],
): Promise<Map<string, { taken: number; most: number }>> {
  const names = [...new Set(held.map(({ runbook }) => runbook.toLowerCase()))];
  const rows = await tx.query<{ name: string; most: number; taken: number }>(sql`
    select lower(r.name) as name, r.most_at_once as most, (select count(*)::int from job j
      where j.account_id = ${accountId} and lower(j.runbook_name) = lower(r.name) and j.test_of is null and j.ended_at is null
        and j.held_because is null and j.status <> 'Suspended') as taken
    from runbook r where r.account_id = ${accountId} and lower(r.name) = any(${names}::text[]) and r.most_at_once is not null`);
  return new Map(rows.map(({ name, ...taken }) => [name, taken]));
}

type Changed = Held & Turn & { readonly because: HeldBecause | null };

async function write(tx: Transaction, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.query(sql`
    update job set held_because = given.because, round = given.round, modified_at = now()
    from unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ because }) => because)}::text[],
      ${changed.map(({ round }) => round)}::bigint[]) as given (id, because, round)
    where job.id = given.id`);
  for (const { id } of changed) await tx.notify(jobChannel, id);
}

async function begin(
  tx: Transaction,
  queue: Queue,
  accountId: string,
  { leastPriority }: Standing,
  entering: readonly Changed[],
): Promise<void> {
  await enterTogether(tx, queue, entering);
  const overtaking = entering.some(
    ({ isChild, workerGroupId, priority }) =>
      !isChild && workerGroupId === null && leastPriority !== null && priority > leastPriority,
  );
  if (overtaking) await reorder(tx, queue, accountId);
}
