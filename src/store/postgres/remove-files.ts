import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { readIfThere } from './read-if-there.ts';

/** Removes the database of a home, also where it lies outside of it. Its server must have been stopped. */
export function removePostgresFiles(directory: string): void {
  const place = readIfThere(join(directory, 'location'))?.trim();
  if (place !== undefined && place !== '')
    rmSync(resolve(directory, place), { recursive: true, force: true });
}
