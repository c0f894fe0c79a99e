import { createHash } from 'node:crypto';
import { link as linkFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { problem } from '#kernel';
import type { ModuleRef } from '#worker-link';

/** As many threads as Node.js has for files. */
const atOnce = 4;

/** Puts the files of one folder into another, which may hold some already. */
export type PlaceTree = (from: string, to: string) => Promise<void>;

/** Hard links: a job sees its packages alone, and nobody waits for copies of them. */
export const linkTree: PlaceTree = (from, to) => walk(from, to, linkFile);

/**
 * Copies, each of a file that is still what was unpacked: without a sandbox jobs run as the worker's own user, so that one could
 * have written to the cache. What is read is what is written: nothing comes between the check and the copy.
 */
export function copyVerified(
  home: string,
  digests: ReadonlyMap<string, string>,
  { name, hash }: ModuleRef,
): PlaceTree {
  return (from, to) =>
    walk(from, to, async (source, target) => {
      const content = await readFile(source);
      if (digestOf(content) !== digests.get(relative(home, source)))
        throw problem('CacheTampered', { name, hash, file: relative(home, source) });
      await writeFile(target, content, { flag: 'wx', mode: 0o400 });
    });
}

/** SHA-256 of each file of a folder, by its path below it. */
export async function digestsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const each of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!each.isFile()) continue;
    const file = join(each.parentPath, each.name);
    digests.set(relative(folder, file), digestOf(await readFile(file)));
  }
  return digests;
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

async function walk(
  from: string,
  to: string,
  place: (source: string, target: string) => Promise<void>,
): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map(({ name }) => name);
  for (let at = 0; at < files.length; at += atOnce)
    await Promise.all(files.slice(at, at + atOnce).map((name) => place(join(from, name), join(to, name))));
  for (const { name } of entries.filter((each) => !each.isFile())) {
    await mkdir(join(to, name), { recursive: true, mode: 0o700 });
    await walk(join(from, name), join(to, name), place);
  }
}
