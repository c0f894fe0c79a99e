import { sheets } from '../../edm/model.ts';
import type { RecordedChange } from '../../state/change.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { type Watched, readChangeTypes, readResource } from './resources.ts';

/** One of `value` in what a receiver is sent. */
export type Notification = Readonly<Record<string, unknown>>;

/** What one subscription is told of some rows of the log: an object once for each kind of change. */
export function notificationsFor(
  state: TenantState,
  subscription: Row,
  rows: readonly RecordedChange[],
): Notification[] {
  const watched = readResource(String(subscription['resource']));
  const types = readChangeTypes(String(subscription['changeType']));
  if (typeof watched !== 'object' || types === undefined) return [];
  const told = new Map<string, { changeType: string; id: string; ends: Map<string, boolean> }>();
  for (const row of rows) {
    if (!concerns(watched, row)) continue;
    const changeType = isGone(state, row) ? 'deleted' : 'updated';
    if (!types.includes(changeType)) continue;
    const key = `${changeType} ${row.id.toLowerCase()}`;
    const one = told.get(key) ?? { changeType, id: row.id, ends: new Map<string, boolean>() };
    told.set(key, one);
    if (row.navigation === 'group.members' && row.other !== undefined)
      one.ends.set(row.other, row.kind === 'linked');
  }
  return [...told.values()].map(({ changeType, id, ends }) =>
    notification(state, subscription, watched, { changeType, id, ends }),
  );
}

function concerns(watched: Watched, { entity, id, navigation }: RecordedChange): boolean {
  if (entity !== watched.entity) return false;
  if (watched.id !== undefined && watched.id.toLowerCase() !== id.toLowerCase()) return false;
  return watched.navigation === undefined || navigation === `${watched.entity}.${watched.navigation}`;
}

/** Gone for good: out of the bin, or out of the directory where there is no bin for it. */
function isGone(state: TenantState, { kind, entity, id }: RecordedChange): boolean {
  return kind === 'purged' || (kind === 'deleted' && state.bin.get(entity, id) === undefined);
}

/** Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks and the resource page changeNotification. */
function notification(
  state: TenantState,
  subscription: Row,
  { entity, navigation }: Watched,
  { changeType, id, ends }: { changeType: string; id: string; ends: ReadonlyMap<string, boolean> },
): Notification {
  const type = capital(entity);
  const path = `${capital(sheets[entity].set ?? entity)}/${id}`;
  const tenantId = state.setting('tenant-id') ?? '';
  const members = [...ends].map(([one, isThere]) => ({
    id: one,
    ...(!isThere && { '@removed': 'deleted' }),
  }));
  return {
    changeType,
    clientState: subscription['clientState'] ?? null,
    resource: navigation === undefined ? path : `${path}/${navigation}`,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${type}`,
      '@odata.id': path,
      id,
      organizationId: tenantId,
      ...(members.length > 0 && { 'members@delta': members }),
    },
    subscriptionExpirationDateTime: subscription['expirationDateTime'],
    subscriptionId: subscription.id,
    tenantId,
  };
}

/** Source: learn.microsoft.com/graph/change-notifications-lifecycle-events. */
export function reauthorizationRequired(state: TenantState, subscription: Row): Notification {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: subscription['expirationDateTime'],
    tenantId: state.setting('tenant-id') ?? '',
    clientState: subscription['clientState'] ?? null,
    lifecycleEvent: 'reauthorizationRequired',
  };
}

function capital(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
