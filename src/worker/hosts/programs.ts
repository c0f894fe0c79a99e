import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Plugin } from 'esbuild';

import { newSecret } from '#kernel';

/** Files of the programs that run in sandboxes. Each is whole in itself: a sandbox needs nothing else of the package. */
export interface Programs {
  /** Holds `main.cjs`, `host.cjs` and its code cache. */
  readonly hostDirectory: string;
  readonly hostMain: string;
  readonly canary: string;
}

/**
 * Bundles the host program and the canary into the worker's folder, with V8's code cache beside them: a single-use
 * process starts in 33 ms instead of 85 ms from TypeScript sources (`bench/worker.ts`), and its sandbox holds neither the
 * package nor its dependencies. Made anew when the sources or Node.js changed.
 */
export async function preparePrograms(packageRoot: string, directory: string): Promise<Programs> {
  const source = sourceFolder(packageRoot);
  const { build, stop } = await import('esbuild');
  const bundled = await build({
    entryPoints: {
      main: join(source.folder, `host-node/main${source.ending}`),
      host: join(source.folder, `host-node/host${source.ending}`),
      canary: fileURLToPath(new URL(`../isolation/canary${source.ending}`, import.meta.url)),
    },
    absWorkingDir: packageRoot,
    outdir: directory,
    // Whatever folder it lies in: Node.js need not look for a package.json, which it may not read.
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node26',
    conditions: source.conditions,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    plugins: [withoutLocales],
  });
  await stop();
  const hash = createHash('sha256').update(process.version);
  for (const file of bundled.outputFiles) hash.update(file.hash);
  const folder = join(directory, hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) await writePrograms(folder, bundled.outputFiles);
  await forgetOthers(directory, folder);
  return { hostDirectory: folder, hostMain: join(folder, 'main.cjs'), canary: join(folder, 'canary.cjs') };
}

/** zod's error texts in fifty languages are half of it; a runbook that asks for them brings its own. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: `export { default as en } from './en.js';`,
      resolveDir: dirname(path),
    })),
};

/** The same form as this file: TypeScript in the repository, JavaScript in the published package. */
export function sourceFolder(packageRoot: string): {
  readonly folder: string;
  readonly ending: string;
  readonly conditions: string[];
} {
  return import.meta.url.endsWith('.ts')
    ? { folder: join(packageRoot, 'src'), ending: '.ts', conditions: ['source'] }
    : { folder: join(packageRoot, 'dist'), ending: '.js', conditions: [] };
}

async function writePrograms(
  folder: string,
  files: readonly { readonly path: string; readonly contents: Uint8Array }[],
): Promise<void> {
  const draft = `${folder}.${newSecret(4)}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const name = (path: string): string => path.split('/').at(-1)!;
  await Promise.all(files.map(({ path, contents }) => writeFile(join(draft, name(path)), contents)));
  const main = join(draft, 'main.cjs');
  await promisify(execFile)(process.execPath, [main, '--write-code-cache'], { env: {} });
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}

async function forgetOthers(directory: string, current: string): Promise<void> {
  const all = await readdir(directory);
  const old = all.map((name) => join(directory, name)).filter((path) => path !== current);
  await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
}
