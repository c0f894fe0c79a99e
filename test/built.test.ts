import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { isBuilt, stampFile } from '../bin/built.js';

const long = new Date('2026-01-01T00:00:00Z');
const began = new Date('2026-02-01T00:00:00Z');
const later = new Date('2026-02-01T00:00:01Z');
const files = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tools/build.ts',
  'tools/build-programs.ts',
  'tools/build-portal.ts',
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry-built-'));
  for (const file of [...files, 'src/room/index.ts', 'portal/src/main.tsx']) write(file);
  write(stampFile, `${began.getTime()}\n`);
  for (const folder of ['src/room', 'src', 'portal/src', 'portal']) touch(folder, long);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text = ''): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  touch(file, long);
}
const touch = (path: string, at: Date): void => utimesSync(join(root, path), at, at);

test('a build that began after the last change is current', () => expect(isBuilt(root)).toBe(true));

test.each([...files, 'src/room/index.ts', 'src/room', 'src', 'portal/src/main.tsx', 'portal'])(
  'a change of %s makes it old',
  (path) => {
    touch(path, later);
    expect(isBuilt(root)).toBe(false);
  },
);

test('a build that was cut off, or never made, is none', () => {
  rmSync(join(root, stampFile));
  expect(isBuilt(root)).toBe(false);
});
