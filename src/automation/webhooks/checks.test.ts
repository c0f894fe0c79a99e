import fc from 'fast-check';
import { expect, test } from 'vitest';

import { manualClock } from '#kernel';

import { isAmong, isNetwork } from './addresses.ts';
import { checkBody, readBodySchema } from './body-schema.ts';
import { createRates } from './rates.ts';
import { checkSignature, signCall } from './signature.ts';
import { createGates, tokenHash } from './token-gate.ts';

const now = Date.UTC(2027, 0, 1, 12);
const body = Buffer.from('{"user":"ada"}');
const signed = (secret: string, at = now, nonce = 'n'.repeat(16)): Record<string, string> => {
  const timestamp = String(Math.floor(at / 1_000));
  return {
    'x-tenantry-timestamp': timestamp,
    'x-tenantry-nonce': nonce,
    'x-tenantry-signature': signCall(secret, { timestamp, nonce, body }),
  };
};
const check = (headers: Record<string, string>, secrets = ['right'], sent = body) =>
  checkSignature(headers, sent, { secrets, now });

test('a signature is HMAC-SHA256 over timestamp, nonce and body, in hex', () => {
  // Made by: printf '%s' '1800000000.nnnnnnnnnnnnnnnn.{"user":"ada"}' | openssl dgst -sha256 -hmac right
  expect(signCall('right', { timestamp: '1800000000', nonce: 'n'.repeat(16), body })).toBe(
    'v1=230d80af2f44087657097e4d4a40364f55c05636772e06c6d87224ada5a57594',
  );
});

test('a signed call passes with either secret, and several signatures may be given', () => {
  expect(check(signed('right'))).toEqual({ nonce: 'n'.repeat(16) });
  expect(check(signed('old'), ['right', 'old'])).toHaveProperty('nonce');
  const both = signed('right');
  both['x-tenantry-signature'] = `v1=${'0'.repeat(64)}, ${both['x-tenantry-signature']}`;
  expect(check(both)).toHaveProperty('nonce');
});

test('what was forged, changed, late or early is refused', () => {
  const minutes = 60_000;
  expect(check(signed('wrong'))).toHaveProperty('refused');
  expect(check(signed('right'), [])).toHaveProperty('refused');
  expect(check(signed('right'), ['right'], Buffer.from('{"user":"eve"}'))).toHaveProperty('refused');
  expect(check(signed('right', now - 5 * minutes))).toHaveProperty('nonce');
  expect(check(signed('right', now + 5 * minutes))).toHaveProperty('nonce');
  expect(check(signed('right', now - 5 * minutes - 1_000))).toHaveProperty('refused');
  expect(check(signed('right', now + 5 * minutes + 1_000))).toHaveProperty('refused');
  expect(check({ ...signed('right'), 'x-tenantry-nonce': 'm'.repeat(16) })).toHaveProperty('refused');
  expect(check(signed('right', now, 'short'))).toHaveProperty('refused');
  expect(check({})).toHaveProperty('refused');
});

test('no headers that somebody makes up pass, and none is an error', () => {
  const text = fc.string({ maxLength: 80 });
  fc.assert(
    fc.property(text, text, text, (timestamp, nonce, signature) => {
      const headers = {
        'x-tenantry-timestamp': timestamp,
        'x-tenantry-nonce': nonce,
        'x-tenantry-signature': signature,
      };
      expect(check(headers)).toHaveProperty('refused');
    }),
  );
});

test.each([
  [['192.0.2.7'], '192.0.2.7', true],
  [['192.0.2.0/24'], '::ffff:192.0.2.9', true],
  [['192.0.2.0/24'], '192.0.3.9', false],
  [['2001:db8::/32'], '2001:db8:1::1', true],
  [['2001:db8::/32', '10.0.0.0/8'], '2001:db9::1', false],
  [['10.0.0.0/8'], 'nonsense', false],
])('%j has %s: %s', (networks, address, expected) => {
  expect(isAmong(networks, address)).toBe(expected);
});

test('networks are told from what is none', () => {
  expect(['10.0.0.0/8', '::1', '192.0.2.7', '::/0'].every(isNetwork)).toBe(true);
  expect(['10.0.0.0/33', '10.0.0', 'host', '10.0.0.0/8/8', '::1/129', '10.0.0.0/'].some(isNetwork)).toBe(
    false,
  );
});

const schema = readBodySchema({
  type: 'object',
  required: ['user', 'groups'],
  additionalProperties: false,
  properties: {
    user: { type: 'string', minLength: 2, maxLength: 10 },
    groups: {
      type: 'array',
      maxItems: 2,
      items: { type: 'object', required: ['id'], properties: { id: { type: 'integer', minimum: 1 } } },
    },
    kind: { enum: ['join', 'leave', null] },
  },
});

test.each([
  ['{"user":"ada","groups":[{"id":1}],"kind":null}', undefined],
  ['{"user":"ada"', 'body'],
  ['[]', 'body'],
  ['{"groups":[]}', 'user'],
  ['{"user":"a","groups":[]}', 'user'],
  ['{"user":"ada","groups":{}}', 'groups'],
  ['{"user":"ada","groups":[{"id":1},{"id":0}]}', 'groups[1].id'],
  ['{"user":"ada","groups":[{}]}', 'groups[0].id'],
  ['{"user":"ada","groups":[{"id":1},{"id":1},{"id":1}]}', 'groups'],
  ['{"user":"ada","groups":[],"kind":"other"}', 'kind'],
  ['{"user":"ada","groups":[],"more":1}', 'more'],
  ['{"user":"ada","groups":[],"__proto__":1}', '__proto__'],
])('%s is told by its field: %s', (text, field) => {
  expect(checkBody(schema, text)?.field).toBe(field);
});

test('a schema with a keyword that is not known is refused', () => {
  for (const given of [
    { pattern: '(a+)+$' },
    { properties: { a: { $ref: '#' } } },
    { type: 'date' },
    { minLength: -1 },
  ])
    expect(() => readBodySchema(given), JSON.stringify(given)).toThrow('bodySchema');
});

test('a schema that is deeper or longer than anybody needs is refused, without following it', () => {
  expect(() => readBodySchema({ description: 'x'.repeat(70_000) })).toThrow('characters');
  const levels = 100_000;
  const deep: unknown = JSON.parse(`${'{"items":'.repeat(levels)}{}${'}'.repeat(levels)}`);
  expect(() => readBodySchema(deep)).toThrow('deep');
});

test('so many within a minute, each key for itself, and again when time has passed', () => {
  const clock = manualClock(now);
  const rates = createRates(clock, 2);
  const taken = (key: string): number =>
    Array.from({ length: 10 }, () => rates.take(key, 3)).filter(Boolean).length;
  expect([taken('a'), taken('b'), taken('a')]).toEqual([3, 3, 0]);
  clock.advance(20_000);
  expect([taken('a'), rates.has('b', 3)]).toEqual([1, true]);
  // Only two are remembered: the oldest is forgotten, and begins anew.
  rates.take('c', 3);
  expect(taken('a')).toBe(3);
});

test('guesses that come at the same time are asked for together, and whoever guesses is not looked at any more', async () => {
  const clock = manualClock(now);
  const asked: number[] = [];
  const row = { tokenHash: tokenHash('right'), name: 'hook' };
  const open = createGates(clock);
  const gate = open(async (hashes) => {
    asked.push(hashes.length);
    await Promise.resolve();
    return hashes.some((hash) => hash.equals(row.tokenHash)) ? [row] : [];
  });
  const found = await Promise.all([
    ...Array.from({ length: 59 }, (_, at) => gate.find(`wrong ${at}`, '192.0.2.1')),
    gate.find('right', '192.0.2.2'),
  ]);
  expect([found.slice(0, 59).every((each) => each === undefined), found.at(-1)]).toEqual([true, row]);
  expect(asked).toEqual([1, 59]);
  expect(await gate.find(undefined, '192.0.2.1')).toBeUndefined();
  // Also at the addresses of another kind.
  const other = open(async () => [row]);
  for (const each of [gate, other])
    await expect(each.find('right', '192.0.2.1')).rejects.toThrow('too many calls');
  expect(await gate.find('right', '192.0.2.2')).toBe(row);
  expect(asked).toEqual([1, 59, 1]);
});

test('a database that does not answer is told to all who wait, and asked again by those who come later', async () => {
  let isAway = true;
  const row = { tokenHash: tokenHash('right') };
  const gate = createGates(manualClock(now))(async () => {
    if (isAway) throw new Error('away');
    return [row];
  });
  const tries = await Promise.allSettled([gate.find('right', 'a'), gate.find('right', 'b')]);
  expect(tries.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await gate.find('right', 'a')).toBe(row);
});
