import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { derivedNames } from './cmdlet-names.ts';
import { actions, irregular, wellKnown } from './irregular-names.ts';

interface Row {
  readonly cmdlet: string;
  readonly method: string;
  readonly path: string;
  readonly isList: boolean;
}

const table = new URL('../../src/Graph/Data/cmdlets.tsv', import.meta.url);
const rows: readonly Row[] = readFileSync(table, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [cmdlet, , method, path, returns] = line.split('\t') as [string, string, string, string, string?];
    return { cmdlet, method, path, isList: method === 'GET' && (returns ?? '').endsWith('*') };
  });
const names = new Set(rows.map(({ cmdlet }) => cmdlet.toLowerCase()));
const paths = new Set(rows.filter(({ method }) => method === 'GET').map(({ path }) => path));
const keysOf = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, key]) => key!);
/** A POST to something that cannot be read is an action, whose verb is Microsoft's choice. */
const isAction = ({ method, path }: Row): boolean =>
  method === 'POST' && !paths.has(path) && !path.endsWith('/$ref');
const shown = ({ cmdlet, method, path }: Row): string => `${cmdlet}: ${method} ${path}`;

describe('the table of Graph’s cmdlets', () => {
  test('every name but the listed ones follows from method and path', () => {
    const wrong = rows
      .filter((row) => !isAction(row))
      .filter(({ cmdlet, method, path }) => {
        const name = cmdlet.replace('-MgBeta', '-Mg').toLowerCase();
        return !derivedNames(method, path).includes(name);
      });
    expect(wrong.map(shown).filter((row) => !irregular.has(row))).toEqual([]);
    expect([...irregular].filter((row) => !wrong.map(shown).includes(row))).toEqual([]);
  });

  test('every action has a verb that Microsoft uses for its word', () => {
    const wrong = rows.filter(isAction).filter(({ cmdlet, path }) => {
      const word = /([a-z]+)[A-Za-z0-9]*(?:\([^)]*\))?$/.exec(path.split('/').at(-1)!)?.[1] ?? '';
      return !(actions[cmdlet.split('-')[0]!] ?? []).includes(word);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  test('no word stands twice in a row', () => {
    const doubled = rows.filter(({ cmdlet }) => {
      const words = cmdlet.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
      return words.some((word, at) => word === words[at + 1]);
    });
    expect(doubled.map(shown)).toEqual([]);
  });

  test('the keys of a path are parameters of their own', () => {
    expect(rows.filter(({ path }) => new Set(keysOf(path)).size !== keysOf(path).length).map(shown)).toEqual(
      [],
    );
    for (const { path } of rows) expect(path).toMatch(/^\/[^ ]*$/);
  });

  test('no two ways of a cmdlet take the same parameters', () => {
    const ways = rows.map((row) =>
      [row.cmdlet.toLowerCase(), row.isList, ...keysOf(row.path).toSorted()].join(' '),
    );
    const twice = rows.filter((_row, at) => ways.indexOf(ways[at]!) !== at);
    expect(twice.map(shown)).toEqual([]);
  });

  test.each(wellKnown)('%s is there', (name) => {
    expect(names).toContain(name.toLowerCase());
  });
});
