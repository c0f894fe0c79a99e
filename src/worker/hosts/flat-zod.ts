import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'esbuild';
import type * as zod from 'zod';

const name = 'flat-zod';
/** Where zod keeps the modules that it exports as wholes, by their names there. */
const wholes: Readonly<Record<string, string>> = {
  coerce: './v4/classic/coerce.js',
  iso: './v4/classic/iso.js',
  JSONSchema: './v4/core/json-schema.js',
  locales: './v4/locales/index.js',
  regexes: './v4/core/regexes.js',
  util: './v4/core/util.js',
};

/**
 * zod as one plain object, for the host program. As a module that is passed on as a whole, it would be a thousand getters
 * that each host defines, one by one, before its job: 10 ms of its start, more than all else of zod. `core`, which few
 * runbooks ask for, is put together when it is asked for.
 */
export const flatZod: Plugin = {
  name,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^zod$/ }, () => ({ path: 'zod', namespace: name }));
    onLoad({ filter: /./, namespace: name }, async () => {
      const entry = import.meta.resolve('zod');
      return { contents: flatModule(await import('zod')), resolveDir: dirname(fileURLToPath(entry)) };
    });
    // It spreads modules into a `z` of its own, which takes half as many getters again.
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]classic[\\/]from-json-schema\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const spread = /const z = \{\s*(?:\.\.\._\w+,\s*)+iso: _iso,\s*\};/;
      return { contents: source.replace(spread, `import { z } from 'zod';`) };
    });
  },
};

/** Every name that zod exports, as the module namespace has them; `z` and `default` are the object itself. */
function flatModule({ z: _z, default: _default, core, ...own }: typeof zod): string {
  const names = Object.keys(own).filter((each) => !(each in wholes));
  const coreNames = Object.keys(core).filter((each) => !(each in wholes));
  return [
    `import { ${names.map((each) => `${each} as own_${each}`).join(', ')} } from './v4/classic/external.js';`,
    `import { ${coreNames.map((each) => `${each} as core_${each}`).join(', ')} } from './v4/core/index.js';`,
    ...Object.entries(wholes).map(([each, file]) => `import * as whole_${each} from '${file}';`),
    `let core;`,
    `const z = {`,
    ...membersOf(own, names, 'own'),
    `get core() { return core ??= {`,
    ...membersOf(core, coreNames, 'core'),
    `}; } };`,
    `z.z = z;`,
    `z.default = z;`,
    `export { z, z as default };`,
  ].join('\n');
}

function membersOf(namespace: object, names: readonly string[], from: string): readonly string[] {
  const shared = Object.keys(wholes).filter((each) => each in namespace);
  return [
    ...names.map((each) => `${each}: ${from}_${each},`),
    ...shared.map((each) => `${each}: whole_${each},`),
  ];
}
