import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';

import { problem } from '#kernel';
import type { ModuleRef, WorkerLink } from '#worker-link';

import { createPackageCache, linkTree } from '../modules/package-cache.ts';
import { unpackWheel } from './unpack-wheel.ts';

/** Wheels as jobs find them. */
export interface WheelStore {
  /**
   * Makes a folder that holds these wheels and no other, one beside the other as in a virtual environment.
   * @throws PackageDamaged, WheelRefused, PackagesCollide
   */
  place(wheels: readonly ModuleRef[], folder: string): Promise<void>;
}

export function createWheelStore(
  link: WorkerLink,
  places: { readonly directory: string; readonly workplaces: string },
): WheelStore {
  const cache = createPackageCache(link, { ...places, unpack: unpackWheel });
  return {
    async place(wheels, folder) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const wheel of wheels)
        await linkTree(await cache.demand(wheel), folder).catch((error: unknown) => {
          const { code, dest = '' } = error as NodeJS.ErrnoException & { dest?: string };
          if (code !== 'EEXIST') throw error;
          throw problem('PackagesCollide', { name: wheel.name, file: relative(folder, dest) }, error);
        });
    },
  };
}
