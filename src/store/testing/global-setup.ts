import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { silentLogger } from '#kernel';

import type { PgConnection } from '../connection.ts';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { startPostgres } from '../postgres/supervisor.ts';
import { statement } from '../sql.ts';
import { migrationsFolder, templateName } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServer: PgConnection;
  }
}

/** One server for the whole run, with a migrated template that each test file copies in milliseconds. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env['DATABASE_URL'];
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-test-pg-'));
  // The server may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const server =
    own === undefined ? await startPostgres({ directory: folder, logger: silentLogger }) : undefined;
  const connection: PgConnection = server?.connection ?? { url: own! };

  const admin = openDatabase({ connection, logger: silentLogger, maxConnections: 1 });
  await admin.query(statement(`drop database if exists ${templateName}`));
  await admin.query(statement(`create database ${templateName}`));
  await admin.close();
  const template = openDatabase({
    connection: databaseOf(connection, templateName),
    logger: silentLogger,
    maxConnections: 2,
  });
  await migrate(template, migrationsFolder);
  await template.close();

  project.provide('testServer', connection);
  return async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function databaseOf(connection: PgConnection, database: string): PgConnection {
  if (!('url' in connection)) return { ...connection, database };
  const url = new URL(connection.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}
