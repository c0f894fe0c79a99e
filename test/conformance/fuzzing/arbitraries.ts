import fc from 'fast-check';
import { z } from 'zod';

import type { Route } from '../../../src/api/http/routes.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Texts that have broken servers: markup of SQL, of paths, of JSON, of formats, and characters that some part cannot hold. */
const nasty = [
  '',
  ' ',
  '.',
  '..',
  '../..',
  '..\\..',
  '%',
  '%2e%2e%2f',
  '%00',
  'a\u0000b',
  '\u0000',
  '\ud800',
  'a\u202eb',
  '\u2024\u2024\u2215',
  '\uff0e\uff0e\uff0f',
  "'",
  "''",
  "' or 1=1 --",
  '"; drop table job; --',
  '$1',
  '${process.exit()}',
  '{"$ne":null}',
  '__proto__',
  'constructor',
  'toString',
  '\r\nx-injected: 1',
  'a'.repeat(300),
  'ß'.repeat(129),
  '💥'.repeat(60),
  '-1',
  '1e309',
  '9'.repeat(40),
  'NaN',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.9999999+14:00',
  '275760-09-13T00:00:00Z',
  '2024-02-30T25:61:61Z',
  'P1Y',
  'Europe/Nowhere',
  'https://[::1]:0/',
  'file:///etc/passwd',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];

export const text: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...nasty), weight: 4 },
  { arbitrary: fc.string({ maxLength: 40 }), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 2 },
  {
    arbitrary: fc.constantFrom('Known', 'known', 'PowerShell', 'Python', 'TypeScript', 'OneTime', 'Hour'),
    weight: 2,
  },
);

const number = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e300, 0.1),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, [], {}, '', 0, [[[[]]]], { properties: null }, { properties: [] }),
  text,
  fc.jsonValue({ maxDepth: 2 }),
);

/** What a schema describes, and now and then something else in its place. */
export function bodyOf(body: z.ZodType): fc.Arbitrary<unknown> {
  return fromSchema(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema);
}

function fromSchema(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: described(schema), weight: 9 }, { arbitrary: anything, weight: 1 });
}

function described(schema: Schema): fc.Arbitrary<unknown> {
  const either = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (either !== undefined) return fc.oneof(...either.map(fromSchema));
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...(schema['enum'] as unknown[]));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['type']))
    return fc.oneof(...(schema['type'] as string[]).map((type) => described({ ...schema, type })));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return fc.array(fromSchema((schema['items'] ?? {}) as Schema), { maxLength: 3 });
    case 'string':
      return text;
    case 'number':
    case 'integer':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}

function objectOf(schema: Schema): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as string[];
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, fromSchema(each)])),
    { requiredKeys: required },
  );
  const others = schema['additionalProperties'];
  if (typeof others !== 'object' || others === null) return known;
  const free = fc.dictionary(text, fromSchema(others as Schema), { maxKeys: 3 });
  return fc.tuple(known, free).map(([one, two]) => ({ ...two, ...one }));
}

/** A `$filter`: terms that the route knows and others, with values of all kinds, now and then cut or glued wrongly. */
export function filterOf({ filter = [] }: Pick<Route, 'filter'>): fc.Arbitrary<string> {
  const names = [...filter, 'status eq', 'nothing eq', 'starttime ge', 'time lt', '(', 'not'];
  const value = fc.oneof(
    text.map((each) => `'${each.replaceAll("'", "''")}'`),
    text,
    fc.constantFrom('2024-01-01T00:00:00Z', "datetime'2024-01-01'", '2024-01-01T00:00:00 02:00', 'null', "'"),
  );
  const term = fc
    .tuple(fc.constantFrom('', 'properties/', 'PROPERTIES/'), fc.constantFrom(...names), value)
    .map(([prefix, name, given]) => `${prefix}${name} ${given}`);
  return fc.oneof(
    {
      arbitrary: fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' and ')),
      weight: 5,
    },
    { arbitrary: text, weight: 1 },
    {
      arbitrary: fc.constantFrom(' and ', "a eq 'b' and ", '('.repeat(3_000), "a eq '".repeat(700)),
      weight: 1,
    },
  );
}

/** A `$skiptoken`: well made around any text, or not well made. */
export const skipTokens: fc.Arbitrary<string> = fc.oneof(
  text.map((each) => Buffer.from(each).toString('base64url')),
  fc.constantFrom('-1', '0', '17', '9'.repeat(30)).map((each) => Buffer.from(each).toString('base64url')),
  text,
);
