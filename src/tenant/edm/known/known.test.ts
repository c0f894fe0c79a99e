import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { describe, expect, test } from 'vitest';

import { knownRoots, knownTypes, knownToGraph } from './table.ts';
import { sheets } from '../model.ts';

/**
 * The names that Microsoft's own type package has are known here too, so that none is called unknown to Graph. Names
 * of beta are not among them.
 */
const declared = readFileSync(
  createRequire(import.meta.url).resolve('@microsoft/microsoft-graph-types/microsoft-graph.d.ts'),
  'utf8',
);

const upper = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1)}`;

function membersOf(type: string): string[] {
  const [, base, body = ''] =
    new RegExp(`export interface ${upper(type)}(?: extends (\\w+))? \\{(?:\\}|([\\s\\S]*?)\\n\\})`).exec(
      declared,
    ) ?? [];
  const own = [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name]) => name!);
  return base === undefined ? own : [...own, ...membersOf(base)];
}

// Unbound reports are no interface; open extensions have whatever one writes.
const types = Object.keys(knownTypes).filter((type) => type !== 'reportRoot');

describe('every member in the type package is known', () => {
  test.each(types)('%s', (type) => {
    const members = membersOf(type);
    expect(members.length).toBeGreaterThan(0);
    const { properties, navigations } = knownTypes[type]!;
    const known = new Set([...properties, ...navigations].map((name) => name.toLowerCase()));
    expect(members.filter((name) => !known.has(name.toLowerCase()))).toEqual([]);
  });
});

/** Properties of beta that we have all the same, with the reason. */
const ofBeta: Readonly<Record<string, string>> = {
  'group.creationOptions': 'answers of v1.0 have it, its metadata does not',
  'signIn.signInEventTypes':
    'tells interactive sign-ins from those of applications, which share one list here',
};

describe('every sheet of a known type names what Graph names', () => {
  test.each(Object.keys(sheets).filter((name) => knownTypes[name] !== undefined))('%s', (name) => {
    const { properties, navigations = {}, variants = {} } = sheets[name as keyof typeof sheets];
    const derived = new Set(Object.values(variants).flat());
    const known = knownTypes[name]!;
    const all = new Set([...known.properties, ...known.navigations]);
    const ours = [...Object.keys(properties), ...Object.keys(navigations).map((path) => path.split('/')[0]!)];
    expect(
      ours.filter((each) => !all.has(each) && !derived.has(each) && ofBeta[`${name}.${each}`] === undefined),
    ).toEqual([]);
  });
});

test('roots and members are found whatever their case', () => {
  expect(knownRoots.length).toBeGreaterThan(60);
  expect(knownToGraph(undefined, 'DeviceManagement')).toBe(true);
  expect(knownToGraph('user', 'ASSIGNLICENSE')).toBe(true);
  expect(knownToGraph('user', 'nonsense')).toBe(false);
});
