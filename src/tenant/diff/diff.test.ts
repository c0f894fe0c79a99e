import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, e3, groupId, testEngine, userId } from '../odata/testing/engine.ts';
import { type TenantState, openState } from '../state/state.ts';
import { diffStates } from './diff.ts';
import { exportState } from './export.ts';

let engine: Engine;
let folder: string;
let opened: TenantState[];

beforeEach(() => {
  engine = testEngine();
  folder = mkdtempSync(join(tmpdir(), 'tenantry-diff-'));
  opened = [];
});
afterEach(() => {
  for (const state of opened) state.close();
  engine.close();
  rmSync(folder, { recursive: true });
});

function fork(name: string): TenantState {
  const file = join(folder, `${name}.sqlite`);
  engine.state.copyTo(file);
  const state = openState(file);
  opened.push(state);
  return state;
}

const one = { type: 'user', id: userId(1), name: 'Person 007' };

describe('a diff says what it takes to come from one state to the other', () => {
  test('a fresh fork differs in nothing', () => {
    expect(diffStates(engine.state, fork('a'))).toEqual([]);
  });

  test('a changed property is shown with both values, in the kind that Graph has', () => {
    const after = fork('a');
    after.update('user', userId(1), {
      accountEnabled: false,
      city: 'Rome',
      assignedLicenses: [{ skuId: e3, disabledPlans: [] }],
    });
    expect(diffStates(engine.state, after)).toEqual([
      { op: 'changed', ...one, property: 'accountEnabled', before: true, after: false },
      {
        op: 'changed',
        ...one,
        property: 'assignedLicenses',
        before: [],
        after: [{ skuId: e3, disabledPlans: [] }],
      },
      { op: 'changed', ...one, property: 'city', before: null, after: 'Rome' },
    ]);
  });

  test('a change of case is a change, though filters do not see it', () => {
    const after = fork('a');
    after.update('user', userId(1), { displayName: 'PERSON 007' });
    expect(diffStates(engine.state, after)).toMatchObject([
      { property: 'displayName', before: 'Person 007', after: 'PERSON 007' },
    ]);
  });

  test('objects and relations come and go', () => {
    const after = fork('a');
    after.unlink('group.members', groupId(1), userId(1));
    after.link('user.manager', userId(5), userId(1));
    after.insert('message', { id: 'm1', subject: 'Hello' });
    after.remove('user', userId(11));
    expect(diffStates(engine.state, after)).toEqual([
      { op: 'removed', type: 'user', id: userId(11), name: 'Person 005' },
      { op: 'added', type: 'message', id: 'm1', name: 'Hello' },
      { op: 'removed', type: 'group', id: groupId(1), name: 'Sales', link: { nav: 'members', target: one } },
      { op: 'added', type: 'user', id: userId(5), name: 'Person 011', link: { nav: 'manager', target: one } },
    ]);
  });

  test('seen from the other side it is the opposite', () => {
    const after = fork('a');
    after.update('user', userId(1), { city: 'Rome' });
    after.unlink('group.members', groupId(1), userId(1));
    const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    const mirrored = diffStates(after, engine.state).map(({ op, before, after: now, ...rest }) => ({
      op: opposite[op],
      ...rest,
      ...(op === 'changed' && { before: now, after: before }),
    }));
    expect(mirrored).toEqual(diffStates(engine.state, after));
  });

  test('it leaves both states as they were, writable', () => {
    const after = fork('a');
    diffStates(engine.state, after);
    after.update('user', userId(1), { city: 'Rome' });
    engine.state.update('user', userId(1), { city: 'Paris' });
    expect(diffStates(engine.state, after)).toMatchObject([{ before: 'Paris', after: 'Rome' }]);
  });
});

test('twenty forks, written in turns, do not see each other, nor does their origin', () => {
  const forks = Array.from({ length: 20 }, (_, n) => fork(`fork-${n}`));
  for (let round = 0; round < 3; round += 1) {
    for (const [n, state] of forks.entries()) state.update('user', userId(1), { city: `City ${n}.${round}` });
  }
  for (const [n, state] of forks.entries()) {
    expect(state.get('user', userId(1))?.['city']).toBe(`City ${n}.2`);
    expect(diffStates(engine.state, state)).toMatchObject([
      { property: 'city', before: null, after: `City ${n}.2` },
    ]);
  }
  expect(engine.state.get('user', userId(1))?.['city']).toBeNull();
});

describe('an export', () => {
  test('is the same text for the same state, also in a fork', () => {
    expect(JSON.stringify(exportState(fork('a')))).toBe(JSON.stringify(exportState(engine.state)));
  });

  test('holds every object and relation, and no secret', () => {
    const { json } = engine.call('POST', '/applications', { displayName: 'App' });
    const { json: made } = engine.call('POST', `/applications/${String(json['id'])}/addPassword`, {});
    const { entities, links } = exportState(engine.state);
    expect(entities.user?.length).toBe(12);
    expect(links['group.members']).toContainEqual([groupId(1), userId(1)]);
    expect(entities.application?.[0]?.['passwordCredentials']).toMatchObject([{ keyId: made['keyId'] }]);
    expect(JSON.stringify(entities)).not.toContain('secretHash');
  });
});
