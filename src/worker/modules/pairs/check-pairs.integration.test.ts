import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, expect, test } from 'vitest';

import { silentLogger } from '#kernel';
import type { ModuleRef } from '#worker-link';

import type { BuildOptions } from '../../builds/build.ts';
import { boundaryOf } from '../../isolation/boundary.ts';
import { checkPairs } from './check-pairs.ts';
import type { PairMemory } from './pair-memory.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-pairs-'));
const loads = join(home, 'loads');
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => writeFileSync(loads, ''));

/** Says what the host would: each module brings one assembly, in the version that its name ends with; 'bad' loads last. */
const program = join(home, 'program.cjs');
writeFileSync(
  program,
  `const fs = require('node:fs');
  const { folder, order } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  const modules = () => fs.readdirSync(folder).map((name) => ({
    name, references: [], brings: [{ name: 'Shared', version: name.slice(-1) }],
  }));
  if (order) fs.appendFileSync(${JSON.stringify(loads)}, order.join(' before ') + '\\n');
  const fine = order && !order[1].startsWith('bad');
  fs.writeSync(3, JSON.stringify(order ? { ok: fine, ...(!fine && { message: 'no' }) } : { modules: modules() }));`,
);

const options = {
  boundary: boundaryOf(undefined),
  memoryBytes: 4 * 1024 * 1024 * 1024,
  slots: home,
  logger: silentLogger,
  modules: {
    async place(modules: readonly ModuleRef[], folder: string) {
      for (const { name } of modules) {
        mkdirSync(join(folder, name), { recursive: true });
        writeFileSync(join(folder, name, name.startsWith('script') ? 'x.psm1' : 'x.dll'), '');
      }
    },
  },
} as unknown as BuildOptions;

function check(names: readonly string[], memory: PairMemory, of?: string) {
  const modules = names.map((name) => ({ name, hash: `hash of ${name}` }));
  return checkPairs(
    {
      modules,
      engine: 'node',
      memory,
      ...(of !== undefined && { of }),
      program: {
        readable: {},
        environment: () => ({}),
        command: ({ slot }) => [process.execPath, program, join(slot, 'request.json')],
      },
    },
    options,
    new AbortController().signal,
  );
}
const loaded = (): string[] => readFileSync(loads, 'utf8').trim().split('\n').filter(Boolean);

test('a pair is loaded in both orders, and not again while both are the same', async () => {
  const memory: PairMemory = new Map();
  const found = await check(['bad1', 'good2'], memory);
  expect(found).toEqual([
    { modules: ['bad1', 'good2'], assembly: 'Shared', versions: ['1', '2'], inOrder: null, reversed: 'no' },
  ]);
  expect(loaded()).toEqual(['bad1 before good2', 'good2 before bad1']);
  expect(await check(['bad1', 'good2'], memory)).toEqual(found);
  expect(loaded()).toHaveLength(2);
  // Another one comes: only what is new is loaded.
  expect(await check(['bad1', 'good2', 'more3'], memory)).toHaveLength(3);
  expect(loaded()).toHaveLength(6);
});

test('modules without assemblies, and pairs without the one asked for, start nothing', async () => {
  expect(await check(['script1', 'good2'], new Map())).toEqual([]);
  expect(await check(['same1', 'also1'], new Map())).toEqual([]);
  expect(await check(['one1', 'two2', 'three3'], new Map(), 'ONE1')).toMatchObject([
    { modules: ['one1', 'three3'] },
    { modules: ['one1', 'two2'] },
  ]);
  expect(loaded()).toHaveLength(4);
});

test('more pairs than are tried are named all the same', async () => {
  const names = Array.from({ length: 10 }, (_, at) => `m${at}`);
  const found = await check(names, new Map());
  expect(found).toHaveLength(45);
  expect(found.filter(({ inOrder }) => inOrder?.startsWith('It was not tried') === true)).toHaveLength(5);
});
