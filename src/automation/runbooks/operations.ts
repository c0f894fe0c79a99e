import { delay, newId, problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';

import type { Actor } from '../model.ts';

/** A long-running operation, as a client polls it. */
export interface Operation {
  readonly id: string;
  readonly kind: 'draftContent' | 'publish' | 'test';
  readonly runbookName: string;
  readonly status: 'InProgress' | 'Succeeded' | 'Failed';
  readonly error: OperationError | null;
  /** Of a publish that went well all the same: what looks like a secret in the text. */
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly target: string }[];
}

/** Why it failed; `details` has one entry a finding, its place in the text as `target`. */
export interface OperationError {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly { readonly code: string; readonly message: string; readonly target: string }[];
}

export interface Operations {
  /** Rejects with `OperationNotFound`: also for another account's. */
  get(accountId: string, id: string): Promise<Operation>;
  /** The same, held back until the operation has ended, the time is over or nobody waits any more. */
  settled(
    accountId: string,
    id: string,
    wait: { readonly holdMilliseconds: number; readonly signal: AbortSignal },
  ): Promise<Operation>;
  /** For what is done already, since clients insist on polling. */
  finished(
    tx: Transaction,
    accountId: string,
    runbook: { id: string; name: string; type: string },
    actor: Actor,
  ): Promise<string>;
}

/** Tells of the end of an operation; the payload is its id. */
export const operationChannel = 'tenantry_operation';

export function createOperations({ db }: { readonly db: Database }): Operations {
  async function get(accountId: string, id: string): Promise<Operation> {
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null;
    const operation = await db.maybe<Operation>(sql`
      select id, kind, runbook_name as "runbookName", status, error, warnings from operation
      where account_id = ${accountId} and id = ${uuid}`);
    if (operation === undefined) throw problem('OperationNotFound');
    return operation;
  }

  return {
    get,
    async settled(accountId, id, { holdMilliseconds, signal }) {
      const first = await get(accountId, id);
      if (first.status !== 'InProgress') return first;
      const ended = new AbortController();
      const unlisten = await db.listen(
        operationChannel,
        (told) => told === id.toLowerCase() && ended.abort(),
        () => ended.abort(),
      );
      try {
        // It may have ended before anybody listened.
        const second = await get(accountId, id);
        if (second.status !== 'InProgress') return second;
        await delay(holdMilliseconds, AbortSignal.any([signal, ended.signal]));
        return await get(accountId, id);
      } finally {
        await unlisten();
      }
    },
    async finished(tx, accountId, runbook, actor) {
      const id = newId();
      await tx.query(sql`
        insert into operation (id, account_id, kind, runbook_id, runbook_name, runbook_type, status, requested_by, created_at, ended_at)
        values (${id}, ${accountId}, 'draftContent', ${runbook.id}, ${runbook.name}, ${runbook.type}, 'Succeeded', ${actor.objectId}, now(), now())`);
      return id;
    },
  };
}
