import { problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** A person as the state has them now, under Graph's names, with what an assertion wants to know of their relations. */
export type TenantUser = Row & {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  /** Names of the groups that they are a direct member of, sorted. */
  readonly groups: readonly string[];
  /** Names of the groups that they own, sorted. */
  readonly owns: readonly string[];
  /** Part numbers, sorted: `SPE_E3`. */
  readonly licences: readonly string[];
  /** The manager's user principal name. */
  readonly manager: string | undefined;
  readonly reports: readonly string[];
};

export type TenantGroup = Row & {
  readonly displayName: string;
  /** User principal names of people and display names of everything else, sorted. */
  readonly members: readonly string[];
  readonly owners: readonly string[];
};

export type TenantApp = Row & {
  readonly appId: string;
  readonly displayName: string;
  /** Application permissions that were consented to, sorted: `User.Read.All`. */
  readonly roles: readonly string[];
};

/** By user principal name or id; undefined when there is none. */
export function findUser(state: TenantState, name: string): TenantUser | undefined {
  const row = state.find('user', 'userPrincipalName', name)[0] ?? state.get('user', name);
  if (row === undefined) return undefined;
  const skus = new Map(state.all('subscribedSku').map((sku) => [sku['skuId'], String(sku['skuPartNumber'])]));
  const [manager] = state.targets('user.manager', row.id);
  return {
    ...row,
    userPrincipalName: String(row['userPrincipalName']),
    displayName: String(row['displayName']),
    accountEnabled: row['accountEnabled'] === true,
    groups: names(state, state.sources('group.members', row.id)),
    owns: names(state, state.sources('group.owners', row.id)),
    licences: ((row['assignedLicenses'] ?? []) as { skuId: string }[])
      .map(({ skuId }) => skus.get(skuId) ?? skuId)
      .toSorted(),
    manager: manager === undefined ? undefined : names(state, [manager])[0],
    reports: names(state, state.sources('user.manager', row.id)),
  };
}

/** By display name or id. */
export function findGroup(state: TenantState, name: string): TenantGroup | undefined {
  const row = state.find('group', 'displayName', name)[0] ?? state.get('group', name);
  if (row === undefined) return undefined;
  return {
    ...row,
    displayName: String(row['displayName']),
    members: names(state, state.targets('group.members', row.id)),
    owners: names(state, state.targets('group.owners', row.id)),
  };
}

/** By display name, application id or object id. */
export function findApp(state: TenantState, name: string): TenantApp | undefined {
  const row =
    state.find('application', 'displayName', name)[0] ??
    state.find('application', 'appId', name)[0] ??
    state.get('application', name);
  if (row === undefined) return undefined;
  const [principal] = state.find('servicePrincipal', 'appId', String(row['appId']));
  const granted = principal === undefined ? [] : state.find('appRoleAssignment', 'principalId', principal.id);
  return {
    ...row,
    appId: String(row['appId']),
    displayName: String(row['displayName']),
    roles: granted.map((each) => roleName(state, each)).toSorted(),
  };
}

/** What was asked for, or an error that says which names come near. */
export function demandFound<Found>(
  state: TenantState,
  entity: EntityName,
  property: string,
  name: string,
  found: Found | undefined,
): Found {
  if (found !== undefined) return found;
  const word = name.split(/[@.\s]/)[0] ?? '';
  const near = state
    .select(`select "${property}" as name from e_${entity} where "${property}" like ? order by 1 limit 5`, [
      `%${word}%`,
    ])
    .map((row) => String(row['name']));
  throw problem('TenantObjectMissing', {
    what: entity,
    name,
    near: near.length === 0 ? 'Nothing is called anything like it.' : `There is: ${near.join(', ')}.`,
  });
}

function names(state: TenantState, ids: readonly string[]): string[] {
  return ids.map((id) => nameOf(state, id)).toSorted();
}

function nameOf(state: TenantState, id: string): string {
  const entity = state.typeOf(id);
  const row = entity === undefined ? undefined : state.get(entity, id);
  return String((entity === 'user' ? row?.['userPrincipalName'] : row?.['displayName']) ?? id);
}

function roleName(state: TenantState, assignment: Row): string {
  const resource = state.get('servicePrincipal', String(assignment['resourceId']));
  const roles = (resource?.['appRoles'] ?? []) as readonly { id: string; value: string }[];
  return roles.find(({ id }) => id === assignment['appRoleId'])?.value ?? String(assignment['appRoleId']);
}
