import type { PgConnection } from '../connection.ts';

/** The same server, another database. */
export function onDatabase(connection: PgConnection, database: string): PgConnection {
  if (!('url' in connection)) return { ...connection, database };
  const url = new URL(connection.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}
