import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type NumberedRecord, type Redactor, createRedactor, createScreen, shortestSecret } from './index.ts';

const secret = fc
  .string({ minLength: 6, maxLength: 40, unit: 'grapheme' })
  .filter((text) => !text.includes('*'));
const around = fc.string({ maxLength: 30 });

const encodings: Record<string, (text: string) => string> = {
  raw: (text) => text,
  'base64 alone': (text) => base64Whole(text, 'base64'),
  'base64url alone': (text) => base64Whole(text, 'base64url'),
  url: (text) => encodeURIComponent(text),
  form: (text) => new URLSearchParams({ a: text }).toString().slice(2),
  json: (text) => JSON.stringify(text).slice(1, -1),
  'json in json': (text) =>
    JSON.stringify(JSON.stringify(text))
      .slice(1, -1)
      .replace(/^\\"|\\"$/g, ''),
  hex: (text) => Buffer.from(text).toString('hex'),
  HEX: (text) => Buffer.from(text).toString('hex').toUpperCase(),
};

/** Without the last character when it carries bits of what follows. */
function base64Whole(text: string, encoding: 'base64' | 'base64url'): string {
  return Buffer.from(text)
    .toString(encoding)
    .slice(0, Math.floor((Buffer.byteLength(text) * 8) / 6));
}

describe.each(Object.entries(encodings))('a secret written as %s', (_name, encode) => {
  test('never stays in a text', () => {
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const redactor = createRedactor([value]);
        const shown = redactor.redact(before + encode(value) + after);
        expect(shown).toContain('***');
        expect(shown.replaceAll('***', '')).not.toContain(encode(value));
      }),
    );
  });
});

test.each([
  ['URLSearchParams', 'a ~b!(c)%7E', 'a+%7Eb%21%28c%29%257E'],
  ['WebUtility.UrlEncode', "a ~b!(c)'", 'a+%7Eb!(c)%27'],
  ['Uri.EscapeDataString', "a ~b!(c)'", 'a%20~b%21%28c%29%27'],
  ['quote_plus', "a ~b!(c)'", 'a+~b%21%28c%29%27'],
])('a secret escaped by %s is blanked', (_by, value, escaped) => {
  expect(createRedactor([value]).redact(`key=${escaped}&`)).toBe('key=***&');
});

test('base64 of a longer text that holds a secret shows none of it, at every alignment', () => {
  fc.assert(
    fc.property(secret, fc.nat(5), (value, before) => {
      const redactor = createRedactor([value]);
      const encoded = Buffer.from('x'.repeat(before) + value + 'yyyy').toString('base64');
      const kept = redactor.redact(encoded).split('***');
      expect(kept.length).toBeGreaterThan(1);
      expect(kept.join('').length).toBeLessThanOrEqual(
        encoded.length - Math.floor((Buffer.byteLength(value) * 8 - 10) / 6),
      );
    }),
  );
});

test('chunks give the same text as the whole, wherever it is cut', () => {
  const piece = fc.constantFrom(
    'secret-one',
    'secret-one-and-more',
    'one-and',
    'sec',
    'ret',
    '-',
    ' words ',
    'one',
    'more',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.nat(12), { maxLength: 20 }),
      (pieces, sizes) => {
        const redactor = createRedactor(['secret-one', 'one-and-more', 'one-secret']);
        const text = pieces.join('');
        const stream = redactor.stream();
        let shown = '';
        let at = 0;
        for (const size of sizes) {
          shown += stream.push(text.slice(at, at + size));
          at += size;
        }
        shown += stream.push(text.slice(at)) + stream.end();
        expect(shown).toBe(redactor.redact(text));
      },
    ),
  );
});

test('a chunk that cannot begin a secret is not kept back', () => {
  const stream = createRedactor(['zebra-crossing']).stream();
  expect(stream.push('nothing at all')).toBe('nothing at all');
  expect(stream.push(' zeb')).toBe(' ');
  expect(stream.push('u!')).toBe('zebu!');
});

test('records keep their number and order, and together show what the whole text would', () => {
  const text = fc.constantFrom('top', 'secret', 'top-secret', 'cret', 't-se', '', 'plain', 'secret-top');
  fc.assert(
    fc.property(fc.array(text, { maxLength: 10 }), fc.integer({ min: 1, max: 4 }), (texts, atOnce) => {
      const redactor = createRedactor(['top-secret', 'secret-top']);
      const records = redactor.records<{ text: string; index: number }>();
      const numbered = texts.map((text, index) => ({ text, index }));
      const shown = [];
      for (let at = 0; at < numbered.length; at += atOnce)
        shown.push(...records.push(numbered.slice(at, at + atOnce)));
      shown.push(...records.release());
      expect(shown.map(({ index }) => index)).toEqual(texts.map((_, index) => index));
      expect(shown.map(({ text }) => text).join('')).toBe(redactor.redact(texts.join('')));
    }),
  );
});

test('a secret cut over two records is found', () => {
  const records = createRedactor(['correct-horse-battery']).records<{ text: string }>();
  expect(records.push([{ text: 'password: correct-ho' }])).toEqual([]);
  expect(records.waiting).toBe(true);
  expect(records.push([{ text: 'rse-battery!' }])).toEqual([{ text: 'password: ***' }, { text: '!' }]);
  expect(records.waiting).toBe(false);
});

function screenOf<Entry extends NumberedRecord>({ finder }: Redactor) {
  const screen = createScreen<Entry>();
  return { see: (batch: readonly Entry[]) => screen.see(batch, finder) };
}
const numbered = (...texts: string[]) => texts.map((text, at) => ({ sequence: at + 1, text }));

test('a secret that ends in a later batch is blanked in the earlier one too', () => {
  const screen = screenOf<{ sequence: number; text: string }>(createRedactor(['correct-horse-battery']));
  const [first, second, third] = numbered('I say: corr', 'ect-horse-', 'battery!');
  const one = screen.see([first!]);
  expect(one.records).toEqual([first]);
  one.done();
  const two = screen.see([second!]);
  expect(two.records, 'half of it is enough').toEqual([{ sequence: 2, text: '' }]);
  expect(two.amended).toEqual([{ sequence: 1, text: 'I say: ***' }]);
  two.done();
  const three = screen.see([third!]);
  expect(three.records).toEqual([{ sequence: 3, text: '!' }]);
});

test('a batch that could not be kept the first time comes to the same the second time', () => {
  const screen = screenOf<{ sequence: number; text: string }>(createRedactor(['correct-horse-battery']));
  const [first, second] = numbered('correct', '-horse-battery, horse');
  screen.see([first!]).done();
  const told = screen.see([second!]);
  expect(screen.see([second!]).records).toEqual(told.records);
  expect(screen.see([second!]).amended).toEqual(told.amended);
  expect(told.records).toEqual([{ sequence: 2, text: ', horse' }]);
});

test('batches come to what the whole text would, however it is cut', () => {
  const text = fc.constantFrom('top', 'secret', 'top-secret', 'cret', 't-se', '', 'plain', 'secret-top');
  fc.assert(
    fc.property(fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 6 }), (batches) => {
      const redactor = createRedactor(['top-secret', 'secret-top']);
      const screen = screenOf<{ sequence: number; text: string }>(redactor);
      const kept = new Map<number, string>();
      let sequence = 0;
      for (const batch of batches) {
        const { records, amended, done } = screen.see(
          batch.map((each) => ({ sequence: ++sequence, text: each })),
        );
        for (const record of [...amended, ...records]) kept.set(record.sequence, record.text);
        done();
      }
      const shown = [...kept.values()].join('');
      expect(redactor.redact(shown)).toBe(shown);
    }),
  );
});

test('the value beside a text loses what the text lost to a secret over two records', () => {
  const screen = screenOf<{
    sequence: number;
    text: string;
    value: unknown;
  }>(createRedactor(['correct-horse-battery']));
  const records = numbered('correct-ho', 'rse-battery').map((each) => ({
    ...each,
    value: { part: each.text },
  }));
  expect(screen.see(records).records).toEqual([
    { sequence: 1, text: '***', value: '***' },
    { sequence: 2, text: '', value: '' },
  ]);
});

test('what another redactor knows is found as if both were one', () => {
  const layered = createRedactor(['second-half'], createRedactor(['first-second']));
  expect(layered.redact('a first-second-half b')).toBe('a *** b');
  const stream = layered.stream();
  expect(stream.push('first-sec') + stream.push('ond-ha') + stream.push('lf') + stream.end()).toBe('***');
});

test.each([
  ['UTF-16 in base64', (text: string) => Buffer.from(text, 'utf16le').toString('base64').replace(/=+$/, '')],
  ['BitConverter', (text: string) => Buffer.from(text).toString('hex').toUpperCase().match(/../g)!.join('-')],
  ['bytes.hex(":")', (text: string) => Buffer.from(text).toString('hex').match(/../g)!.join(':')],
  ['XML', (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')],
  ['json.dumps', (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('ä', '\\u00e4')],
])('a secret written by %s is blanked', (_by, write) => {
  const value = 'pä&ss<wörd'.replace('ö', 'o');
  const shown = createRedactor([value]).redact(`x ${write(value)} y`);
  expect(shown).toMatch(/^x \*\*\*.{0,2} y$/);
});

test('bytes are known by each line of their base64', () => {
  const redactor = createRedactor();
  const bytes = Buffer.from(Array.from({ length: 200 }, (_, at) => (at * 37) % 251));
  redactor.addBytes(bytes);
  const pem = bytes.toString('base64').match(/.{1,64}/g)!;
  expect(redactor.redact(pem.slice(1, 3).join('\n'))).toBe('***\n***');
  expect(redactor.redact(bytes.toString('hex'))).toBe('***');
});

test.each(['true', 'False', 'null', 'abc'])('%s is no secret that a text could be kept free of', (word) => {
  expect(createRedactor().add(word)).toBe(false);
});

test('a key of several lines is known by each of its lines', () => {
  const redactor = createRedactor(['-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n-----END KEY-----\n']);
  expect(redactor.redact('  MIIEvQIBADANBgkqhkiG9w0')).toBe('  ***');
});

test('a secret that is too short is refused, and the caller is told', () => {
  const redactor = createRedactor();
  expect(redactor.add('abc')).toBe(false);
  expect(redactor.add('a'.repeat(shortestSecret))).toBe(true);
  expect(redactor.redact('abc aaaa')).toBe('abc ***');
});

test('values are blanked in texts, names and numbers, at any depth', () => {
  const redactor = createRedactor(['hunter2hunter2', '48151623']);
  expect(
    redactor.redactValue({ a: ['x hunter2hunter2'], hunter2hunter2: null, n: 48151623, ok: 7, yes: true }),
  ).toEqual({
    a: ['x ***'],
    '***': null,
    n: '***',
    ok: 7,
    yes: true,
  });
});

test('a text without secrets costs little, however many secrets are known', () => {
  const redactor = createRedactor(
    Array.from({ length: 200 }, (_, index) => `token-${index}-`.padEnd(1_500, String(index))),
  );
  const text = 'An ordinary line of output about user 17, who left. '.repeat(200);
  expect(redactor.redact(text)).toBe(text);
});
