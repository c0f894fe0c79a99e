import { join, resolve } from 'node:path';

import type { PgConnection } from '../connection.ts';
import { connectionOf } from './adopt.ts';
import { readIfThere } from './read-if-there.ts';
import { readPidFile, servesDirectory } from './running-server.ts';

/** The way into the server of a home that somebody else keeps running; undefined when none runs. */
export function findRunningPostgres(directory: string): PgConnection | undefined {
  const place = readIfThere(join(directory, 'location'))?.trim();
  const password = readIfThere(join(directory, 'password'))?.trim();
  if (place === undefined || password === undefined) return undefined;
  const data = join(resolve(directory, place), 'data');
  const found = readPidFile(data);
  if (found === undefined || !servesDirectory(found.pid, data)) return undefined;
  return connectionOf({ data, password }, found.socketFolder);
}
