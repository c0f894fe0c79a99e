import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type RunningTenant, startTenant } from '../index.ts';

let tenant: RunningTenant;
/** Where tenants put what is not to be kept: nobody else's is seen here. */
const temporary = mkdtempSync(join(tmpdir(), 'tenantry-library-'));
const usual = process.env['TMPDIR'];

beforeAll(async () => {
  process.env['TMPDIR'] = temporary;
  tenant = await startTenant({ users: 20 });
  tenant.trustInProcess();
});
afterAll(async () => {
  await tenant.close();
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(temporary, { recursive: true });
});

async function call(method: string, path: string, token: string, body?: unknown) {
  const answer = await fetch(`${tenant.origin}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

test('somebody is seeded with groups, a manager and a licence, and is found so', () => {
  const boss = tenant.seed.user('Grace Hopper');
  const ada = tenant.seed
    .user({ displayName: 'Ada Lovelace', department: 'Research' })
    .memberOf('Analysts', 'Engine Room')
    .ownerOf('Analysts')
    .managedBy(boss)
    .licensed('SPE_E3', 'VISIOCLIENT')
    .lastSignedIn(3);
  expect(ada.userPrincipalName).toBe('ada.lovelace@fjordlight.example');
  expect(tenant.user('ada.lovelace@fjordlight.example')).toMatchObject({
    id: ada.id,
    department: 'Research',
    accountEnabled: true,
    groups: ['Analysts', 'Engine Room'],
    owns: ['Analysts'],
    licences: ['SPE_E3', 'VISIOCLIENT'],
    manager: boss.userPrincipalName,
  });
  expect(tenant.user(boss.userPrincipalName).reports).toEqual([ada.userPrincipalName]);
  expect(tenant.group('Analysts')).toMatchObject({
    members: [ada.userPrincipalName],
    owners: [ada.userPrincipalName],
  });
});

test('groups of every kind, nested, with guests', () => {
  const guest = tenant.seed.guest('sam@partner.example');
  const inner = tenant.seed.group('Inner').members(guest);
  const team = tenant.seed
    .group({ displayName: 'Outer', kind: 'microsoft365' })
    .owners(tenant.seed.user('Olive'));
  tenant.seed.group('Around').members(inner);
  expect(tenant.group('Around').members).toEqual(['Inner']);
  expect(tenant.group('Inner').members).toEqual([guest.userPrincipalName]);
  expect(tenant.user(guest.userPrincipalName)).toMatchObject({
    userType: 'Guest',
    externalUserState: 'Accepted',
  });
  expect(tenant.group('Outer')).toMatchObject({ id: team.id, groupTypes: ['Unified'] });
});

test('many at once, each told its number; names in any script get an address', () => {
  const made = tenant.seed.users(3, (n) => ({ displayName: `Tester ${n}`, employeeId: String(n) }));
  expect(made.map(({ userPrincipalName }) => userPrincipalName)).toEqual(
    [0, 1, 2].map((n) => `tester.${n}@fjordlight.example`),
  );
  expect(tenant.seed.user('Ødegård Åse').userPrincipalName).toBe('odegard.ase@fjordlight.example');
  expect(tenant.seed.user('Анна').userPrincipalName).toMatch(/^person\.\d+@/);
});

test('what Graph refuses is refused here too, in its words', () => {
  tenant.seed.user('Twin');
  expect(() => tenant.seed.user('Twin')).toThrow(/userPrincipalName already exists/);
  expect(() => tenant.seed.user('Lost').with({ usageLocation: null }).licensed('SPE_E3')).toThrow(
    /usage location/,
  );
  expect(() => tenant.seed.user('Odd').licensed('NO_SUCH_SKU')).toThrow(/SPE_E3/);
});

test('a name that nobody has is an error that says who comes near', () => {
  tenant.seed.user('Margaret Hamilton');
  expect(() => tenant.user('margaret@fjordlight.example')).toThrow(/margaret\.hamilton@fjordlight\.example/);
  expect(tenant.findUser('margaret@fjordlight.example')).toBeUndefined();
});

test('a token of an application with just these permissions, and calls that can be asserted', async () => {
  tenant.forgetCalls();
  const token = await tenant.token({ roles: ['User.Read.All'] });
  const { status } = await call('GET', `/users/${tenant.demoLeaver}`, token);
  const refused = await call('PATCH', `/users/${tenant.demoLeaver}`, token, { jobTitle: 'Chief' });
  expect([status, refused.status]).toEqual([200, 403]);
  expect(tenant.expectCall({ method: 'GET', path: '/users/{id}', status: 200, times: 1 })).toHaveLength(1);
  expect(tenant.calls({ path: /users/ })).toHaveLength(2);
  expect(tenant.calls({ status: 403 })[0]?.missing).toBeTruthy();
  expect(() => tenant.expectCall({ method: 'DELETE', path: '/users/**' })).toThrow(
    /DELETE \/users\/\*\* at least once.*\n {2}GET .*→ 200\n {2}PATCH .*→ 403/s,
  );
});

test('an application that was seeded: its permissions, a secret that has ended', async () => {
  const app = tenant.seed.app('Backup').granted('Group.Read.All').withSecret(-1);
  expect(tenant.app('Backup')).toMatchObject({ appId: app.appId, roles: ['Group.Read.All'] });
  await expect(tenant.token({ app })).rejects.toThrow(/AADSTS7000222/);
  app.withSecret();
  const token = await tenant.token({ app });
  expect((await call('GET', '/groups?$top=1', token)).status).toBe(200);
});

test('a token of somebody who signed in to an application, with the permissions that it was consented', async () => {
  const user = tenant.seed.user('Signed In');
  const token = await tenant.token({ user, scopes: ['User.Read'] });
  expect(await call('GET', '/me', token)).toMatchObject({
    status: 200,
    body: { displayName: 'Signed In' },
  });
  expect((await call('GET', '/groups', token)).status).toBe(403);
  const other = await tenant.token({ user: tenant.demoLeaver, scopes: ['User.Read', 'Group.Read.All'] });
  expect((await call('GET', '/groups?$top=1', other)).status).toBe(200);
});

test('a snapshot is put back as often as one likes', async () => {
  const then = tenant.snapshot();
  for (const name of ['Once', 'Again']) {
    tenant.seed.user(name).memberOf('Later');
    expect(tenant.findGroup('Later')?.members).toHaveLength(1);
    await then.restore();
    expect(tenant.findGroup('Later')).toBeUndefined();
  }
});

test('a token outlives its hour no more than in life, by the tenant’s own clock', async () => {
  const token = await tenant.token({ roles: ['User.Read.All'] });
  tenant.clock.change({ advance: 2 * 60 * 60 * 1000 });
  expect((await call('GET', '/users?$top=1', token)).status).toBe(401);
  const later = await tenant.token({ roles: ['User.Read.All'] });
  expect((await call('GET', '/users?$top=1', later)).status).toBe(200);
});

test('tenants of one process do not know of each other; closed, one leaves nothing behind', async () => {
  const sockets = (): number =>
    process.getActiveResourcesInfo().filter((each) => each === 'TCPServerWrap').length;
  const [open, there] = [sockets(), readdirSync(temporary)];
  {
    await using other = await startTenant({ users: 0 });
    other.seed.user('Only Here');
    expect(other.origin).not.toBe(tenant.origin);
    expect(tenant.findUser('only.here@fjordlight.example')).toBeUndefined();
    expect(readdirSync(temporary)).toHaveLength(there.length + 1);
  }
  expect(readdirSync(temporary)).toEqual(there);
  await expect.poll(sockets).toBe(open);
});
