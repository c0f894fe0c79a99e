import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Session, openSession } from '#cli';
import { silentLogger } from '#kernel';
import { type LaunchOptions, type System, launch } from '#main';
import { type Database, type Postgres, openDatabase, startPostgres } from '#store';

import { type TestSystem, removeHomes, startSystem } from './system.ts';

/** Two systems, each with a control plane and a worker, on one PostgreSQL and with one tenant. */
export interface JoinedSystems {
  readonly postgres: Postgres;
  readonly db: Database;
  readonly first: TestSystem;
  readonly second: { readonly home: string; readonly system: System; readonly session: Session };
  /** Stops the second system and starts it again, as an upgrade does. */
  restartSecond(options?: { readonly drainMilliseconds?: number }): Promise<void>;
  stop(): Promise<void>;
}

export interface JoinedOptions {
  /** Where PostgreSQL lies, when it is not beside everything else. */
  readonly disk?: string | undefined;
  /** What PostgreSQL has in its environment besides. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** What the first system has and the second has not. */
  readonly ofFirst?: Partial<LaunchOptions> | undefined;
}

export async function startJoined({
  disk,
  environment,
  ofFirst,
}: JoinedOptions = {}): Promise<JoinedSystems> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-joined-'));
  // PostgreSQL may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({
    directory: join(disk ?? folder, 'postgres'),
    logger: silentLogger,
    environment,
  });
  const database = postgres.connection;
  const db = openDatabase({ connection: database, logger: silentLogger });
  const first = await startSystem({ ...ofFirst, database });
  const home = join(folder, 'second');
  const startSecond = async () => {
    const system = await launch({ home, apiPort: 0, tenantPort: 0, database, join: first.home });
    return { home, system, session: await openSession(system.connection) };
  };
  let second = await startSecond();
  const stopSecond = async (how?: { readonly drainMilliseconds?: number }): Promise<void> => {
    await second.session.close();
    await second.system.stop(how);
  };
  return {
    postgres,
    db,
    first,
    get second() {
      return second;
    },
    async restartSecond(how) {
      await stopSecond(how);
      second = await startSecond();
    },
    async stop() {
      await stopSecond();
      await first.stop();
      await db.close();
      await postgres.stop();
      removeHomes(folder);
    },
  };
}
