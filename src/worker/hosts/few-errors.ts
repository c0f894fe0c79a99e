import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Plugin } from 'esbuild';

/** Whose code is in the host program. */
export const hostRooms = ['graph', 'host-node', 'host-protocol', 'kernel', 'runbook'] as const;
const errors = /[\\/]kernel[\\/]errors[\\/][\w-]+\.ts$/;
const noTables = new Set(['index.ts', 'entry.ts']);

/** The error table is a third of the host program, and each host reads it: it takes along the rows that it can throw. */
export function fewErrors(packageRoot: string): Plugin {
  return {
    name: 'few-errors',
    setup({ onStart, onLoad }) {
      let thrown = Promise.resolve(new Set<string>());
      onStart(() => void (thrown = codesIn(hostRooms.map((room) => join(packageRoot, 'src', room)))));
      onLoad({ filter: errors }, async ({ path }) => {
        if (noTables.has(basename(path))) return undefined;
        const tables = Object.entries((await import(pathToFileURL(path).href)) as Record<string, object>);
        const codes = await thrown;
        return {
          contents: tables
            .map(([name, table]) => {
              const rows = Object.entries(table).filter(([code]) => codes.has(code));
              return `export const ${name} = ${JSON.stringify(Object.fromEntries(rows))};`;
            })
            .join('\n'),
        };
      });
    },
  };
}

/** Every word in quotes, which is more than the codes and leaves none of them out: there is no other way to name one. */
async function codesIn(folders: readonly string[]): Promise<Set<string>> {
  const files = folders.map(async (folder) => {
    const names = await readdir(folder, { recursive: true });
    const sources = names.filter((name) => /(?<!\.test)\.ts$/.test(name) && !errors.test(join(folder, name)));
    return Promise.all(sources.map((name) => readFile(join(folder, name), 'utf8')));
  });
  const texts = (await Promise.all(files)).flat();
  return new Set(texts.flatMap((text) => [...text.matchAll(/'(\w+)'/g)].map(([, word]) => word!)));
}
