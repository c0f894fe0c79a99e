import { afterAll, beforeAll, expect, test } from 'vitest';

import { manualClock, newId } from '#kernel';
import type { BuildResult, JobClaim } from '#worker-link';

import { signCall } from '#automation';
import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

const clock = manualClock(Date.UTC(2027, 0, 1, 12));
let plane: TestControlPlane;
const building = new AbortController();

/** The first line of a runbook names its parameters. */
function build(source: string): BuildResult {
  const names = source
    .split('\n')[0]!
    .split(' ')
    .filter((name) => name !== '');
  const parameters = names.map((name, position) => ({
    name,
    type:
      name === 'WebhookData'
        ? 'System.Object'
        : name === 'pin'
          ? 'System.Security.SecureString'
          : 'System.String',
    isMandatory: name === 'WebhookData',
    position,
  }));
  return { ok: true, artifact: source, parameters };
}

beforeAll(async () => {
  plane = await testControlPlane({ clock });
  const builder = buildEverything(plane.link, building.signal, build);
  await publishRunbook(plane, 'hook', 'WebhookData who pin');
  await publishRunbook(plane, 'plain', 'who');
  await publishRunbook(plane, 'snake', 'pass', 'Python3');
  building.abort();
  await builder;
});
afterAll(() => building.abort());

interface Wire {
  readonly name: string;
  readonly properties: Record<string, unknown> & { readonly uri: string; readonly secret?: string };
}

const at = (rest: string): string => `${plane.account}${rest}${rest.includes('?') ? '&' : '?'}${version}`;
const put = (name: string, properties: object) =>
  plane.call('PUT', at(`/webhooks/${name}`), { json: { name, properties } });
const patch = (name: string, properties: object) =>
  plane.call('PATCH', at(`/webhooks/${name}`), { json: { name, properties } });
const show = async (name: string): Promise<Wire> =>
  (await plane.call('GET', at(`/webhooks/${name}`))).json<Wire>();
const make = async (
  properties: object = {},
  runbook = 'hook',
): Promise<Wire & { properties: { uri: string } }> => {
  const made = await put(`w${newId()}`, { runbook: { name: runbook }, ...properties });
  expect(made.status, made.text).toBe(201);
  return made.json<Wire>();
};
const count = async (): Promise<number> =>
  (await plane.db.one<{ many: number }>({ text: 'select count(*)::int as many from job', values: [] })).many;
const claimed = async (): Promise<JobClaim> => {
  const claim = await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 10_000 });
  if (claim?.kind !== 'job') throw new Error('no job came');
  return claim;
};
const seconds = (): string => String(Math.floor(clock.now() / 1_000));
const sign = (secret: string, body: string, nonce: string = newId(), timestamp = seconds()) => ({
  'x-tenantry-timestamp': timestamp,
  'x-tenantry-nonce': nonce,
  'x-tenantry-signature': signCall(secret, { timestamp, nonce, body }),
});

test('an address is made, a webhook with it, and it is shown by nobody', async () => {
  const generated = await plane.call('POST', at('/webhooks/generateUri'));
  expect(generated.status).toBe(200);
  expect(generated.headers['content-type']).toContain('application/json');
  const uri = generated.json<string>();
  expect(uri).toMatch(new RegExp(`^${plane.webhookOrigin}/webhooks\\?token=[\\w-]{43}$`));
  expect((await plane.post(uri)).status, 'nobody has it yet').toBe(400);

  const made = await put('orders', {
    runbook: { name: 'Hook' },
    uri,
    expiryTime: '2028-01-01T00:00:00Z',
    isEnabled: true,
    parameters: { WHO: 'Ada', pin: 'a-word' },
  });
  expect([made.status, made.json()]).toMatchObject([
    201,
    {
      name: 'orders',
      properties: {
        uri: '',
        isEnabled: true,
        expiryTime: '2028-01-01T00:00:00.000Z',
        runbook: { name: 'hook' },
        parameters: { who: 'Ada' },
        lastInvokedTime: null,
        runOn: null,
      },
    },
  ]);
  expect(made.text).not.toContain('a-word');
  const token = new URL(uri).searchParams.get('token')!;
  const rows = await plane.db.query<{ row: string }>({
    text: 'select w::text as row from webhook w',
    values: [],
  });
  expect(rows.some(({ row }) => row.includes(token))).toBe(false);

  const own = await make();
  expect(own.properties.uri).toContain('token=');
  expect((await show(own.name)).properties).toMatchObject({
    uri: '',
    expiryTime: '2028-01-01T12:00:00.000Z',
  });
  const filter = encodeURIComponent("properties/runbook/name eq 'hook'");
  const list = async (query: string): Promise<string[]> =>
    (await plane.call('GET', at(`/webhooks${query}`)))
      .json<{ value: Wire[] }>()
      .value.map(({ name }) => name);
  expect(await list(`?$filter=${filter}`)).toEqual(['orders', own.name]);
  expect(await list(`?$filter=${filter.replace('hook', 'plain')}`)).toEqual([]);
  const again = await put('orders', { runbook: { name: 'plain' }, parameters: { who: 'Eve' } });
  expect([again.status, again.json<Wire>().properties]).toMatchObject([
    200,
    { runbook: { name: 'plain' }, uri: '' },
  ]);
  expect((await plane.call('DELETE', at('/webhooks/orders'))).status).toBe(200);
  expect((await plane.call('DELETE', at('/webhooks/orders'))).status).toBe(404);
  expect((await plane.post(uri)).status).toBe(400);
});

test.each<[string, object, number]>([
  ['a runbook that is not there', { runbook: { name: 'nothing' } }, 404],
  ['no runbook', {}, 400],
  ['a parameter that is not there', { runbook: { name: 'plain' }, parameters: { other: 'x' } }, 400],
  ['more than ten years', { runbook: { name: 'plain' }, expiryTime: '2037-02-01T00:00:00Z' }, 400],
  ['a time that is over', { runbook: { name: 'plain' }, expiryTime: '2026-02-01T00:00:00Z' }, 400],
  ['no time', { runbook: { name: 'plain' }, expiryTime: 'soon' }, 400],
  ['an address without a token', { runbook: { name: 'plain' }, uri: 'https://hooks.example/webhooks' }, 400],
  [
    'a token that can be guessed',
    { runbook: { name: 'plain' }, uri: 'https://hooks.example/webhooks?token=1234' },
    400,
  ],
  ['no network', { runbook: { name: 'plain' }, allowedAddresses: ['everywhere'] }, 400],
  ['no rate', { runbook: { name: 'plain' }, requestsPerMinute: 0 }, 400],
  ['a schema with patterns', { runbook: { name: 'plain' }, bodySchema: { pattern: '.*' } }, 400],
])('a webhook with %s is refused', async (_what, properties, status) => {
  const refused = await put('wrong', properties);
  expect([refused.status, (await plane.call('GET', at('/webhooks/wrong'))).status]).toEqual([status, 404]);
});

test('a call becomes a job with WebhookData as an object, which wins over what was preset', async () => {
  const { name, properties } = await make({ parameters: { who: 'Ada' } });
  const before = await count();
  const answer = await plane.post(properties.uri, {
    text: '{"user":"grace"}',
    headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': 'sha256=abc' },
  });
  expect(answer.status).toBe(202);
  const { JobIds } = answer.json<{ JobIds: string[] }>();
  expect([JobIds.length, await count()]).toEqual([1, before + 1]);
  const { parameters } = await claimed();
  expect(parameters['who']).toBe('Ada');
  const data = JSON.parse(parameters['WebhookData']!) as { RequestHeader: Record<string, string> };
  expect(data).toMatchObject({ WebhookName: name, RequestBody: '{"user":"grace"}' });
  expect(data.RequestHeader).toMatchObject({
    'X-Hub-Signature-256': 'sha256=abc',
    'x-ms-request-id': answer.headers['x-ms-request-id'],
  });
  const job = (await plane.call('GET', at(`/jobs/${JobIds[0]}`))).json<Wire>();
  expect(job.properties).toMatchObject({ startedBy: `webhooks/${name}`, runbook: { name: 'hook' } });
  expect((await show(name)).properties['lastInvokedTime']).toBe(new Date(clock.now()).toISOString());
});

test('a runbook that takes no WebhookData gets none, and one that declares nothing does', async () => {
  const parametersOf = async (uri: string): Promise<unknown> => {
    const { JobIds } = (await plane.post(uri, { text: 'x' })).json<{ JobIds: string[] }>();
    const job = await plane.call('GET', at(`/jobs/${JobIds[0]}`));
    return job.json<Wire>().properties['parameters'];
  };
  const plain = await make({ parameters: { who: 'Ada' } }, 'plain');
  expect(await parametersOf(plain.properties.uri)).toEqual({ who: 'Ada' });
  const snake = await make({}, 'snake');
  expect(await parametersOf(snake.properties.uri)).toEqual({
    WebhookData: expect.stringContaining('"RequestBody":"x"'),
  });
});

test('disabled, over, unknown: one answer, and no job', async () => {
  const { name, properties } = await make({ expiryTime: '2027-01-01T13:00:00Z' });
  const before = await count();
  await patch(name, { isEnabled: false });
  const disabled = await plane.post(properties.uri, { text: 'x' });
  await patch(name, { isEnabled: true });
  clock.advance(61 * 60_000);
  const over = await plane.post(properties.uri, { text: 'x' });
  const unknown = await plane.post(`${plane.webhookOrigin}/webhooks?token=${'x'.repeat(43)}`, { text: 'x' });
  const none = await plane.post(`${plane.webhookOrigin}/webhooks`, { text: 'x' });
  for (const answer of [disabled, over, unknown, none])
    expect([answer.status, answer.text]).toEqual([400, disabled.text]);
  expect(await count()).toBe(before);
  const revived = await patch(name, { expiryTime: '2028-01-01T00:00:00Z' });
  expect([revived.status, revived.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('expired'),
  ]);
  expect((await patch(name, { description: 'over' })).status).toBe(200);
});

test('a runbook that is not published any more is not found by callers; a deleted one takes its webhooks along', async () => {
  const { name, properties } = await make({}, 'snake');
  await plane.db.query({
    text: `update runbook set published_number = null where name = 'snake'`,
    values: [],
  });
  expect((await plane.post(properties.uri)).status).toBe(404);
  expect((await patch(name, { isEnabled: false })).status, 'it can still be turned off').toBe(200);
  await plane.call('DELETE', at('/runbooks/snake'));
  expect((await plane.call('GET', at(`/webhooks/${name}`))).status).toBe(404);
  expect((await plane.post(properties.uri)).status).toBe(400);
});

test('a signed webhook takes signed calls alone: replayed, late, forged and changed ones make no job', async () => {
  const { properties } = await make({ signed: true });
  const { uri, secret = '' } = properties;
  expect(secret).toMatch(/^[\w-]{43}$/);
  const before = await count();
  const body = '{"user":"grace"}';
  const post = (headers: Record<string, string>, text = body) => plane.post(uri, { text, headers });
  expect((await post({})).status).toBe(401);
  expect((await post(sign('wrong', body))).status).toBe(401);
  expect((await post(sign(secret, body), '{"user":"eve"}')).status).toBe(401);
  expect((await post(sign(secret, body, newId(), String(Number(seconds()) - 301)))).status).toBe(401);
  expect((await post(sign(secret, body, newId(), String(Number(seconds()) + 301)))).status).toBe(401);
  expect(await count()).toBe(before);
  const once = sign(secret, body);
  const [first, second] = await Promise.all([post(once), post(once)]);
  expect([first.status, second.status].toSorted()).toEqual([202, 409]);
  expect((await post(once)).status).toBe(409);
  clock.advance(4 * 60_000);
  expect((await post(once)).status).toBe(409);
  clock.advance(20 * 60_000);
  expect((await post(once)).status, 'by now its time is over').toBe(401);
  expect(await count()).toBe(before + 1);
});

test('a secret is rotated with an overlap; after it the old one is refused', async () => {
  const { name, properties } = await make({ signed: true });
  const { uri, secret: old = '' } = properties;
  const rotated = await plane.call('POST', at(`/webhooks/${name}/rotateSecret`), {
    json: { overlapMinutes: 30 },
  });
  const { secret: fresh = '' } = rotated.json<Wire>().properties;
  expect([rotated.status, fresh === old, fresh.length]).toEqual([200, false, 43]);
  const by = async (secret: string): Promise<number> =>
    (await plane.post(uri, { text: 'x', headers: sign(secret, 'x') })).status;
  expect([await by(old), await by(fresh)]).toEqual([202, 202]);
  clock.advance(31 * 60_000);
  expect([await by(old), await by(fresh)]).toEqual([401, 202]);
  const unsigned = await make();
  const refused = await plane.call('POST', at(`/webhooks/${unsigned.name}/rotateSecret`), { json: {} });
  expect(refused.status).toBe(400);
});

test('where a call comes from, what it holds and how many there are is limited as the webhook says', async () => {
  const { properties, name } = await make({
    allowedAddresses: ['192.0.2.0/24'],
    requestsPerMinute: 3,
    bodySchema: { type: 'object', required: ['user'], properties: { user: { type: 'string' } } },
  });
  const before = await count();
  const from = (address: string, text: string) =>
    plane.post(properties.uri, { text, headers: { 'x-forwarded-for': address } });
  expect((await from('198.51.100.1', '{"user":"ada"}')).status).toBe(403);
  const wrong = await from('192.0.2.1', '{"user":7}');
  expect([wrong.status, wrong.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('user'),
  ]);
  expect((await from('192.0.2.1', '{"user":"ada"}')).status).toBe(202);
  expect((await from('192.0.2.1', '{"user":"ada"}')).status).toBe(202);
  const fast = await from('192.0.2.1', '{"user":"ada"}');
  expect([fast.status, fast.headers['retry-after']]).toEqual([429, '60']);
  // Of those that come at the same time, to whichever control plane, so many as the time since has earned.
  clock.advance(40_000);
  const atOnce = await Promise.all(Array.from({ length: 6 }, () => from('192.0.2.1', '{"user":"ada"}')));
  expect(atOnce.map(({ status }) => status).toSorted()).toEqual([202, 202, 429, 429, 429, 429]);
  clock.advance(60_000);
  await patch(name, { requestsPerMinute: null, allowedAddresses: [], bodySchema: null });
  expect((await plane.post(properties.uri, { text: 'anything' })).status).toBe(202);
  expect(await count()).toBe(before + 5);
});

test('only somebody with rights on webhooks makes them', async () => {
  for (const as of ['reader', 'stranger'] as const) {
    expect((await plane.call('POST', at('/webhooks/generateUri'), { as })).status).toBe(403);
    const json = { properties: { runbook: { name: 'plain' } } };
    expect((await plane.call('PUT', at('/webhooks/mine'), { as, json })).status).toBe(403);
  }
});
