import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { type BuildOptions, type Plugin, build } from 'esbuild';
import * as zod from 'zod';

import { libraryNames } from './allowed-imports.ts';
import { packageFolder, publicRooms } from './package.ts';

/** The variable of an artifact that holds its libraries, by their names. */
export const librariesVariable = '__tenantry';

/**
 * The libraries of an artifact as one statement of JavaScript. It has no source map, so that an artifact's map stays
 * small and covers the runbook alone; and no names of files, so that it is the same on every machine.
 */
export async function bundleLibraries(packageRoot: string, source: string): Promise<string> {
  const used = libraryNames.filter((name) => source.includes(name));
  const lines = used.map((name) => {
    const what = name === 'zod' ? '{ whole as zod }' : `* as ${JSON.stringify(name)}`;
    return `export ${what} from ${JSON.stringify(name)};`;
  });
  // Error texts in other languages, half of zod, come along only when asked for.
  const withLocales = source.includes('locales');
  const own = await bundleText(packageRoot, {
    entryPoints: [join(packageFolder(packageRoot, 'zod'), 'index.js')],
    globalName: 'zod',
    plugins: withLocales ? [] : [withoutLocales],
  });
  const text = await bundleText(packageRoot, {
    stdin: { contents: lines.join('\n'), loader: 'ts', resolveDir: packageRoot },
    globalName: librariesVariable,
    plugins: [publicRoomsOf(packageRoot), provideZod(own, withLocales)],
  });
  // An artifact is an ES module, which has no `require`; the libraries need it for modules of Node.js only.
  return `var ${librariesVariable}=(require=>{${text}return ${librariesVariable}})(process.getBuiltinModule);`;
}

async function bundleText(packageRoot: string, more: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: packageRoot,
    bundle: true,
    platform: 'node',
    format: 'iife',
    target: 'node26',
    conditions: import.meta.url.endsWith('.ts') ? ['source'] : [],
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    tsconfigRaw: {},
    ...more,
  });
  return outputFiles![0]!.text;
}

function publicRoomsOf(packageRoot: string): Plugin {
  const rooms = publicRooms(packageRoot, 'code');
  return {
    name: 'public-rooms',
    setup: ({ onResolve }) => onResolve({ filter: /^tenantry\// }, ({ path }) => ({ path: rooms[path]! })),
  };
}

/** Above it compressing takes many times as long, for a tenth less. */
const quality = 9;

/**
 * An artifact brings its own zod, but takes the copy that a warm host has loaded already when it is of the very same
 * version (`host-node/warm.ts`). Its own is kept as a text, since V8 spends 15 ms on parsing even what never runs, and
 * compressed, since each job's process still reads the text: 5 ms of the 6 that it took to load an artifact.
 */
function provideZod(own: string, withLocales: boolean): Plugin {
  const namespace = 'zod';
  const { major, minor, patch } = zod.core.version;
  const warm = withLocales
    ? 'undefined'
    : `globalThis[Symbol.for('tenantry.warm')]?.['zod@${major}.${minor}.${patch}']`;
  const packed = brotliCompressSync(`(()=>{${own}return zod})()`, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality },
  }).toString('base64');
  const text = `process.getBuiltinModule('node:zlib').brotliDecompressSync(Buffer.from('${packed}','base64')).toString()`;
  const load = `new(process.getBuiltinModule('node:vm').Script)(${text},{filename:'zod.js'}).runInThisContext()`;
  return {
    name: 'provide-zod',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^zod$/ }, () => ({ path: 'zod', namespace }));
      onLoad({ filter: /.*/, namespace }, () => ({
        contents: `export const whole=${warm}??${load};export const z=whole.z;`,
        loader: 'js',
      }));
    },
  };
}

/** zod's own names that a runbook mentions: to pass on all three hundred takes longer than to load the runbook. */
export function zodNames(source: string): readonly string[] {
  const all = Object.keys(zod);
  if (/\*\s*as\s+\w+\s+from\s+['"]zod/.test(source)) return all;
  const mentioned = new Set(source.match(/\w+/g));
  return all.filter((name) => name === 'default' || mentioned.has(name));
}

const withoutLocales: Plugin = {
  name: 'without-locales',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: `export { default as en } from './en.js';`,
      resolveDir: dirname(path),
    })),
};
