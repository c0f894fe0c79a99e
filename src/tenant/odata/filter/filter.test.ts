import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { sheets } from '../../edm/model.ts';
import { type TenantState, openState } from '../../state/state.ts';
import { compileFilter } from './compile.ts';
import type { FilterNode } from './nodes.ts';
import { parseFilter } from './parser.ts';
import { printFilter } from './printer.ts';
import { cases } from './testing/cases.ts';
import { type Documented, documented } from './testing/documented.ts';
import { people } from './testing/people.ts';

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

describe.each(cases)('$title', ({ source, rows }) => {
  test('says where it is documented', () => {
    expect(source).not.toBe('');
  });

  test.each(rows)('%s', (filter, expected) => {
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

describe('each operator works by default or as an advanced query, as the page of advanced queries lists it', () => {
  const boolean = 'the comment of the type package, which is newer, lists eq, ne, not and in';
  const whole = 'a collection is asked by a lambda; not is the way to negate it (filter-query-parameter)';
  const sid = 'the comment of the type package lists eq alone';
  const otherwise: Readonly<Record<string, string>> = {
    'accountEnabled ge': boolean,
    'accountEnabled le': boolean,
    'onPremisesSyncEnabled ge': boolean,
    'onPremisesSyncEnabled le': boolean,
    'employeeId le': 'the comment lists ge and le alike; le alone is believed to be a slip of the page',
    'passwordPolicies eq': 'the comment lists eq for null values only',
    'imAddresses ne': whole,
    'onPremisesSecurityIdentifier ne': sid,
    'onPremisesSecurityIdentifier in': sid,
    'otherMails ne': whole,
    'proxyAddresses ne': whole,
    'proxyAddresses null': whole,
  };
  const ours = documented.filter(({ property }) => sheets.user.properties[property]?.filter !== undefined);

  test('most of what it lists is emulated', () => {
    expect(ours.length).toBeGreaterThan(200);
  });

  test.each(ours)('$property $operator', (one) => {
    const agrees = advancedOf(one) === one.advanced;
    const reason = otherwise[`${one.property} ${one.operator}`];
    // A reason that is no longer needed fails too.
    expect(agrees).toBe(reason === undefined);
  });
});

function advancedOf(one: Documented): boolean | undefined {
  try {
    return compileFilter('user', parseFilter(sentence(one))).advanced.length > 0;
  } catch {
    return undefined;
  }
}

function sentence({ property, operator }: Documented): string {
  const { kind } = sheets.user.properties[property]!;
  const value = kind === 'boolean' ? 'true' : kind === 'time' ? '2026-01-01' : "'x'";
  const many = kind === 'strings' || kind === 'json';
  const about = (test: string): string => (many ? `${property}/any(x:${test})` : test);
  const subject = many ? (kind === 'json' ? 'x/skuId' : 'x') : property;
  if (operator === 'null') return `${property} eq null`;
  if (operator === 'not') return `not (${about(`${subject} eq ${value}`)})`;
  if (operator === 'in') return about(`${subject} in (${value})`);
  if (operator === 'startsWith') return about(`startsWith(${subject}, ${value})`);
  return about(`${subject} ${operator} ${value}`);
}

test('the message says where the filter stops making sense', () => {
  const refused = (): unknown => parseFilter("displayName eq 'x' and mail like 'y'");
  expect(refused).toThrow(/at position 28/);
});
