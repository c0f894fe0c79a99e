import { delay } from '#kernel';

import type { Database, Transaction } from './database.ts';
import { sql, statement } from './sql.ts';

/**
 * Whoever has the lock and says nothing for this long is frozen: the server ends its session, another process goes on, and
 * what the frozen one still writes when it wakes is refused.
 */
const mostSilenceMilliseconds = 10_000;
const sayEvery = 2_000;

/** Of a transaction that does a part of such a duty: the locks of a frozen process end with its session. */
export async function boundSilence(tx: Transaction): Promise<void> {
  await tx.query(
    statement(`set local idle_in_transaction_session_timeout = ${String(mostSilenceMilliseconds)}`),
  );
}

/**
 * Does what one process on a database does at a time, and tells whether it did: false where another one is at it. The lock
 * ends with the transaction, so with the connection of a process that dies; the next round of any other process has it.
 * `lock` is an arbitrary number that nobody else uses in this database.
 */
export function inTurn(
  db: Database,
  lock: number,
  duty: (tx: Transaction) => Promise<void>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { mine } = await tx.one<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${lock}::bigint) as mine`,
    );
    if (!mine) return false;
    await boundSilence(tx);
    await duty(tx);
    return true;
  });
}

/** The same for a duty that works on other connections: the lock's own says meanwhile that its process is alive. */
export function inTurnElsewhere(db: Database, lock: number, duty: () => Promise<void>): Promise<boolean> {
  return inTurn(db, lock, async (tx) => {
    const over = new AbortController();
    const saying = (async () => {
      for (;;) {
        await delay(sayEvery, over.signal);
        if (over.signal.aborted) return;
        await tx.query(statement('select 1'));
      }
    })();
    // A lost lock is found at the end of the duty; each of its writes is right without the lock.
    saying.catch(() => {});
    try {
      await duty();
    } catch (error) {
      over.abort();
      await saying.catch(() => {});
      throw error;
    }
    over.abort();
    await saying;
  });
}

/** Waits for the lock and holds it during the work: what every process does once, one after the other. */
export function oneAfterAnother<T>(db: Database, lock: number, work: () => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${lock}::bigint)`);
    return work();
  });
}
