import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { newId, silentLogger } from '#kernel';

import type { PgConnection } from '../connection.ts';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { fast, readPidFile, stopServer } from '../postgres/running-server.ts';
import { startPostgres } from '../postgres/supervisor.ts';
import { statement } from '../sql.ts';
import { migrationsFolder } from './template.ts';
import { onDatabase } from './test-connection.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServer: PgConnection;
    /** The migrated database that `testDatabase` copies; this run's alone, since runs may share a server. */
    readonly testTemplate: string;
  }
}

const prefix = 'tenantry-test-pg-';

/**
 * One server for the whole run (DATABASE_URL's, when it is set), with a migrated template that each test file copies in
 * milliseconds. For `globalSetup` of Vitest.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env['DATABASE_URL'];
  const server = own === undefined ? await ownServer() : { connection: { url: own }, stop: async () => {} };
  const { connection } = server;
  const template = `tenantry_template_${newId().replaceAll('-', '')}`;
  const admin = openDatabase({ connection, logger: silentLogger, maxConnections: 1 });
  try {
    await admin.query(statement(`create database ${template}`));
    const db = openDatabase({
      connection: onDatabase(connection, template),
      logger: silentLogger,
      maxConnections: 2,
    });
    await migrate(db, migrationsFolder);
    await db.close();
  } catch (error) {
    await admin.close();
    await server.stop();
    throw error;
  }
  project.provide('testServer', connection);
  project.provide('testTemplate', template);
  return async () => {
    await admin.query(statement(`drop database ${template} with (force)`));
    await admin.close();
    await server.stop();
  };
}

async function ownServer(): Promise<{ connection: PgConnection; stop: () => Promise<void> }> {
  await endServersOfKilledRuns();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // The server may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: folder, logger: silentLogger });
  return {
    connection: postgres.connection,
    async stop() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed could not stop its server; its folder carries the number of its process. */
async function endServersOfKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const run = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!Number.isInteger(run) || isAlive(run)) continue;
    const data = join(tmpdir(), name, 'server', 'data');
    const left = readPidFile(data);
    if (left !== undefined) {
      await stopServer(left.pid, data, fast);
      rmSync(left.socketFolder, { recursive: true, force: true });
    }
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
