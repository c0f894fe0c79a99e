import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { homes, mayEnter, rooms } from '../tools/rooms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join(source, path));
const imports = files.flatMap(importsOf);
/** Programs and tests of a room may reach for real parts; the product's own modules may not. */
const product = imports.filter(({ file }) => !/\.test\.ts$|\/testing\//.test(file));

/** Type-only imports count too: they bind rooms just as much. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  );
  const room = relative(source, file).split('/')[0]!;
  return [...found].map((match) => ({
    file: relative(root, file),
    room,
    specifier: (match[1] ?? match[2])!,
  }));
}

test('the scan sees the rooms and their imports', () => {
  expect(files.length).toBeGreaterThan(60);
  expect(imports.length).toBeGreaterThan(200);
  expect(new Set(files.map((file) => relative(source, file).split('/')[0]))).toEqual(
    new Set(Object.keys(rooms)),
  );
});

test('a room enters only the rooms it may, and only through their door', () => {
  const wrong = product
    .filter(({ specifier }) => specifier.startsWith('#'))
    .filter(({ room, specifier }) => !mayEnter(room, specifier.slice(1)));
  expect(wrong).toEqual([]);
});

test('relative imports stay inside their room', () => {
  const wrong = imports.filter(
    ({ file, room, specifier }) =>
      specifier.startsWith('.') &&
      relative(source, resolve(root, dirname(file), specifier)).split('/')[0] !== room &&
      !/\.test\.ts$|\/testing\//.test(file),
  );
  expect(wrong).toEqual([]);
});

test('a package with one home is used nowhere else', () => {
  const wrong = product.filter(({ room, specifier }) => homes[specifier] && !homes[specifier].includes(room));
  expect(wrong).toEqual([]);
});

test('time and randomness come from the kernel', () => {
  const reads = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/;
  const wrong = files
    .map((file) => relative(root, file))
    .filter((file) => !file.startsWith('src/kernel/') && !/\.test\.ts$|\/testing\//.test(file))
    .filter((file) => reads.test(readFileSync(join(root, file), 'utf8')));
  expect(wrong).toEqual([]);
});

test('only the kernel and tests throw a bare Error', () => {
  const wrong = files
    .map((file) => relative(root, file))
    .filter((file) => !file.startsWith('src/kernel/') && !/\.test\.ts$|\/testing\//.test(file))
    .filter((file) => /\bthrow new Error\(/.test(readFileSync(join(root, file), 'utf8')));
  expect(wrong).toEqual([]);
});

test('there is no import cycle, type-only imports included', () => {
  const graph = new Map<string, string[]>();
  for (const { file, specifier } of imports) {
    const target = specifier.startsWith('#')
      ? `src/${specifier.slice(1)}/index.ts`
      : specifier.startsWith('.')
        ? relative(root, resolve(root, dirname(file), specifier))
        : undefined;
    if (target !== undefined) graph.set(file, [...(graph.get(file) ?? []), target]);
  }
  expect(cycles(graph)).toEqual([]);
});

function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

test('the portal imports React, itself, and types of the client: nothing of the server gets into a browser', () => {
  const portal = join(root, 'portal/src');
  const pages = readdirSync(portal, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => join(portal, path));
  expect(pages.length).toBeGreaterThan(30);
  const wrong = pages.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const found = text.matchAll(/(?:^|\n)\s*(import|export)\s(?:([^'";]*?)\sfrom\s+)?['"]([^'"]+)['"]/g);
    return [...found]
      .filter(([, , what = '', specifier = '']) => {
        if (specifier === '#client') return !what.startsWith('type ');
        if (specifier.startsWith('.')) return !resolve(dirname(file), specifier).startsWith(portal);
        return specifier !== 'react' && specifier !== 'react-dom/client';
      })
      .map(([line]) => `${relative(root, file)}: ${line.trim()}`);
  });
  expect(wrong).toEqual([]);
});
