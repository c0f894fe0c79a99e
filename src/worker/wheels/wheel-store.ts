import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';

import { type Logger, problem } from '#kernel';
import type { ModuleRef, WorkerLink } from '#worker-link';

import type { Language } from '../hosts/languages/language.ts';
import type { Boundary } from '../isolation/boundary.ts';
import { type PackageCache, type PackageCacheOptions, createPackageCache } from '../modules/package-cache.ts';
import { unpackerOf } from '../unpacking/unpacker.ts';

/** Wheels as jobs find them. */
export interface WheelStore {
  /**
   * Makes a folder that holds these wheels and no other, one beside the other as in a virtual environment, and compiled
   * for the language's interpreter: in a job nothing can be written, and each would compile all of it anew.
   * @throws PackageDamaged, WheelRefused, PackagesCollide
   */
  place(wheels: readonly ModuleRef[], folder: string, language: Language): Promise<void>;
}

export interface WheelStoreOptions extends PackageCacheOptions {
  readonly boundary: Boundary;
  readonly memoryBytes: number;
  readonly logger: Logger;
}

export function createWheelStore(link: WorkerLink, options: WheelStoreOptions): WheelStore {
  const cache = createPackageCache(link, options);
  const compiled = new Map<string, PackageCache>();

  function compiledBy({ wheelCompiler, runs }: Language): PackageCache | undefined {
    if (wheelCompiler === undefined || runs === undefined) return undefined;
    const known = compiled.get(runs.version);
    if (known !== undefined) return known;
    const { boundary, memoryBytes, directory } = options;
    const { readable } = wheelCompiler;
    const unpack = unpackerOf({
      boundary,
      memoryBytes,
      fault: 'WheelRefused',
      readable,
      command: (at, file) => wheelCompiler.command({ at, slot: at(file), authority: '/dev/null' }),
    });
    const made = createPackageCache(link, { ...options, unpack, directory: `${directory}-${runs.version}` });
    compiled.set(runs.version, made);
    return made;
  }

  return {
    async place(wheels, folder, language) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const wheel of wheels) {
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
        await compiledBy(language)
          ?.use(wheel, (home, placeTree) => placeTree(home, folder))
          .catch((error: unknown) =>
            // It runs all the same, only later.
            options.logger.warn('a wheel is not compiled', { wheel: wheel.name, error }),
          );
      }
    },
  };
}
