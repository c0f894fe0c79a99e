import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { isProblem } from '#kernel';

import type { Row } from '../../state/columns.ts';
import { type TenantState, openState } from '../../state/state.ts';
import { compileFilter } from './compile.ts';
import { type FilterNode, type Literal, node } from './nodes.ts';
import { parseFilter } from './parser.ts';
import { printFilter } from './printer.ts';

const e3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const e5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06';
const licence = (skuId: string) => ({ skuId, disabledPlans: [] });

const people: readonly Row[] = [
  {
    id: 'ada',
    displayName: 'Ada Lovelace',
    givenName: 'Ada',
    surname: 'Lovelace',
    department: 'Research',
    city: 'London',
    companyName: 'Contoso',
    usageLocation: 'GB',
    accountEnabled: true,
    userPrincipalName: 'ada@contoso.com',
    mail: 'ada@contoso.com',
    userType: 'Member',
    employeeId: '0001',
    createdDateTime: '2024-01-10T08:00:00Z',
    businessPhones: ['+44 20 1', '+44 20 2'],
    proxyAddresses: ['SMTP:ada@contoso.com', 'smtp:a.lovelace@contoso.com'],
    otherMails: ['ada@home.example'],
    assignedLicenses: [licence(e3)],
  },
  {
    id: 'bob',
    displayName: "Bob O'Brien",
    givenName: 'Bob',
    surname: "O'Brien",
    department: 'Sales',
    accountEnabled: false,
    userPrincipalName: 'bob@contoso.com',
    userType: 'Member',
    createdDateTime: '2025-03-01T00:00:00Z',
    businessPhones: [],
    proxyAddresses: [],
    otherMails: [],
    assignedLicenses: [],
  },
  {
    id: 'cleo',
    displayName: 'Cléo Martin',
    givenName: 'Cléo',
    surname: 'Martin',
    department: 'research',
    city: 'Paris',
    usageLocation: 'FR',
    accountEnabled: true,
    userPrincipalName: 'cleo_fabrikam.com#EXT#@contoso.com',
    mail: 'cleo@fabrikam.com',
    userType: 'Guest',
    createdDateTime: '2026-05-05T12:30:15Z',
    businessPhones: ['+33 1'],
    proxyAddresses: ['SMTP:cleo@fabrikam.com'],
    otherMails: ['cleo@fabrikam.com'],
    assignedLicenses: [licence(e3), licence(e5)],
  },
  {
    id: 'eve',
    displayName: 'Eve 100% Sure_thing',
    givenName: 'Eve',
    surname: 'Sure_thing',
    department: 'R&D, (new)',
    city: 'London',
    companyName: 'Fabrikam',
    usageLocation: 'GB',
    accountEnabled: true,
    userPrincipalName: 'eve@fabrikam.com',
    mail: 'eve@fabrikam.com',
    userType: 'Member',
    employeeId: '0002',
    createdDateTime: '2026-05-05T12:30:16Z',
    businessPhones: ['+44 20 1'],
    proxyAddresses: ['SMTP:eve@fabrikam.com'],
    otherMails: [],
    assignedLicenses: [licence(e5)],
  },
];

/** A filter, and whom it finds; or the error's code. `!` in front: only as an advanced query. */
const cases: readonly (readonly [filter: string, found: string])[] = [
  ["displayName eq 'Ada Lovelace'", 'ada'],
  ["displayName eq 'ADA LOVELACE'", 'ada'],
  ["DisplayName eq 'Ada Lovelace'", 'ada'],
  ["displayName eq 'Bob O''Brien'", 'bob'],
  ["displayName eq 'nobody'", ''],
  ["displayName eq ''", ''],
  ["displayName ne 'Ada Lovelace'", '! bob cleo eve'],
  ["city ne 'London'", '! bob cleo'],
  ["not (city eq 'London')", '! bob cleo'],
  ['not(accountEnabled eq true)', '! bob'],
  ["NOT startsWith(displayName, 'Ada')", '! bob cleo eve'],
  ["department eq 'research'", 'ada cleo'],
  ["department eq 'R&D, (new)'", 'eve'],
  ["startsWith(displayName, 'A')", 'ada'],
  ["startswith(displayName,'a')", 'ada'],
  ["startsWith(displayName, 'Eve 100%')", 'eve'],
  ["startsWith(displayName, 'Eve 100_')", ''],
  ["startsWith(surname, 'Sure_')", 'eve'],
  ["startsWith(surname, 'Sure%')", ''],
  ["startsWith(givenName, 'Cléo')", 'cleo'],
  ["startsWith(displayName, '')", 'ada bob cleo eve'],
  ["startsWith(mail, 'ada@')", 'ada'],
  ["endsWith(mail, '@fabrikam.com')", '! cleo eve'],
  ["endsWith(mail, '@FABRIKAM.com')", '! cleo eve'],
  ["endswith(userPrincipalName,'#EXT#@contoso.com')", '! cleo'],
  ["not endsWith(mail, '@fabrikam.com')", '! ada bob'],
  ['accountEnabled eq true', 'ada cleo eve'],
  ['accountEnabled eq false', 'bob'],
  ['accountEnabled ne true', '! bob'],
  ['accountEnabled in (true, false)', 'ada bob cleo eve'],
  ["city in ('London', 'Paris')", 'ada cleo eve'],
  ["city in ('Rome')", ''],
  ["not (city in ('London'))", '! bob cleo'],
  ["id in ('ada', 'eve', 'nobody')", 'ada eve'],
  ["id eq 'ada'", 'ada'],
  ["userPrincipalName eq 'EVE@fabrikam.com'", 'eve'],
  ['city eq null', '! bob'],
  ['city ne null', '! ada cleo eve'],
  ['mail eq null', '! bob'],
  ['not (mail eq null)', '! ada cleo eve'],
  ['passwordPolicies eq null', '! ada bob cleo eve'],
  ["department ge 'R'", 'ada bob cleo eve'],
  ["department le 'Research'", 'ada cleo eve'],
  ["department gt 'Research'", 'bob'],
  ["department lt 'research'", 'eve'],
  ['createdDateTime ge 2026-05-05T12:30:16Z', 'eve'],
  ['createdDateTime gt 2026-05-05T12:30:15Z', 'eve'],
  ['createdDateTime le 2025-03-01', 'ada bob'],
  ['createdDateTime ge 2026-05-05T14:30:15+02:00', 'cleo eve'],
  ['createdDateTime eq 2024-01-10T08:00:00Z', 'ada'],
  ['createdDateTime ge 2024-12-31T23:59:59.9999999Z and createdDateTime lt 2026-01-01', 'bob'],
  ["companyName eq 'Contoso'", '! ada'],
  ["companyName ne null and not(companyName eq 'Contoso')", '! eve'],
  ["accountEnabled eq true and userType eq 'Guest'", 'cleo'],
  ["accountEnabled eq false or userType eq 'Guest'", 'bob cleo'],
  ["userType eq 'Guest' or userType eq 'Member' and accountEnabled eq false", 'bob cleo'],
  ["(userType eq 'Guest' or userType eq 'Member') and accountEnabled eq false", 'bob'],
  ["not (city eq 'London' and accountEnabled eq true)", '! bob cleo'],
  ["not (city eq 'London' or accountEnabled eq false)", '! cleo'],
  ["not (not (city eq 'London'))", '! ada eve'],
  ["((((id eq 'ada'))))", 'ada'],
  ["businessPhones/any(p:p eq '+44 20 1')", 'ada eve'],
  ["businessPhones/any(p:startsWith(p,'+33'))", 'cleo'],
  ['businessPhones/any()', 'ada cleo eve'],
  ["not businessPhones/any(p:p eq '+44 20 1')", '! bob cleo'],
  ["proxyAddresses/any(x:x eq 'smtp:ADA@contoso.com')", 'ada'],
  ["proxyAddresses/any(x:startswith(x,'SMTP:cleo'))", 'cleo'],
  ["proxyAddresses/any(x:endsWith(x,'@contoso.com'))", '! ada'],
  ['proxyAddresses/$count eq 0', '! bob'],
  ['otherMails/$count ne 0', '! ada cleo'],
  [`assignedLicenses/any(s:s/skuId eq ${e5})`, 'cleo eve'],
  [`assignedLicenses/any(x:x/skuId eq '${e5}')`, 'cleo eve'],
  [`assignedLicenses/any(s:s/skuId eq ${e3} or s/skuId eq ${e5})`, '! ada cleo eve'],
  [`not assignedLicenses/any(s:s/skuId eq ${e5})`, '! ada bob'],
  ['assignedLicenses/$count eq 0', '! bob'],
  ['assignedLicenses/$count gt 1', '! cleo'],
  [`assignedLicenses/any(s:s/skuId eq ${e3}) and accountEnabled eq true`, 'ada cleo'],
  ["  displayName   eq\t'Ada Lovelace'  ", 'ada'],
  // Refusals.
  ['', 'GraphFilterSyntax'],
  ['displayName', 'GraphFilterSyntax'],
  ['displayName eq', 'GraphFilterSyntax'],
  ["displayName = 'x'", 'GraphFilterSyntax'],
  ["displayName eq 'x", 'GraphFilterSyntax'],
  ['displayName eq "x"', 'GraphFilterSyntax'],
  ["displayName like 'x'", 'GraphFilterSyntax'],
  ["(displayName eq 'x'", 'GraphFilterSyntax'],
  ["displayName eq 'x')", 'GraphFilterSyntax'],
  ["displayName eq 'x' and", 'GraphFilterSyntax'],
  ["displayName eq 'x' 'y'", 'GraphFilterSyntax'],
  ["startsWith(displayName 'x')", 'GraphFilterSyntax'],
  ['city in ()', 'GraphFilterSyntax'],
  [`${'('.repeat(200)}id eq 'x'${')'.repeat(200)}`, 'GraphFilterSyntax'],
  [`${'not '.repeat(200)}id eq 'x'`, 'GraphFilterSyntax'],
  ["contains(displayName, 'x')", 'GraphFilterOperator'],
  ["nickname eq 'x'", 'GraphFilterPropertyUnknown'],
  ["constructor eq 'x'", 'GraphFilterPropertyUnknown'],
  ["assignedLicenses/any(s:s/price eq 'x')", 'GraphFilterPropertyUnknown'],
  ["aboutMe eq 'x'", 'GraphNotEmulated'],
  ["preferredLanguage/x eq 'y'", 'GraphFilterUnsupported'],
  ["licenseAssignmentStates eq 'x'", 'GraphFilterUnsupported'],
  ["passwordProfile eq 'x'", 'GraphFilterUnsupported'],
  ["endsWith(displayName, 'x')", 'GraphFilterUnsupported'],
  ["startsWith(userType, 'x')", 'GraphFilterUnsupported'],
  ['accountEnabled ge true', 'GraphFilterUnsupported'],
  ["businessPhones eq 'x'", 'GraphFilterUnsupported'],
  ["displayName/any(x:x eq 'y')", 'GraphFilterUnsupported'],
  ["businessPhones/any(p:q eq 'x')", 'GraphFilterUnsupported'],
  ['city/$count eq 0', 'GraphFilterUnsupported'],
  ['showInAddressList eq true', 'GraphFilterUnsupported'],
  [`city in (${Array.from({ length: 15 }, () => "'x'").join(',')})`, ''],
  [`city in (${Array.from({ length: 16 }, () => "'x'").join(',')})`, '!'],
  ["accountEnabled eq 'true'", 'GraphPropertyInvalid'],
  ['displayName eq 5', 'GraphPropertyInvalid'],
  ['displayName eq true', 'GraphPropertyInvalid'],
  ["createdDateTime ge '2024-01-01'", 'GraphPropertyInvalid'],
  ['createdDateTime ge 2024-13-45', 'GraphPropertyInvalid'],
  ['department gt null', 'GraphPropertyInvalid'],
  ["proxyAddresses/$count eq 'x'", 'GraphPropertyInvalid'],
];

let folder: string;
let state: TenantState;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-filter-'));
  state = openState(join(folder, 'main.sqlite'));
  for (const person of people) state.insert('user', person);
});

afterAll(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

function found(of: FilterNode): string[] {
  const { sql, values } = compileFilter('user', of);
  return state
    .select(`select id from e_user as e where ${sql} order by id`, values)
    .map(({ id }) => String(id));
}

describe('each filter finds these people, or is refused so', () => {
  test.each(cases)('%s', (filter, expected) => {
    if (expected.startsWith('Graph')) {
      const refused = (): unknown => compileFilter('user', parseFilter(filter));
      expect(refused).toThrow(expect.objectContaining({ code: expected }));
      return;
    }
    const parsed = parseFilter(filter);
    const advanced = expected.startsWith('!');
    expect(found(parsed).join(' ')).toBe(expected.replace(/^! ?/, ''));
    expect(compileFilter('user', parsed).advanced.length > 0).toBe(advanced);
    expect(parseFilter(printFilter(parsed))).toEqual(parsed);
  });
});

test('the message says where the filter stops making sense', () => {
  const refused = (): unknown => parseFilter("displayName eq 'x' and mail like 'y'");
  expect(refused).toThrow(/at position 28/);
});

// Properties that take nearly every operator, with values that some rows have.
const texts = fc.constantFrom(
  'London',
  'london',
  'Paris',
  'Research',
  "O'Brien",
  'x',
  '',
  'A',
  'R&D, (new)',
  '%',
  '_',
  'é',
);
const textProperty = fc.constantFrom('displayName', 'city', 'surname', 'givenName', 'state', 'country');
const literal = texts.map((value): Literal => ({ is: 'string', value }));
const leaf: fc.Arbitrary<FilterNode> = fc.oneof(
  fc
    .record({
      path: textProperty.map((name) => [name]),
      operator: fc.constantFrom('eq', 'ne', 'ge', 'le', 'gt', 'lt'),
      value: literal,
    })
    .map((made) => node({ kind: 'comparison', ...made })),
  fc
    .record({ path: textProperty.map((name) => [name]), operator: fc.constantFrom('eq', 'ne') })
    .map((made) => node({ kind: 'comparison', ...made, value: { is: 'null' } })),
  fc
    .record({
      path: textProperty.map((name) => [name]),
      values: fc.array(literal, { minLength: 1, maxLength: 4 }),
    })
    .map((made) => node({ kind: 'in', ...made })),
  fc
    .record({ path: textProperty.map((name) => [name]), value: literal })
    .map((made) => node({ kind: 'function', name: 'startsWith', ...made })),
  fc
    .boolean()
    .map((value) =>
      node({ kind: 'comparison', path: ['accountEnabled'], operator: 'eq', value: { is: 'boolean', value } }),
    ),
  texts.map((value) =>
    node({
      kind: 'lambda',
      quantifier: 'any',
      path: ['businessPhones'],
      variable: 'p',
      of: node({ kind: 'comparison', path: ['p'], operator: 'eq', value: { is: 'string', value } }),
    }),
  ),
);
const tree = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc
      .record({ kind: fc.constantFrom('and', 'or'), left: tie('node'), right: tie('node') })
      .map((made) => node(made)),
    tie('node').map((of) => node({ kind: 'not', of })),
  ),
})).node;

const anyLiteral: fc.Arbitrary<Literal> = fc.oneof(
  fc.string().map((value): Literal => ({ is: 'string', value })),
  fc.integer().map((value): Literal => ({ is: 'number', value })),
  fc.uuid().map((value): Literal => ({ is: 'bare', value })),
  fc
    .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2999-01-01') })
    .map((value): Literal => ({ is: 'bare', value: value.toISOString() })),
);

test('a printed filter reads as the same filter', () => {
  const counted = anyLiteral.map((value) =>
    node({ kind: 'comparison', path: ['otherMails', '$count'], operator: 'ne', value }),
  );
  const either = fc.tuple(tree, counted).map(([left, right]) => node({ kind: 'or', left, right }));
  fc.assert(
    fc.property(either, (of) => {
      expect(parseFilter(printFilter(of))).toEqual(of);
    }),
  );
});

test('SQLite finds exactly whom a plain reading of the filter finds', () => {
  fc.assert(
    fc.property(tree, (of) => {
      const expected = people.filter((person) => plainly(of, person)).map(({ id }) => id);
      expect(found(of)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('no text, however odd, does anything but parse or be refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ ()',a-z$:/]{0,30}$/)), (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        if (!isProblem(error) || !error.code.startsWith('GraphFilter')) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});

/** The filter's meaning, as slowly and plainly as it can be said: texts fold ASCII case, null equals only null. */
function plainly(of: FilterNode, row: Row): boolean {
  switch (of.kind) {
    case 'and':
      return plainly(of.left, row) && plainly(of.right, row);
    case 'or':
      return plainly(of.left, row) || plainly(of.right, row);
    case 'not':
      return !plainly(of.of, row);
    case 'in':
      return of.values.some((value) => compare(row[of.path[0]!], 'eq', value));
    case 'function':
      return startsWith(row[of.path[0]!], of.value);
    case 'comparison':
      return compare(row[of.path[0]!], of.operator, of.value);
    case 'isof':
      return of.type === 'user';
    case 'lambda': {
      const inner = of.of;
      return (row[of.path[0]!] as string[]).some((p) => inner === undefined || plainly(inner, { id: '', p }));
    }
  }
}

const fold = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function compare(held: unknown, operator: string, asked: Literal): boolean {
  if (asked.is === 'null') return ((held ?? null) === null) === (operator === 'eq');
  if (held === undefined || held === null) return operator === 'ne';
  if (asked.is === 'boolean') return held === asked.value;
  const order = Buffer.compare(Buffer.from(fold(String(held))), Buffer.from(fold(String(asked.value))));
  return { eq: order === 0, ne: order !== 0, gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[
    operator
  ]!;
}

function startsWith(held: unknown, asked: Literal): boolean {
  return typeof held === 'string' && asked.is === 'string' && fold(held).startsWith(fold(asked.value));
}
