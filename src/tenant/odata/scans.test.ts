import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Readers, openReaders } from '../state/readers.ts';
import { type Handled, handleGraph } from './handle.ts';
import { type Engine, base, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
let readers: Readers;
beforeAll(() => {
  engine = testEngine(60);
  readers = openReaders(engine.state.file, { smallestFile: 0 });
});
afterAll(async () => {
  await readers.close();
  engine.close();
});

const roles = ['Directory.Read.All'];

function ask(url: string, through?: Readers): Handled | Promise<Handled> {
  const [path = '', query = ''] = url.split('?');
  const request = {
    method: 'GET',
    path,
    query: new URLSearchParams(query),
    headers: { consistencylevel: 'eventual' },
    body: undefined,
    base,
    principal: { kind: 'app' as const, appId: 'app', objectId: 'principal', roles },
  };
  return through === undefined
    ? handleGraph(engine.state, engine.clock, request)
    : handleGraph(engine.state, engine.clock, request, through);
}

test.each([
  '/users/$count',
  '/users?$count=true&$top=7',
  "/users?$count=true&$filter=department ne 'Sales'",
  "/users?$count=true&$filter=endsWith(mail,'7@contoso.com')",
  '/users?$count=true&$filter=not(accountEnabled eq true)&$orderby=displayName desc&$top=5',
  "/users/$count?$filter=department ne 'Sales'",
  '/users?$search="displayName:person"&$count=true&$orderby=displayName&$top=3',
  `/groups/${groupId(0)}/transitiveMembers?$count=true`,
  `/groups/${groupId(0)}/transitiveMembers/$count`,
  `/groups/${groupId(1)}/members?$count=true&$filter=startsWith(displayName,'P')`,
  `/groups/${groupId(0)}/transitiveMembers/$ref`,
])('%s is answered alike from another thread', async (url) => {
  const answer = ask(url, readers);
  expect(answer).toBeInstanceOf(Promise);
  expect(await answer).toEqual(ask(url));
  expect((await answer).status).toBe(200);
});

test.each([
  `/users/${userId(1)}`,
  '/users?$top=5',
  '/users?$orderby=displayName&$top=5',
  "/users?$filter=department eq 'Sales'",
  "/users?$filter=userPrincipalName eq 'p1@contoso.com' and accountEnabled eq true",
  "/users?$filter=startsWith(displayName,'Person')",
  "/users?$filter=mail eq 'p1@contoso.com' or mail eq 'p2@contoso.com'",
  '/users?$search="displayName:person"',
  `/groups/${groupId(1)}/members`,
  `/users/${userId(0)}/memberOf`,
])('%s is answered at once', (url) => {
  expect(ask(url, readers)).toMatchObject({ status: 200 });
});

test('a thread that fails is a refusal, not a crash', async () => {
  const shut = openReaders(engine.state.file, { smallestFile: 0 });
  await shut.close();
  expect(await ask('/users/$count', shut)).toMatchObject({ status: 503, operation: 'GET /users/$count' });
});
