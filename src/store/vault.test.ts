import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

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

test('two that make the key at the same time end up with one', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tenantry-vault-')), 'kek.json');
  const module = new URL('vault.ts', import.meta.url).href;
  const program = `const { openVault } = await import(${JSON.stringify(module)});
    process.stdout.write(openVault({ keyFile: ${JSON.stringify(file)} }).seal('mine', 'row').toString('base64'));`;
  const records = await Promise.all(
    [1, 2, 3].map(() =>
      promisify(execFile)(process.execPath, ['--conditions=source', '--input-type=module', '-e', program]),
    ),
  );
  const after = openVault({ keyFile: file });
  for (const { stdout } of records) expect(after.openText(Buffer.from(stdout, 'base64'), 'row')).toBe('mine');
  expect(readdirSync(dirname(file))).toEqual(['kek.json']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a key file that was cut is refused and left as it is', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tenantry-vault-')), 'kek.json');
  openVault({ keyFile: file });
  truncateSync(file, 20);
  expect(() => openVault({ keyFile: file })).toThrow(/cut or changed/);
  expect(statSync(file).size).toBe(20);
});
