import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { permissions } from '../edm/permissions/table.ts';
import { entityNames, sheets } from '../edm/model.ts';
import type { TenantState } from '../state/state.ts';
import { handleGraph } from './handle.ts';
import { type Engine, base, e3, groupId, testEngine, userId } from './testing/engine.ts';

/** `FUZZ_RUNS=5000` fuzzes for longer. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 150);
/** Questions to the state that any one request may cost, with a company of twelve. */
const mostQuestions = 3_000;

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
});
afterAll(() => engine.close());

const roles = [...new Set([...permissions.values()].flatMap(({ application }) => application.flat()))];

/** The state, counting what it is asked. */
function counted(state: TenantState, count: () => void): TenantState {
  return new Proxy(state, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        count();
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
}

function ask(method: string, path: string, query: string, body: unknown, eventual: boolean): number {
  let questions = 0;
  const { status } = handleGraph(
    counted(engine.state, () => (questions += 1)),
    engine.clock,
    {
      method,
      path,
      query: new URLSearchParams(query),
      headers: eventual ? { consistencylevel: 'eventual' } : {},
      body,
      base,
      principal: { kind: 'app', appId: 'app', objectId: 'principal', roles },
    },
  );
  expect(questions).toBeLessThan(mostQuestions);
  return status;
}

const isAnswer = (status: number): boolean => status < 500 || status === 501;

const names = [...new Set(entityNames.flatMap((name) => Object.keys(sheets[name].properties)))];
const segments = [
  ...entityNames.flatMap((name) => [
    ...(sheets[name].set ?? name).split('/'),
    ...Object.keys(sheets[name].navigations ?? {}).flatMap((navigation) => navigation.split('/')),
    ...(sheets[name].actions ?? []),
    ...(sheets[name].functions ?? []),
    ...(sheets[name].setFunctions ?? []),
    `microsoft.graph.${name}`,
  ]),
  '$count',
  '$ref',
  '$value',
  'me',
  'directoryObjects',
  'delta',
  'delta()',
  '$metadata',
  '$batch',
  userId(0),
  userId(1),
  groupId(1),
  'p1@contoso.com',
  e3,
  `users('${userId(0)}')`,
  "delta(x='y')",
];
const odd = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('%00', '%E0%A4%A', "''", '..', '__proto__', 'constructor', '(', ')', "a(b='c", '🙂'),
);
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...segments) },
  { weight: 1, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: odd },
);
const path = fc.array(segment, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`);

const operand = fc.oneof(
  fc.constantFrom(...names),
  fc.tuple(fc.constantFrom(...names), fc.constantFrom('$count', 'skuId', 'x')).map((pair) => pair.join('/')),
  odd,
);
const literal = fc.constantFrom(
  "'x'",
  "''",
  'null',
  'true',
  '5',
  '-1.5',
  '2026-01-01',
  e3,
  "'%'",
  "'\\'",
  '1e9',
);
const clause = fc.oneof(
  fc
    .tuple(operand, fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has', 'in', 'like'), literal)
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('startsWith', 'endsWith', 'contains', 'tolower', 'isof'), operand, literal)
    .map(([name, subject, value]) => `${name}(${subject},${value})`),
  fc
    .tuple(operand, fc.constantFrom('any', 'all'), fc.constantFrom('x', 'x/skuId', 'y'), literal)
    .map(([subject, kind, inside, value]) => `${subject}/${kind}(x:${inside} eq ${value})`),
  fc
    .tuple(operand, fc.array(literal, { maxLength: 4 }))
    .map(([subject, list]) => `${subject} in (${list.join(',')})`),
);
const filter = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    clause,
    fc
      .tuple(tie('node'), fc.constantFrom(' and ', ' or ', ') or (', ' '), tie('node'))
      .map(([left, word, right]) => `(${left}${word}${right})`),
    tie('node').map((of) => `not (${of})`),
  ),
})).node;
const search = fc.oneof(
  odd,
  fc
    .array(fc.tuple(fc.constantFrom('displayName', 'description', 'mail', 'x'), odd), { maxLength: 4 })
    .map((clauses) => clauses.map(([name, text]) => `"${name}:${text}"`).join(' OR ')),
);
const option = fc.oneof(
  fc.tuple(fc.constant('$filter'), filter),
  fc.tuple(fc.constant('$search'), search),
  fc.tuple(
    fc.constantFrom('$orderby', '$select', 'ORDERBY'),
    fc.array(operand, { maxLength: 4 }).map((all) => all.join(',')),
  ),
  fc.tuple(fc.constant('$orderby'), fc.constantFrom('displayName desc', 'displayName desc,id', 'x y z', ',')),
  fc.tuple(
    fc.constant('$expand'),
    fc.constantFrom(
      'manager',
      'members',
      'manager($levels=max)',
      'memberOf($select=id;$top=1)',
      '(',
      'a(b(c',
      '*',
    ),
  ),
  fc.tuple(
    fc.constantFrom('$top', '$skip', '$count', '$levels'),
    fc.oneof(odd, fc.constantFrom('true', '0', '1', '999', '1e9')),
  ),
  fc.tuple(
    fc.constant('$skiptoken'),
    fc.oneof(
      odd,
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
      fc
        .record({
          id: fc.string(),
          values: fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
        })
        .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
    ),
  ),
  fc.tuple(odd, odd),
);
const query = fc
  .array(option, { maxLength: 5 })
  .map((options) => options.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));

test('whatever is asked, the answer is one of Graph or says that it is not emulated', () => {
  fc.assert(
    fc.property(path, query, fc.boolean(), (where, options, eventual) => {
      expect(isAnswer(ask('GET', where, options, undefined, eventual))).toBe(true);
    }),
    { numRuns: runs },
  );
});

test('whatever is filtered, searched and sorted among users and groups', () => {
  const lists = fc.constantFrom(
    '/users',
    '/groups',
    '/users/$count',
    `/groups/${groupId(1)}/members`,
    '/applications',
  );
  fc.assert(
    fc.property(lists, query, fc.boolean(), (where, options, eventual) => {
      expect(isAnswer(ask('GET', where, `${options}&$count=true`, undefined, eventual))).toBe(true);
    }),
    { numRuns: runs * 2 },
  );
});

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    'x',
    true,
    null,
    5,
    [],
    {},
    '2026-01-01T00:00:00Z',
    `${base}/directoryObjects/${userId(1)}`,
  ),
);
const body = fc.oneof(
  fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        ...names,
        '@odata.type',
        '@odata.id',
        'members@odata.bind',
        'addLicenses',
        'removeLicenses',
        'ids',
      ),
      odd,
    ),
    value,
    { maxKeys: 6 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant(undefined),
);

test('whatever is sent', () => {
  fc.assert(
    fc.property(fc.constantFrom('POST', 'PATCH', 'PUT', 'DELETE'), path, body, (method, where, sent) => {
      expect(isAnswer(ask(method, where, '', sent, false))).toBe(true);
    }),
    { numRuns: runs },
  );
});

test('whatever is sent to what is there', () => {
  const places = fc.constantFrom(
    'POST /users',
    'POST /groups',
    'POST /applications',
    'POST /servicePrincipals',
    `PATCH /users/${userId(1)}`,
    `PATCH /groups/${groupId(1)}`,
    `POST /users/${userId(1)}/assignLicense`,
    `POST /groups/${groupId(1)}/members/$ref`,
    `PUT /users/${userId(1)}/manager/$ref`,
    'POST /directoryObjects/getByIds',
    `POST /users/${userId(1)}/getMemberGroups`,
  );
  fc.assert(
    fc.property(places, body, (place, sent) => {
      const [method = '', where = ''] = place.split(' ');
      expect(isAnswer(ask(method, where, '', sent, false))).toBe(true);
    }),
    { numRuns: runs },
  );
});

test.each([
  ['a long address', `/users/${'x'.repeat(20_000)}`, ''],
  ['long options', '/users', `$filter=${'a'.repeat(20_000)}`],
  ['many options', '/users', Array.from({ length: 2_000 }, (_, n) => `x${n}=1`).join('&')],
  ['many segments', `/users${'/x'.repeat(5_000)}`, ''],
  ['deep parentheses', '/users', `$filter=${'('.repeat(5_000)}`],
  ['deep negations', '/users', `$filter=${'not '.repeat(3_000)}`],
  ['many clauses', '/users', `$filter=${Array.from({ length: 700 }, () => "id eq 'x'").join(' or ')}`],
  [
    'a long list',
    '/users',
    `$count=true&$filter=id in (${Array.from({ length: 3_000 }, () => "'x'").join(',')})`,
  ],
  ['many words', '/users', `$search="displayName:${'a b '.repeat(3_000)}"`],
  ['deep searches', '/users', `$search=${'('.repeat(5_000)}`],
  ['many sorts', '/users', `$count=true&$orderby=${'displayName,'.repeat(1_000)}displayName`],
  ['deep expansions', '/users', `$expand=${'manager($expand='.repeat(500)}`],
  ['many properties', '/users', `$select=${'id,'.repeat(4_000)}id`],
])('%s are refused or answered within bounds', (_, where, options) => {
  expect(isAnswer(ask('GET', where, options, undefined, true))).toBe(true);
});
