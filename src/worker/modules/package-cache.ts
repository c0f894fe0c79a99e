import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link as linkFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { newId, problem } from '#kernel';
import type { ModuleRef, WorkerLink } from '#worker-link';

/** Unpacked packages, kept by their hash: the same hash is the same package for ever. */
export interface PackageCache {
  /** The folder of an unpacked package, which nobody may change. @throws PackageDamaged, and what unpacking throws */
  demand(module: ModuleRef): Promise<string>;
}

export interface PackageCacheOptions {
  readonly directory: string;
  /** Cleared when the worker starts, and on the same file system: what a crash left half unpacked goes. */
  readonly workplaces: string;
  /** Unpacks the package of this name into a folder. */
  readonly unpack: (file: string, name: string, into: string) => Promise<void>;
}

export function createPackageCache(
  link: WorkerLink,
  { directory, workplaces, unpack: unpackInto }: PackageCacheOptions,
): PackageCache {
  const coming = new Map<string, Promise<void>>();
  const homeOf = ({ name, hash }: ModuleRef): string => join(directory, `${hash}-${name.toLowerCase()}`);

  /** Unpacked beside its place and then renamed: what is there is whole. */
  async function unpack(module: ModuleRef): Promise<void> {
    const workplace = join(workplaces, newId());
    await mkdir(workplace, { recursive: true, mode: 0o700 });
    try {
      const file = join(workplace, 'package.zip');
      await download(link, module.hash, file);
      await unpackInto(file, module.name, join(workplace, 'unpacked'));
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await rename(join(workplace, 'unpacked'), homeOf(module));
    } finally {
      await rm(workplace, { recursive: true, force: true });
    }
  }

  return {
    async demand(module) {
      const home = homeOf(module);
      if (existsSync(home)) return home;
      const task = coming.get(home) ?? unpack(module).finally(() => coming.delete(home));
      coming.set(home, task);
      await task;
      return home;
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

/** Hard links: a job sees its packages alone, and nobody waits for copies of them. */
export async function linkTree(from: string, to: string): Promise<void> {
  for (const each of await readdir(from, { withFileTypes: true })) {
    const target = join(to, each.name);
    if (each.isFile()) {
      await linkFile(join(from, each.name), target);
      continue;
    }
    await mkdir(target, { recursive: true, mode: 0o700 });
    await linkTree(join(from, each.name), target);
  }
}
