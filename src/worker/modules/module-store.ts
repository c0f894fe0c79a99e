import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ModuleRef, WorkerLink } from '#worker-link';

import { type PackageCacheOptions, createPackageCache } from './package-cache.ts';

/** Modules as jobs find them. */
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

export function createModuleStore(link: WorkerLink, options: PackageCacheOptions): ModuleStore {
  const cache = createPackageCache(link, options);
  return {
    async place(modules, folder) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const module of modules) {
        const into = module.beside === true ? besideFolder(folder) : folder;
        await cache.use(module, async (home, placeTree) => {
          for (const title of await readdir(home)) {
            const target = join(into, title, ...versionFolder(module));
            await mkdir(target, { recursive: true, mode: 0o700 });
            await placeTree(join(home, title), target);
          }
        });
      }
    },
  };
}

function versionFolder({ version = noVersion }: ModuleRef): string[] {
  return version === noVersion ? [] : [version];
}
