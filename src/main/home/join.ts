import { lstat, mkdir, readFile, realpath, symlink } from 'node:fs/promises';
import { dirname, relative } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import type { Home } from './layout.ts';
import { homeLayout } from './layout.ts';
import { writeWhole } from './prepare.ts';

/** Where the directory of the joined system is: its tenant is everybody's. */
const directoryPlace = z.object({ origin: z.url(), tenantId: z.string() });
export type DirectoryPlace = z.infer<typeof directoryPlace>;
const told = z
  .object({ tenantOrigin: z.url(), tenantId: z.string() })
  .transform(({ tenantOrigin, tenantId }) => ({ origin: tenantOrigin, tenantId }));

/**
 * Makes a home one more of the same installation: keys, certificates and names are those of the other one, by links, so
 * that what is made later there (the key of an identity, a newer key-encryption key) is here too. Safe to repeat.
 * @throws JoinImpossible where `other` is no home, or this one is of another installation
 */
export async function joinHome(home: Home, other: string): Promise<DirectoryPlace> {
  const from = homeLayout(await realpath(other).catch(() => other));
  const refuse = (reason: string): Error => problem('JoinImpossible', { home: other, reason });
  await mkdir(home.run, { recursive: true, mode: 0o700 });
  for (const part of ['installation', 'keys', 'certificates'] as const) {
    if ((await lstat(from[part]).catch(() => undefined)) === undefined)
      throw refuse(`it has no ${relative(from.directory, from[part])}`);
    if ((await lstat(home[part]).catch(() => undefined)) === undefined) await symlink(from[part], home[part]);
    else if ((await realpath(home[part])) !== (await realpath(from[part])))
      throw refuse(`${home.directory} has a ${relative(home.directory, home[part])} of its own`);
  }
  return directoryOf(home, from, refuse);
}

/** As the other system tells it while it runs, else as it was the last time. */
async function directoryOf(
  home: Home,
  from: Home,
  refuse: (reason: string) => Error,
): Promise<DirectoryPlace> {
  const running = await read(from.connection, told);
  if (running !== undefined) {
    await mkdir(dirname(home.joined), { recursive: true, mode: 0o700 });
    await writeWhole(home.joined, JSON.stringify(running));
    return running;
  }
  const before = await read(home.joined, directoryPlace);
  if (before === undefined) throw refuse('nothing runs on it, so nobody says where the tenant is');
  return before;
}

async function read<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
): Promise<z.output<Shape> | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : shape.parse(JSON.parse(text));
}
