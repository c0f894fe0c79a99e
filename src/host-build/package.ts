import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const sources = import.meta.url.endsWith('.ts');

/**
 * What a runbook may import of this package, and the files that stand for it: the sources in the repository; code and
 * declarations apart in the published package.
 */
export function publicRooms(packageRoot: string, what: 'code' | 'types'): Readonly<Record<string, string>> {
  const built = what === 'code' ? 'index.js' : 'index.d.ts';
  const door = (room: string): string =>
    sources ? join(packageRoot, 'src', room, 'index.ts') : join(packageRoot, 'dist', room, built);
  return { 'tenantry/runbook': door('runbook'), 'tenantry/graph': door('graph') };
}

/** The real folder of a dependency of this package, wherever the package manager put it. */
export function packageFolder(packageRoot: string, name: string): string {
  return realpathSync(
    dirname(createRequire(join(packageRoot, 'package.json')).resolve(`${name}/package.json`)),
  );
}
