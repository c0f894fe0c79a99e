import type { Order } from './order.ts';
import type { HeldBecause } from './reasons.ts';

/** A job that may begin, or has to wait. */
export interface Candidate {
  readonly runbook: string;
  readonly concurrency: Order['concurrency'];
  /** For jobs that jobs started and those for a group of hybrid workers the account's limit does not count. */
  readonly counted: boolean;
  /** In lower case, of the jobs above it: it would wait for the one that waits for it. */
  readonly above?: { readonly runbooks: readonly string[]; readonly keys: readonly string[] } | undefined;
}

export interface Taken {
  /** Jobs that have begun. */
  readonly taken: number;
  /** Others wait already: who comes now goes behind them. */
  readonly blocked?: boolean;
}

/** What there is room for. Names and keys are in lower case. */
export interface Room {
  readonly account: number;
  readonly keys: ReadonlyMap<string, Taken>;
  /** Of those that run so many at a time. */
  readonly runbooks: ReadonlyMap<string, Taken & { readonly most: number }>;
}

/**
 * Who of them begins, in their order, and why the others do not. A job takes its key, its place among those of its runbook
 * and its place in the account together, so that none waits for one of them while it keeps another from others. Who waits for a
 * key or a runbook is overtaken there by nobody.
 */
export function decide(candidates: readonly Candidate[], room: Room): (HeldBecause | null)[] {
  const keys = new Map([...room.keys].map(([name, taken]) => [name, { ...taken }]));
  const runbooks = new Map([...room.runbooks].map(([name, taken]) => [name, { ...taken }]));
  let { account } = room;
  return candidates.map(({ runbook, concurrency, counted, above }) => {
    const key = concurrency?.key.toLowerCase() ?? '';
    const ofKey = keys.get(key) ?? { taken: 0 };
    if (concurrency !== null) keys.set(key, ofKey);
    const ofRunbook = runbooks.get(runbook.toLowerCase());
    if (concurrency !== null && above?.keys.includes(key) !== true && isFull(ofKey, concurrency.mostAtOnce))
      return 'key';
    if (
      ofRunbook !== undefined &&
      above?.runbooks.includes(runbook.toLowerCase()) !== true &&
      isFull(ofRunbook, ofRunbook.most)
    )
      return 'runbook';
    if (counted && account <= 0) return 'account';
    ofKey.taken += 1;
    if (ofRunbook !== undefined) ofRunbook.taken += 1;
    if (counted) account -= 1;
    return null;
  });
}

/** From the first that has to wait on all wait. */
function isFull(of: { taken: number; blocked?: boolean }, most: number): boolean {
  of.blocked = of.blocked === true || of.taken >= most;
  return of.blocked;
}
