import { newId } from '#kernel';

import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Notification } from './notifications.ts';

/** So many of one subscription wait; what comes then is dropped. */
const mostWaiting = 1_000;
/** Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks: tried again for up to four hours. */
const triedFor = 4 * 60 * 60 * 1000;
const firstPause = 10_000;
const longestPause = 10 * 60 * 1000;

/** What is sent in one request. */
export interface Parcel {
  readonly subscriptionId: string;
  readonly url: string;
  readonly rows: readonly Row[];
}

const mostInParcel = 100;

/** False when there was no room for all of them. */
export function enqueue(
  state: TenantState,
  subscriptionId: string,
  url: string,
  notifications: readonly Notification[],
  now: number,
): boolean {
  const waiting = state.find('queuedNotification', 'subscriptionId', subscriptionId).length;
  const room = Math.max(0, mostWaiting - waiting);
  for (const body of notifications.slice(0, room)) put(state, subscriptionId, url, body, now);
  return notifications.length <= room;
}

/** What is told of the subscription itself finds room always. */
export function put(
  state: TenantState,
  subscriptionId: string,
  url: string,
  body: Notification,
  now: number,
): void {
  const id = `${String(now).padStart(15, '0')}-${newId()}`;
  state.insert('queuedNotification', { id, subscriptionId, url, body, attempts: 0, since: now, due: now });
}

/** What is due, by subscription and address, the oldest first. */
export function dueParcels(state: TenantState, now: number): Parcel[] {
  const parcels = new Map<string, Parcel & { readonly rows: Row[] }>();
  for (const row of state.all('queuedNotification')) {
    if (Number(row['due']) > now) continue;
    const url = String(row['url']);
    const subscriptionId = String(row['subscriptionId']);
    const key = `${subscriptionId} ${url}`;
    const parcel = parcels.get(key) ?? { subscriptionId, url, rows: [] };
    if (parcel.rows.length < mostInParcel) parcel.rows.push(row);
    parcels.set(key, parcel);
  }
  return [...parcels.values()];
}

/** When the next one is due; undefined when nothing waits. */
export function nextDue(state: TenantState): number | undefined {
  const times = state.all('queuedNotification').map((row) => Number(row['due']));
  return times.length === 0 ? undefined : Math.min(...times);
}

export function delivered(state: TenantState, { rows }: Parcel): void {
  state.transaction(() => rows.forEach(({ id }) => state.remove('queuedNotification', id)));
}

/** Each pause is twice the one before it; after four hours nobody tries any more. */
export function failed(state: TenantState, { rows }: Parcel, now: number): void {
  state.transaction(() => {
    for (const row of rows) {
      const attempts = Number(row['attempts']) + 1;
      const due = now + Math.min(longestPause, firstPause * 2 ** (attempts - 1));
      if (due - Number(row['since']) > triedFor) state.remove('queuedNotification', row.id);
      else state.update('queuedNotification', row.id, { attempts, due });
    }
  });
}

export function forget(state: TenantState, subscriptionId: string): void {
  for (const { id } of state.find('queuedNotification', 'subscriptionId', subscriptionId))
    state.remove('queuedNotification', id);
}
