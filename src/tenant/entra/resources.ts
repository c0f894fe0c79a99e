import { problem } from '#kernel';

import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

export const graphAppId = '00000003-0000-0000-c000-000000000000';
export const graphUri = 'https://graph.microsoft.com';
/** The tenant's own API, below `/_tenantry`. */
export const tenantryUri = 'api://tenantry-tenant';
export const tenantryAppId = '7e0a9a7f-5f3d-4b8e-9f0a-7443000074f4';

/** Resources that go by several names: what clients write in a scope, with or without the slash at the end. */
const aliases: Readonly<Record<string, string>> = {
  [graphUri]: graphAppId,
  'https://management.azure.com': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://management.core.windows.net': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://outlook.office365.com': '00000002-0000-0ff1-ce00-000000000000',
  'https://outlook.office.com': '00000002-0000-0ff1-ce00-000000000000',
  [tenantryUri]: tenantryAppId,
};

/** A delegated permission that a resource defines. */
export interface ScopeDefinition {
  readonly id: string;
  readonly value: string;
  /** `Admin`: only an administrator may consent. */
  readonly type: string;
  readonly consentText: string;
}

export interface AppRoleDefinition {
  readonly id: string;
  readonly value: string;
  readonly allowedMemberTypes: readonly string[];
}

export interface Resource {
  readonly principal: Row;
  /** As the client wrote it, without a slash at the end: becomes `aud` of a v1 token. */
  readonly audience: string;
  readonly appId: string;
  readonly isGraph: boolean;
  /** Tokens of the newer format, when the application's registration asks for them. Microsoft's own take the older. */
  readonly tokenVersion: 1 | 2;
  readonly scopes: readonly ScopeDefinition[];
  readonly appRoles: readonly AppRoleDefinition[];
}

/** By identifier URI, by application id, or by this tenant's own origin (which is Graph's, as custom clouds have it). */
export function findResource(state: TenantState, asked: string, origin: string): Resource | undefined {
  const audience = asked.replace(/\/+$/, '');
  const appId = audience === origin ? graphAppId : (aliases[audience.toLowerCase()] ?? audience);
  const [principal] = state.find('servicePrincipal', 'appId', appId);
  const found = principal ?? byIdentifierUri(state, audience);
  return found === undefined ? undefined : describe(state, found, audience);
}

export function demandResource(
  state: TenantState,
  asked: string,
  { origin, tenantId }: { readonly origin: string; readonly tenantId: string },
): Resource {
  const resource = findResource(state, asked, origin);
  if (resource === undefined) throw problem('EntraResourceUnknown', { resource: asked, tenant: tenantId });
  return resource;
}

function describe(state: TenantState, principal: Row, audience: string): Resource {
  const appId = String(principal['appId']);
  const [application] = state.find('application', 'appId', appId);
  const api = (application?.['api'] ?? {}) as { requestedAccessTokenVersion?: number };
  return {
    principal,
    audience,
    appId,
    isGraph: appId === graphAppId,
    tokenVersion: api.requestedAccessTokenVersion === 2 ? 2 : 1,
    scopes: scopesOf(principal, application),
    appRoles: (principal['appRoles'] ?? []) as readonly AppRoleDefinition[],
  };
}

interface StoredScope {
  readonly id: string;
  readonly value: string;
  readonly type?: string;
  readonly isEnabled?: boolean;
  readonly userConsentDisplayName?: string;
  readonly adminConsentDisplayName?: string;
}

function scopesOf(principal: Row, application: Row | undefined): ScopeDefinition[] {
  const api = (application?.['api'] ?? {}) as { oauth2PermissionScopes?: readonly StoredScope[] };
  const stored = (principal['oauth2PermissionScopes'] ?? []) as readonly StoredScope[];
  const all = stored.length > 0 ? stored : (api.oauth2PermissionScopes ?? []);
  return all
    .filter(({ isEnabled }) => isEnabled !== false)
    .map(({ id, value, type, userConsentDisplayName, adminConsentDisplayName }) => ({
      id,
      value,
      type: type ?? 'User',
      consentText: userConsentDisplayName || adminConsentDisplayName || value,
    }));
}

function byIdentifierUri(state: TenantState, uri: string): Row | undefined {
  const [application] = state.select(
    'select "appId" from e_application where exists (select 1 from json_each("identifierUris") where value = ?)',
    [uri],
  );
  return application === undefined
    ? undefined
    : state.find('servicePrincipal', 'appId', String(application['appId']))[0];
}

/** Values of the app roles that a principal (or any of several, as of a user's groups) holds at a resource. */
export function rolesAt(state: TenantState, principals: readonly string[], resource: Resource): string[] {
  const defined = new Map(resource.appRoles.map(({ id, value }) => [id, value]));
  const values = principals
    .flatMap((principal) => state.find('appRoleAssignment', 'principalId', principal))
    .filter((each) => each['resourceId'] === resource.principal.id)
    .flatMap((each) => defined.get(String(each['appRoleId'])) ?? []);
  return [...new Set(values)];
}
