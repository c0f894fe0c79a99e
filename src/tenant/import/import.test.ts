import { afterAll, beforeAll, expect, test } from 'vitest';

import type { ServedTenant } from '../server/served-tenant.ts';
import { type Engine, e3, testEngine } from '../odata/testing/engine.ts';
import { parseCsv } from './csv.ts';
import { importInto } from './import.ts';

let engine: Engine;
/** As much of a served tenant as an import uses. */
const tenant = (): ServedTenant => engine as unknown as ServedTenant;
const tables = (files: Record<string, string>) =>
  importInto(tenant(), {
    format: 'tables',
    files: Object.entries(files).map(([name, content]) => ({ name, content })),
  });
const graph = (files: Record<string, unknown>) =>
  importInto(tenant(), {
    format: 'graph',
    files: Object.entries(files).map(([name, content]) => ({ name, content: JSON.stringify(content) })),
  });

beforeAll(() => {
  engine = testEngine(6);
});
afterAll(() => engine.close());

test('CSV as spreadsheets write it', () => {
  const { columns, rows } = parseCsv('\uFEFFname;note\r\n"Ada; ""the first""";"two\nlines"\r\n\r\nBo;x;y\n');
  expect(columns).toEqual(['name', 'note']);
  expect(rows).toEqual([
    { line: 2, values: { name: 'Ada; "the first"', note: 'two\nlines' }, tooLong: false },
    { line: 5, values: { name: 'Bo', note: 'x' }, tooLong: true },
  ]);
});

test('people, groups and members from CSV: managers further down, licences, lists', () => {
  const report = tables({
    'users.csv': [
      'userPrincipalName,displayName,usageLocation,manager,licences,otherMails,accountEnabled',
      'ann@contoso.com,Ann,GB,zoe@contoso.com,ENTERPRISEPACK,a@home.example|b@home.example,true',
      'zoe@contoso.com,Zoë,GB,,,,no',
    ].join('\n'),
    'groups.csv': 'displayName,kind,owners\nPilots,microsoft365,ann@contoso.com\n',
    'members.csv': 'group,member\nPilots,zoe@contoso.com\nAll staff,Pilots\n',
  });
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ imported: { users: 2, groups: 1, members: 2 }, findings: [] });
  const { state } = engine;
  const [ann] = state.find('user', 'userPrincipalName', 'ann@contoso.com');
  const [zoe] = state.find('user', 'userPrincipalName', 'zoe@contoso.com');
  expect(ann).toMatchObject({ otherMails: ['a@home.example', 'b@home.example'], accountEnabled: true });
  expect([zoe?.['accountEnabled'], state.targets('user.manager', ann!.id)]).toEqual([false, [zoe!.id]]);
  expect(ann?.['assignedLicenses']).toMatchObject([{ skuId: e3 }]);
  const [pilots] = state.find('group', 'displayName', 'Pilots');
  expect(state.targets('group.members', pilots!.id)).toEqual([zoe!.id]);
});

test('every wrong row is told with its line and what to do, and then nothing was imported', () => {
  const before = engine.state.count('user');
  const report = tables({
    'users.csv': [
      'userPrincipalName,displayName,usageLocation,licences',
      'good@contoso.com,Good,GB,',
      'p0@contoso.com,Taken,GB,',
      'away@elsewhere.com,Away,GB,',
      'nowhere@contoso.com,Nowhere,,ENTERPRISEPACK',
      'odd@contoso.com,Odd,GB,,too,long',
    ].join('\n'),
    'notes.csv': 'a,b\n1,2\n',
  });
  expect(report.imported).toEqual({});
  expect(report.findings.map(({ file, line, message }) => [file, line, message])).toEqual([
    ['users.csv', 6, expect.stringContaining('more fields')],
    ['notes.csv', undefined, expect.stringContaining('not clear')],
    ['users.csv', 3, expect.stringContaining('already exists')],
    ['users.csv', 4, expect.stringContaining('domain')],
    ['users.csv', 5, expect.stringContaining('usage location')],
  ]);
  expect(report.findings.every(({ remedy }) => remedy.length > 10)).toBe(true);
  // The row itself may hold a password.
  expect(Object.keys(report.findings[0]!)).toEqual(['file', 'line', 'message', 'remedy']);
  expect(report.findingCount).toBe(5);
  expect(engine.state.count('user')).toBe(before);
});

test('one JSON file with lists of its own', () => {
  const report = tables({
    'company.json': JSON.stringify({
      users: [{ userPrincipalName: 'json@contoso.com', displayName: 'Json', otherMails: ['a@b.c'] }],
      members: [{ group: 'Sales', member: 'json@contoso.com' }],
    }),
  });
  expect(report.imported).toEqual({ users: 1, groups: 0, members: 1 });
});

const id = (n: number): string => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;
const context = (of: string): string => `https://graph.microsoft.com/v1.0/$metadata#${of}`;

test('answers of Graph, page by page, with ids and relations as they were', () => {
  const report = graph({
    'a.json': {
      '@odata.context': context('users'),
      '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=x',
      value: [
        {
          id: id(1),
          userPrincipalName: 'one@real.com',
          displayName: 'One',
          manager: { id: id(2) },
          unheardOf: 1,
        },
      ],
    },
    'users-2.json': [{ id: id(2), userPrincipalName: 'two@real.com', displayName: 'Two' }],
    'b.json': {
      '@odata.context': context('groups(id,displayName)'),
      value: [{ id: id(3), displayName: 'Real' }],
    },
    [`groups/${id(3)}/members.json`]: {
      '@odata.context': context('directoryObjects'),
      value: [{ '@odata.type': '#microsoft.graph.user', id: id(1) }, { id: id(99) }],
    },
    'rest.json': {
      subscribedSkus: {
        value: [{ id: 'x', skuId: e3, skuPartNumber: 'ENTERPRISEPACK', prepaidUnits: { enabled: 70 } }],
      },
      organization: [{ id: id(9), displayName: 'Real company' }],
      planets: [{ id: 1 }],
    },
  });
  expect(report.findings).toEqual([]);
  expect(report.imported).toEqual({
    user: 2,
    group: 1,
    subscribedSku: 1,
    organization: 1,
    relations: 2,
    'relations to objects that are not in the export': 1,
  });
  expect(report.notes).toEqual([
    expect.stringContaining('not the last page'),
    expect.stringContaining("'unheardOf' of user"),
    expect.stringContaining("'planets'"),
  ]);
  const { state } = engine;
  expect(state.targets('user.manager', id(1))).toEqual([id(2)]);
  expect(state.targets('group.members', id(3))).toEqual([id(1)]);
  expect(state.all('organization')).toMatchObject([{ id: 'org', displayName: 'Real company' }]);
  expect(state.find('subscribedSku', 'skuId', e3)).toMatchObject([{ prepaidUnits: { enabled: 70 } }]);
});

test('an export of what is there already is refused whole', () => {
  const report = graph({
    'users.json': [
      { id: id(50), userPrincipalName: 'fresh@real.com' },
      { id: id(51), userPrincipalName: 'p1@contoso.com' },
      { userPrincipalName: 'nobody@real.com' },
    ],
  });
  expect(report.findings.map(({ line, message }) => [line, message])).toEqual([
    [3, expect.stringContaining('no id')],
    [2, expect.stringContaining('p1@contoso.com')],
  ]);
  expect(engine.state.get('user', id(50))).toBeUndefined();
});

test('what is no JSON is told', () => {
  expect(() => importInto(tenant(), { format: 'graph', files: [{ name: 'x.json', content: '{' }] })).toThrow(
    /x\.json/,
  );
});
