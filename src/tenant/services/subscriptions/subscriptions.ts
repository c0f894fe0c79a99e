import { setImmediate } from 'node:timers/promises';

import { type Logger, TenantryError, isoTime, parseIsoTime } from '#kernel';

import type { TenantClock, Waiting } from '../../clock/tenant-clock.ts';
import { graphError } from '../../odata/graph-error.ts';
import type { Handled } from '../../odata/handle.ts';
import type { GraphRequest } from '../../odata/request.ts';
import { shape } from '../../odata/shape.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { shakeHands } from './handshake.ts';
import { type LifecycleEvent, lifecycle, notificationsFor } from './notifications.ts';
import { validationToken } from './origin.ts';
import { post } from './post.ts';
import { type Parcel, delivered, dueParcels, enqueue, failed, forget, nextDue, put } from './queue.ts';
import { readResource } from './resources.ts';
import { mayStillRead } from './standing.ts';

/** Tells subscribers what the log of changes says, after each transaction. */
export interface Subscriptions {
  /**
   * What a client is answered: of a new subscription, or a new address of one, only after the handshake; of all else what the
   * engine said.
   */
  confirm(request: GraphRequest, handled: Handled): Promise<Handled>;
  /** Resolves when nothing that is due waits any more: for tests. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A receiver that takes longer counts as one that did not answer. Source: change-notifications-delivery-webhooks: 3 seconds. */
const longestAnswer = 3_000;
const rowsAtOnce = 500;
const cursorSetting = 'subscriptions-told';

export function openSubscriptions(state: TenantState, clock: TenantClock, logger: Logger): Subscriptions {
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  let timer: Waiting | undefined;

  /** At most one pass at a time; what is asked for meanwhile makes one more. */
  function wake(): void {
    if (stop.signal.aborted) return;
    again = true;
    running ??= pass().finally(() => {
      running = undefined;
    });
  }

  async function pass(): Promise<void> {
    // Not within the commit that woke it.
    await setImmediate();
    while (again && !stop.signal.aborted) {
      again = false;
      try {
        const rest = collect();
        await sendDue();
        again ||= rest;
      } catch (error) {
        logger.error('notifications could not be sent', { error });
      }
    }
    if (!stop.signal.aborted) sleep();
  }

  /** Turns rows of the log into notifications that wait. True when there are more. */
  function collect(): boolean {
    return state.transaction(() => {
      removeExpired();
      removeRefused();
      const active = subscribed().filter((row) => row['removed'] !== true);
      remind(active);
      if (active.length === 0) return false;
      const last = state.changes.last();
      const wanted = Math.min(...active.map((row) => Number(row['since'] ?? 0)));
      const told = Math.max(Number(state.setting(cursorSetting) ?? 0), wanted);
      if (told >= last) return false;
      const rows = state.changes.read({ after: told, limit: rowsAtOnce });
      for (const row of active) {
        const news = rows.filter(({ sequence }) => sequence > Number(row['since'] ?? 0));
        const notifications = notificationsFor(state, row, news);
        const url = String(row['notificationUrl']);
        // Source: learn.microsoft.com/graph/change-notifications-lifecycle-events: told when something could not be.
        if (!enqueue(state, row.id, url, notifications, clock.now())) tell(row, 'missed');
      }
      const upTo = rows.at(-1)?.sequence ?? last;
      state.setSetting(cursorSetting, String(upTo));
      return upTo < last;
    });
  }

  /** A fork keeps the subscriptions of its origin and tells those nothing: they are told by the origin. */
  function subscribed(): Row[] {
    const own = state.setting('forked-from') === undefined ? '' : (state.setting('created-at') ?? '');
    return state
      .all('subscription')
      .filter((row) => row['validated'] === true && String(row['createdAt']) >= own);
  }

  function removeExpired(): void {
    for (const row of state.all('subscription')) {
      if (expiryOf(row) > clock.now()) continue;
      forget(state, row.id);
      state.remove('subscription', row.id);
    }
  }

  /** Whoever may not read any more is told that, and nothing else. */
  function removeRefused(): void {
    for (const row of subscribed()) {
      const watched = readResource(String(row['resource']));
      if (typeof watched !== 'object' || row['removed'] === true || mayStillRead(state, row, watched))
        continue;
      forget(state, row.id);
      tell(row, 'subscriptionRemoved');
      state.update('subscription', row.id, { removed: true });
    }
  }

  /** Whether its owner could be told of it. */
  function tell(row: Row, event: LifecycleEvent): boolean {
    const url = row['lifecycleNotificationUrl'];
    if (typeof url !== 'string') return false;
    put(state, row.id, url, lifecycle(state, row, event), clock.now());
    return true;
  }

  /** Its owner is asked once, when a tenth of its time is left. (That share is a guess; Graph does not publish its own.) */
  function remind(active: readonly Row[]): void {
    for (const row of active) {
      if (row['remindedAt'] !== null || reminderOf(row) > clock.now()) continue;
      if (tell(row, 'reauthorizationRequired'))
        state.update('subscription', row.id, { remindedAt: isoTime(clock.now()) });
    }
  }

  async function sendDue(): Promise<void> {
    const own = new Set(subscribed().map(({ id }) => id));
    const parcels = dueParcels(state, clock.now());
    await Promise.all(
      parcels.map(async (parcel) => {
        // What a fork found waiting is sent by its origin.
        if (!own.has(parcel.subscriptionId)) return delivered(state, parcel);
        const body = JSON.stringify(await contentOf(parcel));
        const answer = await post(parcel.url, 'application/json', body, longestAnswer, stop.signal);
        if (stop.signal.aborted) return undefined;
        const taken = answer !== undefined && answer.status >= 200 && answer.status < 300;
        return taken ? delivered(state, parcel) : failed(state, parcel, clock.now());
      }),
    );
  }

  /** With proof of where it comes from, when there is data in it. */
  async function contentOf({ subscriptionId, rows }: Parcel): Promise<unknown> {
    const value = rows.map((row) => row['body'] as Readonly<Record<string, unknown>>);
    if (!value.some((each) => each['encryptedContent'] !== undefined)) return { value };
    const appId = String(state.get('subscription', subscriptionId)?.['applicationId']);
    return { value, validationTokens: [await validationToken(state, clock, appId)] };
  }

  /** Until the next one is due, somebody is to be reminded, or a subscription ends. */
  function sleep(): void {
    timer?.cancel();
    const waits = state
      .all('subscription')
      .flatMap((row) => [expiryOf(row), ...(row['remindedAt'] === null ? [reminderOf(row)] : [])]);
    const due = nextDue(state);
    const next = Math.min(...waits, ...(due === undefined ? [] : [due]));
    if (Number.isFinite(next)) timer = clock.after(Math.max(1, next - clock.now()), wake);
  }

  async function confirm(request: GraphRequest, handled: Handled): Promise<Handled> {
    const { operation, status } = handled;
    const made = operation === 'POST /subscriptions' && status === 201;
    if (!made && !(operation === 'PATCH /subscriptions/{id}' && status === 204)) return handled;
    const { id } = made ? (handled.body as { id: string }) : { id: lastOf(request.path) };
    const row = state.get('subscription', id);
    if (row === undefined) return handled;
    try {
      await shake(row);
    } catch (error) {
      if (!(error instanceof TenantryError)) throw error;
      if (row['validated'] === true) state.update('subscription', id, { pendingUrl: null });
      else state.remove('subscription', id);
      return { ...graphError(error, clock), operation };
    }
    const now = state.get('subscription', id);
    if (now === undefined) return handled;
    const context = { '@odata.context': `${request.base}/$metadata#subscriptions/$entity` };
    return {
      ...handled,
      status: made ? 201 : 200,
      body: { ...context, ...shape('subscription', now, undefined) },
    };
  }

  /** With each address that is new. */
  async function shake(row: Row): Promise<void> {
    const pending = row['pendingUrl'];
    if (typeof pending === 'string') {
      await shakeHands(pending, stop.signal);
      state.update('subscription', row.id, { notificationUrl: pending, pendingUrl: null });
    } else if (row['validated'] !== true) {
      for (const url of [row['notificationUrl'], row['lifecycleNotificationUrl']])
        if (typeof url === 'string') await shakeHands(url, stop.signal);
      state.update('subscription', row.id, { validated: true });
    }
  }

  // Whoever was being asked when the tenant stopped was never answered.
  for (const row of state.all('subscription'))
    if (row['validated'] !== true) state.remove('subscription', row.id);
  // Most tenants have none: then a commit costs no more than to see that.
  const unsubscribe = state.onCommit(() => {
    if (state.count('subscription') > 0) wake();
  });
  wake();

  return {
    confirm,
    async settled() {
      while (running !== undefined) await running;
    },
    async close() {
      unsubscribe();
      timer?.cancel();
      stop.abort();
      await running;
    },
  };
}

function lastOf(path: string): string {
  return decodeURIComponent(path.replace(/\/+$/, '').split('/').at(-1) ?? '').replace(
    /^subscriptions\('?(.*?)'?\)$/i,
    '$1',
  );
}

function expiryOf(row: Row): number {
  return parseIsoTime(String(row['expirationDateTime'])) ?? 0;
}

function reminderOf(row: Row): number {
  return expiryOf(row) - Number(row['grantedFor'] ?? 0) / 10;
}
