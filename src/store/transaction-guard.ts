import { AsyncLocalStorage } from 'node:async_hooks';

import type { Transaction } from './queryable.ts';

/** Looks into the transactions of some work, from inside: what it sees there stays so until they end. */
export interface TransactionGuard {
  /** After the transaction has begun, before its work. What it throws ends the transaction. */
  enter(tx: Transaction): Promise<void>;
  /** After the work, before the commit. */
  leave(tx: Transaction): Promise<void>;
}

const guards = new AsyncLocalStorage<TransactionGuard>();

/** Every transaction that the work begins has the guard, however deep inside it begins. */
export function guardTransactions<Result>(
  guard: TransactionGuard,
  work: () => Promise<Result>,
): Promise<Result> {
  return guards.run(guard, work);
}

/** The guard of the work that is being done, if it has one. */
export function currentGuard(): TransactionGuard | undefined {
  return guards.getStore();
}
