import { type Clock, type Logger, isProblem } from '#kernel';
import { type Database, sql } from '#store';

import type { EndedSubscription, GraphSubscriptions } from './graph-subscriptions.ts';

/**
 * Subscriptions of event sources that are gone, or have another one. Whatever deleted the source, a trigger has written them down in
 * the same transaction; they are ended in Graph as soon as that answers.
 */
export interface EndedSubscriptions {
  /** Now. Never rejects: what Graph does not hear of now it hears of later. */
  end(subscriptionId: string): Promise<void>;
  /** All that are due. */
  round(): Promise<void>;
}

interface Row extends EndedSubscription {
  readonly name: string;
  readonly failures: number;
  readonly expiresAt: Date;
}

const leaseMilliseconds = 60_000;
const atATime = 8;
const [firstPause, longestPause] = [30_000, 60 * 60_000];

/** After a refusal: each pause is twice the one before it. */
export function nextTry(now: number, failures: number): Date {
  return new Date(now + Math.min(longestPause, firstPause * 2 ** Math.min(failures, 10)));
}

export function createEndedSubscriptions(options: {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly subscriptions: Pick<GraphSubscriptions, 'remove'>;
}): EndedSubscriptions {
  const { db, clock, logger, subscriptions } = options;

  const forget = (id: string): Promise<unknown> =>
    db.query(sql`delete from ended_subscription where subscription_id = ${id}`);

  async function endNow(row: Row): Promise<void> {
    const { subscriptionId, name, failures, expiresAt } = row;
    // By itself, long ago.
    if (expiresAt.getTime() <= clock.now()) return void (await forget(subscriptionId));
    try {
      await subscriptions.remove(row);
      await forget(subscriptionId);
    } catch (error) {
      const about = {
        eventSource: name,
        subscription: subscriptionId,
        until: expiresAt.toISOString(),
        error,
      };
      if (isProblem(error, 'IdentityMissing')) {
        logger.warn(
          'a subscription stays in the tenant until it ends: the identity that made it is gone',
          about,
        );
        return void (await forget(subscriptionId));
      }
      logger.warn('a subscription could not be ended in the tenant, and is tried again', about);
      await db.query(sql`
        update ended_subscription set failures = failures + 1, leased_until = null,
          attention_at = ${nextTry(clock.now(), failures)} where subscription_id = ${subscriptionId}`);
    }
  }

  /** Ours for a minute. */
  async function lease(id: string | null): Promise<readonly Row[]> {
    const now = new Date(clock.now());
    return db.query<Row>(sql`
      update ended_subscription set leased_until = ${new Date(clock.now() + leaseMilliseconds)} where subscription_id in (
        select subscription_id from ended_subscription
        where (subscription_id = ${id} or ${id}::text is null and attention_at <= ${now})
          and (leased_until is null or leased_until <= ${now})
        order by attention_at limit ${atATime}::int for update skip locked)
      returning subscription_id as "subscriptionId", event_source as name, account_id as "accountId",
        identity_client_id as "identityClientId", failures, expires_at as "expiresAt"`);
  }

  const endAll = async (id: string | null): Promise<void> =>
    void (await Promise.all((await lease(id)).map(endNow)));

  return {
    end: (id) =>
      endAll(id).catch((error: unknown) =>
        logger.warn('a subscription that is not needed is ended later', { subscription: id, error }),
      ),
    round: () => endAll(null),
  };
}
