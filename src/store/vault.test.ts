import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openVault } from './vault.ts';

const keyFile = join(mkdtempSync(join(tmpdir(), 'tenantry-vault-')), 'kek.json');
const vault = openVault({ keyFile });

test('what is sealed opens again, with the same key file after a restart', () => {
  const again = openVault({ keyFile });
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, row) => {
      expect(again.openText(vault.seal(text, row), row)).toBe(text);
    }),
  );
});

test('a record that was moved, changed or cut does not open', () => {
  const record = vault.seal('a secret', 'row 1');
  expect(() => vault.open(record, 'row 2')).toThrow(/cannot be opened/);
  for (let at = 0; at < record.length; at += 7) {
    const changed = Buffer.from(record);
    changed[at]! ^= 1;
    expect(() => vault.open(changed, 'row 1')).toThrow();
  }
  expect(() => vault.open(record.subarray(0, -1), 'row 1')).toThrow();
  expect(record.includes('a secret')).toBe(false);
});

test('a key file that others can read is refused', () => {
  chmodSync(keyFile, 0o644);
  expect(() => openVault({ keyFile })).toThrow(/can be read by other users/);
  chmodSync(keyFile, 0o600);
});
