import { createHash } from 'node:crypto';

import { isoTime, parseIsoTime } from '#kernel';

import { skuById } from '../../facts/skus.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { type Report, reports } from './columns.ts';

/** What was asked for: a period of days that ends today. */
export interface ReportAsked {
  readonly name: string;
  readonly days: number;
  readonly now: number;
}

const day = 24 * 60 * 60 * 1000;
/** A report of more would hold up everybody else; Graph's have no such limit. */
const mostRows = 50_000;

/**
 * Rows of a report: whom it is about is the tenant's own, licences and names included; counts are made up, the same for
 * the same object on the same day, since nobody sends mail or opens files here.
 */
export function reportRows(state: TenantState, asked: ReportAsked): string[][] {
  const { columns, subject } = reports[asked.name]!;
  const concealed =
    state.get('adminReportSettings', 'adminReportSettings')?.['displayConcealedNames'] !== false;
  return subjectsOf(state, subject, asked).map((row) =>
    columns.map((column) => cell(state, column, row, { ...asked, concealed })),
  );
}

function subjectsOf(state: TenantState, subject: Report['subject'], { days, now }: ReportAsked): Row[] {
  if (subject === 'day')
    return Array.from({ length: days }, (_, ago) => ({
      id: dateOf(now - (ago + 2) * day),
      size: state.count('user'),
    }));
  const [entity, condition] =
    subject === 'user'
      ? (['user', `"userType" is not 'Guest' and "mail" is not null`] as const)
      : (['group', '"mailEnabled" = 1'] as const);
  return state
    .select(`select id from e_${entity} where ${condition} order by id limit ${mostRows}`, [])
    .flatMap(({ id }) => state.get(entity, String(id)) ?? []);
}

interface Asked extends ReportAsked {
  readonly concealed: boolean;
}

const gigabyte = 1024 ** 3;
const fixed: Readonly<Record<string, string>> = {
  'Is Deleted': 'False',
  'Deleted Date': '',
  'Has Archive': 'False',
  'Has Other Action': 'No',
  'Root Web Template': 'Group',
  'Group Type': 'Private',
  'Site URL': '',
  'External Member Count': '0',
  'Issue Warning Quota (Byte)': String(98 * gigabyte),
  'Prohibit Send Quota (Byte)': String(99 * gigabyte),
  'Prohibit Send/Receive Quota (Byte)': String(100 * gigabyte),
  'Deleted Item Quota (Byte)': String(30 * gigabyte),
  'Storage Allocated (Byte)': String(1024 * gigabyte),
};

function cell(state: TenantState, column: string, row: Row, asked: Asked): string {
  const known = fixed[column];
  if (known !== undefined) return known;
  const named = (value: unknown): string =>
    asked.concealed && value ? hidden(String(value)) : String(value ?? '');
  switch (column) {
    case 'Report Refresh Date':
      return dateOf(asked.now - 2 * day);
    case 'Report Period':
      return String(asked.days);
    case 'Report Date':
      return row.id;
    case 'User Principal Name':
      return named(row['userPrincipalName']);
    case 'Owner Principal Name':
      return named(row['userPrincipalName'] ?? ownerOf(state, row)?.['userPrincipalName']);
    case 'Owner Display Name':
      return named(
        row['userPrincipalName'] === undefined ? ownerOf(state, row)?.['displayName'] : row['displayName'],
      );
    case 'Display Name':
    case 'Group Display Name':
      return named(row['displayName']);
    case 'User Id':
    case 'Site Id':
    case 'Group Id':
      return asked.concealed ? '00000000-0000-0000-0000-000000000000' : row.id;
    case 'Assigned Products':
      return productsOf(row);
    case 'Member Count':
      return String(state.targets('group.members', row.id).length);
    case 'Created Date':
      return String(row['createdDateTime'] ?? '').slice(0, 10);
  }
  if (column.startsWith('Has ') && column.endsWith(' License'))
    return licensed(row, column.slice(4, -8)) ? 'True' : 'False';
  if (column.endsWith('License Assign Date'))
    return licensed(row, column.slice(0, -20)) ? assignedOn(row) : '';
  if (column.endsWith('Date')) return lastActivity(row, column, asked);
  if (row['size'] !== undefined)
    return String(Math.floor(Number(row['size']) * (0.5 + chance(row.id, column) / 2)));
  if (/Count|Byte/.test(column)) return activity(row, column, asked);
  // Whether an application was used on a platform.
  return isActive(row) && chance(row.id, column) < 0.4 ? 'Yes' : 'No';
}

function ownerOf(state: TenantState, row: Row): Row | undefined {
  const [owner] = state.targets('group.owners', row.id);
  return owner === undefined ? undefined : state.get('user', owner);
}

/** Names are told by a hash when the tenant conceals them. */
function hidden(value: string): string {
  return createHash('md5').update(value.toLowerCase()).digest('hex').toUpperCase();
}

const plansOf: Readonly<Record<string, RegExp>> = {
  Exchange: /^EXCHANGE_S_(?!FOUNDATION)/,
  OneDrive: /^(SHAREPOINT|ONEDRIVE)/,
  SharePoint: /^SHAREPOINT/,
  'Skype For Business': /^MCOSTANDARD/,
  Yammer: /^(YAMMER|VIVAENGAGE)/,
  Teams: /^TEAMS/,
};

function skusOf(row: Row): string[] {
  return ((row['assignedLicenses'] ?? []) as { skuId: string }[]).map(({ skuId }) => skuId);
}

function licensed(row: Row, service: string): boolean {
  return skusOf(row).some(
    (skuId) => skuById(skuId)?.plans.some((plan) => plansOf[service]?.test(plan) === true) === true,
  );
}

function productsOf(row: Row): string {
  return skusOf(row)
    .map((skuId) => skuById(skuId)?.productName.toUpperCase() ?? skuId)
    .join('+');
}

function assignedOn(row: Row): string {
  const [state] = (row['licenseAssignmentStates'] ?? []) as { lastUpdatedDateTime?: string }[];
  return (state?.lastUpdatedDateTime ?? String(row['createdDateTime'] ?? '')).slice(0, 10);
}

function isActive(row: Row): boolean {
  return row['accountEnabled'] !== false;
}

function lastActivity(row: Row, column: string, { days, now }: Asked): string {
  if (!isActive(row) || chance(row.id, `${column}?`) < 0.2) return '';
  const at = now - (2 + Math.floor(chance(row.id, column) * days)) * day;
  const created = parseIsoTime(String(row['createdDateTime'] ?? '')) ?? 0;
  return at < created ? '' : dateOf(at);
}

function activity(row: Row, column: string, { days }: Asked): string {
  const scale = column.includes('Byte')
    ? 20 * gigabyte
    : column.includes('Item') || column.includes('File')
      ? 9_000
      : days * 12;
  return String(isActive(row) ? Math.floor(chance(row.id, column) * scale) : 0);
}

/** From 0 up to, not including, 1; the same for the same two. */
function chance(id: string, column: string): number {
  return createHash('sha256').update(`${id}:${column}`).digest().readUInt32BE() / 2 ** 32;
}

function dateOf(time: number): string {
  return isoTime(time).slice(0, 10);
}
