import * as crypto from 'node:crypto';
import { basename, dirname, join } from 'node:path';

import type { BuildOptions, Plugin } from 'esbuild';

import { fewErrors } from './few-errors.ts';
import { flatZod } from './flat-zod.ts';

/** A program that is whole in itself, as a file: its name without a folder, and its text. */
export interface ProgramFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/**
 * Bundles what runs in sandboxes from its sources: `main.cjs` with `host.cjs` and
 * `empty.mjs`, `canary.cjs`, `unpack.cjs` and `sync.cjs`.
 */
export async function bundlePrograms(packageRoot: string): Promise<readonly ProgramFile[]> {
  const { build, stop } = await import('esbuild');
  const bundle = async (
    entryPoints: Readonly<Record<string, string>>,
    plugins: Plugin[],
  ): Promise<ProgramFile[]> => {
    const { outputFiles } = await build({
      ...common,
      entryPoints,
      absWorkingDir: packageRoot,
      outdir: join(packageRoot, 'dist/sandbox'),
      write: false,
      plugins: [withoutLocales, lateCrypto, ...plugins],
    });
    return outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
  };
  const [[host], others] = await Promise.all([
    bundle(hostProgram, [flatZod, fewErrors(packageRoot)]),
    bundle(otherPrograms, []),
  ]);
  await stop();
  return [{ name: host!.name, contents: asFunction(host!.contents) }, ...others, empty];
}

export const hostProgram = { host: 'src/host-node/host.ts' } as const;
const otherPrograms = {
  main: 'src/host-node/main.ts',
  canary: 'src/worker/isolation/canary.ts',
  unpack: 'src/worker/unpacking/main.ts',
  sync: 'src/worker/source-control/main.ts',
} as const;

/** What a host loads to have its loader of modules ready. */
const empty: ProgramFile = { name: 'empty.mjs', contents: new Uint8Array() };

const common = {
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
} satisfies BuildOptions;

/** As `main.cjs` loads it. */
function asFunction(program: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('(function (module, require) {'), program, Buffer.from('\n})')]);
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

/** `node:crypto` takes 9 ms of a host's start, and few runbooks need it: it is loaded by the first call of a function of it. */
const lateCrypto: Plugin = {
  name: 'late-crypto',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: 'late' }));
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: lateFunctions(path, crypto) }));
  },
};

function lateFunctions(path: string, module: object): string {
  const names = Object.entries(module).flatMap(([name, value]) =>
    typeof value === 'function' ? [name] : [],
  );
  const call = (name: string): string =>
    `export const ${name} = (...given) => process.getBuiltinModule('${path}').${name}(...given);`;
  return names
    .filter((name) => name !== 'default')
    .map(call)
    .join('\n');
}
