import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { parseFilter } from './filter/parser.ts';
import { compileFilter } from './filter/compile.ts';
import { inCheapOrder, pageStatement } from './page.ts';
import type { Query } from './query.ts';
import { type Engine, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
});
afterAll(() => engine.close());

/** What SQLite would do for a page, and for the page after it. */
function plans(filter: string, more: Partial<Query> = {}): string[] {
  const query: Query = {
    filter: filter === '' ? undefined : compileFilter('user', parseFilter(filter)),
    search: undefined,
    select: undefined,
    expand: [],
    top: 100,
    orderBy: [],
    skip: 0,
    count: false,
    after: undefined,
    ...more,
  };
  const first = inCheapOrder(query);
  const token = first.orderBy.length === 0 ? { id: userId(5) } : { id: userId(5), values: ['Person 005'] };
  return [first, { ...first, after: token }].map((page) => {
    const { sql, values } = pageStatement('user', undefined, page);
    const steps = engine.state.select(`explain query plan ${sql}`, values);
    return steps.map(({ detail }) => String(detail)).join('; ');
  });
}

describe('a filter on an indexed property never walks the table, on no page', () => {
  test.each([
    `id eq '${userId(1)}'`,
    "userPrincipalName eq 'p1@contoso.com'",
    "mail eq 'p1@contoso.com'",
    "department eq 'Sales'",
    "department eq 'Sales' and jobTitle eq 'Clerk'",
    "department eq 'Sales' and accountEnabled eq true",
    'accountEnabled eq false',
    "startsWith(displayName,'Person')",
    "startsWith(displayName,'Person') and accountEnabled eq true",
    "displayName ge 'M' and displayName lt 'N'",
    'createdDateTime ge 2026-01-01',
    "department in ('Sales','Research')",
    "department eq 'Sales' or department eq 'Research'",
    "mail eq 'a' or userPrincipalName eq 'a'",
    "startsWith(displayName,'a') or startsWith(mail,'a') or startsWith(userPrincipalName,'a')",
    "accountEnabled eq true and (startsWith(displayName,'a') or startsWith(surname,'a'))",
    `id in ('${userId(1)}','${userId(2)}')`,
  ])('%s', (filter) => {
    for (const plan of plans(filter)) {
      expect(plan).toMatch(/SEARCH e USING/);
      expect(plan).not.toMatch(/SCAN e\b/);
    }
  });
});

describe('a page ends after its rows, without sorting all there are', () => {
  test.each([
    ['', {}],
    ["department eq 'Sales'", {}],
    ["startsWith(displayName,'Person')", {}],
    ['createdDateTime ge 2026-01-01', {}],
    ['', { orderBy: [{ property: 'displayName', descending: false }] }],
    ['', { orderBy: [{ property: 'userPrincipalName', descending: false }] }],
  ] as const)('%s %o', (filter, more) => {
    for (const plan of plans(filter, more)) expect(plan).not.toContain('TEMP B-TREE');
  });

  test('the next page begins where the last one ended', () => {
    const [, next] = plans("startsWith(displayName,'Person')");
    expect(next).toContain('(displayName,id)>(?,?)');
  });
});

test('members and memberships are found from either end by an index', () => {
  for (const nav of [
    "select target from link where nav = 'group.members' and source = ?",
    "select source from link where nav = 'group.members' and target = ?",
  ]) {
    const [step] = engine.state.select(`explain query plan ${nav}`, [groupId(1)]);
    expect(String(step?.['detail'])).toMatch(/^SEARCH link USING/);
  }
});
