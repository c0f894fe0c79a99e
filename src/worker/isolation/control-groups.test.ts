import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { enterCommand, findControlGroups } from './control-groups.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with the files that the kernel has in one of a control group. */
function groupWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'group-'));
  folders.push(folder);
  const usual = {
    'cgroup.procs': '',
    'cgroup.controllers': 'cpu memory pids\n',
    'cgroup.subtree_control': '',
  };
  for (const [name, content] of Object.entries({ ...usual, ...files }))
    writeFileSync(join(folder, name), content);
  return folder;
}

test('in a group that is delegated its controllers are turned on, and each job has one of its own', () => {
  const folder = groupWith({});
  const groups = findControlGroups(folder)!;
  expect(readFileSync(join(folder, 'cgroup.subtree_control'), 'utf8')).toBe('+memory +pids');
  const [first, second] = [1, 2].map(() => groups.create({ memoryBytes: 1_000, processes: 10 }));
  expect(first!.folder).not.toBe(second!.folder);
  expect(existsSync(first!.folder)).toBe(true);
  expect(enterCommand(first!).at(-1)).toBe(first!.folder);
});

test('the parent of the own group is taken, when it is delegated', () => {
  const folder = groupWith({ 'cgroup.subtree_control': 'memory pids' });
  expect(findControlGroups('', join(folder, 'tenantry'))?.folder).toBe(folder);
});

test.each([
  ['has processes of its own', { 'cgroup.procs': '1\n' }],
  ['lacks a controller', { 'cgroup.controllers': 'cpu memory' }],
])('a group that %s is left alone', (_what, files) => {
  const folder = groupWith(files);
  expect(findControlGroups(folder)).toBeUndefined();
  expect(readFileSync(join(folder, 'cgroup.subtree_control'), 'utf8')).toBe('');
});

test('where there is none, there is none', () => {
  expect(findControlGroups('/nowhere')).toBeUndefined();
});
