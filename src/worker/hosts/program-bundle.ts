import { basename, dirname, join } from 'node:path';

import type { Plugin } from 'esbuild';

/** A program that is whole in itself, as a file: its name without a folder, and its text. */
export interface ProgramFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/** Bundles what runs in sandboxes from its sources: `main.cjs`, `host.cjs`, `canary.cjs`, `unpack.cjs` and `sync.cjs`. */
export async function bundlePrograms(packageRoot: string): Promise<readonly ProgramFile[]> {
  const { build, stop } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: {
      main: 'src/host-node/main.ts',
      host: 'src/host-node/host.ts',
      canary: 'src/worker/isolation/canary.ts',
      unpack: 'src/worker/unpacking/main.ts',
      sync: 'src/worker/source-control/main.ts',
    },
    absWorkingDir: packageRoot,
    outdir: join(packageRoot, 'dist/sandbox'),
    // Whatever folder it lies in: Node.js need not look for a package.json, which it may not read.
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node26',
    conditions: ['source'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    plugins: [withoutLocales],
  });
  await stop();
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
}

/** zod's error texts in fifty languages are half of it; a runbook that asks for them brings its own. */
export const withoutLocales: Plugin = {
  name: 'without-locales',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: `export { default as en } from './en.js';`,
      resolveDir: dirname(path),
    })),
};
