import { problem } from '#kernel';

import type { TenantState } from '../../state/state.ts';

/**
 * Source: learn.microsoft.com/graph/api/resources/user (userPrincipalName): letters, digits and `' . - _ ! # ^ ~`, of a
 * verified domain. Graph's words for each.
 */
export function demandPrincipalName(state: TenantState, upn: string, except?: string): void {
  const [local = '', domain = '', more] = upn.split('@');
  if (!isVerified(state, domain)) throw problem('GraphDomainUnverified');
  const valid = /^[A-Za-z0-9'._!#^~-]{1,64}$/.test(local) && !local.endsWith('.') && upn.length <= 113;
  if (!valid || more !== undefined) throw problem('GraphPrincipalNameInvalid');
  demandUnique(state, 'userPrincipalName', upn, except);
}

function isVerified(state: TenantState, domain: string): boolean {
  const row = state.get('domain', domain, ['isVerified']);
  return row !== undefined && row['isVerified'] !== false;
}

export function demandUnique(
  state: TenantState,
  property: 'userPrincipalName' | 'onPremisesImmutableId',
  value: string,
  except?: string,
): void {
  const taken = state.find('user', property, value).some(({ id }) => id !== except);
  if (taken) throw problem('GraphDuplicate', { property });
}

/** An address belongs to one recipient of the tenant, user or group. */
export function demandAddress(state: TenantState, address: string, except?: string): void {
  const taken =
    state.find('user', 'mail', address).some(({ id }) => id !== except) ||
    state.find('group', 'mail', address).some(({ id }) => id !== except);
  if (taken) throw problem('GraphDuplicate', { property: 'proxyAddresses' });
}

/**
 * The primary address in capitals, others after it. Source: learn.microsoft.com/graph/api/resources/user (mail,
 * proxyAddresses): a new address becomes the primary one and the old one stays.
 */
export function proxyAddresses(before: readonly string[], mail: string | null): readonly string[] {
  if (mail === null) return before;
  const others = before
    .map((each) => each.replace(/^SMTP:/, 'smtp:'))
    .filter((each) => each.toLowerCase() !== `smtp:${mail.toLowerCase()}`);
  return [`SMTP:${mail}`, ...others];
}

/** How everybody signs in: by the name. Source: learn.microsoft.com/graph/api/resources/objectidentity. */
export function identitiesOf(
  state: TenantState,
  upn: string,
  before: readonly { readonly signInType?: string }[] = [],
): readonly object[] {
  const domains = state.all('domain');
  const issuer = (domains.find((each) => each['isInitial'] === true) ?? domains[0])?.id ?? '';
  return [
    ...before.filter(({ signInType }) => signInType !== 'userPrincipalName'),
    { signInType: 'userPrincipalName', issuer, issuerAssignedId: upn },
  ];
}

/** `S-1-12-1-…`: the object id in four numbers, as Windows knows the user. */
export function securityIdentifier(id: string): string {
  const hex = id.replaceAll('-', '');
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length !== 16) return '';
  // The first three parts of a GUID are little-endian in memory.
  const memory = Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ]);
  return `S-1-12-1-${[0, 4, 8, 12].map((at) => memory.readUInt32LE(at)).join('-')}`;
}
