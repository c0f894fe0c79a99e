import { problem } from '#kernel';

/** An app role or a delegated permission scope, as far as both are alike. */
interface Entitlement {
  readonly id?: unknown;
  readonly value?: unknown;
  readonly isEnabled?: unknown;
  readonly [name: string]: unknown;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Source: learn.microsoft.com/graph/api/resources/approle: characters and length of a value. */
const valueRule = /^[A-Za-z0-9!#$%&'()*+,\-./:;<=>?@[\]^_`{|}~+]{1,120}$/;

/** Source: learn.microsoft.com/graph/api/resources/approle and permissionscope. */
export function readAppRoles(value: unknown, before: unknown): Entitlement[] {
  const roles = listOf(value).map((role) => {
    demandTexts(role, ['displayName', 'description'], 'appRoles');
    const types = role['allowedMemberTypes'];
    const known =
      Array.isArray(types) &&
      types.length > 0 &&
      types.every((type) => type === 'User' || type === 'Application');
    if (!known) throw invalid('appRoles');
    return { ...role, isEnabled: role.isEnabled ?? true, origin: 'Application', value: role.value ?? null };
  });
  demandIdentities(roles, 'appRoles');
  demandDisabledFirst(roles, listOf(before ?? []));
  return roles;
}

export function readScopes(value: unknown, before: unknown): Entitlement[] {
  const scopes = listOf(value).map((scope) => {
    demandTexts(
      scope,
      ['adminConsentDisplayName', 'adminConsentDescription', 'value'],
      'oauth2PermissionScopes',
    );
    const type = scope['type'] ?? 'User';
    if (type !== 'User' && type !== 'Admin') throw invalid('oauth2PermissionScopes');
    return {
      userConsentDescription: null,
      userConsentDisplayName: null,
      ...scope,
      type,
      isEnabled: scope.isEnabled ?? true,
    };
  });
  demandIdentities(scopes, 'oauth2PermissionScopes');
  demandDisabledFirst(scopes, listOf(before ?? []));
  return scopes;
}

/** Ids are unique over both; so are values among roles and among scopes. */
export function demandDistinct(roles: readonly Entitlement[], scopes: readonly Entitlement[]): void {
  demandUnique([...roles, ...scopes].map(({ id }) => id));
}

function listOf(value: unknown): readonly Entitlement[] {
  return Array.isArray(value) ? (value as readonly Entitlement[]) : [];
}

function demandIdentities(list: readonly Entitlement[], property: string): void {
  for (const { id, value } of list) {
    if (typeof id !== 'string' || !guid.test(id)) throw invalid(property);
    const named = value === null || value === undefined;
    if (!named && (typeof value !== 'string' || !valueRule.test(value) || value.startsWith('.')))
      throw invalid(property);
  }
  demandUnique(list.map(({ id }) => id));
  demandUnique(list.map(({ value }) => value).filter((value) => value !== null && value !== undefined));
}

function demandUnique(values: readonly unknown[]): void {
  if (new Set(values.map((value) => String(value).toLowerCase())).size < values.length)
    throw problem('GraphDuplicateValues');
}

/** What is enabled neither goes nor gets another value. */
function demandDisabledFirst(list: readonly Entitlement[], before: readonly Entitlement[]): void {
  for (const { id, value, isEnabled } of before) {
    if (isEnabled !== true) continue;
    const after = list.find((each) => String(each.id).toLowerCase() === String(id).toLowerCase());
    if (after === undefined || (after.isEnabled === true && (after.value ?? null) !== (value ?? null)))
      throw problem('GraphEntitlementEnabled');
  }
}

function demandTexts(entry: Entitlement, names: readonly string[], property: string): void {
  for (const name of names)
    if (typeof entry[name] !== 'string' || entry[name] === '') throw invalid(property);
}

function invalid(property: string): Error {
  return problem('GraphPropertyInvalid', { property, type: 'Application' });
}
