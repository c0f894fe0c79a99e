import { type Site, newPassword } from '../library/site.ts';
import { skuNamed, stockOf } from '../library/stock.ts';
import type { Findings } from './findings.ts';
import type { GivenRow, Tables } from './given.ts';

/** How many of each were made. */
export interface Imported {
  users: number;
  groups: number;
  members: number;
}

const lists = new Set(['businessPhones', 'otherMails', 'proxyAddresses', 'groupTypes']);
const truths = new Set(['accountEnabled', 'mailEnabled', 'securityEnabled', 'showInAddressList']);
/** Columns that are relations rather than properties. */
const relations = new Set(['manager', 'licences', 'licenses', 'password', 'owners', 'kind']);

/** Makes every row by way of Graph's engine, so that its rules hold; what it refuses is a finding, and the next row follows. */
export function writeTables(site: Site, tables: Tables, findings: Findings): Imported {
  const made: Imported = { users: 0, groups: 0, members: 0 };
  for (const row of tables.users) findings.attempt(row, () => (makeUser(site, row), (made.users += 1)));
  // Managers may stand further down than those who report to them.
  for (const row of tables.users) findings.attempt(row, () => relate(site, row));
  for (const row of tables.groups) findings.attempt(row, () => (makeGroup(site, row), (made.groups += 1)));
  for (const row of tables.members) findings.attempt(row, () => (addMember(site, row), (made.members += 1)));
  return made;
}

function makeUser({ graph }: Site, { values }: GivenRow): void {
  const upn = String(values['userPrincipalName'] ?? '');
  graph('POST', '/users', {
    accountEnabled: true,
    mailNickname: upn.split('@')[0],
    ...properties(values),
    passwordProfile: {
      password: String(values['password'] || newPassword()),
      forceChangePasswordNextSignIn: true,
    },
  });
}

function relate(site: Site, { values }: GivenRow): void {
  const id = idOf(site, String(values['userPrincipalName'] ?? ''));
  if (id === undefined) return;
  const manager = text(values['manager']);
  if (manager !== undefined)
    site.graph('PUT', `/users/${id}/manager/$ref`, reference(idOf(site, manager) ?? manager));
  const parts = words(values['licences'] ?? values['licenses']);
  for (const part of parts) stockOf(site, part, 1);
  const addLicenses = parts.map((part) => ({ skuId: skuNamed(site, part), disabledPlans: [] }));
  if (parts.length > 0) site.graph('POST', `/users/${id}/assignLicense`, { addLicenses, removeLicenses: [] });
}

function makeGroup(site: Site, { values }: GivenRow): void {
  const unified = values['kind'] === 'microsoft365';
  const rule = text(values['membershipRule']);
  const { id } = site.graph<{ id: string }>('POST', '/groups', {
    mailEnabled: unified,
    securityEnabled: !unified,
    mailNickname: String(values['displayName'] ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-'),
    groupTypes: [...(unified ? ['Unified'] : []), ...(rule === undefined ? [] : ['DynamicMembership'])],
    ...(rule !== undefined && { membershipRuleProcessingState: 'On' }),
    ...properties(values),
  });
  for (const owner of words(values['owners']))
    site.graph('POST', `/groups/${id}/owners/$ref`, reference(idOf(site, owner) ?? owner));
}

function addMember(site: Site, { values }: GivenRow): void {
  const { state } = site.tenant();
  const group = String(values['group'] ?? '');
  const found = state.idOf('group', 'displayName', group) ?? group;
  const member = String(values['member'] ?? '');
  site.graph(
    'POST',
    `/groups/${encodeURIComponent(found)}/members/$ref`,
    reference(idOf(site, member) ?? member),
  );
}

/** A user by address, a group by name. */
function idOf(site: Site, name: string): string | undefined {
  const { state } = site.tenant();
  return state.idOf('user', 'userPrincipalName', name) ?? state.idOf('group', 'displayName', name);
}

function reference(id: string): object {
  return { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${encodeURIComponent(id)}` };
}

function properties(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(
        ([name, value]) => !relations.has(name) && value !== '' && value !== null && value !== undefined,
      )
      .map(([name, value]) => [name, typeof value === 'string' ? read(name, value) : value]),
  );
}

/** What a field of a CSV file means. */
function read(name: string, value: string): unknown {
  if (lists.has(name)) return words(value);
  if (truths.has(name))
    return /^(true|yes|1)$/i.test(value) ? true : /^(false|no|0)$/i.test(value) ? false : value;
  return value;
}

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return String(value ?? '')
    .split(/[;|]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
