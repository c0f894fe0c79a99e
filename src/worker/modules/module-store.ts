import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link as linkFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { newId, problem } from '#kernel';
import type { ModuleRef, WorkerLink } from '#worker-link';

import { unpackModule } from './unpack-module.ts';

/** Unpacked modules, kept by the hash of their package: the same hash is the same module for ever. */
export interface ModuleStore {
  /**
   * Makes a folder that holds these modules and no other, which a sandbox may then read: `Name/<version>/`. Those that are
   * beside others lie in a folder of their own, `<folder>-beside`, where PowerShell looks only for a version that was named.
   * @throws PackageDamaged, PackageRefused, ModuleNotInPackage
   */
  place(modules: readonly ModuleRef[], folder: string): Promise<void>;
}

/** Where modules lie that are beside others. */
export function besideFolder(folder: string): string {
  return `${folder}-beside`;
}

/** What PowerShell calls a module without a manifest; it lies in no folder of a version. */
const noVersion = '0.0';

/** `workplaces` is cleared when the worker starts, and on the same file system: what a crash left half unpacked goes. */
export function createModuleStore(
  link: WorkerLink,
  { directory, workplaces }: { readonly directory: string; readonly workplaces: string },
): ModuleStore {
  const coming = new Map<string, Promise<void>>();
  const homeOf = ({ name, hash }: ModuleRef): string => join(directory, `${hash}-${name.toLowerCase()}`);

  /** Unpacked beside its place and then renamed: what is there is whole. */
  async function unpack(module: ModuleRef): Promise<void> {
    const workplace = join(workplaces, newId());
    await mkdir(workplace, { recursive: true, mode: 0o700 });
    try {
      const file = join(workplace, 'package.zip');
      await download(link, module.hash, file);
      await unpackModule(file, module.name, join(workplace, 'modules'));
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await rename(join(workplace, 'modules'), homeOf(module));
    } finally {
      await rm(workplace, { recursive: true, force: true });
    }
  }

  async function demand(module: ModuleRef): Promise<string> {
    const home = homeOf(module);
    if (existsSync(home)) return home;
    const task = coming.get(home) ?? unpack(module).finally(() => coming.delete(home));
    coming.set(home, task);
    await task;
    return home;
  }

  return {
    async place(modules, folder) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const module of modules) {
        const home = await demand(module);
        const into = module.beside === true ? besideFolder(folder) : folder;
        for (const title of await readdir(home)) {
          const target = join(into, title, ...versionFolder(module));
          await mkdir(target, { recursive: true, mode: 0o700 });
          await linkTree(join(home, title), target);
        }
      }
    },
  };
}

function versionFolder({ version = noVersion }: ModuleRef): string[] {
  return version === noVersion ? [] : [version];
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

/** Hard links: a job sees its modules alone, and nobody waits for copies of them. */
async function linkTree(from: string, to: string): Promise<void> {
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
