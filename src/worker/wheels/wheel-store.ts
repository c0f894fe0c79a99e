import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';

import { problem } from '#kernel';
import type { ModuleRef, WorkerLink } from '#worker-link';

import { type PackageCacheOptions, createPackageCache } from '../modules/package-cache.ts';

/** Wheels as jobs find them. */
export interface WheelStore {
  /**
   * Makes a folder that holds these wheels and no other, one beside the other as in a virtual environment.
   * @throws PackageDamaged, WheelRefused, PackagesCollide
   */
  place(wheels: readonly ModuleRef[], folder: string): Promise<void>;
}

export function createWheelStore(link: WorkerLink, options: PackageCacheOptions): WheelStore {
  const cache = createPackageCache(link, options);
  return {
    async place(wheels, folder) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const wheel of wheels)
        await cache
          .use(wheel, (home, placeTree) => placeTree(home, folder))
          .catch((error: unknown) => {
            const { code, dest, path = '' } = error as NodeJS.ErrnoException & { dest?: string };
            if (code !== 'EEXIST') throw error;
            throw problem(
              'PackagesCollide',
              { name: wheel.name, file: relative(folder, dest ?? path) },
              error,
            );
          });
    },
  };
}
