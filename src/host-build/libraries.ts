import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { type Plugin, build } from 'esbuild';

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
  const lines = used.map((name) => `export * as ${JSON.stringify(name)} from ${JSON.stringify(name)};`);
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), loader: 'ts', resolveDir: packageRoot },
    absWorkingDir: packageRoot,
    bundle: true,
    platform: 'node',
    format: 'iife',
    globalName: librariesVariable,
    target: 'node26',
    conditions: import.meta.url.endsWith('.ts') ? ['source'] : [],
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    tsconfigRaw: {},
    plugins: [publicRoomsOf(packageRoot), warmZod(packageRoot, { withLocales: source.includes('locales') })],
  });
  // An artifact is an ES module, which has no `require`; the libraries need it for modules of Node.js only.
  const { text } = outputFiles[0]!;
  return `var ${librariesVariable}=(require=>{${text}return ${librariesVariable}})(process.getBuiltinModule);`;
}

function publicRoomsOf(packageRoot: string): Plugin {
  const rooms = publicRooms(packageRoot);
  return {
    name: 'public-rooms',
    setup: ({ onResolve }) => onResolve({ filter: /^tenantry\// }, ({ path }) => ({ path: rooms[path]! })),
  };
}

/**
 * An artifact brings its own zod, but takes the copy that a warm host has loaded already when it is of the very same
 * version (`host-node/warm.ts`). Error texts in other languages, half of zod, come along only when asked for.
 */
function warmZod(packageRoot: string, { withLocales }: { readonly withLocales: boolean }): Plugin {
  const folder = packageFolder(packageRoot, 'zod');
  const namespace = 'warm-zod';
  return {
    name: 'warm-zod',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^zod$/ }, ({ namespace: from }) =>
        from === namespace ? { path: join(folder, 'index.js') } : { path: 'zod', namespace },
      );
      onLoad({ filter: /^zod$/, namespace }, async () => {
        const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
          version: string;
        };
        const warm = `globalThis[Symbol.for('tenantry.warm')]?.['zod@${version}']`;
        return { contents: `module.exports = ${warm} ?? require('zod');`, loader: 'js', resolveDir: folder };
      });
      if (withLocales) return;
      onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
        contents: `export { default as en } from './en.js';`,
        loader: 'js',
        resolveDir: dirname(path),
      }));
    },
  };
}
