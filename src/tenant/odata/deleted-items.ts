import { type Clock, isoTime, problem } from '#kernel';

import { type EntityName, isEntityName } from '../edm/model.ts';
import { isRecycled, recycledEntities } from '../state/bin.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { restored } from './deleted-items-restore.ts';
import type { Context, GraphRequest, GraphResponse, Target } from './request.ts';
import { shape } from './shape.ts';

/** Source: learn.microsoft.com/graph/api/resources/directory: items remain for up to 30 days. */
const keptFor = 30 * 24 * 60 * 60 * 1000;
/** So many go at once: what is left over is hidden all the same and goes the next time. */
const mostPurged = 200;

/**
 * What goes with an object that goes, and comes back with it: rows that name it in a property of theirs. (That Graph
 * brings grants back is believed, not seen.)
 */
const riders: readonly (readonly [entity: string, property: string])[] = [
  ['appRoleAssignment', 'principalId'],
  ['appRoleAssignment', 'resourceId'],
  ['oAuth2PermissionGrant', 'clientId'],
  ['oAuth2PermissionGrant', 'resourceId'],
  ['oAuth2PermissionGrant', 'principalId'],
  ['unifiedRoleAssignment', 'principalId'],
  ['unifiedRoleAssignmentSchedule', 'principalId'],
  ['unifiedRoleAssignmentScheduleInstance', 'principalId'],
  ['unifiedRoleEligibilitySchedule', 'principalId'],
  ['unifiedRoleEligibilityScheduleInstance', 'principalId'],
];

/** A delete as Graph does it: into the bin where the type has one, else for good. */
export function discard(
  { state, clock }: Pick<Context, 'state' | 'clock'>,
  entity: EntityName,
  row: Row,
): void {
  purgeExpired(state, clock);
  const along = ridersOf(state, entity, row.id);
  if (!isRecycled(entity)) {
    for (const [type, id] of along) state.remove(type, id);
    state.remove(entity, row.id);
    return;
  }
  const deletedDateTime = isoTime(clock.now()).replace(/\.\d{3}Z$/, 'Z');
  state.bin.put(entity, row.id, { deletedDateTime, ...mangled(entity, row) }, along);
}

function ridersOf(
  state: TenantState,
  entity: EntityName,
  id: string,
): readonly (readonly [EntityName, string])[] {
  if (!['user', 'group', 'servicePrincipal'].includes(entity)) return [];
  const found = new Map<string, EntityName>();
  for (const [type, property] of riders) {
    if (isEntityName(type)) for (const each of state.find(type, property, id)) found.set(each.id, type);
  }
  return [...found].map(([one, type]) => [type, one] as const);
}

/** A deleted user's name is free for another: its id without dashes stands before it (believed; seen in many exports). */
function mangled(entity: EntityName, row: Row): Readonly<Record<string, unknown>> {
  if (entity !== 'user') return {};
  return { userPrincipalName: `${row.id.replaceAll('-', '')}${String(row['userPrincipalName'])}` };
}

/** What has lain in the bin for its time goes for good. Asked whenever somebody looks at it. */
export function purgeExpired(state: TenantState, clock: Clock): void {
  const limit = isoTime(clock.now() - keptFor).replace(/\.\d{3}Z$/, 'Z');
  for (const type of recycledEntities) {
    for (const id of state.bin.deletedBefore(type, limit, mostPurged)) state.bin.purge(type, id);
  }
}

/** Restores one, purges one, or lists what somebody owned. */
export function writeDeleted(
  context: Context,
  { method, body }: GraphRequest,
  { what, entity, id = '' }: Target & { kind: 'deleted' },
): GraphResponse {
  purgeExpired(context.state, context.clock);
  if (what === 'owned') return ownedDeleted(context, body);
  if (what === 'restore') return restoreDeleted(context, entity, id, body);
  if (method !== 'DELETE') throw problem('GraphMethodNotAllowed');
  return purgeDeleted(context, entity, id);
}

/** `POST /directory/deletedItems/{id}/restore`. */
function restoreDeleted(
  context: Context,
  entity: EntityName | undefined,
  id: string,
  body: unknown,
): GraphResponse {
  const { state } = context;
  const row = entity === undefined ? undefined : state.bin.get(entity, id);
  if (entity === undefined || row === undefined) throw problem('GraphNotFound', { id });
  const patch = restored(context, entity, row, (body ?? {}) as Readonly<Record<string, unknown>>);
  const along = state.bin.takeOut(entity, id, { ...patch, deletedDateTime: null });
  for (const [type, rider] of along) if (isWhole(state, type, rider)) state.insert(type, rider);
  const now = state.get(entity, id);
  return {
    status: 200,
    body: {
      '@odata.context': `${context.base}/$metadata#directoryObjects/$entity`,
      ...(now !== undefined && shape(entity, now, undefined, true)),
    },
  };
}

/** Are both ends of it there? */
function isWhole(state: TenantState, type: EntityName, row: Row): boolean {
  return riders.every(
    ([entity, property]) =>
      entity !== type || typeof row[property] !== 'string' || state.typeOf(row[property]) !== undefined,
  );
}

/** `DELETE /directory/deletedItems/{id}`: for good. */
function purgeDeleted({ state }: Context, entity: EntityName | undefined, id: string): GraphResponse {
  if (entity === undefined || state.bin.get(entity, id) === undefined) throw problem('GraphNotFound', { id });
  state.bin.purge(entity, id);
  return { status: 204 };
}

/** Source: learn.microsoft.com/graph/api/directory-deleteditems-getuserownedobjects: up to 1,000, without pages. */
function ownedDeleted(context: Context, body: unknown): GraphResponse {
  const { state } = context;
  const { userId, type } = (body ?? {}) as { userId?: unknown; type?: unknown };
  if (typeof userId !== 'string')
    throw problem('GraphPropertyMissing', { property: 'userId', type: 'DirectoryObject' });
  const entity = { group: 'group', application: 'application' }[String(type).toLowerCase()];
  if (entity === undefined)
    throw problem('GraphPropertyInvalid', { property: 'type', type: 'DirectoryObject' });
  const value = state.bin.sourcesOf(`${entity}.owners`, userId, 1_000).flatMap((id) => {
    const row = state.bin.get(entity as EntityName, id);
    return row === undefined ? [] : [shape(entity as EntityName, row, undefined, true)];
  });
  return {
    status: 200,
    body: { '@odata.context': `${context.base}/$metadata#directoryObjects`, value },
  };
}
