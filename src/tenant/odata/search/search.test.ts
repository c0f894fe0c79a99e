import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { searchWords } from '../../state/search-words.ts';
import { type Engine, base, groupId, testEngine, userId } from '../testing/engine.ts';
import { type SearchNode, printSearch } from './nodes.ts';
import { parseSearch } from './parser.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
  const names = [
    '李四(David Li)',
    'HelloWorld',
    'hello-world',
    'Conf Room Crystal',
    'Conf Room 12',
    'O\'Brien "Bob"',
  ];
  for (const [n, displayName] of names.entries()) engine.state.update('user', userId(n), { displayName });
  engine.state.update('user', userId(3), { mail: 'crystal.room@contoso.com', department: 'Rooms' });
  engine.state.update('group', groupId(0), { displayName: 'OneVideo', description: 'All of one staff' });
});
afterAll(() => engine.close());

function found(path: string, search: string, more = ''): string[] {
  const url = `${path}?$search=${encodeURIComponent(search)}&$select=displayName${more}`;
  const answer = engine.call('GET', url, undefined, { eventual: true });
  expect(answer.error).toBeUndefined();
  return answer.value.map(({ displayName }) => String(displayName)).sort();
}

/** Source: learn.microsoft.com/graph/search-query-parameter, its own examples. */
describe('a text falls into tokens', () => {
  test.each([
    ['hello world', 'hello world'],
    ['HelloWorld', 'hello world'],
    ['helloWORLD', 'hello world'],
    ['HELLOworld', 'helloworld'],
    ['HelloWORld', 'hello world'],
    ['hello.world', 'hello \uE0002e world helloworld'],
    ['hello123world', 'hello 123 world'],
  ])('%s', (text, tokens) => {
    expect(searchWords(text).join(' ')).toBe(tokens);
  });
});

describe('users are found by the tokens of their names, in any order, by the beginning of each', () => {
  test.each([
    ['李四(David Li)', ['李四(David Li)']],
    ['李四', ['李四(David Li)']],
    ['David)', ['李四(David Li)']],
    ['(李四', ['李四(David Li)']],
    ['Li 李', ['李四(David Li)']],
    ['helloworld', ['hello-world']],
    ['hello', ['HelloWorld', 'hello-world']],
    ['HELLO', ['HelloWorld', 'hello-world']],
    ['world', ['HelloWorld', 'hello-world']],
    ['orld', []],
    ['Conf Room', ['Conf Room 12', 'Conf Room Crystal']],
    // github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3285: `C` is the beginning of `Conf` too.
    ['Conf Room C', ['Conf Room 12', 'Conf Room Crystal']],
    ['Conf Room Cr', ['Conf Room Crystal']],
    ['room conf', ['Conf Room 12', 'Conf Room Crystal']],
    ['Conf Room 1', ['Conf Room 12']],
    ['"Bob"', ['O\'Brien "Bob"']],
  ])('%s', (text, names) => {
    const clause = printSearch({ kind: 'clause', property: 'displayName', text });
    expect(found('/users', clause)).toEqual(names);
  });
});

describe('clauses are joined, and join $filter, $orderby and $count', () => {
  test.each([
    ['/users', '"displayName:conf" AND "displayName:crystal"', ['Conf Room Crystal']],
    [
      '/users',
      '"displayName:hello" OR "displayName:crystal"',
      ['Conf Room Crystal', 'HelloWorld', 'hello-world'],
    ],
    [
      '/users',
      '"displayName:12" OR "displayName:hello" AND "displayName:-"',
      ['Conf Room 12', 'hello-world'],
    ],
    ['/users', '("displayName:12" OR "displayName:hello") AND "displayName:-"', ['hello-world']],
    // Other properties by their beginning.
    ['/users', '"mail:crystal"', ['Conf Room Crystal']],
    ['/users', '"mail:room"', []],
    ['/users', '"displayName:12" OR "mail:crystal"', ['Conf Room 12', 'Conf Room Crystal']],
    ['/users', '"displayName:conf" AND "department:roo"', ['Conf Room Crystal']],
    ['/groups', '"displayName:OneVideo" OR "mail:onevideo"', ['OneVideo']],
    ['/groups', '"description:staff" AND ("displayName:Video" OR "displayName:Drive")', ['OneVideo']],
  ])('%s %s', (path, search, names) => {
    expect(found(path, search)).toEqual(names);
  });

  test('$filter restricts what is found', () => {
    const filter = `&$filter=${encodeURIComponent("department eq 'Rooms'")}`;
    expect(found('/users', '"displayName:conf"', filter)).toEqual(['Conf Room Crystal']);
    expect(found('/users', '"displayName:conf" OR "mail:p"', filter)).toEqual(['Conf Room Crystal']);
  });

  test('$count counts it, in the list and by itself', () => {
    const search = encodeURIComponent('"displayName:conf"');
    const call = (url: string) => engine.call('GET', url, undefined, { eventual: true });
    expect(call(`/users?$search=${search}&$count=true&$top=1`).json['@odata.count']).toBe(2);
    expect(call(`/users/$count?$search=${search}`).body).toBe('2');
    expect(call(`/users/$count?$search=${search}&$filter=mail eq 'p4@contoso.com'`).body).toBe('1');
  });

  test('$orderby sorts it, with $count=true only', () => {
    const url = `/users?$search=${encodeURIComponent('"displayName:conf"')}&$orderby=displayName desc`;
    expect(engine.call('GET', url, undefined, { eventual: true }).error?.message).toBe(
      'Sorting not supported for current query.',
    );
    const { value } = engine.call('GET', `${url}&$count=true`, undefined, { eventual: true });
    expect(value.map(({ displayName }) => displayName)).toEqual(['Conf Room Crystal', 'Conf Room 12']);
  });

  test('members of a group are searched as well', () => {
    expect(found(`/groups/${groupId(2)}/members/microsoft.graph.user`, '"displayName:david"')).toEqual([
      '李四(David Li)',
    ]);
    expect(found(`/groups/${groupId(2)}/members`, '"displayName:david"')).toEqual(['李四(David Li)']);
    expect(found(`/groups/${groupId(2)}/members`, '"displayName:hello"')).toEqual([]);
  });
});

test('the index follows every change, and pages go on where they ended', () => {
  const own = testEngine(30);
  const search = `/users?$search=${encodeURIComponent('"displayName:person"')}&$top=10`;
  const seen = new Set<string>();
  let next: string | undefined = search;
  for (let pages = 0; next !== undefined; pages += 1) {
    const answer = own.call('GET', next, undefined, { eventual: true });
    for (const { id } of answer.value) {
      expect(seen.has(String(id))).toBe(false);
      seen.add(String(id));
    }
    if (pages === 0) {
      own.state.remove('user', userId(29));
      own.state.update('user', userId(28), { displayName: 'Somebody else' });
      own.state.update('user', userId(0), { displayName: 'Person again' });
    }
    next = (answer.json['@odata.nextLink'] as string | undefined)?.slice(base.length);
  }
  expect(seen.size).toBe(28);
  own.close();
});

/** Sources of the texts: the error table. */
describe('what is no search is refused', () => {
  test.each([
    ['displayName:aname', 'BadRequest', "character ':' is not valid at position 11 in 'displayName:aname'"],
    ['Backup Config 0', 'BadRequest', "character '0' is not valid at position 14"],
    ['"displayName:x', 'BadRequest', 'unterminated string literal'],
    ['"displayName:x" or "mail:y"', 'BadRequest', 'Syntax error'],
    ['"displayName:x" OR', 'BadRequest', 'Expression expected'],
    ['("displayName:x"', 'BadRequest', 'Expression expected'],
    ['', 'BadRequest', 'Expression expected'],
    ['"x"', 'Request_BadRequest', 'must be of the form'],
    ['"displayName:"', 'Request_BadRequest', 'must be of the form'],
    ['"nonsense:x"', 'BadRequest', "Could not find a property named 'nonsense'"],
    ['"accountEnabled:true"', 'Request_UnsupportedQuery', "'accountEnabled'"],
    ['"licenseAssignmentStates:x"', 'Request_UnsupportedQuery', "'licenseAssignmentStates'"],
    [Array.from({ length: 101 }, () => '"mail:x"').join(' OR '), 'BadRequest', "node count limit of '100'"],
    [
      `"displayName:${'a '.repeat(60)}b c d e f g h i j ${Array.from({ length: 60 }, (_, n) => n).join(' ')}"`,
      'BadRequest',
      'node count',
    ],
  ])('%s', (search, code, text) => {
    const url = `/users?$search=${encodeURIComponent(search)}`;
    const { status, error } = engine.call('GET', url, undefined, { eventual: true });
    expect([status, error?.code]).toEqual([400, code]);
    expect(error?.message).toContain(text);
  });
});

const clause = fc
  .record({ property: fc.constantFrom('displayName', 'mail'), text: fc.string({ minLength: 1 }) })
  .filter(({ text }) => text.trim() !== '')
  .map((made): SearchNode => ({ kind: 'clause', ...made }));
const tree = fc.letrec<{ node: SearchNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    clause,
    fc
      .record({
        kind: fc.constantFrom('and', 'or'),
        parts: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
      })
      .map((made): SearchNode => made),
  ),
})).node;

test('a printed search reads as the same search, and any is answered or refused', () => {
  fc.assert(
    fc.property(tree, (of) => {
      expect(parseSearch(printSearch(of))).toEqual(of);
      const url = `/users?$search=${encodeURIComponent(printSearch(of))}`;
      expect(engine.call('GET', url, undefined, { eventual: true }).status).toBeLessThan(500);
    }),
  );
});
