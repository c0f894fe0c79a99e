import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { isProblem, newId, problem } from '#kernel';
import type { ModuleRef, WorkerLink } from '#worker-link';

import type { Unpack } from '../unpacking/unpacker.ts';
import { type CacheShelf, openShelf } from './cache-shelf.ts';
import { type PlaceTree, copyVerified, digestsOf, linkTree } from './trees.ts';

/** Unpacked packages, kept by their hash: the same hash is the same package for ever. */
export interface PackageCache {
  /**
   * Hands out the folder of an unpacked package, for as long as the work takes; `place` puts a tree of it where a job finds
   * it. @throws PackageDamaged, and what unpacking throws
   */
  use<Result>(module: ModuleRef, work: (home: string, place: PlaceTree) => Promise<Result>): Promise<Result>;
}

export interface PackageCacheOptions {
  readonly directory: string;
  /** Cleared when the worker starts, and on the same file system: what a crash left half unpacked goes. */
  readonly workplaces: string;
  readonly unpack: Unpack;
  /** Jobs could write to what lies in the cache: each gets copies of its own, of files that are still what was unpacked. */
  readonly suspicious: boolean;
  /** Most bytes of unpacked files; what was used longest ago goes first, and never what is in use. */
  readonly mostBytes: number;
}

export function createPackageCache(link: WorkerLink, options: PackageCacheOptions): PackageCache {
  const { directory, workplaces, unpack: unpackInto, suspicious, mostBytes } = options;
  const coming = new Map<string, Promise<void>>();
  const digests = new Map<string, ReadonlyMap<string, string>>();
  // What lies there from an earlier start is nobody's word when jobs could have written to it.
  let shelf: Promise<CacheShelf> | undefined;
  const opened = (): Promise<CacheShelf> =>
    (shelf ??= openShelf({ directory, workplaces, mostBytes, empty: suspicious }).catch((error: unknown) => {
      shelf = undefined;
      throw error;
    }));
  const titleOf = ({ name, hash }: ModuleRef): string => `${hash}-${name.toLowerCase()}`;

  /** Unpacked beside its place and then renamed: what is there is whole. */
  async function unpack(module: ModuleRef, to: CacheShelf): Promise<void> {
    const workplace = join(workplaces, newId());
    await mkdir(workplace, { recursive: true, mode: 0o700 });
    try {
      const file = join(workplace, 'package.zip');
      await download(link, module.hash, file);
      const unpacked = join(workplace, 'unpacked');
      await mkdir(unpacked, { mode: 0o700 });
      await unpackInto(file, module.name, unpacked);
      if (suspicious) digests.set(titleOf(module), await digestsOf(unpacked));
      await rename(unpacked, join(directory, titleOf(module)));
      await to.add(titleOf(module));
    } finally {
      await rm(workplace, { recursive: true, force: true });
    }
  }

  return {
    async use(module, work) {
      const [title, to] = [titleOf(module), await opened()];
      const leave = to.enter(title);
      try {
        if (!to.has(title)) {
          const task = coming.get(title) ?? unpack(module, to).finally(() => coming.delete(title));
          coming.set(title, task);
          await task;
        }
        const home = join(directory, title);
        const known = digests.get(title);
        return await work(home, known === undefined ? linkTree : copyVerified(home, known, module));
      } catch (error) {
        // Who comes next gets it anew, from the package.
        if (isProblem(error, 'CacheTampered')) await to.drop(title);
        throw error;
      } finally {
        await leave();
      }
    },
  };
}

async function download(link: WorkerLink, hash: string, file: string): Promise<void> {
  const digest = createHash('sha256');
  await pipeline(
    async function* () {
      for await (const piece of link.package(hash)) {
        digest.update(piece);
        yield piece;
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
  );
  const found = digest.digest('hex');
  if (found !== hash) throw problem('PackageDamaged', { hash, found });
}
