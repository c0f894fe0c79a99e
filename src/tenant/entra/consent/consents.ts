import { packed } from '../../behaviours/applications/grants.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Client } from '../clients/client.ts';
import { consentGrants } from '../directory-facts.ts';
import { type Resource, findResource } from '../resources.ts';

/** Scopes that were consented to: for everybody by an administrator, or by the user for himself. */
export function grantedScopes(
  state: TenantState,
  client: Client,
  resource: Resource,
  userId: string,
): string[] {
  const scopes = grantsOf(state, client)
    .filter((grant) => grant['resourceId'] === resource.principal.id && isFor(grant, userId))
    .flatMap((grant) => scopesOf(grant));
  return [...new Set(scopes)];
}

/** Whether anything at all was consented to, which opens the client for signing in. */
export function hasAnyGrant(state: TenantState, client: Client, userId: string): boolean {
  return grantsOf(state, client).some((grant) => isFor(grant, userId));
}

/** Adds the scopes to the grant there is, or makes one. `userId` undefined: for everybody. */
export function grantScopes(
  state: TenantState,
  client: Client,
  resource: Resource,
  scopes: readonly string[],
  userId: string | undefined,
): void {
  const existing = grantsOf(state, client).find(
    (grant) =>
      grant['resourceId'] === resource.principal.id &&
      (userId === undefined
        ? grant['consentType'] === 'AllPrincipals'
        : grant['consentType'] === 'Principal' && grant['principalId'] === userId),
  );
  if (existing !== undefined) {
    const all = [...new Set([...scopesOf(existing), ...scopes])].join(' ');
    state.update('oAuth2PermissionGrant', existing.id, { scope: all });
    return;
  }
  state.insert('oAuth2PermissionGrant', {
    id: packed(client.principal.id, resource.principal.id, ...(userId === undefined ? [] : [userId])),
    clientId: client.principal.id,
    consentType: userId === undefined ? 'AllPrincipals' : 'Principal',
    principalId: userId ?? null,
    resourceId: resource.principal.id,
    scope: scopes.join(' '),
  });
}

/** What a registration lists for a resource, as names: the static permissions that `.default` stands for. */
export function listedScopes(client: Client, resource: Resource): string[] {
  const listed = new Set(accessOf(client, resource.appId, 'Scope'));
  return resource.scopes.filter(({ id }) => listed.has(id)).map(({ value }) => value);
}

export interface ListedAccess {
  readonly resource: Resource;
  readonly scopes: readonly string[];
  readonly appRoles: readonly { readonly id: string; readonly value: string }[];
}

/** Everything that a registration lists, of every resource that this tenant has. */
export function listedAccess(state: TenantState, client: Client, origin: string): ListedAccess[] {
  return required(client).flatMap(({ resourceAppId }) => {
    const resource = findResource(state, resourceAppId, origin);
    if (resource === undefined) return [];
    const roles = new Set(accessOf(client, resourceAppId, 'Role'));
    return [
      {
        resource,
        scopes: listedScopes(client, resource),
        appRoles: resource.appRoles.filter(({ id }) => roles.has(id)),
      },
    ];
  });
}

interface RequiredAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: string }[];
}

function required(client: Client): readonly RequiredAccess[] {
  return (client.application['requiredResourceAccess'] ?? []) as readonly RequiredAccess[];
}

function accessOf(client: Client, resourceAppId: string, type: 'Scope' | 'Role'): string[] {
  return required(client)
    .filter((each) => each.resourceAppId === resourceAppId)
    .flatMap((each) => each.resourceAccess)
    .filter((each) => each.type === type)
    .map(({ id }) => id);
}

function grantsOf(state: TenantState, client: Client): Row[] {
  return consentGrants(state, client.principal.id);
}

function isFor(grant: Row, userId: string): boolean {
  return grant['consentType'] === 'AllPrincipals' || grant['principalId'] === userId;
}

function scopesOf(grant: Row): string[] {
  return String(grant['scope'] ?? '')
    .split(' ')
    .filter((each) => each !== '');
}
