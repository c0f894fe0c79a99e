import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Engine, base, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine(250);
});
afterAll(() => engine.close());

const ids = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map(({ id }) => String(id));

/** Follows the next links to the end. */
function walk(url: string, eventual = false): { ids: string[]; pages: number } {
  const found: string[] = [];
  let pages = 0;
  for (let next: string | undefined = url; next !== undefined; pages += 1) {
    const answer = engine.call('GET', next, undefined, { eventual });
    expect(answer.status).toBe(200);
    found.push(...ids(answer.value));
    next = (answer.json['@odata.nextLink'] as string | undefined)?.slice(base.length);
  }
  return { ids: found, pages };
}

describe('an answer has the properties that Graph gives', () => {
  test('a user without $select has exactly the default ones', () => {
    const { json } = engine.call('GET', `/users/${userId(1)}`);
    expect(Object.keys(json).sort()).toEqual(
      [
        '@odata.context',
        'businessPhones',
        'displayName',
        'givenName',
        'id',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
      ].sort(),
    );
    expect(json['@odata.context']).toBe(`${base}/$metadata#users/$entity`);
  });

  test('$select gives what it names, in any case, and null where there is nothing', () => {
    const { json } = engine.call('GET', `/users/${userId(1)}?$select=accountenabled,city`);
    expect(json).toEqual({ '@odata.context': expect.any(String), accountEnabled: true, city: null });
  });

  test('a user is found by id, by principal name and in parentheses', () => {
    for (const key of [
      `/${userId(1)}`,
      '/p1@contoso.com',
      '/P1%40CONTOSO.COM',
      `('${userId(1)}')`,
      `(${userId(1)})`,
    ]) {
      expect(engine.call('GET', `/users${key}`).json['userPrincipalName']).toBe('p1@contoso.com');
    }
  });

  test('a directory object says what it is', () => {
    expect(engine.call('GET', `/directoryObjects/${groupId(0)}`).json['@odata.type']).toBe(
      '#microsoft.graph.group',
    );
    expect(engine.call('GET', `/users/${userId(1)}/manager`).json).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      id: userId(0),
    });
  });
});

describe('paging visits every row once, without an offset', () => {
  test.each([
    ['/users?$top=17', false],
    ['/users?$top=17&$orderby=displayName', false],
    ['/users?$top=17&$orderby=displayName desc', false],
    ["/users?$top=17&$filter=startsWith(displayName,'Person')", false],
    ["/users?$top=17&$filter=startsWith(displayName,'P') or startsWith(mail,'p')", false],
    ["/users?$top=17&$filter=department in ('Sales','Research','Finance')", false],
    ["/users?$top=17&$filter=department eq 'Sales' or department ne 'Sales'&$count=true", true],
  ] as const)('%s', (url, eventual) => {
    const walked = walk(url, eventual);
    expect(new Set(walked.ids).size).toBe(250);
    expect(walked.ids.length).toBe(250);
    expect(walked.pages).toBe(15);
  });

  test('the last full page has no next link', () => {
    expect(walk('/users?$top=125').pages).toBe(2);
    expect(engine.call('GET', '/users?$top=250').json['@odata.nextLink']).toBeUndefined();
  });

  test('100 is the usual page, 999 the largest', () => {
    expect(engine.call('GET', '/users').value.length).toBe(100);
    expect(engine.call('GET', '/users?$top=999').value.length).toBe(250);
    expect(engine.call('GET', '/users?$top=1000').error?.message).toContain(
      "Invalid page size specified: '1000'",
    );
  });

  test('the next link repeats the options of the request', () => {
    const next = String(engine.call('GET', '/users?$top=5&$select=id').json['@odata.nextLink']);
    expect(next).toContain(`${base}/users?$top=5&$select=id&$skiptoken=`);
  });

  test('rows that come and go between two pages disturb neither', () => {
    const own = testEngine(30);
    const first = own.call('GET', '/users?$top=10');
    own.state.remove('user', userId(0));
    own.state.remove('user', userId(15));
    const next = String(first.json['@odata.nextLink']).slice(base.length);
    expect(ids(own.call('GET', next).value)).toEqual(
      [10, 11, 12, 13, 14, 16, 17, 18, 19, 20].map((n) => userId(n)),
    );
    own.close();
  });
});

describe('advanced queries need their header and $count=true, as documented', () => {
  test.each([
    ["$filter=displayName ne 'x'", 'ne'],
    ["$filter=not(displayName eq 'x')", 'not'],
    ["$filter=endsWith(mail,'x')", 'endsWith'],
    ['$filter=assignedLicenses/$count eq 0', 'count'],
    ["$filter=companyName eq 'x'", 'eq'],
    ['$filter=city eq null', 'eq'],
  ])('%s', (options, operator) => {
    for (const [url, eventual] of [
      [`/users?${options}`, false],
      [`/users?${options}`, true],
      [`/users?${options}&$count=true`, false],
    ] as const) {
      const { status, error } = engine.call('GET', url, undefined, { eventual });
      expect(status).toBe(400);
      expect(error?.code).toBe('Request_UnsupportedQuery');
      expect(error?.message).toContain(`Operator '${operator}' is not supported`);
    }
    expect(engine.call('GET', `/users?${options}&$count=true`, undefined, { eventual: true }).status).toBe(
      200,
    );
  });

  test('$count=true without the header is left unanswered, without a word', () => {
    const { status, json } = engine.call('GET', '/users?$count=true&$top=1');
    expect([status, json['@odata.count']]).toEqual([200, undefined]);
    expect(
      engine.call('GET', '/users?$count=true&$top=1', undefined, { eventual: true }).json['@odata.count'],
    ).toBe(250);
  });

  test('/$count is plain text with the header, and refused without', () => {
    expect(engine.call('GET', '/users/$count').error).toMatchObject({
      code: 'Request_BadRequest',
      message: '$count is not currently supported.',
    });
    expect(engine.call('GET', '/users/$count', undefined, { eventual: true }).body).toBe('250');
    const filtered = engine.call('GET', '/users/$count?$filter=accountEnabled ne true', undefined, {
      eventual: true,
    });
    expect(filtered.body).toBe('62');
    expect(
      engine.call('GET', `/groups/${groupId(1)}/members/$count`, undefined, { eventual: true }).body,
    ).toBe('2');
    expect(engine.call('GET', '/groups/nope/members/$count', undefined, { eventual: true }).status).toBe(404);
  });

  test('$filter together with $orderby', () => {
    const url = "/users?$filter=department eq 'Sales'&$orderby=displayName&$top=3";
    expect(engine.call('GET', url).error?.message).toBe('Sorting not supported for current query.');
    const { value } = engine.call('GET', `${url}&$count=true`, undefined, { eventual: true });
    expect(value.map(({ displayName }) => displayName)).toEqual(
      value.map(({ displayName }) => displayName).sort(),
    );
  });

  test('sorting by what sorts only in an advanced query', () => {
    expect(engine.call('GET', '/users?$orderby=createdDateTime').error?.message).toContain(
      'Sorting not supported',
    );
    expect(
      engine.call('GET', '/users?$orderby=createdDateTime&$count=true', undefined, { eventual: true }).status,
    ).toBe(200);
    expect(engine.call('GET', '/users?$orderby=jobTitle').error?.message).toContain(
      "for property 'jobTitle'",
    );
  });

  test('$search without the header', () => {
    expect(engine.call('GET', '/users?$search="displayName:x"').error?.message).toContain(
      "'ConsistencyLevel: eventual'",
    );
  });
});

describe('navigation', () => {
  test('memberOf is direct, transitiveMemberOf reaches through groups, members may be of any kind', () => {
    expect(ids(engine.call('GET', `/users/${userId(0)}/memberOf`).value)).toEqual([groupId(2)]);
    const { value } = engine.call('GET', `/users/${userId(0)}/transitiveMemberOf/microsoft.graph.group`);
    expect(ids(value)).toEqual([groupId(0), groupId(1), groupId(2)]);
    const members = engine.call('GET', `/groups/${groupId(1)}/members`).value;
    expect(members.map((member) => member['@odata.type'])).toEqual([
      '#microsoft.graph.user',
      '#microsoft.graph.group',
    ]);
    expect(
      ids(engine.call('GET', `/groups/${groupId(0)}/transitiveMembers/microsoft.graph.user`).value),
    ).toEqual([userId(0), userId(1)]);
    expect(ids(engine.call('GET', `/users/${userId(0)}/directReports`).value)).toEqual([userId(1)]);
    expect(ids(engine.call('GET', `/users/${userId(0)}/ownedObjects`).value)).toEqual([groupId(1)]);
  });

  test('who is in a circle of groups is found once', () => {
    const own = testEngine();
    own.state.link('group.members', groupId(2), groupId(0));
    expect(ids(own.call('GET', `/users/${userId(0)}/transitiveMemberOf`).value)).toEqual(
      [0, 1, 2].map(groupId),
    );
    own.close();
  });

  test('$expand writes the relation beside the object, with its own $select', () => {
    const { json } = engine.call(
      'GET',
      `/users/${userId(1)}?$select=id&$expand=manager($select=id,displayName)`,
    );
    expect(json['manager']).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: userId(0),
      displayName: 'Person 000',
    });
    expect(ids(engine.call('GET', `/users/${userId(1)}?$expand=memberOf`).json['memberOf'] as [])).toEqual([
      groupId(1),
    ]);
    const list = engine.call('GET', `/groups?$expand=owners($select=id)&$select=id,displayName`).value;
    expect(list.find(({ id }) => id === groupId(1))?.['owners']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: userId(0) },
    ]);
  });

  test('$expand gives at most twenty', () => {
    const own = testEngine(40);
    for (let n = 2; n < 40; n += 1) own.state.link('group.members', groupId(1), userId(n));
    expect((own.call('GET', `/groups/${groupId(1)}?$expand=members`).json['members'] as []).length).toBe(20);
    own.close();
  });
});

/** What is asked, and how it is refused. Nothing unknown gets a silent 200. */
const refusals: readonly (readonly [
  method: string,
  url: string,
  status: number,
  code: string,
  text: string,
])[] = [
  ['GET', '/', 400, 'BadRequest', 'segment'],
  ['GET', '/userz', 400, 'BadRequest', "Resource not found for the segment 'userz'."],
  ['GET', '/places', 501, 'notEmulated', '/places'],
  ['GET', '/auditLogs/provisioning', 501, 'notEmulated', 'auditLogs'],
  ['GET', '/me', 400, 'BadRequest', 'delegated'],
  ['GET', `/users/${userId(1)}/calendar`, 501, 'notEmulated', 'user/calendar'],
  ['GET', `/users/${userId(1)}/nonsense`, 400, 'BadRequest', "segment 'nonsense'"],
  ['POST', `/users/${userId(1)}/exportPersonalData`, 501, 'notEmulated', 'exportPersonalData'],
  [
    'GET',
    `/users/${userId(900)}`,
    404,
    'Request_ResourceNotFound',
    `Resource '${userId(900)}' does not exist`,
  ],
  ['GET', '/users/nobody@contoso.com', 404, 'Request_ResourceNotFound', 'nobody@contoso.com'],
  ['GET', `/users/${userId(900)}/memberOf`, 404, 'Request_ResourceNotFound', 'does not exist'],
  ['GET', `/users/${userId(0)}/manager`, 404, 'Request_ResourceNotFound', 'manager'],
  ['GET', `/groups/${userId(1)}`, 404, 'Request_ResourceNotFound', 'does not exist'],
  ['PUT', `/users/${userId(1)}`, 405, 'Request_BadRequest', 'Specified HTTP method'],
  ['POST', '/subscribedSkus', 405, 'Request_BadRequest', 'Specified HTTP method'],
  ['DELETE', '/users', 405, 'Request_BadRequest', 'Specified HTTP method'],
  ['GET', `/users/${userId(1)}/assignLicense`, 405, 'Request_BadRequest', 'Specified HTTP method'],
  [
    'DELETE',
    `/groups/${groupId(1)}/members/${userId(1)}`,
    405,
    'Request_BadRequest',
    'Specified HTTP method',
  ],
  ['GET', '/users?$select=nonsense', 400, 'BadRequest', "Could not find a property named 'nonsense'"],
  ['GET', '/users?$select=print', 501, 'notEmulated', 'user/print'],
  ['GET', '/users?$expand=nonsense', 400, 'BadRequest', "Could not find a property named 'nonsense'"],
  [
    'GET',
    '/users?$expand=manager($levels=max)',
    400,
    'Request_UnsupportedQuery',
    'send the $expand request on /users/{id} endpoint',
  ],
  [
    'GET',
    '/users?$expand=manager,memberOf',
    400,
    'BadRequest',
    'at least 2 items, but the maximum allowed is 1',
  ],
  ['GET', `/users/${userId(1)}?$expand=nonsense`, 400, 'BadRequest', 'nonsense'],
  ['GET', '/users?$skip=5', 400, 'Request_BadRequest', "'$skip' is not supported by the service."],
  ['GET', '/users?$bogus=5', 400, 'Request_BadRequest', '$bogus'],
  ['GET', '/users?$top=0', 400, 'Request_UnsupportedQuery', "'0'"],
  ['GET', '/users?$top=x', 400, 'BadRequest', "Invalid value 'x' for $top query option found"],
  ['GET', '/users?$skiptoken=bogus', 400, 'Directory_ExpiredPageToken', 'page token'],
  ['GET', "/users?$filter=displayName eq 'x", 400, 'BadRequest', 'Invalid filter clause'],
  [
    'GET',
    '/groups?$filter=createdDateTime ge 2021-11-01',
    400,
    'Request_UnsupportedQuery',
    "'createdDateTime' of resource 'Group'",
  ],
  [
    'GET',
    `/groups/${groupId(1)}/members?$filter=id eq 'x'`,
    400,
    'Request_UnsupportedQuery',
    'Unsupported Query.',
  ],
  ['GET', "/servicePrincipals(displayName='x')", 400, 'Request_BadRequest', 'displayName'],
  ['GET', '/users/%E0%A4%A', 400, 'BadRequest', 'segment'],
  ['GET', '/directoryObjects', 501, 'notEmulated', '/directoryObjects'],
  ['GET', `/directoryObjects/${userId(900)}`, 404, 'Request_ResourceNotFound', 'does not exist'],
];

describe('what is not answered is refused: Graph has it (501) or Graph has it not (its own words)', () => {
  test.each(refusals)('%s %s → %i', (method, url, status, code, text) => {
    const answer = engine.call(method, url, {});
    expect(answer.status).toBe(status);
    expect(answer.error?.code).toBe(code);
    expect(answer.error?.message).toContain(text);
  });
});
