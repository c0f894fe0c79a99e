import { silentLogger } from '#kernel';
import { type PgConnection, findRunningPostgres, startPostgres } from '#store';

import type { Home } from '../home/layout.ts';
import { lockHome } from '../launcher/lock.ts';

/** The user's own server, where there is one: `DATABASE_URL`. */
export function ownDatabase(environment: NodeJS.ProcessEnv): PgConnection | undefined {
  const url = environment['DATABASE_URL'];
  return url === undefined || url === '' ? undefined : { url };
}

/** Works on the database of a home: on the server that runs, or on one that is started for it and stopped again. */
export async function withDatabase<Result>(
  home: Home,
  own: PgConnection | undefined,
  work: (connection: PgConnection) => Promise<Result>,
): Promise<Result> {
  const running = own ?? findRunningPostgres(home.postgres);
  if (running !== undefined) return work(running);
  const unlock = await lockHome(home);
  try {
    const postgres = await startPostgres({ directory: home.postgres, logger: silentLogger });
    try {
      return await work(postgres.connection);
    } finally {
      await postgres.stop();
    }
  } finally {
    unlock();
  }
}
