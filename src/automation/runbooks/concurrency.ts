import { problem } from '#kernel';
import { type Transaction, sql } from '#store';

import type { JobOrder } from '../admission/order.ts';
import type { WhenBusy } from '../admission/reasons.ts';

const mostThatMakesSense = 100_000;
const ways: readonly WhenBusy[] = ['queue', 'skip', 'replace'];

export interface ConcurrencyInput {
  /** Null takes the limit away. */
  readonly mostAtOnce?: number | null | undefined;
  readonly whenBusy?: string | undefined;
}

/** What jobs of the runbook have that do not say otherwise; all of it is replaced. */
export async function setJobDefaults(
  tx: Transaction,
  accountId: string,
  runbook: string,
  defaults: JobOrder | undefined,
): Promise<void> {
  if (defaults === undefined) return;
  await tx.query(sql`
    update runbook set job_order = ${JSON.stringify(defaults)} where account_id = ${accountId} and lower(name) = lower(${runbook})`);
}

/** Left out, it stays as it is. Held jobs that may begin by it do so at the housekeeping's next look. @throws ConcurrencyInvalid */
export async function limitConcurrency(
  tx: Transaction,
  accountId: string,
  runbook: string,
  { mostAtOnce, whenBusy }: ConcurrencyInput = {},
): Promise<void> {
  if (typeof mostAtOnce === 'number' && !(mostAtOnce >= 1 && mostAtOnce <= mostThatMakesSense))
    throw problem('ConcurrencyInvalid', { value: mostAtOnce });
  if (whenBusy !== undefined && !(ways as readonly string[]).includes(whenBusy))
    throw problem('ConcurrencyInvalid', { value: whenBusy });
  if (mostAtOnce === undefined && whenBusy === undefined) return;
  await tx.query(sql`
    update runbook set when_busy = coalesce(${whenBusy ?? null}, when_busy),
      most_at_once = case when ${mostAtOnce === undefined} then most_at_once else ${mostAtOnce ?? null}::integer end
    where account_id = ${accountId} and lower(name) = lower(${runbook})`);
}
