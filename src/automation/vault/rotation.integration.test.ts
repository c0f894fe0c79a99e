import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { newId, silentLogger } from '#kernel';
import { type Database, type Vault, openVault, proveVault, sql } from '#store';

import { testDatabase } from '../../store/testing/test-database.ts';
import { variableBinding } from '../assets/bindings.ts';
import { type KeyRotation, createKeyRotation } from './rotation.ts';
import { sealedColumns } from './sealed-columns.ts';

const actor = { objectId: 'somebody' };
const account = newId();
let folder: string;
let db: Database;
let vault: Vault;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-rotation-'));
  ({ db } = await testDatabase());
  vault = openVault({ keyFile: join(folder, 'kek.json') });
  await db.query(sql`
    insert into account (id, subscription_id, resource_group, name, location, created_at, modified_at)
    values (${account}, 's', 'g', 'a', 'local', now(), now())`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const rotationWith = (used: Vault, through: Database = db): KeyRotation =>
  createKeyRotation({ db: through, vault: used, resealFiles: async () => {}, logger: silentLogger });

async function seedVariables(count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, at) => `v${at}`);
  const values = names.map((name) => vault.seal(`"${name}"`, variableBinding(account, name)));
  await db.query(sql`
    insert into variable (account_id, name, is_encrypted, value, description, created_at, modified_at)
    select ${account}, name, true, value, '', now(), now() from unnest(${names}::text[], ${values}::bytea[]) as v (name, value)`);
}

async function opened(used: Vault): Promise<string[]> {
  const rows = await db.query<{ name: string; value: Buffer }>(sql`select name, value from variable`);
  return rows.map(({ name, value }) => used.openText(value, variableBinding(account, name)));
}

async function done(rotation: KeyRotation): Promise<Awaited<ReturnType<KeyRotation['state']>>> {
  for (;;) {
    const state = await rotation.state();
    if (!state.rotating) return state;
  }
}

test('every column of bytes is sealed and rotated, or is known not to be sealed', async () => {
  const columns = await db.query<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' order by 1`);
  const plain = [
    'package_piece.bytes',
    // Sealed with what only the browser has, and gone within a day.
    'portal_session.content',
    'portal_session.id_hash',
    'webhook.token_hash',
    'event_source.token_hash',
    'event_source.client_state_hash',
  ];
  const known = [...sealedColumns.map(({ table, column }) => `${table}.${column}`), ...plain];
  expect(columns.map(({ name }) => name)).toEqual(known.toSorted());
});

test('everything is sealed with a new key, opens as before, and stands in the audit', async () => {
  await seedVariables(450);
  const before = await opened(vault);
  const rotation = rotationWith(vault);
  await rotation.rotate(actor);
  expect(await done(rotation)).toEqual({
    place: join(folder, 'kek.json'),
    current: 2,
    versions: [1, 2],
    records: [{ version: 2, count: 450 }],
    rotating: false,
    broken: [],
  });
  expect((await opened(vault)).toSorted()).toEqual(before.toSorted());
  // Another process, which read its keys before, and one that starts now.
  expect(await opened(openVault({ keyFile: join(folder, 'kek.json') }))).toHaveLength(450);
  expect(await db.query(sql`select actor, action, details from audit_entry`)).toEqual([
    {
      actor: 'somebody',
      action: 'Tenantry.Vault/keys/rotate/action',
      details: { from: 1, continues: false },
    },
  ]);
});

test('a rotation that was cut off goes on at the next start, and makes no further key', async () => {
  await seedVariables(1_000);
  const first = rotationWith(vault);
  await first.rotate(actor);
  await first.stop();
  const { records } = await first.state();
  expect(records.find(({ version }) => version === 1)?.count).toBeGreaterThan(0);

  const after = openVault({ keyFile: join(folder, 'kek.json') });
  const second = rotationWith(after);
  await second.start();
  expect(await done(second)).toMatchObject({ versions: [1, 2], records: [{ version: 2, count: 1_000 }] });
  expect(await opened(after)).toHaveLength(1_000);
  await second.stop();
});

test('another control plane hears of a new key and seals with it, without a restart; a connection that was away makes no difference', async () => {
  await proveVault(db, vault, 'kek.json');
  const other = openVault({ keyFile: join(folder, 'kek.json') });
  const there = rotationWith(other);
  await there.start();
  const rotation = rotationWith(vault);
  await rotation.rotate(actor);
  await expect.poll(() => other.keys.current, { timeout: 20_000 }).toBe(2);
  await done(rotation);
  // Nobody hears this one: the connection comes back without it.
  await db.query(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`);
  await rotation.rotate(actor);
  await expect.poll(() => other.keys.current, { timeout: 20_000 }).toBe(3);
  await there.stop();
});

test('what somebody sealed with the older key while all was sealed anew is sealed once more', async () => {
  await seedVariables(3);
  const other = openVault({ keyFile: join(folder, 'kek.json') });
  const late = other.seal('"late"', variableBinding(account, 'v1'));
  let written: Promise<unknown> | undefined;
  // The table of variables is done by then.
  const query: Database['query'] = async (statement) => {
    if (statement.text.includes('as value from vault_canary'))
      await (written ??= db.query(sql`update variable set value = ${late} where name = 'v1'`));
    return db.query(statement);
  };
  const rotation = rotationWith(vault, { ...db, query });
  await rotation.rotate(actor);
  expect(await done(rotation)).toMatchObject({ records: [{ version: 2, count: 3 }], broken: [] });
  expect(await opened(vault)).toContain('"late"');
});

test('a record that was moved is told and left as it is, and the others are sealed', async () => {
  await seedVariables(3);
  await db.query(
    sql`update variable set value = (select value from variable where name = 'v0') where name = 'v1'`,
  );
  const rotation = rotationWith(vault);
  await rotation.rotate(actor);
  expect(await done(rotation)).toMatchObject({
    records: [
      { version: 1, count: 1 },
      { version: 2, count: 2 },
    ],
    broken: [{ table: 'variable', column: 'value', key: [account, 'v1'] }],
  });
});

test('what is written while the keys rotate is not overwritten', async () => {
  await seedVariables(600);
  const other = openVault({ keyFile: join(folder, 'kek.json') });
  const rotation = rotationWith(vault);
  await rotation.rotate(actor);
  for (let at = 0; at < 600; at += 50) {
    const newer = other.seal('"newer"', variableBinding(account, `v${at}`));
    await db.query(sql`update variable set value = ${newer} where name = ${`v${at}`}`);
  }
  await done(rotation);
  expect((await opened(vault)).filter((text) => text === '"newer"')).toHaveLength(12);
});
