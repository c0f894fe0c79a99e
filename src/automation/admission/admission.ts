import { problem } from '#kernel';
import { type Queue, jobTopic } from '#queue';
import { type Transaction, sql } from '#store';

import { jobChannel } from '../jobs/job.ts';
import { type Limits, defaultLimits } from './limits.ts';
import type { Concurrency, HeldBecause } from './reasons.ts';

/**
 * Which jobs are in the queue. A job that may not begin yet is held in its own table, with the reason, and is let in by the
 * end of another one, in the same transaction; the look of the housekeeping is for what slipped through between two locks.
 *
 * Whose turn it is among the accounts: start-time fair queueing. A job's round is one behind the account's job before it,
 * but never before the round that is being claimed now; so accounts with much waiting and accounts with little take turns.
 */

/** What decides about a new job. */
export interface Place {
  readonly heldBecause: HeldBecause | null;
  readonly round: number;
}

interface Standing {
  /** Jobs in the queue or with a worker that count for the account. */
  readonly open: number;
  /** Of the same runbook, with those that only wait for the account; tests of its draft are not among them. */
  readonly same: number;
  readonly accountHeld: boolean;
  readonly runbookHeld: boolean;
  readonly recent: number;
  readonly lastRound: number;
  readonly limits: Partial<Limits>;
}

/** So near to a limit the exact number is wanted, and creations go one after the other. */
const nearness = 32;
/** Of those that are let in together; the rest follow at the next look. */
const mostAtOnce = 1_000;

/** Jobs of one account are let in one after the other. Taken after every lock on rows of jobs, never before. */
export async function lockAdmission(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 4712))`);
}

/**
 * Where a new job of a runbook goes. A job that another one starts (`isChild`) is never held for the account's sake, and not
 * for a runbook that is above it: it would wait for the one that waits for it. One for a group of hybrid workers counts for
 * its runbook, and not for the account, which bounds what the workers of the installation do.
 * @throws TooManyNewJobs, RunbookBusy
 */
export async function placeOf(
  tx: Transaction,
  accountId: string,
  runbook: Concurrency & { readonly name: string },
  job: {
    readonly isChild: boolean;
    readonly counted: boolean;
    readonly withinItself: boolean;
    readonly toGroup: boolean;
  },
): Promise<Place> {
  const limited = runbook.mostAtOnce !== null && !job.withinItself;
  if (limited) await lockAdmission(tx, accountId);
  const asked = { limited, counted: job.counted };
  let standing = await read(tx, accountId, runbook.name, asked);
  const uncounted = job.isChild || job.toGroup;
  const limits = { ...defaultLimits, ...standing.limits };
  if (job.counted && standing.recent >= limits.newJobsPer30Seconds)
    throw problem('TooManyNewJobs', { most: limits.newJobsPer30Seconds });
  if (!limited && !uncounted && standing.open + nearness >= limits.concurrentJobs) {
    await lockAdmission(tx, accountId);
    standing = await read(tx, accountId, runbook.name, asked);
  }
  const round = standing.lastRound + 1;
  if (limited && (standing.runbookHeld || standing.same >= runbook.mostAtOnce!)) {
    if (runbook.whenBusy === 'skip')
      throw problem('RunbookBusy', { name: runbook.name, most: runbook.mostAtOnce! });
    return { heldBecause: 'runbook', round };
  }
  const full = !uncounted && (standing.accountHeld || standing.open >= limits.concurrentJobs);
  return { heldBecause: full ? 'account' : null, round };
}

/**
 * Where many new jobs go, of runbooks without a limit of their own, one after the other; `toGroup` are those that workers of a
 * group take, which count for no one here.
 */
export async function placesOf(
  tx: Transaction,
  accountId: string,
  many: number,
): Promise<(toGroup: boolean) => Place> {
  const asked = { limited: false, counted: false };
  let standing = await read(tx, accountId, '', asked);
  const { concurrentJobs } = { ...defaultLimits, ...standing.limits };
  if (standing.open + many + nearness >= concurrentJobs) {
    await lockAdmission(tx, accountId);
    standing = await read(tx, accountId, '', asked);
  }
  let [round, { open }] = [standing.lastRound, standing];
  return (toGroup) => {
    round += 1;
    if (toGroup) return { heldBecause: null, round };
    const full = standing.accountHeld || open >= concurrentJobs;
    if (!full) open += 1;
    return { heldBecause: full ? 'account' : null, round };
  };
}

/** One statement: it lies on the way of every new job, and counts what there may be much of only where it is asked. */
function read(
  tx: Transaction,
  accountId: string,
  runbook: string,
  { limited, counted }: { readonly limited: boolean; readonly counted: boolean },
): Promise<Standing> {
  return tx.one<Standing>(sql`
    select count(*) filter (where parent_id is null and worker_group_id is null)::int as open,
      count(*) filter (where lower(runbook_name) = lower(${runbook}) and test_of is null)::int
        + case when ${limited} then (select count(*)::int from job h where h.account_id = ${accountId} and h.held_because = 'account'
          and lower(h.runbook_name) = lower(${runbook}) and h.test_of is null and h.ended_at is null) else 0 end as same,
      greatest(max(round) filter (where status = 'New' and worker_group_id is null), (select last_value from job_round))::float8 as "lastRound",
      exists (select 1 from job h where h.account_id = ${accountId} and h.held_because = 'account' and h.ended_at is null)
        as "accountHeld",
      exists (select 1 from job h where h.account_id = ${accountId} and lower(h.runbook_name) = lower(${runbook})
        and h.held_because = 'runbook' and h.ended_at is null) as "runbookHeld",
      case when ${counted} then (select count(*)::int from job r where r.account_id = ${accountId} and r.created_at > now() - interval '30 seconds'
        and r.parent_id is null) else 0 end as recent,
      (select limits from account where id = ${accountId}) as limits
    from job
    where account_id = ${accountId} and ended_at is null and held_because is null and status <> 'Suspended'`);
}

export interface Turn {
  /** How many jobs are above it. */
  readonly depth?: number;
  readonly round: number;
  /** Of hybrid workers, where it is for one: it belongs to one account, and takes its jobs as they came. */
  readonly workerGroupId?: string | null | undefined;
}

/** Puts a job that may begin into the queue: children first, then by rounds. */
export async function enter(
  tx: Transaction,
  queue: Queue,
  id: string,
  { depth = 0, ...turn }: Turn,
): Promise<void> {
  const priority = depth > 0 ? depth : priorityOf(turn);
  await queue.enqueue(tx, jobTopic(turn.workerGroupId ?? null), id, { priority });
}

/** An account that has waited for long may be far behind; the queue's numbers end somewhere. */
function priorityOf({ round, workerGroupId = null }: Turn): number {
  return workerGroupId === null ? -Math.min(round, 2_000_000_000) : 0;
}

/** Many at once: what `enter` does for each. */
export async function enterTogether(
  tx: Transaction,
  queue: Queue,
  jobs: readonly (Turn & { readonly id: string })[],
): Promise<void> {
  const topics = Map.groupBy(jobs, ({ workerGroupId = null }) => jobTopic(workerGroupId));
  for (const [topic, ofTopic] of topics)
    await queue.enqueueMany(
      tx,
      topic,
      ofTopic.map(({ id, ...turn }) => ({ id, priority: priorityOf(turn) })),
    );
}

/**
 * Of an account: what it holds that may begin now is let in. `runbook` is the one of which a job ended; all are looked at
 * when it is absent.
 */
export async function letIn(
  tx: Transaction,
  queue: Queue,
  accountId: string,
  runbook?: string,
): Promise<void> {
  await lockAdmission(tx, accountId);
  for (const { name, room } of await runbooksWithRoom(tx, accountId, runbook))
    await freeFromRunbook(tx, queue, accountId, name, room);
  await freeFromAccount(tx, queue, accountId);
  await freeForGroups(tx, queue, accountId);
}

/** Held by an earlier version, which had no workers of groups. */
async function freeForGroups(tx: Transaction, queue: Queue, accountId: string): Promise<void> {
  const freed = await tx.query<Freed>(sql`
    update job set held_because = null, modified_at = now()
    where id in (
      select id from job where account_id = ${accountId} and held_because = 'group' and worker_group_id is not null
        and ended_at is null and artifact_hash is not null and status in ('New', 'Resuming') for update skip locked)
    returning id, round::float8 as round, worker_group_id as "workerGroupId", true as free`);
  for (const { id, ...turn } of freed) await begin(tx, queue, id, turn);
}

/** Runbooks that hold jobs, and how many more of each may begin. */
function runbooksWithRoom(
  tx: Transaction,
  accountId: string,
  runbook: string | undefined,
): Promise<{ readonly name: string; readonly room: number }[]> {
  return tx.query(sql`
    with holding as (
      select distinct lower(runbook_name) as name from job
      where account_id = ${accountId} and held_because = 'runbook' and ended_at is null
        and (${runbook ?? null}::text is null or lower(runbook_name) = lower(${runbook ?? null}))
    ), counted as (
      select h.name, r.most_at_once as most,
        (select count(*)::int from job j where j.account_id = ${accountId} and lower(j.runbook_name) = h.name
          and j.test_of is null and j.ended_at is null and j.held_because is null and j.status <> 'Suspended')
        + (select count(*)::int from job j where j.account_id = ${accountId} and lower(j.runbook_name) = h.name
          and j.test_of is null and j.ended_at is null and j.held_because = 'account') as taken
      from holding h left join runbook r on r.account_id = ${accountId} and lower(r.name) = h.name
    )
    select name, coalesce(most - taken, ${mostAtOnce})::int as room from counted where coalesce(most - taken, 1) > 0`);
}

/** From here on they wait for the account alone, which may have room; jobs that jobs started may begin. */
async function freeFromRunbook(
  tx: Transaction,
  queue: Queue,
  accountId: string,
  name: string,
  room: number,
): Promise<void> {
  const freed = await tx.query<Freed>(sql`
    update job set held_because = case when parent_id is null and worker_group_id is null then 'account' end, modified_at = now()
    where id in (
      select id from job
      where account_id = ${accountId} and lower(runbook_name) = ${name} and held_because = 'runbook' and ended_at is null
      order by created_at, id limit ${room} for update skip locked)
    returning id, round::float8 as round, worker_group_id as "workerGroupId", held_because is null as free`);
  for (const { id, free, ...turn } of freed) if (free) await begin(tx, queue, id, { depth: 1, ...turn });
}

async function freeFromAccount(tx: Transaction, queue: Queue, accountId: string): Promise<void> {
  const { open, lastRound, limits } = await read(tx, accountId, '', { limited: false, counted: false });
  const { concurrentJobs } = { ...defaultLimits, ...limits };
  const room = Math.max(0, Math.min(concurrentJobs - open, mostAtOnce));
  if (room === 0) return;
  const freed = await tx.query<Freed>(sql`
    with free as (
      select id, created_at from job where account_id = ${accountId} and held_because = 'account' and ended_at is null
      order by created_at, id limit ${room} for update skip locked
    ), placed as (select id, row_number() over (order by created_at, id) as number from free)
    update job set held_because = null, round = ${lastRound}::bigint + placed.number, modified_at = now()
    from placed where job.id = placed.id returning job.id, job.round::float8 as round, true as free`);
  for (const { id, round } of freed) await begin(tx, queue, id, { round });
}

interface Freed extends Turn {
  readonly id: string;
  readonly free: boolean;
}

async function begin(tx: Transaction, queue: Queue, id: string, place: Turn): Promise<void> {
  await enter(tx, queue, id, place);
  await tx.notify(jobChannel, id);
}
