import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { type TenantState, openState } from './state.ts';

let folder: string;
let state: TenantState;
const file = (name: string): string => join(folder, `${name}.sqlite`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-state-'));
  state = openState(file('main'));
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

const ada = {
  id: 'A1',
  displayName: 'Ada',
  userPrincipalName: 'ada@contoso.com',
  accountEnabled: true,
  businessPhones: ['1'],
  assignedLicenses: [{ skuId: 's', disabledPlans: [] }],
};

test('a row comes back as it went in, whatever its kinds', () => {
  state.insert('user', ada);
  expect(state.get('user', 'A1')).toMatchObject({ ...ada, city: null, otherMails: [] });
  state.update('user', 'A1', { accountEnabled: false, businessPhones: [] });
  expect(state.get('user', 'A1')).toMatchObject({ ...ada, accountEnabled: false, businessPhones: [] });
});

test('ids and texts are found in any case', () => {
  state.insert('user', ada);
  expect(state.get('user', 'a1')?.id).toBe('A1');
  expect(state.find('user', 'userPrincipalName', 'ADA@contoso.com').map(({ id }) => id)).toEqual(['A1']);
});

test('two rows of one id are refused', () => {
  state.insert('user', ada);
  expect(() => state.insert('user', { id: 'a1' })).toThrow(/UNIQUE/);
});

test('a removed row takes its links with it, at both ends', () => {
  state.insert('user', ada);
  state.link('group.members', 'G', 'A1');
  state.link('user.manager', 'A1', 'B');
  state.link('user.manager', 'C', 'B');
  state.remove('user', 'A1');
  expect([state.targets('group.members', 'G'), state.sources('user.manager', 'B')]).toEqual([[], ['C']]);
});

test('a link is there once, and unlinking says whether it was', () => {
  state.link('group.members', 'G', 'A');
  state.link('group.members', 'G', 'A');
  expect(state.targets('group.members', 'G')).toEqual(['A']);
  expect([state.unlink('group.members', 'G', 'a'), state.unlink('group.members', 'G', 'A')]).toEqual([
    true,
    false,
  ]);
});

test('an id tells its type', () => {
  state.insert('user', ada);
  state.insert('group', { id: 'G1' });
  expect(['A1', 'G1', 'X'].map((id) => state.typeOf(id))).toEqual(['user', 'group', undefined]);
});

test('a failed transaction leaves nothing, the inner one included', () => {
  const work = (): void =>
    state.transaction(() => {
      state.insert('user', ada);
      state.transaction(() => state.setSetting('key', 'value'));
      throw new Error('no');
    });
  expect(work).toThrow('no');
  expect([state.count('user'), state.setting('key')]).toEqual([0, undefined]);
  state.transaction(() => state.insert('user', ada));
  expect(state.count('user')).toBe(1);
});

test('what was written is there after opening again', () => {
  state.insert('user', ada);
  state.setSetting('tenant', 't');
  state.close();
  state = openState(file('main'));
  expect([state.count('user'), state.setting('tenant')]).toEqual([1, 't']);
});

test('a file from before a property was added gets its column', () => {
  state.insert('user', ada);
  state.close();
  const old = new DatabaseSync(file('main'));
  old.exec(
    'drop index e_user_department; alter table e_user drop column department; pragma user_version = 1',
  );
  old.close();
  state = openState(file('main'));
  state.update('user', 'A1', { department: 'Sales' });
  expect(state.find('user', 'department', 'sales').length).toBe(1);
});

test('a copy has all that was written, and goes its own way', () => {
  state.insert('user', ada);
  state.copyTo(file('copy'));
  const copy = openState(file('copy'));
  copy.update('user', 'A1', { city: 'Rome' });
  expect([copy.get('user', 'A1')?.['city'], state.get('user', 'A1')?.['city']]).toEqual(['Rome', null]);
  copy.close();
});

test('a copy is whole also while somebody reads', () => {
  state.insert('user', ada);
  const reader = new DatabaseSync(file('main'));
  reader.exec('begin');
  reader.prepare('select count(*) from e_user').get();
  state.insert('group', { id: 'G1' });
  state.copyTo(file('copy'));
  reader.exec('rollback');
  reader.close();
  const copy = openState(file('copy'));
  expect([copy.count('user'), copy.count('group')]).toEqual([1, 1]);
  copy.close();
});

test('no copy is written over another tenant', () => {
  openState(file('copy')).close();
  expect(() => state.copyTo(file('copy'))).toThrow();
});
