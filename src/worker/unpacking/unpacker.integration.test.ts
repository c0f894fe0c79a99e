import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { preparePrograms } from '../hosts/programs.ts';
import { boundaryOf } from '../isolation/boundary.ts';
import { findProgram } from '../isolation/bubblewrap.ts';
import { packageRoot } from '../testing/workshop.ts';
import { zip } from '../testing/zip.ts';
import { writeParcel } from './parcels.ts';
import { type Unpack, createUnpacker } from './unpacker.ts';

const memoryBytes = 1536 * 1024 * 1024;
const home = mkdtempSync(join(tmpdir(), 'tenantry-unpacker-'));
let program: string;
let count = 0;
let folder: string;
beforeAll(async () => {
  program = (await preparePrograms(packageRoot, join(home, 'programs'))).unpack;
});
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  folder = join(home, String((count += 1)));
  mkdirSync(folder);
});

const bubblewrap = findProgram('bwrap');
const boundaries = [
  ['without a sandbox', undefined],
  ...(bubblewrap === undefined ? [] : ([['in the sandbox', bubblewrap]] as const)),
] as const;

describe.each(boundaries)('a throw-away process %s', (_where, sandbox) => {
  const unpacker = (by = program): Unpack =>
    createUnpacker({ boundary: boundaryOf(sandbox), program: by, memoryBytes })('module');
  const into = (): string => join(folder, 'out');

  async function unpack(content: Uint8Array, by?: string): Promise<string[]> {
    writeFileSync(join(folder, 'package.zip'), content);
    await unpacker(by)(join(folder, 'package.zip'), 'Tools', into());
    return readdirSync(into(), { recursive: true, encoding: 'utf8' }).toSorted();
  }

  test('unpacks a module, files of many pieces and empty ones alike', async () => {
    const large = Buffer.alloc(5_000_000, 'tenantry ');
    const files = [
      { name: 'Tools/Tools.psd1', content: `@{ ModuleVersion = '1.0' }` },
      { name: 'Tools/data/large.bin', content: large },
      { name: 'Tools/empty.txt', content: '' },
    ];
    expect(await unpack(zip(files))).toEqual([
      'Tools',
      'Tools/Tools.psd1',
      'Tools/data',
      'Tools/data/large.bin',
      'Tools/empty.txt',
    ]);
    expect(readFileSync(join(into(), 'Tools/data/large.bin')).equals(large)).toBe(true);
    expect(readFileSync(join(into(), 'Tools/empty.txt'), 'utf8')).toBe('');
  });

  test('tells what is wrong with a package in the words of the check', async () => {
    const evil = zip([
      { name: 'Tools.psd1', content: '@{}' },
      { name: '../evil.ps1', content: '1' },
    ]);
    await expect(unpack(evil)).rejects.toMatchObject({
      code: 'PackageRefused',
      advice: expect.stringContaining('../evil.ps1'),
    });
    await expect(unpack(zip([{ name: 'Other.psd1', content: '@{}' }]))).rejects.toMatchObject({
      code: 'ModuleNotInPackage',
    });
    await expect(unpack(Buffer.from('MZ surely no archive'))).rejects.toThrow(/no zip file that can be read/);
  });

  /** What the program would be after a package took it over. */
  function takenOver(...lines: string[]): string {
    const file = join(folder, 'program/unpack.cjs');
    mkdirSync(dirname(file));
    writeFileSync(file, [`const fs = require('node:fs');`, ...lines].join('\n'));
    return file;
  }
  const send = (parcel: Parameters<typeof writeParcel>[0]): string =>
    `fs.writeSync(3, Buffer.from('${writeParcel(parcel).toString('base64')}', 'base64'));`;

  test.each([
    ['climbs', ['..', 'evil.txt']],
    ['has a separator', ['a/../../evil.txt']],
    ['is empty', []],
  ])('that was taken over writes nothing outside of the folder: a path that %s', async (_how, path) => {
    const evil = takenOver(send({ file: path }), send({ bytes: Buffer.from('x') }), send({ end: true }));
    await expect(unpack(Buffer.from('zip'), evil)).rejects.toMatchObject({ code: 'PackageRefused' });
    expect(
      readdirSync(folder)
        .toSorted()
        .filter((name) => name !== 'out'),
    ).toEqual(['package.zip', 'program']);
  });

  test('that was taken over cannot write a file, start a program or read beyond its package', async () => {
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'secret');
    const evil = takenOver(
      `const tried = [];`,
      `const attempt = (name, act) => { try { act(); tried.push(name); } catch {} };`,
      `attempt('wrote', () => fs.writeFileSync(${JSON.stringify(join(folder, 'evil.txt'))}, 'x'));`,
      `attempt('read', () => fs.readFileSync(${JSON.stringify(secret)}));`,
      `attempt('started', () => { const { error } = require('node:child_process').spawnSync('/bin/true'); if (error) throw error; });`,
      `const text = JSON.stringify({ fault: { code: 'PackageRefused', values: { name: 'Tools', reason: 'tried: ' + tried.join() } } });`,
      `const head = Buffer.alloc(8); head.writeUInt32BE(text.length); fs.writeSync(3, head); fs.writeSync(3, text);`,
    );
    await expect(unpack(Buffer.from('zip'), evil)).rejects.toThrow(/tried: $|tried: \./);
    expect(existsSync(join(folder, 'evil.txt'))).toBe(false);
  });

  test('that ends in the middle, or says what is no parcel, is a package that is refused', async () => {
    const silent = takenOver(send({ file: ['a.txt'] }), `process.exit(0)`);
    await expect(unpack(Buffer.from('zip'), silent)).rejects.toThrow(/came to no end/);
    writeFileSync(silent, `require('node:fs').writeSync(3, 'x'.repeat(100))`);
    await expect(unpack(Buffer.from('zip'), silent)).rejects.toThrow(/came to no end/);
    writeFileSync(silent, `throw new Error('it broke')`);
    await expect(unpack(Buffer.from('zip'), silent)).rejects.toThrow(/came to no end/);
  });
});
