import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';

import { newSecret, problem } from '#kernel';

import { type ProgramFile, bundlePrograms } from './program-bundle.ts';

const fromSources = import.meta.url.endsWith('.ts');

/** Files of the programs that run in sandboxes. Each is whole in itself: a sandbox needs nothing else of the package. */
export interface Programs {
  /** Holds `main.cjs`, `host.cjs` and its code cache, and `empty.mjs`. */
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
  await writeFile(join(draft, 'host.cache'), await printCodeCache(join(draft, 'main.cjs')));
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}

/** Of a host that comes up as it does for a job: with a channel for frames and one to hand out its listener. */
async function printCodeCache(main: string): Promise<Uint8Array> {
  const child = spawn(process.execPath, [main, '--print-code-cache'], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
  });
  child.once('message', (_message: unknown, server: unknown) => (server as Server).close());
  (child.stdio[3] as Readable).resume();
  const [printed, complaint, [code]] = await Promise.all([
    buffer(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw problem('HostNotReady', { reason: complaint.trim() });
  return printed;
}

async function forgetOthers(directory: string, current: string): Promise<void> {
  const all = await readdir(directory);
  const old = all.map((name) => join(directory, name)).filter((path) => path !== current);
  await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
}
