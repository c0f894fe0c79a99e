import fc from 'fast-check';

import type { Row } from '../../../state/columns.ts';
import { type FilterNode, type Literal, node } from '../nodes.ts';

/** Texts that are easily taken for one another, or for a part of a pattern or of the grammar. */
const texts = fc.constantFrom(
  'London',
  'london',
  'LONDONDERRY',
  'Paris',
  "O'Brien",
  "o'",
  'x',
  '',
  'A',
  'R&D, (new)',
  '%',
  '_',
  'é',
  'É',
  'a@x.example',
  'b@X.example',
  'Ünal',
  '\\',
  '"',
  '😀',
  ' ',
);
const times = fc.constantFrom(
  '2024-01-10T08:00:00Z',
  '2025-03-01T00:00:00Z',
  '2026-05-05T12:30:15Z',
  '2026-05-05T12:30:16Z',
);
const maybe = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(of, { nil: null, freq: 3 });
const textNames = ['displayName', 'city', 'surname', 'givenName', 'state', 'mail'] as const;
const manyNames = ['otherMails', 'proxyAddresses'] as const;

/** A user with the properties that the filters below ask about. */
export const person: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  accountEnabled: maybe(fc.boolean()),
  createdDateTime: maybe(times),
  assignedLicenses: fc.array(
    fc.record({ skuId: fc.constantFrom('e3', 'e5'), disabledPlans: fc.constant([]) }),
    {
      maxLength: 2,
    },
  ),
  ...Object.fromEntries(textNames.map((name) => [name, maybe(texts)])),
  ...Object.fromEntries(manyNames.map((name) => [name, fc.array(texts, { maxLength: 3 })])),
});

const literal = texts.map((value): Literal => ({ is: 'string', value }));
const textPath = fc.constantFrom(...textNames).map((name) => [name]);
const order = fc.constantFrom('eq', 'ne', 'ge', 'le', 'gt', 'lt');

const aboutText: fc.Arbitrary<FilterNode> = fc.oneof(
  fc
    .record({ path: textPath, operator: order, value: literal })
    .map((made) => node({ kind: 'comparison', ...made })),
  fc
    .record({ path: textPath, operator: fc.constantFrom('eq', 'ne') })
    .map((made) => node({ kind: 'comparison', ...made, value: { is: 'null' } })),
  fc
    .record({
      path: textPath,
      values: fc.array(fc.oneof(literal, fc.constant<Literal>({ is: 'null' })), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map((made) => node({ kind: 'in', ...made })),
  fc
    .record({ path: textPath, value: literal })
    .map((made) => node({ kind: 'function', name: 'startsWith', ...made })),
  literal.map((value) => node({ kind: 'function', name: 'endsWith', path: ['mail'], value })),
);

const aboutOthers: fc.Arbitrary<FilterNode> = fc.oneof(
  fc
    .record({ operator: fc.constantFrom('eq', 'ne'), value: fc.boolean() })
    .map(({ operator, value }) =>
      node({ kind: 'comparison', path: ['accountEnabled'], operator, value: { is: 'boolean', value } }),
    ),
  fc
    .record({ operator: order, value: times })
    .map(({ operator, value }) =>
      node({ kind: 'comparison', path: ['createdDateTime'], operator, value: { is: 'bare', value } }),
    ),
  fc
    .record({ name: fc.constantFrom(...manyNames), operator: order, value: fc.nat(3) })
    .map(({ name, operator, value }) =>
      node({ kind: 'comparison', path: [name, '$count'], operator, value: { is: 'number', value } }),
    ),
  fc.constantFrom('user', 'group').map((type) => node({ kind: 'isof', type })),
);

const element: fc.Arbitrary<FilterNode> = fc.oneof(
  fc
    .record({ operator: fc.constantFrom('eq', 'ge', 'le'), value: literal })
    .map((made) => node({ kind: 'comparison', path: ['p'], ...made })),
  fc
    .record({ name: fc.constantFrom('startsWith', 'endsWith'), value: literal })
    .map((made) => node({ kind: 'function', path: ['p'], ...made })),
);
const lambda: fc.Arbitrary<FilterNode> = fc.oneof(
  fc
    .record({ name: fc.constantFrom(...manyNames), of: fc.option(element, { nil: undefined, freq: 5 }) })
    .map(({ name, of }) =>
      node({ kind: 'lambda', quantifier: 'any', path: [name], variable: of === undefined ? 'x' : 'p', of }),
    ),
  fc.constantFrom('e3', 'E5', 'x').map((value) =>
    node({
      kind: 'lambda',
      quantifier: 'any',
      path: ['assignedLicenses'],
      variable: 's',
      of: node({
        kind: 'comparison',
        path: ['s', 'skuId'],
        operator: 'eq',
        value: { is: 'string', value },
      }),
    }),
  ),
);

/** A filter that the directory takes as an advanced query. */
export const filterTree: fc.Arbitrary<FilterNode> = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof({ weight: 3, arbitrary: aboutText }, aboutOthers, lambda),
    fc
      .record({ kind: fc.constantFrom('and', 'or'), left: tie('node'), right: tie('node') })
      .map((made) => node(made)),
    tie('node').map((of) => node({ kind: 'not', of })),
  ),
})).node;

/** Of any kind, whether a property takes it or not. */
export const anyLiteral: fc.Arbitrary<Literal> = fc.oneof(
  fc.string().map((value): Literal => ({ is: 'string', value })),
  fc.integer().map((value): Literal => ({ is: 'number', value })),
  fc.boolean().map((value): Literal => ({ is: 'boolean', value })),
  fc.uuid().map((value): Literal => ({ is: 'bare', value })),
  fc
    .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2999-01-01') })
    .map((value): Literal => ({ is: 'bare', value: value.toISOString() })),
);
