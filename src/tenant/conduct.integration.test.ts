import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { type Running, runTenant } from './testing/running.ts';

let running: Running;
const call: Running['call'] = (...asked) => running.call(...asked);

beforeAll(async () => {
  running = await runTenant(['User.ReadWrite.All', 'Application.ReadWrite.All'], { limits: 'documented' });
});
afterAll(() => running.close());
afterEach(async () => {
  running.tenant.clock.change({ at: running.tenant.clock.outside(), rate: 1 });
  running.tenant.faults().change({ rules: [], consistency: {} });
  running.tenant.limits().change({ on: true, most: {}, off: [], size: 'auto' });
  running.tenant.limits().refill();
  running.signOut();
});

test('a served tenant keeps the limits, shows them over its own API, and lets each be changed', async () => {
  const first = await call('GET', '/v1.0/users?$top=5');
  expect([first.status, first.headers.get('x-ms-resource-unit')]).toEqual([200, '1']);
  const shown = await call('PATCH', '/_tenantry/tenants/main/limits', {
    most: { 'identity.units.appTenant': 4 },
  });
  expect(shown.body).toMatchObject({ size: 'S', settings: { most: { 'identity.units.appTenant': 4 } } });
  running.tenant.clock.change({ rate: 0 });
  running.tenant.limits().refill();
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await call('GET', '/v1.0/users')).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await call('GET', '/v1.0/users');
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(refused.headers.get('x-ms-throttle-scope')).toMatch(
    new RegExp(`^Tenant_Application/ReadWrite/.+/${running.tenant.tenantId}$`),
  );
  expect(refused.body.error).toMatchObject({
    code: 'TooManyRequests',
    innerError: { code: '429', status: '429', 'request-id': refused.headers.get('request-id') },
  });
  const { body } = await call('GET', '/_tenantry/tenants/main/limits');
  expect(body.usage).toContainEqual(
    expect.objectContaining({ limit: 'identity.units.appTenant', used: 4, most: 4, refused: 2 }),
  );
  expect((await call('PATCH', '/_tenantry/clock', { advance: 'PT5S' })).body.rate).toBe(0);
  expect((await call('GET', '/v1.0/users')).status).toBe(200);
  expect((await call('PATCH', '/_tenantry/tenants/main/limits', { on: 'no' })).body.error.code).toBe(
    'TenantLimitsInvalid',
  );
});

test('a limit that would hold for minutes is over in a moment under a clock that runs faster', async () => {
  await call('PATCH', '/_tenantry/tenants/main/limits', { most: { 'identity.writes.appTenant': 2 } });
  await call('PATCH', '/_tenantry/clock', { rate: 0 });
  const id = running.tenant.user(running.tenant.demoLeaver)!.id;
  const write = async () => call('PATCH', `/v1.0/users/${id}`, { jobTitle: 'Written' });
  const statuses = [(await write()).status, (await write()).status];
  const refused = await write();
  expect([...statuses, refused.status]).toEqual([204, 204, 429]);
  expect(refused.headers.get('retry-after')).toBe('75');
  await call('PATCH', '/_tenantry/clock', { rate: 1_000 });
  await expect.poll(async () => (await write()).status, { interval: 20 }).toBe(204);
});

test('a moved clock lets tokens expire', async () => {
  expect((await call('GET', '/v1.0/users?$top=1')).status).toBe(200);
  running.tenant.clock.change({ advance: 2 * 60 * 60 * 1000 });
  const { status, body } = await call('GET', '/v1.0/users?$top=1');
  expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
});

test('faults come by rule, in the state of a fork too, and by header', async () => {
  await call('GET', '/v1.0/users?$top=1');
  await call('PATCH', '/_tenantry/tenants/main/faults', {
    rules: [
      { path: '/users/**', methods: ['GET'], status: 503, retryAfter: 2, times: 1 },
      { path: '/organization', expiredToken: true },
      { service: 'entra', status: 503, times: 1 },
    ],
  });
  const refused = await call('GET', '/v1.0/users');
  expect([refused.status, refused.headers.get('retry-after'), refused.body.error.code]).toEqual([
    503,
    '2',
    'serviceNotAvailable',
  ]);
  expect((await call('GET', '/v1.0/users')).status).toBe(200);
  expect((await call('GET', '/v1.0/organization')).status).toBe(401);
  running.signOut();
  await expect(call('GET', '/v1.0/users')).rejects.toThrow('AADSTS90033');
  expect(
    (await call('GET', '/v1.0/users', undefined, { headers: { 'x-tenantry-fault': '504' } })).status,
  ).toBe(504);
  await expect(
    call('GET', '/v1.0/users', undefined, { headers: { 'x-tenantry-fault': 'drop' } }),
  ).rejects.toThrow();
  const wrong = await call('GET', '/v1.0/users', undefined, { headers: { 'x-tenantry-fault': '418' } });
  expect([wrong.status, wrong.body.error.code]).toEqual([400, 'TenantFaultsInvalid']);
  const fork = await running.tenant.fork('faulty');
  expect((await call('GET', '/v1.0/organization', undefined, { origin: fork.origin })).status).toBe(401);
});

test('a part of a batch fails, the same part for the same seed', async () => {
  const requests = Array.from({ length: 20 }, (_, n) => ({
    id: `${n}`,
    method: 'GET',
    url: '/users?$top=1',
  }));
  const statuses = async (): Promise<number[]> => {
    running.tenant.faults().change({ rules: [{ in: 'batch', rate: 0.4, status: 503, retryAfter: 1 }] });
    const { status, body } = await call('POST', '/v1.0/$batch', { requests });
    expect(status).toBe(200);
    return body.responses.map((each: { status: number }) => each.status);
  };
  const first = await statuses();
  expect(new Set(first)).toEqual(new Set([200, 503]));
  expect(await statuses()).toEqual(first);
  expect((await call('GET', '/v1.0/users?$top=1')).status).toBe(200);
});

test('a new secret cannot be used for a while', async () => {
  running.tenant.clock.change({ rate: 0 });
  running.tenant.faults().change({ consistency: { credentials: { delayed: 60_000 } } });
  const { id, appId } = (await call('POST', '/v1.0/applications', { displayName: 'New' })).body;
  await call('POST', '/v1.0/servicePrincipals', { appId });
  const { secretText } = (
    await call('POST', `/v1.0/applications/${id}/addPassword`, { passwordCredential: { displayName: 'ci' } })
  ).body;
  const signIn = () => running.askToken({ client_id: appId, client_secret: secretText });
  expect((await signIn()).body.error_codes).toEqual([7000215]);
  running.tenant.clock.change({ advance: 60_000 });
  expect((await signIn()).status).toBe(200);
});

test('what was set survives a restart, the clock included', async () => {
  running.tenant.clock.change({ advance: 7 * 86_400_000, rate: 0 });
  running.tenant.limits().change({ off: ['teams'] });
  running.tenant.faults().change({ seed: 'mine', rules: [{ path: '/domains', status: 500 }] });
  const now = running.tenant.clock.now();
  await running.restart();
  expect(running.tenant.clock.now()).toBe(now);
  expect(running.tenant.limits().settings.off).toEqual(['teams']);
  expect(running.tenant.faults().settings).toMatchObject({ seed: 'mine', rules: [{ path: '/domains' }] });
  await call('POST', '/_tenantry/tenants/main/reset');
  expect(running.tenant.clock.now()).toBe(now);
});
