import { newId } from '#kernel';

import { sheets } from '../../edm/model.ts';
import { shape } from '../../odata/shape.ts';
import type { RecordedChange } from '../../state/change.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { type EncryptedContent, encryptFor, readCertificate } from './encryption.ts';
import { type Watched, ownerOf, readChangeTypes, readResource } from './resources.ts';

/** One of `value` in what a receiver is sent. */
export type Notification = Readonly<Record<string, unknown>>;

interface Told {
  readonly changeType: string;
  readonly id: string;
  /** Who came to a relation, or went. */
  readonly ends: Map<string, boolean>;
}

/** What one subscription is told of some rows of the log: an object once for each kind of change. */
export function notificationsFor(
  state: TenantState,
  subscription: Row,
  rows: readonly RecordedChange[],
): Notification[] {
  const watched = readResource(String(subscription['resource']));
  if (typeof watched !== 'object') return [];
  const types = readChangeTypes(String(subscription['changeType']), watched);
  if (types === undefined) return [];
  const owner = watched.mailbox === undefined ? undefined : ownerOf(state, watched)?.id;
  const told = new Map<string, Told>();
  for (const row of rows) {
    if (!concerns(state, watched, row, owner)) continue;
    const changeType = kindOf(state, watched, row);
    if (!types.includes(changeType)) continue;
    const key = `${changeType} ${row.id.toLowerCase()}`;
    const one = told.get(key) ?? { changeType, id: row.id, ends: new Map<string, boolean>() };
    told.set(key, one);
    if (row.navigation === 'group.members' && row.other !== undefined)
      one.ends.set(row.other, row.kind === 'linked');
  }
  return [...told.values()].map((one) => notification(state, subscription, watched, one, owner));
}

function concerns(
  state: TenantState,
  watched: Watched,
  { entity, id, navigation, properties }: RecordedChange,
  owner: string | undefined,
): boolean {
  if (entity !== watched.entity) return false;
  if (watched.id !== undefined && watched.id.toLowerCase() !== id.toLowerCase()) return false;
  if (watched.mailbox !== undefined) {
    const lies = state.get('message', id)?.['savedFor'] ?? properties['savedFor']?.[0];
    return owner !== undefined && lies === owner;
  }
  return watched.navigation === undefined || navigation === `${watched.entity}.${watched.navigation}`;
}

function kindOf(state: TenantState, { changeTypes }: Watched, row: RecordedChange): string {
  if (isGone(state, row)) return 'deleted';
  return row.kind === 'created' && changeTypes.includes('created') ? 'created' : 'updated';
}

/** Gone for good: out of the bin, or out of the directory where there is no bin for it. */
function isGone(state: TenantState, { kind, entity, id }: RecordedChange): boolean {
  return kind === 'purged' || (kind === 'deleted' && state.bin.get(entity, id) === undefined);
}

/** Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks and the resource page changeNotification. */
function notification(
  state: TenantState,
  subscription: Row,
  watched: Watched,
  { changeType, id, ends }: Told,
  owner: string | undefined,
): Notification {
  const { entity, navigation } = watched;
  const type = capital(entity);
  const path =
    owner === undefined
      ? `${capital(sheets[entity].set ?? entity)}/${id}`
      : `Users/${owner}/${capital(entity)}s/${id}`;
  const tenantId = state.setting('tenant-id') ?? '';
  const members = [...ends].map(([one, isThere]) => ({
    id: one,
    ...(!isThere && { '@removed': 'deleted' }),
  }));
  const encryptedContent = encrypted(state, subscription, watched, id);
  return {
    // The same in each attempt to deliver it: by it a receiver knows what it has seen.
    id: newId(),
    changeType,
    clientState: subscription['clientState'] ?? null,
    resource: navigation === undefined ? path : `${path}/${navigation}`,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${type}`,
      '@odata.id': path,
      id,
      ...(owner === undefined && { organizationId: tenantId }),
      ...(members.length > 0 && { 'members@delta': members }),
    },
    ...(encryptedContent !== undefined && { encryptedContent }),
    subscriptionExpirationDateTime: subscription['expirationDateTime'],
    subscriptionId: subscription.id,
    tenantId,
  };
}

/** What the subscriber selected, as it is now; undefined where it asked for no data, or the object is gone. */
function encrypted(
  state: TenantState,
  subscription: Row,
  { entity, select }: Watched,
  id: string,
): EncryptedContent | undefined {
  if (subscription['includeResourceData'] !== true) return undefined;
  const row = state.get(entity, id);
  const certificate = readCertificate(String(subscription['encryptionCertificate']));
  if (row === undefined || certificate === undefined) return undefined;
  const content = { ...shape(entity, row, select, true), id };
  return encryptFor(certificate, String(subscription['encryptionCertificateId']), content);
}

/** Source: learn.microsoft.com/graph/change-notifications-lifecycle-events. */
export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

export function lifecycle(
  state: TenantState,
  subscription: Row,
  lifecycleEvent: LifecycleEvent,
): Notification {
  return {
    id: newId(),
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: subscription['expirationDateTime'],
    tenantId: state.setting('tenant-id') ?? '',
    clientState: subscription['clientState'] ?? null,
    lifecycleEvent,
  };
}

function capital(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
