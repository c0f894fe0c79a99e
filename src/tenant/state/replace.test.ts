import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openBulk } from './bulk.ts';
import { replaceContents } from './replace.ts';
import { type TenantState, openState } from './state.ts';

let folder: string;
let state: TenantState;
const file = (name: string): string => join(folder, `${name}.sqlite`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-replace-'));
  state = openState(file('main'));
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

test('an open state becomes what another file holds, and goes on from there', async () => {
  state.insert('user', { id: 'A', displayName: 'Ada' });
  state.copyTo(file('then'));
  state.insert('user', { id: 'B', displayName: 'Berta' });
  state.update('user', 'A', { displayName: 'Anna' });
  await replaceContents(state, file('then'));
  expect(state.all('user').map(({ displayName }) => displayName)).toEqual(['Ada']);
  state.insert('user', { id: 'C', displayName: 'Carl' });
  state.close();
  state = openState(file('main'));
  expect(state.count('user')).toBe(2);
  expect(state.find('user', 'displayName', 'carl').map(({ id }) => id)).toEqual(['C']);
});

test('who followed the log of changes begins anew', async () => {
  state.insert('user', { id: 'A' });
  state.copyTo(file('then'));
  const before = state.changes.lineage();
  await replaceContents(state, file('then'));
  expect(state.changes.lineage()).not.toEqual(before);
});

test('a file that was filled in bulk is a state like another: rows, links, indices', () => {
  const bulk = openBulk(file('bulk'));
  for (const id of ['a', 'b', 'c'])
    bulk.insert('user', { id, displayName: `Person ${id}`, businessPhones: ['1'] });
  bulk.link('user.manager', 'a', 'b');
  for (const step of bulk.finish()) void step;
  const filled = openState(file('bulk'));
  const names = (kind: string, of: TenantState) =>
    of.select('select name from sqlite_master where type = ? order by name', [kind]).map(({ name }) => name);
  for (const kind of ['index', 'table', 'trigger']) expect(names(kind, filled)).toEqual(names(kind, state));
  expect(filled.find('user', 'displayName', 'person B').map(({ id }) => id)).toEqual(['b']);
  expect(filled.get('user', 'a')).toMatchObject({ businessPhones: ['1'], otherMails: [] });
  expect(filled.sources('user.manager', 'b')).toEqual(['a']);
  filled.close();
});
