import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { manualClock } from '#kernel';

import type { ChangesAsked } from './change.ts';
import { type TenantState, openState } from './state.ts';

const day = 24 * 60 * 60 * 1000;
let folder: string;
let state: TenantState;
let clock: ReturnType<typeof manualClock>;
const file = (name: string): string => join(folder, `${name}.sqlite`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-changes-'));
  clock = manualClock(1_000_000);
  state = openState(file('main'), clock);
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

const ada = { id: 'A1', displayName: 'Ada', accountEnabled: true, businessPhones: ['1'] };
const rows = (asked: ChangesAsked = {}) => state.changes.read(asked);
const kinds = (): string[] =>
  rows().map(({ kind, id, other }) => [kind, id, other].filter(Boolean).join(' '));

describe('what is written is recorded', () => {
  test('a new object with all that it has, in the kinds that Graph shows', () => {
    state.insert('user', ada);
    expect(rows()).toEqual([
      {
        sequence: 1,
        instant: 1_000_000,
        actor: {},
        entity: 'user',
        id: 'A1',
        kind: 'created',
        properties: {
          accountEnabled: [null, true],
          businessPhones: [null, ['1']],
          displayName: [null, 'Ada'],
        },
      },
    ]);
  });

  test('a change with what was and what is, and only what differs', () => {
    state.insert('user', ada);
    state.update('user', 'a1', { displayName: 'Ada L.', accountEnabled: true, businessPhones: [] });
    expect(rows({ after: 1 })).toMatchObject([
      {
        kind: 'updated',
        id: 'A1',
        properties: { displayName: ['Ada', 'Ada L.'], businessPhones: [['1'], []] },
      },
    ]);
    state.update('user', 'A1', { displayName: 'Ada L.' });
    expect(state.changes.last()).toBe(2);
  });

  test('a secret leaves its name and no value', () => {
    state.insert('user', ada);
    state.update('user', 'A1', { passwordProfile: { password: 'x' } });
    expect(rows({ after: 1 })).toMatchObject([{ properties: { passwordProfile: [] } }]);
  });

  test('relations as they come and go, once', () => {
    state.link('group.members', 'G', 'A1');
    state.link('group.members', 'G', 'A1');
    state.unlink('group.members', 'G', 'A1');
    state.unlink('group.members', 'G', 'A1');
    expect(rows()).toMatchObject([
      { entity: 'group', id: 'G', kind: 'linked', navigation: 'group.members', other: 'A1' },
      { entity: 'group', id: 'G', kind: 'unlinked', navigation: 'group.members', other: 'A1' },
    ]);
  });

  test('what goes takes its relations with it, each of them recorded', () => {
    state.insert('user', ada);
    state.link('group.members', 'G', 'A1');
    state.link('user.manager', 'A1', 'B');
    state.remove('user', 'A1');
    expect(kinds().slice(3)).toEqual(['unlinked A1 B', 'unlinked G A1', 'deleted A1']);
    expect(rows({ after: 5 })).toMatchObject([{ properties: { displayName: ['Ada', null] } }]);
  });

  test('who did it', () => {
    state.transaction(() => state.insert('user', ada), { appId: 'app', userId: 'someone' });
    state.insert('group', { id: 'G' });
    expect(rows().map(({ actor }) => actor)).toEqual([{ appId: 'app', userId: 'someone' }, {}]);
  });

  test('nothing of a transaction that failed', () => {
    const work = (): void =>
      state.transaction(() => {
        state.insert('user', ada);
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect([rows(), state.changes.last()]).toEqual([[], 0]);
  });
});

test('readers ask by place, type, object and order', () => {
  state.insert('user', ada);
  state.insert('group', { id: 'G' });
  state.update('user', 'A1', { city: 'Rome' });
  const sequences = (asked: ChangesAsked): number[] => rows(asked).map(({ sequence }) => sequence);
  expect(sequences({ entity: 'user' })).toEqual([1, 3]);
  expect(sequences({ after: 1, upTo: 2 })).toEqual([2]);
  expect(sequences({ id: 'a1', newestFirst: true, limit: 1 })).toEqual([3]);
});

describe('a tenant that is filled', () => {
  test('has an empty log', () => {
    state.unlogged(() => state.insert('user', ada));
    expect([state.count('user'), rows()]).toEqual([1, []]);
  });

  test('is another log than before, so that nobody goes on as if nothing had been', () => {
    const before = state.changes.lineage();
    state.unlogged(() => state.insert('user', ada));
    expect(state.changes.lineage()).not.toEqual(before);
  });

  test('a sequence is not given twice, not even after everything was emptied', () => {
    state.insert('user', ada);
    state.clear();
    state.insert('user', ada);
    expect(rows().map(({ sequence }) => sequence)).toEqual([2]);
  });
});

test('a fork knows what was before it, and goes on under a name of its own', () => {
  state.insert('user', ada);
  state.copyTo(file('fork'));
  const fork = openState(file('fork'), clock);
  state.insert('group', { id: 'G1' });
  fork.insert('group', { id: 'G2' });
  const [origin] = state.changes.lineage();
  expect(fork.changes.lineage()).toMatchObject([origin, { after: 1 }]);
  expect(fork.changes.read({}).map(({ id }) => id)).toEqual(['A1', 'G2']);
  fork.close();
});

describe('the bin', () => {
  beforeEach(() => {
    state.insert('user', ada);
    state.insert('group', { id: 'G1' });
    state.insert('group', { id: 'G2' });
    state.link('group.members', 'G1', 'A1');
    state.link('group.members', 'G2', 'A1');
  });

  test('keeps what was deleted with its relations, out of everybody’s sight', () => {
    state.bin.put('user', 'A1', { deletedDateTime: '2026-01-01T00:00:00Z' });
    expect([state.get('user', 'A1'), state.typeOf('A1'), state.sources('group.members', 'A1')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect(state.bin.get('user', 'a1')).toMatchObject({ ...ada, deletedDateTime: '2026-01-01T00:00:00Z' });
    expect(state.bin.typeOf('A1')).toBe('user');
    expect(kinds().slice(5)).toEqual(['unlinked G1 A1', 'unlinked G2 A1', 'deleted A1']);
  });

  test('gives it back with its relations', () => {
    state.bin.put('user', 'A1', { deletedDateTime: '2026-01-01T00:00:00Z' });
    state.bin.takeOut('user', 'A1', { deletedDateTime: null });
    expect(state.get('user', 'A1')).toMatchObject({ ...ada, deletedDateTime: null });
    expect(state.sources('group.members', 'A1')).toEqual(['G1', 'G2']);
    expect(kinds().slice(8)).toEqual(['restored A1', 'linked G1 A1', 'linked G2 A1']);
  });

  test('a relation of two that lie there comes back with the second', () => {
    state.bin.put('user', 'A1', {});
    state.bin.put('group', 'G1', {});
    state.bin.takeOut('user', 'A1', {});
    expect(state.sources('group.members', 'A1')).toEqual(['G2']);
    state.bin.takeOut('group', 'G1', {});
    expect(state.sources('group.members', 'A1')).toEqual(['G1', 'G2']);
  });

  test('what is purged is gone, its relations too', () => {
    state.bin.put('user', 'A1', {});
    state.bin.purge('user', 'A1');
    expect([state.bin.get('user', 'A1'), kinds().at(-1)]).toEqual([undefined, 'purged A1']);
    expect(state.select('select * from bin_link', [])).toEqual([]);
  });

  test('tells what has lain there too long', () => {
    state.bin.put('user', 'A1', { deletedDateTime: '2026-01-01T00:00:00Z' });
    expect(state.bin.deletedBefore('user', '2026-01-02T00:00:00Z', 10)).toEqual(['A1']);
    expect(state.bin.deletedBefore('user', '2026-01-01T00:00:00Z', 10)).toEqual([]);
  });
});

test('rows of more than 30 days go, a bounded number at a time', () => {
  const link = (from: number, to: number): void =>
    state.transaction(() => {
      for (let n = from; n < to; n += 1) state.link('group.members', 'G', `U${n}`);
    });
  link(0, 2_500);
  clock.advance(31 * day);
  link(2_500, 3_001);
  expect([state.changes.forgotten(), rows({ limit: 1 })[0]?.sequence]).toEqual([2_000, 2_001]);
  link(3_001, 4_001);
  expect(state.changes.forgotten()).toBe(2_500);
});

describe('whoever listens', () => {
  test('is told after the transaction, once, and not of what failed', () => {
    const told: number[] = [];
    const stop = state.onCommit((last) => told.push(last));
    state.transaction(() => {
      state.insert('user', ada);
      state.insert('group', { id: 'G' });
      expect(told).toEqual([]);
    });
    state.update('user', 'A1', { displayName: 'Ada' });
    expect(() =>
      state.transaction(() => {
        state.remove('user', 'A1');
        throw new Error('no');
      }),
    ).toThrow();
    state.remove('group', 'G');
    stop();
    state.remove('user', 'A1');
    expect(told).toEqual([2, 3]);
  });
});
