import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openVault } from '../vault.ts';
import { fileKeys } from './file-keys.ts';
import { keySource } from './given-keys.ts';

const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const nowhere = '/nowhere/kek.json';
const vaultOf = (environment: NodeJS.ProcessEnv) => openVault({ keys: keySource(nowhere, environment) });

test('keys come from the environment, the highest version seals, and older ones open', () => {
  const record = vaultOf({ TENANTRY_KEYS: `1:${one}` }).seal('secret', 'row');
  const both = vaultOf({ TENANTRY_KEYS: `1:${one},2:${two}` });
  expect(both.openText(record, 'row')).toBe('secret');
  const newer = both.reseal(record, 'row')!;
  expect(both.reseal(newer, 'row')).toBeUndefined();
  expect(vaultOf({ TENANTRY_KEYS: `2:${two}` }).openText(newer, 'row')).toBe('secret');
  expect(() => vaultOf({ TENANTRY_KEYS: `1:${one}` }).open(newer, 'row')).toThrow(/does not open/);
});

test('or from a command, and what it says when it fails is told', () => {
  const record = vaultOf({ TENANTRY_KEYS_COMMAND: `echo 1:${one}` }).seal('secret', 'row');
  expect(vaultOf({ TENANTRY_KEYS: `1:${one}` }).openText(record, 'row')).toBe('secret');
  expect(() => vaultOf({ TENANTRY_KEYS_COMMAND: 'echo no such vault >&2; exit 3' })).toThrow(/no such vault/);
  expect(() => vaultOf({ TENANTRY_KEYS_COMMAND: 'exec sleep 0' })).toThrow(/cut or changed/);
});

test.each(['1:short', '1', `1:${one},`, `x:${one}`, '{}', '{"current":2,"keys":[]}'])(
  '%j is no key',
  (text) =>
    expect(() => vaultOf({ TENANTRY_KEYS: text })).toThrow(
      expect.objectContaining({ code: 'VaultKeyDamaged' }),
    ),
);

test('keys that somebody else keeps cannot be added to', () =>
  expect(() => vaultOf({ TENANTRY_KEYS: `1:${one}` }).addKey()).toThrow(
    expect.objectContaining({ code: 'VaultKeysGiven' }),
  ));

test('a key is added to the file, which stays private, and a vault that is open finds it', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tenantry-keys-')), 'kek.json');
  const [first, second] = [openVault({ keys: fileKeys(file) }), openVault({ keys: fileKeys(file) })];
  expect(first.addKey()).toBe(2);
  expect(second.keys.current).toBe(1);
  expect(second.openText(first.seal('secret', 'row'), 'row')).toBe('secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((JSON.parse(readFileSync(file, 'utf8')) as { keys: unknown[] }).keys).toHaveLength(2);
});
