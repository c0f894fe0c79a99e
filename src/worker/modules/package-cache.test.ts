import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { WorkerLink } from '#worker-link';

import { type PackageCache, type PackageCacheOptions, createPackageCache } from './package-cache.ts';

let home: string;
let downloads: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tenantry-cache-'));
  mkdirSync(join(home, 'work'));
  downloads = [];
});
afterEach(() => rmSync(home, { recursive: true }));

const moduleOf = (text: string) => ({ name: 'Tools', hash: createHash('sha256').update(text).digest('hex') });
const contents = new Map<string, string>();
const link = {
  async *package(hash: string) {
    downloads.push(contents.get(hash)!);
    yield Buffer.from(contents.get(hash)!);
  },
} as unknown as WorkerLink;

function cacheOf(more: Partial<PackageCacheOptions> = {}): PackageCache {
  return createPackageCache(link, {
    directory: join(home, 'cache'),
    workplaces: join(home, 'work'),
    // A package of this test is its own only file.
    unpack: async (file, _name, into) => writeFileSync(join(into, 'file.txt'), readFileSync(file)),
    suspicious: false,
    mostBytes: 1_000_000,
    ...more,
  });
}

let placed = 0;
async function place(cache: PackageCache, text: string): Promise<string> {
  const module = moduleOf(text);
  contents.set(module.hash, text);
  const target = join(home, `placed-${(placed += 1)}`);
  mkdirSync(target);
  await cache.use(module, (from, placeTree) => placeTree(from, target));
  return join(target, 'file.txt');
}
const kept = (): string[] =>
  readdirSync(join(home, 'cache'))
    .map((name) => contents.get(name.slice(0, 64))!.slice(0, 1))
    .toSorted();

test('a package is fetched once, and a job gets links to it', async () => {
  const cache = cacheOf();
  const [first, second] = await Promise.all([place(cache, 'a'), place(cache, 'a')]);
  expect(downloads).toEqual(['a']);
  expect(statSync(first).ino).toBe(statSync(second).ino);
  expect(readFileSync(await place(cacheOf(), 'a'), 'utf8')).toBe('a');
  expect(downloads).toEqual(['a']);
});

test('what was used longest ago goes when the cache is too large, also after a start', async () => {
  const cache = cacheOf({ mostBytes: 250 });
  const text = (letter: string): string => letter.repeat(100);
  await place(cache, text('a'));
  await place(cache, text('b'));
  await place(cache, text('a'));
  await place(cache, text('c'));
  expect(kept()).toEqual(['a', 'c']);
  const started = cacheOf({ mostBytes: 250 });
  await place(started, text('a'));
  await place(started, text('d'));
  expect(kept()).toEqual(['a', 'd']);
  expect(readdirSync(join(home, 'work'))).toEqual([]);
});

test('what is in use stays, however large the cache is', async () => {
  const cache = cacheOf({ mostBytes: 50 });
  contents.set(moduleOf('x'.repeat(100)).hash, 'x'.repeat(100));
  await cache.use(moduleOf('x'.repeat(100)), async (from) => {
    await place(cache, 'y'.repeat(100));
    await place(cache, 'z'.repeat(100));
    expect(existsSync(join(from, 'file.txt'))).toBe(true);
    expect(kept()).toContain('x');
  });
  await place(cache, 'w'.repeat(100));
  expect(kept()).not.toContain('x');
});

test('where jobs could write to the cache, each gets copies of its own', async () => {
  const cache = cacheOf({ suspicious: true });
  const [first, second] = [await place(cache, 'a'), await place(cache, 'a')];
  expect(statSync(first).ino).not.toBe(statSync(second).ino);
  rmSync(first);
  writeFileSync(first, 'changed by a job');
  expect(readFileSync(second, 'utf8')).toBe('a');
  expect(readFileSync(await place(cache, 'a'), 'utf8')).toBe('a');
});

test('and a file that somebody changed in the cache is given to nobody', async () => {
  const cache = cacheOf({ suspicious: true });
  await place(cache, 'a');
  const [folder = ''] = readdirSync(join(home, 'cache'));
  writeFileSync(join(home, 'cache', folder, 'file.txt'), 'evil');
  await expect(place(cache, 'a')).rejects.toMatchObject({ code: 'CacheTampered' });
  expect(readFileSync(await place(cache, 'a'), 'utf8')).toBe('a');
  writeFileSync(join(home, 'cache', folder, 'more.txt'), 'evil');
  await expect(place(cache, 'a')).rejects.toMatchObject({ code: 'CacheTampered' });
  expect(downloads).toEqual(['a', 'a']);
  // A worker that starts knows nothing of what lies there, and believes nothing.
  expect(readFileSync(await place(cacheOf({ suspicious: true }), 'a'), 'utf8')).toBe('a');
  expect(downloads).toEqual(['a', 'a', 'a']);
});
