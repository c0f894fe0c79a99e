import type { Clock, Logger } from '#kernel';
import { type Database, sql } from '#store';

import type { Senders } from './destinations/senders.ts';
import type { AlertMessage } from './telling.ts';

/** Whoever has a delivery has it for so long; when it fell silent, the next one sends it: at least once, not at most. */
const leaseMilliseconds = 60_000;
const [firstPause, longestPause] = [10_000, 3_600_000] as const;
/** After so long it is given up, and the destination shows why. */
const giveUpMilliseconds = 24 * 3_600_000;
const mostAtOnce = 20;

interface Due {
  readonly id: string;
  readonly destinationId: string;
  readonly attempts: number;
  readonly message: AlertMessage;
  readonly createdAt: Date;
}

/** Sends what is due. Returns how many were tried. */
export async function deliverDue(
  { db, clock, senders, logger }: { db: Database; clock: Clock; senders: Senders; logger: Logger },
  signal?: AbortSignal,
): Promise<number> {
  const now = clock.now();
  const due = await db.query<Due>(sql`
    update alert_delivery set next_at = ${new Date(now + leaseMilliseconds)}, attempts = attempts + 1
    where id in (select id from alert_delivery where next_at <= ${new Date(now)} order by next_at limit ${mostAtOnce}::int
      for update skip locked)
    returning id, destination_id as "destinationId", attempts, message, created_at as "createdAt"`);
  await Promise.all(
    due.map(async (delivery) => {
      const outcome = await senders
        .send(delivery.destinationId, delivery.message, signal)
        .then((reason) => ({ arrived: true, reason }))
        .catch((error: unknown) => ({ arrived: false, reason: reasonOf(error) }));
      if (signal?.aborted === true && !outcome.arrived) return;
      await settle(db, delivery, outcome, clock.now());
      if (outcome.reason !== undefined)
        logger.warn('an alert did not reach its destination, or not all of it', {
          delivery: delivery.id,
          attempt: delivery.attempts,
          reason: outcome.reason,
        });
    }),
  );
  return due.length;
}

/** A message that arrived is not sent again, whatever is to be said of it. */
interface Outcome {
  readonly arrived: boolean;
  readonly reason: string | undefined;
}

async function settle(db: Database, delivery: Due, outcome: Outcome, now: number): Promise<void> {
  const { id, destinationId, attempts, createdAt } = delivery;
  const reason = outcome.reason ?? null;
  const pause = Math.min(firstPause * 2 ** (attempts - 1), longestPause);
  const isGivenUp = now - createdAt.getTime() > giveUpMilliseconds;
  const next = outcome.arrived || isGivenUp ? null : new Date(now + pause);
  const delivered = outcome.arrived ? new Date(now) : null;
  await db.transaction(async (tx) => {
    await tx.query(sql`
      update alert_delivery set next_at = ${next}, delivered_at = ${delivered}, error = ${reason} where id = ${id}`);
    await tx.query(sql`
      update alert_destination set error = ${reason}, delivered_at = coalesce(${delivered}, delivered_at)
      where id = ${destinationId}`);
  });
}

export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
