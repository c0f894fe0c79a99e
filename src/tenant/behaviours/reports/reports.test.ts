import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Engine, e3, testEngine, userId } from '../../odata/testing/engine.ts';
import { seedPolicies } from '../../seed/policies.ts';
import { reports } from './columns.ts';
import { reportFile } from './reports.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
  engine.state.unlogged(() => {
    seedPolicies((entity, row) => engine.state.insert(entity, row), '2026-01-01T00:00:00Z');
    engine.state.update('user', userId(0), { assignedLicenses: [{ skuId: e3, disabledPlans: [] }] });
  });
});
afterAll(() => engine.close());

const address = (name: string, period = "period='D7'") => engine.call('GET', `/reports/${name}(${period})`);
function download(name: string): string[][] {
  const { headers = {} } = address(name);
  const file = reportFile(engine.state, engine.clock, String(headers['location']).split('/').at(-1)!);
  expect(file?.text.startsWith('\ufeff')).toBe(true);
  return file!.text
    .slice(1)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

test.each(Object.keys(reports))('%s is a redirect to a file with its columns', (name) => {
  const answer = address(name);
  expect([answer.status, answer.headers?.['location']]).toEqual([
    302,
    expect.stringMatching(/^https:\/\/graph\.test\/report-download\//),
  ]);
  const [header = [], ...rows] = download(name);
  expect(header).toEqual(reports[name]!.columns);
  for (const row of rows) expect(row).toHaveLength(header.length);
});

test('names are concealed until the tenant says otherwise', () => {
  const column = (): string => download('getOffice365ActiveUserDetail')[1]![1]!;
  expect(column()).toMatch(/^[0-9A-F]{32}$/);
  expect(engine.call('PATCH', '/admin/reportSettings', { displayConcealedNames: false }).status).toBe(204);
  expect(column()).toBe('p0@contoso.com');
  const [header = [], first = []] = download('getOffice365ActiveUserDetail');
  expect(first[header.indexOf('Has Exchange License')]).toBe('True');
  expect(first[header.indexOf('Assigned Products')]).toBe('MICROSOFT 365 E3');
});

test('an address is good for a while, and only as it was given', () => {
  const token = String(address('getMailboxUsageDetail').headers?.['location']).split('/').at(-1)!;
  expect(reportFile(engine.state, engine.clock, `${token}x`)).toBeUndefined();
  engine.clock.advance(6 * 60_000);
  expect(reportFile(engine.state, engine.clock, token)).toBeUndefined();
});

test.each(["period='D8'", '', "date='2020-01-01'"])('(%s) is refused', (parameters) => {
  expect(address('getMailboxUsageDetail', parameters).status).toBe(400);
});

test('reports that are not emulated say so', () => {
  expect(address('getYammerActivityCounts').status).toBe(501);
});
