import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql } from '#store';
import type { AttemptRef, TokenRequest } from '#worker-link';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestCall, type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
let attempt: AttemptRef;
const graph = 'https://graph.microsoft.com';

beforeAll(async () => {
  plane = await testControlPlane();
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'greet');
  published.abort();
  await building;
  const job = { properties: { runbook: { name: 'greet' }, parameters: { who: 'somebody' } } };
  expect((await plane.call('PUT', `${plane.account}/jobs/one?${version}`, { json: job })).status).toBe(201);
  const claim = await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 60_000 });
  attempt = claim!.attempt;
});

interface Identity {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Record<string, string>;
  readonly properties: {
    readonly tenantId: string;
    readonly principalId: string;
    readonly clientId: string;
    readonly graphPermissions: readonly string[];
  };
}
interface AccountIdentity {
  readonly type: string;
  readonly principalId?: string;
  readonly tenantId?: string;
  readonly userAssignedIdentities?: Readonly<Record<string, { clientId: string; principalId: string }>>;
}

const identityVersion = 'api-version=2023-01-31';
const group = (name: string) => `/subscriptions/${plane.subscriptionId}/resourceGroups/${name}`;
const idOf = (name: string, of = 'tenantry') =>
  `${group(of)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const call = (method: string, path: string, more?: TestCall) =>
  plane.call(method, `${path}?${identityVersion}`, more);
const make = async (name: string, properties = {}) =>
  (await call('PUT', idOf(name), { json: { location: 'local', properties } })).json<Identity>();
const patchAccount = (identity: unknown, more: TestCall = {}) =>
  plane.call('PATCH', `${plane.account}?${version}`, { json: { identity }, ...more });
const identityOfAccount = async (): Promise<AccountIdentity | undefined> =>
  (await plane.call('GET', `${plane.account}?${version}`)).json<{ identity?: AccountIdentity }>().identity;
const token = (request: Omit<TokenRequest, 'resource'> = {}) =>
  plane.link.token(attempt, { resource: graph, ...request });
const claims = (accessToken: string) =>
  JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
const principalsOf = async (clientId: string): Promise<readonly unknown[]> => {
  const filter = encodeURIComponent(`appId eq '${clientId}'`);
  return (await plane.directoryGet<{ value: unknown[] }>(`/servicePrincipals?$filter=${filter}`)).value;
};

test('an identity is a resource with a service principal of its own, listed by group and by subscription', async () => {
  const made = await call('PUT', idOf('Reporting'), {
    json: { location: 'local', tags: { team: 'finance' } },
  });
  expect(made.status).toBe(201);
  const identity = made.json<Identity>();
  expect(identity).toMatchObject({
    name: 'Reporting',
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    tags: { team: 'finance' },
    properties: { tenantId: plane.tenant.tenantId, graphPermissions: [] },
  });
  expect(await principalsOf(identity.properties.clientId)).toMatchObject([
    { id: identity.properties.principalId, displayName: 'Reporting' },
  ]);
  expect((await call('PUT', idOf('REPORTING'), { json: { tags: { team: 'hr' } } })).status).toBe(200);
  expect((await call('PATCH', idOf('reporting'), { json: { tags: { team: 'it' } } })).status).toBe(200);
  expect((await call('GET', idOf('reporting'))).json()).toMatchObject({
    id: identity.id,
    tags: { team: 'it' },
    properties: identity.properties,
  });
  await call('PUT', idOf('elsewhere', 'finance'), { json: { location: 'local' } });
  const names = async (scope: string) =>
    (await call('GET', `${scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`))
      .json<{ value: Identity[] }>()
      .value.map(({ name }) => name);
  expect(await names(group('finance'))).toEqual(['elsewhere']);
  expect(await names(`/subscriptions/${plane.subscriptionId}`)).toEqual(['elsewhere', 'Reporting']);
});

test('a group with an identity in it stays', async () => {
  await call('PUT', idOf('lonely', 'lonely-group'), { json: {} });
  const remove = () => call('DELETE', group('lonely-group'));
  const refused = await remove();
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    409,
    expect.stringContaining("user-assigned identity 'lonely'"),
  ]);
  await call('DELETE', idOf('lonely', 'lonely-group'));
  expect((await remove()).status).toBe(200);
});

test('what no identity can be is refused with what to do instead', async () => {
  for (const [path, body, status, code] of [
    [idOf('x'), {}, 400, 'BadRequest'],
    [idOf('a b c'), {}, 400, 'BadRequest'],
    [idOf('greedy'), { properties: { graphPermissions: ['Directory.ReadWrite.All'] } }, 403, 'Forbidden'],
    [idOf('Reporting'), { location: 'elsewhere' }, 409, 'InvalidResourceLocation'],
  ] as const) {
    const answer = await call('PUT', path, { json: body });
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([status, code]);
  }
  expect((await call('GET', idOf('nobody'))).status).toBe(404);
  expect((await call('DELETE', idOf('nobody'))).status).toBe(204);
});

test('an account is given identities by PATCH, and its jobs take them by client id, object id and resource id', async () => {
  const { id, properties } = await make('mailer', { graphPermissions: ['Mail.Send'] });
  const { clientId, principalId: objectId } = properties;
  for (const request of [{ clientId }, { objectId }, { resourceId: id }])
    await expect(token(request), 'before it was given').rejects.toMatchObject({ code: 'IdentityMissing' });

  const own = await identityOfAccount();
  expect(own).toMatchObject({ type: 'SystemAssigned' });
  const patched = await patchAccount({
    type: 'SystemAssigned, UserAssigned',
    userAssignedIdentities: { [id]: {} },
  });
  expect([patched.status, patched.json<{ identity: AccountIdentity }>().identity]).toEqual([
    200,
    {
      ...own,
      type: 'SystemAssigned, UserAssigned',
      userAssignedIdentities: { [id]: { clientId, principalId: objectId } },
    },
  ]);
  for (const request of [
    { clientId },
    { clientId: clientId.toUpperCase() },
    { objectId },
    { resourceId: id },
    { resourceId: idOf('MAILER') },
  ]) {
    const given = await token(request);
    expect(given.clientId).toBe(clientId);
    expect(claims(given.accessToken)).toMatchObject({ appid: clientId, oid: objectId, roles: ['Mail.Send'] });
  }
  const ownClaims = claims((await token()).accessToken);
  expect(ownClaims['oid']).toBe(own!.principalId);
  expect(claims((await token({ objectId: own!.principalId! })).accessToken)['oid']).toBe(own!.principalId);
  for (const request of [{ clientId: newId() }, { resourceId: idOf('nobody') }, { resourceId: 'nonsense' }])
    await expect(token(request)).rejects.toMatchObject({ code: 'IdentityMissing' });
});

test('a PATCH changes what it names; a PUT says all that there is', async () => {
  const first = await make('first-of-two');
  const second = await make('second-of-two');
  const names = async () =>
    Object.keys((await identityOfAccount())?.userAssignedIdentities ?? {}).map((id) => id.split('/').at(-1));
  const both = { type: 'SystemAssigned,UserAssigned' };
  const put = (identity?: unknown) =>
    plane.call('PUT', `${plane.account}?${version}`, { json: { identity } });
  await put({ ...both, userAssignedIdentities: { [first.id]: {} } });
  expect(await names()).toEqual(['first-of-two']);
  await patchAccount({ ...both, userAssignedIdentities: { [second.id]: {} } });
  expect(await names()).toEqual(['first-of-two', 'second-of-two']);
  await patchAccount({ ...both, userAssignedIdentities: { [first.id]: null } });
  expect(await names()).toEqual(['second-of-two']);
  expect((await put()).status).toBe(200);
  expect(await names(), 'a PUT without identity leaves it').toEqual(['second-of-two']);
  await patchAccount({ type: 'SystemAssigned' });
  expect(await names()).toEqual([]);
});

test('an account without an identity of its own gives its jobs none but the named', async () => {
  const { id, properties } = await make('only-one');
  const before = await identityOfAccount();
  const { clientId: ownClient } = await token();
  const only = await patchAccount({ type: 'UserAssigned', userAssignedIdentities: { [id]: {} } });
  expect(only.json<{ identity: AccountIdentity }>().identity).toEqual({
    type: 'UserAssigned',
    userAssignedIdentities: { [id]: { clientId: properties.clientId, principalId: properties.principalId } },
  });
  await expect(token()).rejects.toMatchObject({ code: 'IdentityMissing' });
  expect((await token({ clientId: properties.clientId })).clientId).toBe(properties.clientId);
  expect(existsSync(join(plane.identityKeys, ownClient)), 'the key of the old one is destroyed').toBe(false);
  expect(await principalsOf(ownClient)).toEqual([]);

  await patchAccount({ type: 'None' });
  expect(await identityOfAccount()).toBeUndefined();
  await plane.call('PUT', `${plane.account}?${version}`, { json: { tags: { a: 'b' } } });
  expect(await identityOfAccount(), 'a PUT that does not speak of it brings none back').toBeUndefined();

  await patchAccount({ type: 'SystemAssigned' });
  const after = await identityOfAccount();
  expect(after).toMatchObject({ type: 'SystemAssigned', tenantId: plane.tenant.tenantId });
  expect(after!.principalId).not.toBe(before!.principalId);
  expect(claims((await token()).accessToken)['oid']).toBe(after!.principalId);
});

test('an identity that is deleted is gone from the account, the directory and the jobs', async () => {
  const { id, properties } = await make('short-lived');
  await patchAccount({ type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [id]: {} } });
  const { clientId } = properties;
  await token({ clientId });
  expect((await call('DELETE', id)).status).toBe(200);
  expect((await identityOfAccount())!.type).toBe('SystemAssigned');
  await expect(token({ clientId })).rejects.toMatchObject({ code: 'IdentityMissing' });
  expect(await principalsOf(clientId)).toEqual([]);
  expect(existsSync(join(plane.identityKeys, clientId))).toBe(false);
  const entries = await plane.db.query<{ action: string; details: { accounts?: string[] } }>(sql`
    select action, details from audit_entry where lower(resource) = ${id.toLowerCase()} order by id`);
  expect(entries.map(({ action }) => action.split('/').at(-1))).toEqual(['write', 'delete']);
  expect(entries[1]!.details.accounts).toEqual(['main']);
  expect((await call('DELETE', id)).status).toBe(204);
});

test('identities that cannot be given are refused, and the account stays as it was', async () => {
  const { id } = await make('not-yours');
  const before = await identityOfAccount();
  for (const [identity, code] of [
    [{ type: 'Sometimes' }, 'InvalidIdentityType'],
    [{ type: 'SystemAssigned', userAssignedIdentities: { [id]: {} } }, 'InvalidIdentityType'],
    [{ type: 'UserAssigned' }, 'MissingIdentityIds'],
    [{ type: 'UserAssigned', userAssignedIdentities: { '/nonsense': {} } }, 'LinkedInvalidPropertyId'],
    [{ type: 'UserAssigned', userAssignedIdentities: { [idOf('nobody')]: {} } }, 'FailedIdentityOperation'],
  ] as const) {
    const answer = await patchAccount(identity);
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, code]);
  }
  expect(await identityOfAccount()).toEqual(before);
});

test('who may write the account alone cannot make its jobs somebody else', async () => {
  const { id } = await make('powerful');
  const { oid } = claims(await plane.token('stranger')) as { oid: string };
  await plane.automation.access.grant(oid, 'Automation Contributor', plane.account);
  const change = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [id]: {} } };
  const refused = await patchAccount(change, { as: 'stranger' });
  expect([refused.status, refused.json<{ code: string }>().code]).toEqual([403, 'LinkedAuthorizationFailed']);
  expect((await identityOfAccount())!.type).toBe('SystemAssigned');
  await plane.automation.access.grant(oid, 'Managed Identity Operator', id);
  expect((await patchAccount(change, { as: 'stranger' })).status).toBe(200);
  expect(Object.keys((await identityOfAccount())!.userAssignedIdentities!)).toEqual([id]);
});
