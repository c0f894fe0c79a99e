import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { answerBatch } from './batch.ts';
import { handleGraph } from './handle.ts';
import type { GraphRequest } from './request.ts';
import { type Engine, base, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
let passed: GraphRequest[];
beforeAll(() => {
  engine = testEngine();
});
beforeEach(() => {
  passed = [];
});
afterAll(() => engine.close());

interface Answered {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

const roles = ['User.ReadWrite.All', 'User.RevokeSessions.All', 'Directory.Read.All'];

async function batch(requests: unknown, refuse: (item: GraphRequest) => boolean = () => false) {
  const answer = await answerBatch(
    {
      method: 'POST',
      path: '/$batch',
      query: new URLSearchParams(),
      headers: {
        authorization: 'Bearer x',
        'content-type': 'application/json',
        consistencylevel: 'eventual',
      },
      body: requests === undefined ? undefined : { requests },
      base,
      principal: { kind: 'app', appId: 'app', objectId: 'principal', roles },
    },
    engine.clock,
    async (item) => {
      passed.push(item);
      if (refuse(item))
        return { status: 429, headers: { 'retry-after': '7' }, body: { error: { code: 'TooManyRequests' } } };
      return handleGraph(engine.state, engine.clock, item);
    },
  );
  const { responses = [], error } = answer.body as {
    responses?: readonly Answered[];
    error?: { code: string; message: string };
  };
  return { status: answer.status, responses, error };
}

const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });
const write = (id: string, method: string, url: string, body: unknown, more: object = {}) => ({
  id,
  method,
  url,
  body,
  headers: { 'Content-Type': 'application/json' },
  ...more,
});

describe('each item is a request of its own', () => {
  test('answers have the ids, statuses, headers and bodies that the requests would have alone', async () => {
    const { status, responses } = await batch([
      get('a', `/users/${userId(1)}?$select=displayName`),
      get('b', '/users/nobody'),
      write('c', 'PATCH', `users/${userId(1)}`, { city: 'Rome' }),
      get('d', '/groups?$top=1', { headers: { Prefer: 'x' } }),
    ]);
    expect(status).toBe(200);
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['a', 200],
      ['b', 404],
      ['c', 204],
      ['d', 200],
    ]);
    expect(responses[0]?.body).toMatchObject({ displayName: 'Person 007' });
    expect(responses[0]?.headers).toMatchObject({ 'Cache-Control': 'no-cache', 'OData-Version': '4.0' });
    expect(responses[1]?.body).toMatchObject({
      error: { code: 'Request_ResourceNotFound', innerError: { 'request-id': expect.any(String) } },
    });
    expect(responses[2]).not.toHaveProperty('body');
    expect(responses[3]?.body?.['@odata.nextLink']).toMatch(/^https:\/\/graph\.test\/v1\.0\/groups\?/);
    expect(engine.state.get('user', userId(1))?.['city']).toBe('Rome');
  });

  test('headers are the item’s own; only those that say who asks are taken from the batch', async () => {
    await batch([get('1', '/users', { headers: { ConsistencyLevel: 'eventual' } }), get('2', '/users')]);
    expect(passed.map(({ headers }) => headers)).toEqual([
      { authorization: 'Bearer x', consistencylevel: 'eventual' },
      { authorization: 'Bearer x' },
    ]);
  });

  test('urls may be long, have spaces, and begin with a slash or not', async () => {
    const many = Array.from({ length: 12 }, (_, n) => `'${userId(n)}'`).join(',');
    const { responses } = await batch([
      get('1', `users?$filter=id in (${many})&$select=id,displayName`),
      get('2', "/users?$count=true&$filter=startsWith(displayName,'Person 00')"),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(responses[0]?.body?.['value']).toHaveLength(12);
  });

  test('what is refused by a limit is refused alone, with its Retry-After', async () => {
    const { status, responses } = await batch([get('1', '/users'), get('2', '/groups')], ({ path }) =>
      path.startsWith('/users'),
    );
    expect([status, responses[0]?.status, responses[1]?.status]).toEqual([200, 429, 200]);
    expect(responses[0]?.headers['Retry-After']).toBe('7');
  });

  test('what is not JSON comes and goes in base64', async () => {
    const { responses } = await batch([
      get('1', '/users/$count', { headers: { ConsistencyLevel: 'eventual' } }),
      { id: '2', method: 'PUT', url: '/x', headers: { 'content-type': 'image/png' }, body: 'AQID' },
    ]);
    expect(responses[0]).toMatchObject({ status: 200, body: Buffer.from('12').toString('base64') });
    expect(responses[0]?.headers['Content-Type']).toBe('text/plain');
    expect(passed[1]?.body).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('a batch is no item of a batch', async () => {
    const { responses } = await batch([write('1', 'POST', '/$batch', { requests: [] })]);
    expect([responses[0]?.status, passed]).toEqual([400, []]);
  });
});

describe('items that depend on others', () => {
  test('wait for them, and fail with 424 when one failed, and so on', async () => {
    const { responses } = await batch([
      get('1', '/users/nobody'),
      get('2', '/users', { dependsOn: ['1'] }),
      get('3', '/users', { dependsOn: ['2'] }),
      get('4', '/groups'),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([404, 424, 424, 200]);
    expect(responses[1]?.body).toMatchObject({ error: { code: 'FailedDependency' } });
    expect(passed.length).toBe(2);
  });

  test('see what was written before', async () => {
    const { responses } = await batch([
      write('1', 'PATCH', `/users/${userId(1)}`, { city: 'Rome' }),
      get('2', `/users/${userId(1)}?$select=city`, { dependsOn: ['1'] }),
    ]);
    expect(responses[1]?.body).toMatchObject({ city: 'Rome' });
  });
});

describe('a batch that cannot be read is refused as a whole', () => {
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['no body', undefined, /Invalid batch payload format/],
    ['no items', [], /Invalid batch payload format/],
    ['items that are none', ['x'], /Invalid batch payload format/],
    ['no id', [{ method: 'GET', url: '/users' }], /Invalid batch payload format/],
    ['no method', [{ id: '1', url: '/users' }], /Invalid batch payload format/],
    ['a method that is none', [{ id: '1', method: 'FETCH', url: '/users' }], /Invalid batch payload format/],
    ['no url', [{ id: '1', method: 'GET' }], /Invalid batch payload format/],
    ['an absolute url', [get('1', 'https://graph.microsoft.com/v1.0/users')], /relative/],
    ['more than 20', Array.from({ length: 21 }, (_, n) => get(String(n), '/users')), /maximum value of 20/],
    [
      'an id twice, whatever its case',
      [get('a', '/users'), get('A', '/users')],
      /Request Id A has to be unique/,
    ],
    ['a write without body', [{ id: '1', method: 'POST', url: '/users' }], /Write request id : 1 does not/],
    [
      'a body without its type',
      [{ id: '1', method: 'PATCH', url: '/users/x', body: {} }],
      /does not contain Content-Type header or body/,
    ],
    ['a dependency on nobody', [get('1', '/users', { dependsOn: ['9'] })], /Invalid dependency/],
    [
      'a dependency on a later one',
      [get('1', '/users', { dependsOn: ['2'] }), get('2', '/users')],
      /Invalid dependency/,
    ],
  ];
  test.each(cases)('%s', async (_name, requests, message) => {
    const { status, error, responses } = await batch(requests);
    expect([status, error?.code, responses, passed]).toEqual([400, 'BadRequest', [], []]);
    expect(error?.message).toMatch(message);
  });
});
