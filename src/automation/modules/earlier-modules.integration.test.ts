import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, inject, test } from 'vitest';

import { newId, silentLogger } from '#kernel';
import { migrate, openDatabase, sql } from '#store';

import { migrationsFolder } from '../../store/testing/template.ts';
import { onDatabase } from '../../store/testing/test-connection.ts';

test('modules from before there were versions keep what passed, and what waits for its test still waits', async () => {
  const server = inject('testServer');
  const admin = openDatabase({ connection: server, logger: silentLogger, maxConnections: 1 });
  const name = `tenantry_earlier_${newId().replaceAll('-', '')}`;
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-migrations-'));
  await admin.query({ text: `create database ${name}`, values: [] });
  const db = openDatabase({ connection: onDatabase(server, name), logger: silentLogger, maxConnections: 2 });
  const bring = async (upTo: string): Promise<void> => {
    for (const file of readdirSync(migrationsFolder).filter((each) => each < upTo))
      copyFileSync(join(migrationsFolder, file), join(folder, file));
    await migrate(db, folder);
  };
  try {
    await bring('000004');
    const [account, importId] = [newId(), newId()];
    await db.query(sql`
      insert into account (id, subscription_id, resource_group, name, location, created_at, modified_at)
      values (${account}, 's', 'g', 'main', 'local', now(), now())`);
    for (const hash of ['old', 'new'])
      await db.query(
        sql`insert into package (id, hash, size, created_at) values (${newId()}, ${hash}, 7, now())`,
      );
    await db.query(sql`
      insert into module (id, account_id, name, location, state, package_hash, import_id, import_attempt, ready_hash, version,
        size_in_bytes, commands, created_at, modified_at)
      values (${newId()}, ${account}, 'Tools', 'local', 'RunningImportModuleRunbook', 'new', ${importId}, 1, 'old', '1.0.0', 7,
        '["Get-It"]', now(), now())`);
    await bring('999999');
    expect(
      await db.query(sql`
        select v.id = ${importId} as waits, v.id = m.default_version_id as "isDefault", v.state, v.package_hash as hash, v.version,
          v.size_in_bytes as size, v.commands, v.import_attempt as attempt
        from module m join module_version v on v.module_id = m.id order by v.sequence`),
    ).toEqual([
      {
        waits: false,
        isDefault: true,
        state: 'Succeeded',
        hash: 'old',
        version: '1.0.0',
        size: '7',
        commands: ['Get-It'],
        attempt: 0,
      },
      {
        waits: true,
        isDefault: false,
        state: 'RunningImportModuleRunbook',
        hash: 'new',
        version: null,
        size: '7',
        commands: [],
        attempt: 1,
      },
    ]);
  } finally {
    await db.close();
    await admin.query({ text: `drop database ${name} with (force)`, values: [] });
    await admin.close();
    rmSync(folder, { recursive: true });
  }
});
