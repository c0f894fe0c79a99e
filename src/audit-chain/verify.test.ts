import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Audit,
  type Seal,
  type SealedEntry,
  canonical,
  firstHash,
  hashOf,
  signSeal,
  verifyAudit,
} from './index.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

function entry(position: number, previous: string, more: Partial<SealedEntry> = {}): SealedEntry {
  const said = {
    position,
    id: position + 100,
    time: `2026-01-01T00:00:0${position % 10}.000001Z`,
    actor: 'ada',
    action: 'jobs/write',
    resource: `/jobs/${position}`,
    correlationId: null,
    details: { b: 1, a: [position] },
    ...more,
  };
  return { ...said, hash: hashOf(said, previous) };
}

function chain(length: number, more: (position: number) => Partial<SealedEntry> = () => ({})): SealedEntry[] {
  const entries: SealedEntry[] = [];
  for (let position = 1; position <= length; position += 1)
    entries.push(entry(position, entries.at(-1)?.hash ?? firstHash, more(position)));
  return entries;
}

function sealed(entries: readonly SealedEntry[], positions: readonly number[], key = privateKey): Seal[] {
  return positions.map((position, at) =>
    signSeal(
      { number: at + 1, position, head: entries[position - 1]!.hash, time: '2026-01-01T00:00:00Z' },
      key,
    ),
  );
}

const whole = chain(9);
const seals = sealed(whole, [3, 6, 9]);
const check = (more: Partial<Audit>) =>
  verifyAudit({ entries: whole, seals, anchors: seals, publicKey, ...more });
const without = (position: number) => whole.filter((each) => each.position !== position);

test('what was not touched has no fault', async () => {
  expect(await check({})).toEqual({ entries: 9, seals: 3, anchors: 3, faults: [] });
});

describe('every change is found, and the entry named', () => {
  test.each([
    ['time', { time: '2026-01-01T00:00:05.000002Z' }],
    ['actor', { actor: 'eve' }],
    ['action', { action: 'jobs/read' }],
    ['resource', { resource: '/jobs/6' }],
    ['correlation', { correlationId: 'x' }],
    ['details', { details: { b: 1, a: [6] } }],
    ['id', { id: 1 }],
  ])('of its %s', async (_what, change) => {
    const entries = whole.map((each) => (each.position === 5 ? { ...each, ...change } : each));
    expect((await check({ entries })).faults).toMatchObject([{ kind: 'changed', position: 5 }]);
  });

  test('also when all hashes after it were made anew', async () => {
    const entries = chain(9, (position) => (position === 5 ? { actor: 'eve' } : {}));
    expect((await check({ entries })).faults[0]).toMatchObject({
      kind: 'changed',
      position: 6,
      message: 'the entries 4 to 6 are not those that seal 2 was made over',
    });
  });

  test('also when the seals were made anew with another key, or dropped', async () => {
    const entries = chain(9, (position) => (position === 5 ? { actor: 'eve' } : {}));
    const forged = sealed(entries, [3, 6, 9], stranger.privateKey);
    expect((await check({ entries, seals: forged, anchors: [] })).faults).toContainEqual(
      expect.objectContaining({ kind: 'forged seal' }),
    );
    expect((await check({ entries, seals: [], anchors: [] })).faults).toMatchObject([
      { kind: 'unsealed', position: 1 },
    ]);
  });

  test('also when whoever did it had the key: the anchors outside tell another history', async () => {
    const entries = chain(9, (position) => (position === 5 ? { actor: 'eve' } : {}));
    expect((await check({ entries, seals: sealed(entries, [3, 6, 9]) })).faults).toMatchObject([
      { kind: 'other history', position: 6 },
      { kind: 'other history', position: 9 },
    ]);
  });
});

test.each([1, 5, 9])('a removed entry is named: %i', async (position) => {
  const { faults } = await check({ entries: without(position) });
  expect(faults[0]).toMatchObject({ kind: position === 9 ? 'cut off' : 'missing', position });
});

test('two entries that changed places are found', async () => {
  const entries = whole.map((each) =>
    each.position === 4
      ? { ...whole[4]!, position: 4 }
      : each.position === 5
        ? { ...whole[3]!, position: 5 }
        : each,
  );
  expect((await check({ entries })).faults[0]).toMatchObject({ kind: 'changed', position: 4 });
});

test('a tail that was cut off with its seals is missed by an anchor', async () => {
  const cut = { entries: whole.slice(0, 6), seals: seals.slice(0, 2) };
  expect((await check({ ...cut, anchors: [] })).faults).toEqual([]);
  expect((await check(cut)).faults).toMatchObject([{ kind: 'cut off', position: 7 }]);
});

test('a seal that is gone from the middle is missed', async () => {
  const { faults } = await check({ seals: [seals[0]!, seals[2]!], anchors: [] });
  expect(faults).toMatchObject([{ kind: 'missing', message: 'seal 2 is missing: the next one is 3' }]);
});

test('the order of keys does not matter, every value does', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonical(turned)).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('any single change of any entry is found', async () => {
  const change = fc.record({
    at: fc.integer({ min: 0, max: 8 }),
    field: fc.constantFrom('actor', 'action', 'resource', 'time', 'correlationId'),
    value: fc.string({ minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, field, value }) => {
      fc.pre((whole[at] as unknown as Record<string, unknown>)[field] !== value);
      const entries = whole.map((each, index) => (index === at ? { ...each, [field]: value } : each));
      expect((await check({ entries })).faults).toMatchObject([{ kind: 'changed', position: at + 1 }]);
    }),
  );
});
