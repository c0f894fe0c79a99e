import { problem } from '#kernel';
import type { Transaction } from '#store';

import { type Candidate, type Room, decide } from './deciding.ts';
import type { Order } from './order.ts';
import type { Concurrency, HeldBecause } from './reasons.ts';
import { keysTaken, lockAdmission, runbookStandingOf, standingOf } from './standing.ts';

/**
 * Whether a new job is in the queue. One that may not begin yet is held in its own table, with the reason.
 *
 * Whose turn it is among the accounts: start-time fair queueing. A job's round is one behind the account's job before it,
 * but never before the round that is being claimed now; so accounts with much waiting and accounts with little take turns.
 */
export interface Place {
  readonly heldBecause: HeldBecause | null;
  readonly round: number;
  readonly rank: number;
  /** It goes before others of its account that wait in the queue. */
  readonly overtakes: boolean;
}

/** What decides about a new job. */
export interface Arriving {
  readonly order: Order;
  readonly isChild: boolean;
  /** Somebody asked for it from outside. */
  readonly counted: boolean;
  /** It counts for its runbook, and not for the account, which bounds what the workers of the installation do. */
  readonly toGroup: boolean;
  readonly above?: Candidate['above'];
  readonly later: boolean;
}

/** So near to a limit the exact number is wanted, and creations go one after the other. */
const nearness = 32;

/**
 * Where a new job of a runbook goes. A job that another one starts is never held for the account's sake, and not for a
 * runbook or a key that a job above it has: it would wait for the one that waits for it.
 * @throws TooManyNewJobs, RunbookBusy
 */
export async function placeOf(
  tx: Transaction,
  accountId: string,
  runbook: Concurrency & { readonly name: string },
  { order, isChild, toGroup, above, later, counted: asked }: Arriving,
): Promise<Place> {
  const { concurrency, priority } = order;
  const counted = !isChild && !toGroup;
  const limited = runbook.mostAtOnce !== null && !later;
  const exact = limited || (concurrency !== null && !later);
  if (exact) await lockAdmission(tx, accountId);
  let standing = await standingOf(tx, accountId, asked);
  const { newJobsPer30Seconds, concurrentJobs } = standing.limits;
  if (asked && standing.recent >= newJobsPer30Seconds)
    throw problem('TooManyNewJobs', { most: newJobsPer30Seconds });
  const overtakes = counted && standing.leastPriority !== null && priority > standing.leastPriority;
  if (!exact && !later && counted && (overtakes || standing.open + nearness >= concurrentJobs)) {
    await lockAdmission(tx, accountId);
    standing = await standingOf(tx, accountId, false);
  }
  const [round, rank] = [standing.lastRound + 1, standing.minute - priority];
  const at = (heldBecause: HeldBecause | null): Place => ({ heldBecause, round, rank, overtakes });
  if (later) return at('time');
  const runbooks: Map<string, { taken: number; blocked: boolean; most: number }> = new Map();
  if (limited) {
    const { taken, ready, held } = await runbookStandingOf(tx, accountId, runbook.name);
    const most = runbook.mostAtOnce!;
    runbooks.set(runbook.name.toLowerCase(), { taken: taken + ready, blocked: held, most });
  }
  const keys = await keysTaken(tx, accountId, concurrency === null ? [] : [concurrency.key.toLowerCase()]);
  const account = standing.accountHeld ? 0 : concurrentJobs - standing.open;
  const candidate = { runbook: runbook.name, concurrency, counted, above };
  // Whoever wants no second one is told so, whatever else this one would wait for.
  if (
    runbook.whenBusy === 'skip' &&
    decide([{ ...candidate, concurrency: null }], { account: 1, keys, runbooks })[0]
  )
    throw problem('RunbookBusy', { name: runbook.name, most: runbook.mostAtOnce! });
  return at(decide([candidate], { account, keys, runbooks })[0]!);
}

export interface TogetherArriving {
  readonly runbook: string;
  readonly order: Order;
  readonly toGroup: boolean;
}

/** Where many new jobs go, of runbooks without a limit of their own, one after the other. */
export async function placesOf(
  tx: Transaction,
  accountId: string,
  jobs: readonly TogetherArriving[],
): Promise<Place[]> {
  const keyed = [
    ...new Set(jobs.flatMap(({ order: { concurrency } }) => concurrency?.key.toLowerCase() ?? [])),
  ];
  const most = Math.max(...jobs.map(({ order }) => order.priority));
  const overtaking = jobs.some(({ order }) => order.priority !== most);
  if (keyed.length > 0 || overtaking) await lockAdmission(tx, accountId);
  let standing = await standingOf(tx, accountId, false);
  const overtakes = overtaking || most > (standing.leastPriority ?? most);
  if (overtakes || standing.open + jobs.length + nearness >= standing.limits.concurrentJobs) {
    await lockAdmission(tx, accountId);
    standing = await standingOf(tx, accountId, false);
  }
  const room: Room = {
    account: standing.accountHeld ? 0 : standing.limits.concurrentJobs - standing.open,
    keys: await keysTaken(tx, accountId, keyed),
    runbooks: new Map(),
  };
  const decided = decide(
    jobs.map(({ runbook, order: { concurrency }, toGroup }) => ({ runbook, concurrency, counted: !toGroup })),
    room,
  );
  return jobs.map(({ order }, at) => ({
    heldBecause: decided[at]!,
    round: standing.lastRound + 1 + at,
    rank: standing.minute - order.priority,
    overtakes,
  }));
}
