import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, groupId, testEngine, userId } from '../odata/testing/engine.ts';
import { type TenantState, openState } from '../state/state.ts';
import { applyPatch } from './apply.ts';
import { compareFiles } from './compare-files.ts';
import { diffFromLogs } from './from-logs.ts';
import { type PatchOperation, documentOf, jsonPatch } from './json-patch.ts';

let engine: Engine;
let folder: string;
let opened: TenantState[];
let forks = 0;

beforeEach(() => {
  engine = testEngine(6);
  folder = mkdtempSync(join(tmpdir(), 'tenantry-patch-'));
  opened = [];
});
afterEach(() => {
  for (const state of opened) state.close();
  engine.close();
  rmSync(folder, { recursive: true });
});

function fork(from: TenantState = engine.state): TenantState {
  forks += 1;
  const file = join(folder, `fork-${forks}.sqlite`);
  from.copyTo(file);
  const state = openState(file, engine.clock);
  opened.push(state);
  return state;
}

/** RFC 6902 over a plain document, written apart from what is tested: add, replace and remove of members. */
function patched(document: unknown, patch: readonly PatchOperation[]): unknown {
  const root = structuredClone(document) as Record<string, unknown>;
  for (const operation of patch) {
    const parts = operation.path.split('/').slice(1);
    const names = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = names.pop() ?? '';
    let at = root;
    for (const name of names) at = at[name] as Record<string, unknown>;
    if (operation.op !== 'add' && !Object.hasOwn(at, last)) throw new Error(`nothing at ${operation.path}`);
    if (operation.op === 'remove') delete at[last];
    else at[last] = operation.value;
  }
  return root;
}

const user = fc.integer({ min: 0, max: 5 }).map(userId);
const group = fc.integer({ min: 0, max: 3 }).map(groupId);
const write = fc.oneof(
  fc.record({ op: fc.constant('rename' as const), user, name: fc.constantFrom('a', 'A', null) }),
  fc.record({ op: fc.constantFrom('link' as const, 'unlink' as const), user, group }),
  fc.record({
    op: fc.constantFrom('remove' as const, 'bin' as const, 'restore' as const, 'create' as const),
    user,
  }),
);
type Write = typeof write extends fc.Arbitrary<infer One> ? One : never;

function carryOut(state: TenantState, each: Write): void {
  const there = state.get('user', each.user) !== undefined;
  switch (each.op) {
    case 'rename':
      return state.update('user', each.user, { displayName: each.name, otherMails: [String(each.name)] });
    case 'link':
      if (there) state.link('group.members', each.group, each.user);
      return;
    case 'unlink':
      state.unlink('group.members', each.group, each.user);
      return;
    case 'remove':
      return state.remove('user', each.user);
    case 'bin':
      return state.bin.put('user', each.user, {});
    case 'restore':
      if (!there) state.bin.takeOut('user', each.user, {});
      return;
    case 'create':
      if (!there && state.bin.get('user', each.user) === undefined)
        state.insert('user', { id: each.user, displayName: 'new', passwordProfile: { password: 'x' } });
  }
}

const runs = Number(process.env['DIFF_RUNS'] ?? 6);

test('from any two forks that were written to, one becomes the other', () => {
  const writes = fc.array(write, { maxLength: 12 });
  fc.assert(
    fc.property(writes, writes, (first, second) => {
      const [one, other] = [fork(), fork()];
      for (const each of first) carryOut(one, each);
      for (const each of second) carryOut(other, each);
      expect(diffFromLogs(one, other)).toEqual(compareFiles(one, other));
      const patch = jsonPatch(one, other);
      expect(patched(documentOf(one), patch)).toEqual(documentOf(other));
      applyPatch(one, JSON.parse(JSON.stringify(patch)));
      expect(documentOf(one)).toEqual(documentOf(other));
      // What is secret is in no patch.
      const left = diffFromLogs(one, other)?.filter(({ property }) => property !== 'passwordProfile');
      expect(left).toEqual([]);
    }),
    { numRuns: runs },
  );
});

describe('the logs tell the difference', () => {
  test('of a fork and its origin, and of two forks, and of forks of forks', () => {
    const one = fork();
    engine.state.update('user', userId(1), { city: 'Rome' });
    const two = fork();
    const three = fork(two);
    three.update('user', userId(2), { city: 'Oslo' });
    const cities = (before: TenantState, after: TenantState) =>
      diffFromLogs(before, after)?.map((change) => [change.before, change.after]);
    expect(cities(engine.state, one)).toEqual([['Rome', null]]);
    expect(cities(one, two)).toEqual([[null, 'Rome']]);
    expect(cities(two, three)).toEqual([[null, 'Oslo']]);
    expect(cities(one, three)).toEqual([
      [null, 'Rome'],
      [null, 'Oslo'],
    ]);
  });

  test('not of states that were never one, nor after one was filled anew', () => {
    const one = fork();
    const other = testEngine(6);
    expect(diffFromLogs(engine.state, other.state)).toBeUndefined();
    one.unlogged(() => one.update('user', userId(1), { city: 'Rome' }));
    expect(diffFromLogs(engine.state, one)).toBeUndefined();
    other.close();
  });
});

describe('a patch', () => {
  const user1 = `/entities/user/${userId(1)}`;

  test('says what comes, goes and changes', () => {
    const after = fork();
    after.update('user', userId(1), { city: 'Rome', usageLocation: null, mail: 'x' });
    after.insert('domain', { id: 'a/b~c', isVerified: true });
    after.unlink('group.members', groupId(1), userId(1));
    after.remove('user', userId(5));
    expect(jsonPatch(engine.state, after)).toEqual([
      { op: 'remove', path: `/entities/user/${userId(5)}` },
      { op: 'add', path: `${user1}/city`, value: 'Rome' },
      { op: 'replace', path: `${user1}/mail`, value: 'x' },
      { op: 'remove', path: `${user1}/usageLocation` },
      { op: 'add', path: '/entities/domain/a~1b~0c', value: { isVerified: true, supportedServices: [] } },
      { op: 'remove', path: `/links/group.members ${groupId(1)} ${userId(1)}` },
    ]);
  });

  test('is done wholly or not at all', () => {
    const patch = [
      { op: 'replace', path: `${user1}/mail`, value: 'x' },
      { op: 'remove', path: '/entities/user/nobody' },
    ];
    expect(() => applyPatch(engine.state, patch)).toThrow(/nothing at/);
    expect(engine.state.get('user', userId(1))?.['mail']).toBe('p1@contoso.com');
  });

  test.each([
    ['no list', {}],
    ['an operation that we have not', [{ op: 'move', path: user1, from: user1 }]],
    ['a path that leads nowhere', [{ op: 'add', path: '/shoes', value: 1 }]],
    ['a property that is none', [{ op: 'add', path: `${user1}/shoes`, value: 1 }]],
    ['a secret', [{ op: 'add', path: `${user1}/passwordProfile`, value: {} }]],
    ['a relation of one end', [{ op: 'add', path: '/links/group.members', value: true }]],
    ['an object that is none', [{ op: 'add', path: '/entities/user/new', value: 'x' }]],
  ])('with %s is refused', (_name, patch) => {
    expect(() => applyPatch(engine.state, patch)).toThrow(/is no patch of a tenant/);
  });
});
