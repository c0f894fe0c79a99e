import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type BuildFailure, type Message, type Plugin, build } from 'esbuild';

import { importFault, libraryNames } from './allowed-imports.ts';
import type { Diagnostic } from './diagnostic.ts';
import { bundleLibraries, librariesVariable, zodNames } from './libraries.ts';

export type Bundle =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Bundles a runbook and all that it imports into one module. The same source gives the same text on every machine: no
 * path and no time goes in. The source map in it covers the runbook's own lines.
 */
export async function bundle(folder: string, file: string, packageRoot: string): Promise<Bundle> {
  const entry = join(folder, file);
  const source = await readFile(entry, 'utf8');
  const libraries = await bundleLibraries(packageRoot, source);
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      outfile: join(folder, 'runbook.mjs'),
      absWorkingDir: folder,
      banner: { js: libraries },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node26',
      sourcemap: 'inline',
      sourcesContent: false,
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
      logLevel: 'silent',
      write: false,
      tsconfigRaw: {},
      plugins: [onlyAllowedImports(source)],
    });
    return { ok: true, text: outputFiles[0]!.text };
  } catch (error) {
    const { errors } = error as BuildFailure;
    if (!Array.isArray(errors)) throw error;
    return { ok: false, diagnostics: errors.map((message) => diagnosticOf(message, file)) };
  }
}

function diagnosticOf({ location, text, detail }: Message, file: string): Diagnostic {
  const code = typeof detail === 'string' ? { code: detail } : {};
  return { file, line: location?.line ?? 1, column: (location?.column ?? 0) + 1, message: text, ...code };
}

function onlyAllowedImports(source: string): Plugin {
  const namespace = 'library';
  return {
    name: 'only-allowed-imports',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path: specifier, kind }) => {
        if (kind === 'entry-point') return undefined;
        const fault = importFault(specifier);
        if (fault !== undefined) return { errors: [{ text: fault.message, detail: fault.code }] };
        return libraryNames.includes(specifier)
          ? { path: specifier, namespace }
          : { path: specifier, external: true };
      });
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: path === 'zod' ? zodModule(source) : `module.exports = ${libraryOf(path)};`,
        loader: 'js',
      }));
    },
  };
}

function libraryOf(name: string): string {
  return `${librariesVariable}[${JSON.stringify(name)}]`;
}

function zodModule(source: string): string {
  const names = zodNames(source);
  const constants = names.map((name, index) => `const z${index} = zod[${JSON.stringify(name)}];`);
  const exported = names.map((name, index) => `z${index} as ${name}`).join(', ');
  return [`const zod = ${libraryOf('zod')};`, ...constants, `export { ${exported} };`].join('\n');
}
