import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { newSecret } from '#kernel';

import { type ProgramFile, bundlePrograms } from './program-bundle.ts';

const mostCacheBytes = 64 * 1024 * 1024;
const fromSources = import.meta.url.endsWith('.ts');

/** Files of the programs that run in sandboxes. Each is whole in itself: a sandbox needs nothing else of the package. */
export interface Programs {
  /** Holds `main.cjs`, `host.cjs` and its code cache. */
  readonly hostDirectory: string;
  readonly hostMain: string;
  readonly canary: string;
  readonly unpack: string;
  readonly sync: string;
}

/**
 * Puts the host program and the canary into the worker's folder, with V8's code cache beside them: a single-use process
 * starts in 33 ms instead of 85 ms from TypeScript sources (`bench/worker.ts`), and its sandbox holds neither the package
 * nor its dependencies. Made anew when they or Node.js changed.
 */
export async function preparePrograms(packageRoot: string, directory: string): Promise<Programs> {
  const files = fromSources ? await bundledOnce(packageRoot) : await readBuilt(packageRoot);
  const hash = createHash('sha256').update(process.version);
  for (const { name, contents } of files) hash.update(name).update(contents);
  const folder = join(directory, hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) await writePrograms(folder, files);
  await forgetOthers(directory, folder);
  return {
    hostDirectory: folder,
    hostMain: join(folder, 'main.cjs'),
    canary: join(folder, 'canary.cjs'),
    unpack: join(folder, 'unpack.cjs'),
    sync: join(folder, 'sync.cjs'),
  };
}

let bundled: Promise<readonly ProgramFile[]> | undefined;

/** From the sources as they were at first: half a second of a processor for each worker of a process otherwise. */
function bundledOnce(packageRoot: string): Promise<readonly ProgramFile[]> {
  return (bundled ??= bundlePrograms(packageRoot));
}

async function readBuilt(packageRoot: string): Promise<readonly ProgramFile[]> {
  const folder = join(packageRoot, 'dist/sandbox');
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map(async (name) => ({ name, contents: await readFile(join(folder, name)) })));
}

/** The same form as this file: TypeScript in the repository, JavaScript in the published package. */
export function sourceFolder(packageRoot: string): {
  readonly folder: string;
  readonly ending: string;
  readonly conditions: string[];
} {
  return fromSources
    ? { folder: join(packageRoot, 'src'), ending: '.ts', conditions: ['source'] }
    : { folder: join(packageRoot, 'dist'), ending: '.js', conditions: [] };
}

async function writePrograms(folder: string, files: readonly ProgramFile[]): Promise<void> {
  const draft = `${folder}.${newSecret(4)}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await Promise.all(files.map(({ name, contents }) => writeFile(join(draft, name), contents)));
  const main = join(draft, 'main.cjs');
  const printed = await promisify(execFile)(process.execPath, [main, '--print-code-cache'], {
    env: {},
    encoding: 'buffer',
    maxBuffer: mostCacheBytes,
  });
  await writeFile(join(draft, 'host.cache'), printed.stdout);
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}

async function forgetOthers(directory: string, current: string): Promise<void> {
  const all = await readdir(directory);
  const old = all.map((name) => join(directory, name)).filter((path) => path !== current);
  await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
}
