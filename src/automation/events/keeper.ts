import { type Clock, type Logger, newSecret } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Vault, sql, statement } from '#store';

import { tokenHash } from '../webhooks/token-gate.ts';
import { createRounds } from '../rounds.ts';
import { createEndedSubscriptions, nextTry } from './ended-subscriptions.ts';
import { type EventSourceRow, eventSourceColumns, eventSourceTables } from './event-source.ts';
import { gapEvent } from './graph-notifications.ts';
import type { Granted, GraphSubscriptions } from './graph-subscriptions.ts';
import { replaceCertificate } from './resource-certificate.ts';
import { startForEvents } from './starting.ts';

/**
 * Makes the subscriptions of event sources and renews them. Of several control planes on a database one takes a subscription by its
 * lease; when it falls silent another one goes on.
 */
export interface SubscriptionKeeper {
  start(): void;
  stop(): Promise<void>;
  /** Everything that is due now. */
  round(): Promise<void>;
  /** This one, now. Rejects with `EventSourceRefused` and what an identity may be refused. */
  keep(id: string): Promise<void>;
  /** Ends one in Graph that nobody needs any more. Never rejects: what Graph does not hear of now it hears of later. */
  end(subscriptionId: string): Promise<void>;
}

const pause = 2_000;
const leaseMilliseconds = 60_000;
const atATime = 8;
/** Events that came again are known for longer than anybody sends them: Event Grid tries for a day, Graph for four hours. */
const keepEventsDays = 7;
const tidyEvery = 60 * 60_000;

export function createSubscriptionKeeper(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly subscriptions: GraphSubscriptions;
  /** Where Graph reaches the listener. */
  readonly origin: string;
}): SubscriptionKeeper {
  const { db, queue, vault, clock, logger, subscriptions, origin } = options;
  const ended = createEndedSubscriptions({ db, clock, logger, subscriptions });
  let tidiedAt = -Infinity;

  function find(id: string): Promise<EventSourceRow | undefined> {
    return db.maybe<EventSourceRow>(
      statement(`select ${eventSourceColumns} from ${eventSourceTables} where e.id = $1`, [id]),
    );
  }

  async function keep(id: string): Promise<void> {
    const found = await find(id);
    if (found === undefined || found.kind !== 'MicrosoftGraph') return;
    const source = (await replaceCertificate(db, vault, found, clock.now())) ? await find(id) : found;
    if (source === undefined) return;
    try {
      await written(source, await renewedOrMade(source));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await db.query(sql`
        update event_source set failures = failures + 1, error = ${reason.slice(0, 1_000)}, leased_until = null,
          failing_since = coalesce(failing_since, ${new Date(clock.now())}), attention_at = ${nextTry(clock.now(), source.failures)} where id = ${id}`);
      throw error;
    }
  }

  async function renewedOrMade(source: EventSourceRow): Promise<Granted> {
    const renewed =
      source.subscriptionId === null ? undefined : await subscriptions.renew(source, clock.now());
    return renewed ?? make(source);
  }

  /** With an address and a state of its own: whoever knew those before knows nothing any more. Graph calls the address meanwhile. */
  async function make(source: EventSourceRow): Promise<Granted> {
    const [token, clientState] = [newSecret(), newSecret()];
    await db.query(sql`
      update event_source set token_hash = ${tokenHash(token)}, client_state_hash = ${tokenHash(clientState)}
      where id = ${source.id}`);
    const address = { url: `${origin}/events?token=${token}`, clientState };
    return subscriptions.make(source, address, clock.now());
  }

  /** When half of its time is over it is renewed: so long a Graph that is away does no harm. */
  async function written(source: EventSourceRow, granted: Granted): Promise<void> {
    const { subscriptionId, expiresAt, applicationId } = granted;
    const now = clock.now();
    const attention = new Date(now + Math.max(0, expiresAt.getTime() - now) / 2);
    const lost = source.subscriptionId !== null && source.subscriptionId !== subscriptionId;
    await db.transaction(async (tx) => {
      await tx.query(sql`
        update event_source set subscription_id = ${subscriptionId}, expires_at = ${expiresAt},
          application_id = ${applicationId}, attention_at = ${attention}, leased_until = null, failures = 0, error = null,
          failing_since = null, certificate_told = certificate_told or certificate_id is not distinct from ${source.certificateId}
        where id = ${source.id}`);
      // It was gone, and nobody said so: what changed meanwhile was told to nobody.
      if (!lost || !source.isEnabled) return;
      const gone = { subscriptionId: source.subscriptionId ?? '', lifecycleEvent: 'subscriptionRemoved' };
      const event = gapEvent(gone, source.resource ?? '', now);
      await startForEvents(tx, { queue, vault }, source, [event], now);
    });
  }

  /** Those whose time has come, ours for a minute. */
  async function lease(): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const now = clock.now();
    return db.query(sql`
      update event_source set leased_until = ${new Date(now + leaseMilliseconds)} where id in (
        select id from event_source where attention_at <= ${new Date(now)} and (leased_until is null or leased_until <= ${new Date(now)})
        order by attention_at limit ${atATime}::int for update skip locked)
      returning id, name`);
  }

  async function round(): Promise<void> {
    await ended.round();
    for (;;) {
      const due = await lease();
      await Promise.all(
        due.map(({ id, name }) =>
          keep(id).catch((error: unknown) =>
            logger.warn('a subscription could not be kept, and is tried again', { eventSource: name, error }),
          ),
        ),
      );
      if (due.length < atATime || rounds.signal.aborted) break;
    }
    if (clock.now() - tidiedAt < tidyEvery) return;
    tidiedAt = clock.now();
    const old = new Date(tidiedAt - keepEventsDays * 86_400_000);
    await db.query(sql`delete from received_event where received_at < ${old}`);
  }

  const rounds = createRounds({
    round,
    pause,
    logger,
    failed: 'subscriptions could not be looked after, and will be',
  });
  return {
    start: rounds.start,
    stop: rounds.stop,
    round,
    keep,
    end: ended.end,
  };
}
