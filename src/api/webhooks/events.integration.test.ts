import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { directoryAutomationRoles } from '#automation';
import { newId } from '#kernel';
import type { BuildResult } from '#worker-link';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
let agent: Agent;

function build(source: string): BuildResult {
  const parameter = { type: 'System.Object', isMandatory: true, position: 0 };
  return { ok: true, artifact: source, parameters: [{ ...parameter, name: 'EventData' }] };
}

beforeAll(async () => {
  plane = await testControlPlane({ defaultRoles: [...directoryAutomationRoles, 'Mail.Read'] });
  agent = new Agent({ connect: { ca: readFileSync(plane.caFile) } });
  const building = new AbortController();
  const builder = buildEverything(plane.link, building.signal, build);
  await publishRunbook(plane, 'react', 'reacts');
  building.abort();
  await builder;
});
afterAll(() => agent.close());

interface Wire {
  readonly name: string;
  readonly properties: {
    readonly uri?: string;
    readonly lastEventTime: string | null;
    readonly subscription?: { readonly id: string | null; readonly error: string | null };
  };
}
interface Event {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const at = (rest: string): string => `${plane.account}/eventSources${rest}?${version}`;
const put = (name: string, properties: object) =>
  plane.call('PUT', at(`/${name}`), { json: { properties: { runbook: { name: 'react' }, ...properties } } });
const show = async (name: string): Promise<Wire> => (await plane.call('GET', at(`/${name}`))).json<Wire>();
const remove = (name: string) => plane.call('DELETE', at(`/${name}`));
const query = <Row extends object>(text: string, ...values: unknown[]) =>
  plane.db.query<Row>({ text, values, name: sha256(text).toString('hex').slice(0, 40) });
const count = async (): Promise<number> =>
  (await query<{ many: number }>('select count(*)::int as many from job'))[0]!.many;

/** By any clock: the database's is finer than ours, and a moment of this millisecond lies ahead of it. */
const due = "attention_at = now() - interval '1 second'";

const claimed = new Set<string>();

/** The event of the next job, as its runbook gets it. What was claimed and stays silent comes back after a while: once is enough. */
async function next(): Promise<Event> {
  const claim = await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 20_000 });
  if (claim?.kind !== 'job') throw new Error('no job came');
  if (claimed.has(claim.attempt.jobId)) return next();
  claimed.add(claim.attempt.jobId);
  return JSON.parse(claim.parameters['EventData']!) as Event;
}

/** Puts an address and a state in the place of those that Graph alone knows. */
async function known(
  name: string,
): Promise<{ readonly uri: string; readonly state: string; readonly subscriptionId: string }> {
  const [token, state] = [newId() + newId(), newId()];
  const [row] = await query<{ subscriptionId: string }>(
    `update event_source set token_hash = $2, client_state_hash = $3 where name = $1 returning subscription_id as "subscriptionId"`,
    name,
    sha256(token),
    sha256(state),
  );
  return { uri: `${plane.webhookOrigin}/events?token=${token}`, state, subscriptionId: row!.subscriptionId };
}

const users = { kind: 'MicrosoftGraph', resource: 'users', changeTypes: ['updated', 'deleted'] };
const person = (): { id: string; userPrincipalName: string } => {
  const [one] = plane.tenant.graph<{ value: { id: string; userPrincipalName: string }[] }>(
    'GET',
    '/users?$top=1',
  ).value;
  return one!;
};

test('a change in the tenant becomes a job of the runbook, with the event as an object', async () => {
  const made = await put('people', users);
  expect(made.status, made.text).toBe(201);
  expect(made.json<Wire>().properties).toMatchObject({
    kind: 'MicrosoftGraph',
    resource: 'users',
    subscription: { id: expect.any(String), error: null, expirationTime: expect.stringContaining('T') },
  });
  const { id } = person();
  plane.tenant.graph('PATCH', `/users/${id}`, { city: 'Bergen' });
  const event = await next();
  expect(event).toMatchObject({
    specversion: '1.0',
    type: 'Microsoft.Graph.UserUpdated',
    source: expect.stringContaining(`/tenants/${plane.tenant.tenantId}/subscriptions/`),
    subject: `Users/${id}`,
    data: { changeType: 'updated', resourceData: { id } },
  });
  expect(event.data).not.toHaveProperty('clientState');
  const jobs = await query<{ by: string }>('select started_by as by from job');
  expect(jobs).toEqual([{ by: 'eventSources/people' }]);
  expect((await show('people')).properties.lastEventTime).toContain('T');
  expect((await remove('people')).status).toBe(200);
  expect((await plane.call('GET', at('/people'))).status).toBe(404);
});

test('the data of what changed comes encrypted, and reaches the runbook alone', async () => {
  const { id } = person();
  const resource = `users/${id}/messages?$select=subject`;
  const properties = {
    kind: 'MicrosoftGraph',
    resource,
    changeTypes: ['created'],
    includeResourceData: true,
  };
  const made = await put('mail', properties);
  expect(made.status, made.text).toBe(201);
  plane.tenant.graph('POST', `/users/${id}/sendMail`, {
    message: { subject: 'Salaries', toRecipients: [{ emailAddress: { address: 'ada@example.com' } }] },
  });
  const event = await next();
  expect(event).toMatchObject({
    type: 'Microsoft.Graph.MessageCreated',
    data: { resourceData: { subject: 'Salaries' } },
  });
  expect(event.data).not.toHaveProperty('encryptedContent');
  const [row] = await query<{ text: string }>(`
    select e::text || (select string_agg(j::text, '') from job j) as text from event_source e where name = 'mail'`);
  expect(row!.text).not.toMatch(/PRIVATE KEY|Salaries/);

  // A month before its end the certificate is replaced. Of what comes then some is encrypted for the one before.
  const keep = () =>
    query(`update event_source set ${due}`).then(() => plane.automation.subscriptionKeeper.round());
  const stored = async () =>
    (
      await query<{ id: string | null; told: boolean; cert: string }>(
        "select certificate_id as id, certificate_told as told, certificate as cert from event_source where name = 'mail'",
      )
    )[0]!;
  const first = await stored();
  await keep();
  expect(await stored()).toEqual(first);
  await query("update event_source set certificate_until = now() + interval '29 days'");
  await keep();
  const second = await stored();
  expect([second.told, second.id === first.id, second.cert === first.cert]).toEqual([true, false, false]);
  const send = (subject: string) =>
    plane.tenant.graph('POST', `/users/${id}/sendMail`, {
      message: { subject, toRecipients: [{ emailAddress: { address: 'ada@example.com' } }] },
    });
  send('By the new one');
  expect((await next()).data).toMatchObject({ resourceData: { subject: 'By the new one' } });
  await query(
    'update event_source set private_key = previous_private_key, previous_private_key = private_key',
  );
  send('By the other');
  expect((await next()).data).toMatchObject({ resourceData: { subject: 'By the other' } });
  await remove('mail');
});

test('what Graph refuses leaves nothing behind, and says why', async () => {
  const refused = await put('shoes', { ...users, resource: 'shoes' });
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('shoes')]);
  expect((await plane.call('GET', at('/shoes'))).status).toBe(404);
  for (const properties of [
    { kind: 'MicrosoftGraph' },
    { ...users, changeTypes: ['renamed'] },
    { ...users, allowedOrigins: ['example.com'] },
    { kind: 'CloudEvents', resource: 'users' },
    {},
  ])
    expect((await put('wrong', properties)).status, JSON.stringify(properties)).toBe(400);
});

test('only whoever knows the state is believed, and a notification that comes again is the same job', async () => {
  await put('people', users);
  const { uri, state, subscriptionId } = await known('people');
  const notification = {
    id: newId(),
    subscriptionId,
    clientState: state,
    changeType: 'updated',
    resource: 'Users/1',
    resourceData: { '@odata.type': '#Microsoft.Graph.User', id: '1' },
    tenantId: plane.tenant.tenantId,
  };
  const post = (value: unknown, to = uri) => plane.post(to, { json: { value } });
  const before = await count();
  const unknown = await post([notification], `${plane.webhookOrigin}/events?token=${'x'.repeat(43)}`);
  for (const clientState of ['guessed', undefined, null, 7]) {
    const forged = await post([notification, { ...notification, clientState }]);
    expect([forged.status, forged.text]).toEqual([400, unknown.text]);
  }
  const encryptedContent = { data: 'AAAA', dataKey: 'AAAA', dataSignature: 'AAAA' };
  expect((await post([{ ...notification, encryptedContent }])).text).toBe(unknown.text);
  expect(await count()).toBe(before);

  const both = await Promise.all([post([notification]), post([notification, notification])]);
  const [one, two] = both.map((each) => each.json<{ JobIds: string[] }>().JobIds);
  expect([both.map(({ status }) => status), two]).toEqual([
    [202, 202],
    [one![0], one![0]],
  ]);
  expect(await count()).toBe(before + 1);
  const nameless = { ...notification, id: undefined };
  await post([nameless]);
  await post([nameless]);
  expect(await count(), 'nothing tells the one from the other').toBe(before + 3);
  await plane.call('PUT', at('/people'), { json: { properties: { isEnabled: false } } });
  expect((await post([{ ...notification, id: newId() }])).text).toBe(unknown.text);
  for (let n = 0; n < 3; n += 1) await next();
  await remove('people');
});

test('a subscription is renewed before it ends, by one of those who could', async () => {
  await put('people', users);
  const { subscription } = (await show('people')).properties;
  await query(`update event_source set ${due}`);
  plane.tenant.forgetCalls();
  await Promise.all([1, 2, 3].map(() => plane.automation.subscriptionKeeper.round()));
  const path = `/v1.0/subscriptions/${subscription!.id}`;
  expect(plane.tenant.calls({ path }).map(({ method }) => method)).toEqual(['PATCH']);
  // Graph asks for it, when little of its time is left.
  const clock = plane.tenant.clock;
  clock.change({ advance: 27 * 86_400_000 });
  await expect
    .poll(() => query(`select 1 from event_source where attention_at <= now()`), { timeout: 20_000 })
    .toHaveLength(1);
  clock.change({ at: Date.now() });
  await plane.automation.subscriptionKeeper.round();
  expect(plane.tenant.calls({ path }).map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
  const renewed = await plane.call('POST', at('/people/renew'));
  expect([renewed.status, renewed.json<Wire>().properties.subscription?.id]).toEqual([200, subscription!.id]);
  await remove('people');
});

test('a subscription that is gone is made again, and the runbook is told once that it missed something', async () => {
  await put('people', users);
  const { uri, state, subscriptionId } = await known('people');
  const lifecycle = (lifecycleEvent: string, more: object = {}) =>
    plane.post(uri, {
      json: { value: [{ id: newId(), subscriptionId, clientState: state, lifecycleEvent, ...more }] },
    });
  expect((await lifecycle('missed')).status).toBe(202);
  expect(await next()).toMatchObject({
    type: 'Microsoft.Graph.SubscriptionMissed',
    subject: 'users',
    data: { lifecycleEvent: 'missed', resource: 'users' },
  });
  await lifecycle('subscriptionRemoved');
  await lifecycle('subscriptionRemoved');
  expect((await next()).type).toBe('Microsoft.Graph.SubscriptionRemoved');
  await plane.automation.subscriptionKeeper.round();
  const again = (await show('people')).properties.subscription!;
  expect([again.error, again.id === subscriptionId, typeof again.id]).toEqual([null, false, 'string']);
  // Nobody says so: it is found when it is renewed.
  await query(`update event_source set subscription_id = 'gone', ${due}`);
  await plane.automation.subscriptionKeeper.round();
  expect((await next()).data).toMatchObject({ subscriptionId: 'gone' });
  await remove('people');
});

test('without its permission a source says what is wrong, and goes on when it has it again', async () => {
  await put('people', users);
  const accounts = await query<{ id: string }>('select principal_id as id from identity');
  const principal = accounts[0]!.id;
  const path = `/servicePrincipals/${principal}/appRoleAssignments`;
  const grants = plane.tenant.graph<{ value: { id: string; resourceId: string; appRoleId: string }[] }>(
    'GET',
    path,
  );
  for (const { id } of grants.value) plane.tenant.graph('DELETE', `${path}/${id}`);
  plane.tenant.graph('PATCH', `/users/${person().id}`, { city: 'Oslo' });
  expect((await next()).type).toBe('Microsoft.Graph.SubscriptionRemoved');
  for (const { resourceId, appRoleId } of grants.value)
    plane.tenant.graph('POST', path, { principalId: principal, resourceId, appRoleId });
  const renewed = await plane.call('POST', at('/people/renew'));
  expect([renewed.status, renewed.json<Wire>().properties.subscription?.error]).toEqual([200, null]);
  plane.tenant.graph('PATCH', `/users/${person().id}`, { city: 'Molde' });
  expect((await next()).type).toBe('Microsoft.Graph.UserUpdated');
  await remove('people');
});

test('whatever deletes a source, its subscription is ended in Graph, as soon as somebody can', async () => {
  const subscriptions = () => plane.tenant.calls({ method: 'DELETE', path: /subscriptions/ });
  const left = () =>
    query<{ name: string; failures: number }>(
      'select event_source as name, failures from ended_subscription',
    );
  await put('people', users);
  const { subscription } = (await show('people')).properties;
  plane.tenant.forgetCalls();
  // The identity of one is gone, and the other has ended by itself.
  await query(`insert into ended_subscription (subscription_id, event_source, account_id, identity_client_id, expires_at, attention_at)
    select 'of-nobody', 'orphan', gen_random_uuid(), null, now() + interval '1 day', now()
    union all select 'long-gone', 'old', gen_random_uuid(), null, now() - interval '1 day', now()`);
  await query("delete from event_source where name = 'people'");
  expect((await left()).map(({ name }) => name).toSorted()).toEqual(['old', 'orphan', 'people']);
  await Promise.all([1, 2].map(() => plane.automation.subscriptionKeeper.round()));
  expect(await left()).toEqual([]);
  expect(subscriptions().map(({ path }) => path)).toEqual([`/v1.0/subscriptions/${subscription!.id}`]);
});

const cloudEvent = (more: object = {}) => ({
  specversion: '1.0',
  id: newId(),
  source: '/orders',
  type: 'com.example.order',
  data: { order: 7 },
  ...more,
});

test('CloudEvents are taken structured, as a batch and binary, each once', async () => {
  const made = await put('orders', { kind: 'CloudEvents', allowedOrigins: ['eventgrid.azure.net'] });
  expect(made.status, made.text).toBe(201);
  const { uri = '' } = made.json<Wire>().properties;
  expect((await show('orders')).properties.uri).toBe('');
  const before = await count();
  const structured = (event: unknown, type = 'application/cloudevents+json; charset=utf-8') =>
    plane.post(uri, { text: JSON.stringify(event), headers: { 'content-type': type } });
  const event = cloudEvent();
  const first = await structured(event);
  expect(first.status, first.text).toBe(202);
  expect(await next()).toEqual(event);
  expect((await structured(event)).json()).toEqual(first.json());

  const batch = await structured([event, cloudEvent()], 'application/cloudevents-batch+json');
  expect(batch.json<{ JobIds: string[] }>().JobIds).toEqual([
    first.json<{ JobIds: string[] }>().JobIds[0],
    expect.any(String),
  ]);
  await next();
  const binary = await plane.post(uri, {
    text: '{"order":8}',
    headers: {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': 'b1',
      'ce-source': '/orders',
      'ce-type': 'com.example.order',
      'ce-subject': 'Z%C3%BCrich',
      'ce-tenant': 'main',
    },
  });
  expect(binary.status, binary.text).toBe(202);
  expect(await next()).toEqual({
    specversion: '1.0',
    id: 'b1',
    source: '/orders',
    type: 'com.example.order',
    subject: 'Zürich',
    tenant: 'main',
    datacontenttype: 'application/json',
    data: { order: 8 },
  });
  for (const [wrong, message] of [
    [cloudEvent({ id: '' }), 'id'],
    [cloudEvent({ specversion: '0.3' }), 'specversion'],
    [cloudEvent({ Upper: 1 }), 'Upper'],
    [['no batch'], 'object'],
  ] as const) {
    const refused = await structured(wrong);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining(message)]);
  }
  expect((await plane.post(uri, { text: 'x' })).status).toBe(400);
  expect(await count()).toBe(before + 3);
});

test('jobs of a source have the order that it says, and what it does not say stays', async () => {
  const order = { priority: 5, concurrency: { key: 'sorted', mostAtOnce: 1 } };
  const made = await put('sorted', { kind: 'CloudEvents', ...order });
  const { uri = '' } = made.json<Wire>().properties;
  const changed = (await put('sorted', { description: 'of the shop', priority: 6 })).json<Wire>();
  expect(changed.properties).toMatchObject({ ...order, priority: 6 });
  const taken = await plane.post(uri, {
    text: JSON.stringify(cloudEvent()),
    headers: { 'content-type': 'application/cloudevents+json' },
  });
  const [id = ''] = taken.json<{ JobIds: string[] }>().JobIds;
  await next();
  const job = await plane.call('GET', `${plane.account}/jobs/${id}?${version}`);
  expect(job.json<Wire>().properties).toMatchObject({ ...order, priority: 6 });
  const wrong = await put('sorted', { priority: 1_001 });
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('priority')]);
  await remove('sorted');
});

test('Event Grid is answered when it asks, in both of its ways, and its events are CloudEvents to a runbook', async () => {
  const renewed = await plane.call('POST', at('/orders/renew'));
  const { uri = '' } = renewed.json<Wire>().properties;
  const asked = async (origin: string, to = uri) =>
    request(to, { dispatcher: agent, method: 'OPTIONS', headers: { 'webhook-request-origin': origin } });
  const allowed = await asked('eventgrid.azure.net');
  await allowed.body.dump();
  expect([allowed.statusCode, allowed.headers['webhook-allowed-origin']]).toEqual([
    200,
    'eventgrid.azure.net',
  ]);
  for (const answer of [await asked('example.com'), await asked('eventgrid.azure.net', `${uri}x`)]) {
    await answer.body.dump();
    expect(answer.statusCode).toBe(400);
  }
  const post = (type: string, events: unknown[]) =>
    plane.post(uri, { json: events, headers: { 'aeg-event-type': type } });
  const validation = {
    id: newId(),
    topic: '/subscriptions/1',
    subject: '',
    eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    eventTime: '2026-11-26T10:00:00Z',
    data: { validationCode: 'code-1' },
  };
  const before = await count();
  const answered = await post('SubscriptionValidation', [validation]);
  expect([answered.status, answered.json()]).toEqual([200, { validationResponse: 'code-1' }]);
  expect(await count()).toBe(before);
  const event = {
    ...validation,
    subject: 'blobs/1',
    eventType: 'Microsoft.Storage.BlobCreated',
    data: { size: 3 },
  };
  expect((await post('Notification', [event, event])).status).toBe(202);
  expect(await next()).toMatchObject({
    specversion: '1.0',
    id: event.id,
    source: '/subscriptions/1',
    type: 'Microsoft.Storage.BlobCreated',
    subject: 'blobs/1',
    data: { size: 3 },
  });
  expect(await count()).toBe(before + 1);
  expect((await put('orders', { kind: 'MicrosoftGraph', resource: 'users' })).status).toBe(400);
});

test('only somebody with rights on event sources makes them, and others see them', async () => {
  expect((await plane.call('GET', at('/orders'), { as: 'reader' })).status).toBe(200);
  const json = { properties: { kind: 'CloudEvents', runbook: { name: 'react' } } };
  for (const as of ['reader', 'stranger'] as const) {
    expect((await plane.call('PUT', at('/mine'), { as, json })).status).toBe(403);
    expect((await plane.call('POST', at('/orders/renew'), { as })).status).toBe(403);
    expect((await plane.call('DELETE', at('/orders'), { as })).status).toBe(403);
  }
  const list = (await plane.call('GET', at(''))).json<{ value: Wire[] }>();
  expect(list.value.map(({ name }) => name)).toEqual(['orders']);
});
