import { createHmac, timingSafeEqual } from 'node:crypto';

import { type Clock, newSecret, parseIsoTime, problem } from '#kernel';

import type { TenantState } from '../../state/state.ts';
import type { Action, Call } from '../behaviour.ts';
import type { Context, GraphResponse } from '../../odata/request.ts';
import { reports } from './columns.ts';
import { type ReportAsked, reportRows } from './rows.ts';

const periods: Readonly<Record<string, number>> = { D7: 7, D30: 30, D90: 90, D180: 180 };
const day = 24 * 60 * 60 * 1000;
/** How long an address of a report is good for. Graph says "only a short time"; the number is believed. */
const addressGoodFor = 5 * 60 * 1000;
const keySetting = 'report-key';

/**
 * `GET /reports/getX(period='D7')`: Graph sends the client on to an address that needs no token and is soon no good.
 * Source: learn.microsoft.com/graph/api/reportroot-getoffice365activeuserdetail.
 */
export const reportActions: Readonly<Record<string, Action>> = Object.fromEntries(
  Object.keys(reports).map((name): [string, Action] => [
    `reports.${name}`,
    (context, _id, _body, call) => answer(context, name, call),
  ]),
);

function answer(context: Context, name: string, { parameters, request }: Call): GraphResponse {
  const asked = { name, days: daysOf(context.clock, parameters), now: context.clock.now() };
  const format = request.query.get('$format') ?? 'text/csv';
  // Only beta has reports as JSON.
  if (format === 'application/json' && context.base.endsWith('/beta')) return asJson(context, asked);
  if (format !== 'text/csv') throw problem('GraphReportFormat');
  const token = sign(context.state, { ...asked, until: asked.now + addressGoodFor });
  const origin = context.base.replace(/\/(v1\.0|beta)$/, '');
  return { status: 302, headers: { location: `${origin}/report-download/${token}` } };
}

function daysOf(clock: Clock, parameters: Readonly<Record<string, string>>): number {
  const { period, date } = parameters;
  if (date !== undefined) {
    const ago = (clock.now() - (parseIsoTime(date) ?? Number.NaN)) / day;
    if (!(ago >= 0 && ago <= 31)) throw problem('GraphReportPeriod', { period: date });
    return 1;
  }
  const days = periods[period ?? ''];
  if (days === undefined) throw problem('GraphReportPeriod', { period: period ?? '' });
  return days;
}

function asJson(context: Context, asked: ReportAsked): GraphResponse {
  const names = reports[asked.name]!.columns.map((column) =>
    column
      .replaceAll(/[()/]/g, ' ')
      .trim()
      .split(/[\s-]+/)
      .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
      .join(''),
  );
  const value = reportRows(context.state, asked).map((row) =>
    Object.fromEntries(row.map((text, at) => [names[at]!, text === '' ? null : text])),
  );
  return { status: 200, body: { '@odata.context': `${context.base}/$metadata#${asked.name}`, value } };
}

interface Signed extends ReportAsked {
  readonly until: number;
}

function keyOf(state: TenantState): string {
  const known = state.setting(keySetting);
  if (known !== undefined) return known;
  const key = newSecret();
  state.setSetting(keySetting, key);
  return key;
}

function macOf(state: TenantState, payload: string): Buffer {
  return createHmac('sha256', keyOf(state)).update(payload).digest();
}

function sign(state: TenantState, what: Signed): string {
  const payload = Buffer.from(JSON.stringify(what)).toString('base64url');
  return `${payload}.${macOf(state, payload).toString('base64url')}`;
}

/** The file behind an address, or undefined where the address is made up or no longer good. */
export function reportFile(
  state: TenantState,
  clock: Clock,
  token: string,
): { name: string; text: string } | undefined {
  const [payload = '', mac = ''] = token.split('.');
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(state, payload);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const asked = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Signed;
  if (clock.now() > asked.until) return undefined;
  const lines = [[...reports[asked.name]!.columns], ...reportRows(state, asked)];
  // The mark of the byte order comes first: spreadsheets look for it, scripts stumble over it.
  const text = `\ufeff${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
  return { name: `${asked.name.replace(/^get/, '')}.csv`, text };
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
