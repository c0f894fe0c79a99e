import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { type Database, migrate, openVault, proveVault, sql } from './index.ts';
import { migrationsFolder } from './testing/template.ts';
import { testDatabase } from './testing/test-database.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('values are parameters, never text', async () => {
  const hostile = `'; drop table job; --`;
  expect(await db.one(sql`select ${hostile}::text as value`)).toEqual({ value: hostile });
});

test('a transaction that fails leaves nothing', async () => {
  await db.query(sql`create table try_out (id integer)`);
  await expect(
    db.transaction(async (tx) => {
      await tx.query(sql`insert into try_out values (1)`);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await db.query(sql`select * from try_out`)).toEqual([]);
});

test('a notification arrives when its transaction commits, and not when it rolls back', async () => {
  const heard: string[] = [];
  const arrived = Promise.withResolvers<void>();
  const unlisten = await db.listen('try_channel', (payload) => {
    heard.push(payload);
    if (payload === 'kept') arrived.resolve();
  });
  await db
    .transaction((tx) => tx.notify('try_channel', 'lost').then(() => Promise.reject(new Error('no'))))
    .catch(() => {});
  await db.transaction((tx) => tx.notify('try_channel', 'kept'));
  await arrived.promise;
  expect(heard).toEqual(['kept']);
  await unlisten();
});

test('migrating again changes nothing; a newer database and an edited file are refused', async () => {
  await migrate(db, migrationsFolder);
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-sql-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  writeFileSync(join(folder, '000001_automation.sql'), 'select 1;');
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'MigrationChanged' });
  await db.query(sql`insert into migration (number, name, checksum) values (999, 'future', 'x')`);
  const error = await migrate(db, migrationsFolder).catch((reason: unknown) => reason);
  expect(isProblem(error, 'DatabaseTooNew') && error.advice).toMatch(/Start the newer version/);
  await db.query(sql`delete from migration where number = 999`);
});

test('a migration that was added before ones that are applied, and one that is gone, are refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-sql-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  writeFileSync(join(folder, '000000_too_late.sql'), 'select 1;');
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'MigrationOutOfOrder' });
  rmSync(join(folder, '000000_too_late.sql'));
  writeFileSync(join(folder, '000900_last.sql'), 'select 1;');
  rmSync(join(folder, '000001_automation.sql'));
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'MigrationChanged' });
});

test('what was applied before a migration that fails stays, and two that migrate at once apply each file once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-sql-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  writeFileSync(join(folder, '000800_kept.sql'), 'create table kept (id integer);');
  writeFileSync(join(folder, '000900_broken.sql'), 'select nonsense;');
  const [one, two] = await Promise.allSettled([migrate(db, folder), migrate(db, folder)]);
  for (const outcome of [one, two])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'MigrationFailed' } });
  expect(await db.query(sql`select number from migration where number >= 800`)).toEqual([{ number: 800 }]);
  await db.query(sql`delete from migration where number = 800`);
});

test('a migration that fails half way leaves nothing of itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-sql-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  writeFileSync(join(folder, '000900_broken.sql'), 'create table half (id integer);\nselect nonsense;\n');
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'MigrationFailed' });
  expect(await db.maybe(sql`select 1 from pg_tables where tablename = 'half'`)).toBeUndefined();
});

test('the start-up canary refuses a key that does not belong to the database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-kek-'));
  const right = openVault({ keyFile: join(folder, 'right') });
  await proveVault(db, right, 'right');
  await proveVault(db, right, 'right');
  const wrong = openVault({ keyFile: join(folder, 'wrong') });
  await expect(proveVault(db, wrong, 'wrong')).rejects.toMatchObject({ code: 'VaultKeyWrong' });
});
