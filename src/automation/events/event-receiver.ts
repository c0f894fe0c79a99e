import { createHash, timingSafeEqual } from 'node:crypto';

import { type Clock, isProblem, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Vault, sql, statement } from '#store';

import type { Directory } from '../identities/directory.ts';
import type { OpenGate } from '../webhooks/token-gate.ts';
import type { KeyedEvent } from './cloud-event.ts';
import {
  type EventSourceKind,
  type EventSourceRow,
  eventKeyBinding,
  eventSourceColumns,
  eventSourceTables,
} from './event-source.ts';
import { type GraphNotification, changeEvent, gapEvent, readNotifications } from './graph-notifications.ts';
import { readEvents } from './reading.ts';
import { decryptResourceData } from './resource-data.ts';
import { startForEvents } from './starting.ts';

/** Whoever calls the address of an event source. */
export interface EventCaller {
  /** Of the address; undefined when it has none. */
  readonly token: string | undefined;
  /** Where the call came from. */
  readonly address: string;
}

export interface EventCall extends EventCaller {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Jobs of what was sent; or the code that Event Grid asks to have back. */
export type EventAnswer = { readonly jobIds: readonly string[] } | { readonly validationCode: string };

/** Takes events. Whatever is wrong with the address has one answer, as has what is not proven to come from its source. */
export interface EventReceiver {
  /** Rejects with `EventRefused` unless the caller has the address of such a source: it asks whether it may send. */
  admit(caller: EventCaller, kind: EventSourceKind): Promise<{ readonly allowedOrigins: readonly string[] }>;
  /** Resolves once the jobs cannot be lost. */
  receive(call: EventCall): Promise<EventAnswer>;
}

export interface EventReceiverOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly directory: Pick<Directory, 'verify'>;
  readonly openGate: OpenGate;
}

/** Source: learn.microsoft.com/graph/change-notifications-with-resource-data: the application that sends notifications. */
const changeTracking = '0bf30f3b-4a52-48df-9a82-234910c4a086';
type Found = EventSourceRow & { readonly tokenHash: Buffer };

export function createEventReceiver(options: EventReceiverOptions): EventReceiver {
  const { db, queue, vault, clock, directory, openGate } = options;
  const gate = openGate<Found>((hashes) =>
    db.query<Found>(
      statement(
        `select ${eventSourceColumns} from ${eventSourceTables} where e.token_hash = any($1::bytea[])`,
        [hashes],
      ),
    ),
  );

  async function admitted({ token, address }: EventCaller): Promise<Found> {
    const found = await gate.find(token, address);
    if (found === undefined || !found.isEnabled) throw problem('EventRefused');
    return found;
  }

  async function receiveFromGraph(source: Found, { body }: EventCall): Promise<readonly string[]> {
    const { value, validationTokens } = readNotifications(body);
    // Asked of each, so that the answer takes as long whichever of them is wrong.
    const known = value.map((each) => knowsState(source, each.clientState));
    if (known.includes(false)) throw problem('EventRefused');
    if (value.some(({ encryptedContent }) => encryptedContent !== undefined))
      await demandFromGraph(source, validationTokens);
    const now = clock.now();
    const changes = value.filter(({ lifecycleEvent }) => lifecycleEvent === undefined);
    const lifecycle = value.filter(({ lifecycleEvent }) => lifecycleEvent !== undefined);
    const events = [
      ...changes.map((each) => changeEvent(each, dataOf(source, each), now)),
      ...lifecycle.flatMap((each) => gapOf(source, each, now)),
    ];
    return db.transaction(async (tx) => {
      await takeCare(tx, source, lifecycle, now);
      return startForEvents(tx, { queue, vault }, source, events, now);
    });
  }

  function dataOf(
    { id, privateKey, previousPrivateKey }: Found,
    { encryptedContent }: GraphNotification,
  ): Readonly<Record<string, unknown>> | undefined {
    if (encryptedContent === undefined) return undefined;
    const open = (sealed: Buffer): Readonly<Record<string, unknown>> =>
      decryptResourceData(encryptedContent, vault.openText(sealed, eventKeyBinding(id)));
    if (privateKey === null) throw problem('EventRefused');
    if (previousPrivateKey === null) return open(privateKey);
    try {
      return open(privateKey);
    } catch (error) {
      if (!isProblem(error, 'EventRefused')) throw error;
      return open(previousPrivateKey);
    }
  }

  /** A token for our own application from the one that sends notifications, signed by the tenant. */
  async function demandFromGraph({ applicationId }: Found, tokens: readonly string[]): Promise<void> {
    if (tokens.length === 0 || applicationId === null) throw problem('EventRefused');
    for (const token of tokens) {
      const claims = await directory.verify(token, applicationId).catch((error: unknown) => {
        throw problem('EventRefused', undefined, error);
      });
      if ((claims['azp'] ?? claims['appid']) !== changeTracking) throw problem('EventRefused');
    }
  }

  return {
    async admit(caller, kind) {
      const { kind: own, allowedOrigins } = await admitted(caller);
      if (own !== kind) throw problem('EventRefused');
      return { allowedOrigins };
    },
    async receive(call) {
      const source = await admitted(call);
      if (source.kind === 'MicrosoftGraph') return { jobIds: await receiveFromGraph(source, call) };
      const read = readEvents(call);
      if ('validationCode' in read) return read;
      const start = (events: readonly KeyedEvent[]) => (tx: Transaction) =>
        startForEvents(tx, { queue, vault }, source, events, clock.now());
      return { jobIds: await db.transaction(start(read.events)) };
    },
  };
}

function knowsState({ clientStateHash }: Found, given: unknown): boolean {
  const hash = createHash('sha256')
    .update(typeof given === 'string' ? given : '')
    .digest();
  return clientStateHash !== null && timingSafeEqual(hash, clientStateHash);
}

/** Changes that nobody was told of: the runbook is. */
function gapOf(source: Found, notification: GraphNotification, now: number): KeyedEvent[] {
  const { lifecycleEvent, subscriptionId = source.subscriptionId ?? '' } = notification;
  if (lifecycleEvent === 'reauthorizationRequired') return [];
  return [gapEvent({ ...notification, subscriptionId }, source.resource ?? '', now)];
}

/** What Graph says of the subscription itself is done by whoever keeps subscriptions, soon and not while Graph waits. */
async function takeCare(
  tx: Transaction,
  { id, subscriptionId }: Found,
  lifecycle: readonly GraphNotification[],
  now: number,
): Promise<void> {
  const about = (event: string): boolean =>
    lifecycle.some((each) => each.lifecycleEvent === event && each.subscriptionId === subscriptionId);
  const removed = about('subscriptionRemoved');
  if (!removed && !about('reauthorizationRequired')) return;
  await tx.query(sql`
    update event_source set attention_at = ${new Date(now)},
      subscription_id = case when ${removed} then null else subscription_id end where id = ${id}`);
}
