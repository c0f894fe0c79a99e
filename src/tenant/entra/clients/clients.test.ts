import { afterAll, beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';

import {
  type TestDirectory,
  claimsOf,
  grantAppRole,
  secret,
  tenantId,
  testDirectory,
} from '../testing/directory.ts';
import { graphUri } from '../resources.ts';

let directory: TestDirectory;
beforeAll(() => {
  directory = testDirectory();
});
afterAll(() => directory.close());

const daemon = (clientId: string) => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: secret,
  scope: `${graphUri}/.default`,
});

test('a secret in the body or by Basic gets a v1 token with the claims of an application', async () => {
  const app = directory.app();
  grantAppRole(directory.state, app, 'User.Read.All');
  const { id } = directory.client(app).principal;
  const inBody = await directory.ask(daemon(app));
  expect(inBody.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
  expect(inBody.body).not.toHaveProperty('refresh_token');
  expect(claimsOf(inBody.body)).toMatchObject({
    aud: graphUri,
    iss: `https://sts.windows.net/${tenantId}/`,
    appid: app,
    appidacr: '1',
    app_displayname: 'An app',
    idtyp: 'app',
    oid: id,
    sub: id,
    roles: ['User.Read.All'],
    tid: tenantId,
    ver: '1.0',
    wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90'],
  });
  const { client_id: _, client_secret: __, ...bare } = daemon(app);
  const authorization = `Basic ${Buffer.from(`${app}:${encodeURIComponent(secret)}`).toString('base64')}`;
  expect((await directory.ask(bare, { authorization })).status).toBe(200);
  expect((await directory.ask({ ...bare, client_id: newId() }, { authorization })).code).toBe(90023);
});

test('the older endpoint takes a resource and writes numbers as texts', async () => {
  const app = directory.app();
  const { scope: _, ...form } = daemon(app);
  const { body } = await directory.ask({ ...form, resource: `${graphUri}/` }, { version: 'v1' });
  expect(body).toMatchObject({ expires_in: '3599', resource: graphUri, expires_on: '1795517999' });
});

test('an application of one’s own decides the format of its tokens', async () => {
  const api = directory.app({ identifierUris: ['api://books'], api: { requestedAccessTokenVersion: 2 } });
  const old = directory.app({ identifierUris: ['api://old'] });
  const app = directory.app();
  const newer = await directory.ask({ ...daemon(app), scope: 'api://books/.default' });
  expect(claimsOf(newer.body)).toMatchObject({
    aud: api,
    iss: `https://login.test/${tenantId}/v2.0`,
    azp: app,
    azpacr: '1',
    ver: '2.0',
  });
  const older = await directory.ask({ ...daemon(app), scope: 'api://old/.default' });
  expect(claimsOf(older.body)).toMatchObject({ aud: 'api://old', ver: '1.0', appid: app });
  const byId = await directory.ask({ ...daemon(app), scope: `${old}/.default` });
  expect(claimsOf(byId.body)).toMatchObject({ aud: old });
});

test('secrets expire by the clock', async () => {
  const app = directory.app();
  const { id } = directory.client(app).application;
  const [password] = directory.client(app).application['passwordCredentials'] as object[];
  directory.state.update('application', id, {
    passwordCredentials: [{ ...password, endDateTime: '2026-11-24T10:00:00Z' }],
  });
  expect((await directory.ask(daemon(app))).code).toBe(7000222);
});

test('refusals have Entra’s numbers and OAuth errors', async () => {
  const app = directory.app();
  const disabled = directory.app();
  directory.state.update('servicePrincipal', directory.client(disabled).principal.id, {
    accountEnabled: false,
  });
  const orphan = directory.app();
  directory.state.remove('servicePrincipal', directory.client(orphan).principal.id);
  const closed = directory.app({ identifierUris: ['api://closed'] });
  directory.state.update('servicePrincipal', directory.client(closed).principal.id, {
    appRoleAssignmentRequired: true,
  });
  const cases: readonly (readonly [object, number, string, number, string?])[] = [
    [daemon(newId()), 400, 'unauthorized_client', 700016],
    [daemon(disabled), 400, 'unauthorized_client', 7000112],
    [daemon(orphan), 401, 'invalid_client', 7000229],
    [{ ...daemon(app), client_secret: 'x' }, 401, 'invalid_client', 7000215],
    [{ ...daemon(app), scope: 'api://closed/.default' }, 400, 'invalid_grant', 501051],
    [{ ...daemon(app), scope: 'api://nothing/.default' }, 400, 'invalid_resource', 500011],
    [{ ...daemon(app), scope: `${graphUri}/User.Read` }, 400, 'invalid_scope', 1002012],
    [{ ...daemon(app), scope: '' }, 400, 'invalid_request', 900144],
    [{ ...daemon(app), grant_type: 'toString' }, 400, 'unsupported_grant_type', 70003],
    [daemon(app), 400, 'invalid_request', 50059, 'organizations'],
    [daemon(app), 400, 'invalid_request', 90002, newId()],
    [daemon(app), 400, 'invalid_request', 900023, 'nonsense'],
  ];
  for (const [form, status, error, code, tenant = tenantId] of cases) {
    const answer = await directory.ask(form as Record<string, string>, { tenant });
    expect([answer.status, answer.body['error'], answer.code]).toEqual([status, error, code]);
  }
});

test('every answer is in the sign-in log, those that wait for somebody are not', async () => {
  const app = directory.app();
  const before = directory.signIns.length;
  await directory.ask(daemon(app), { ipAddress: '203.0.113.9', correlationId: tenantId });
  await directory.ask({ ...daemon(app), client_secret: 'x' });
  expect(directory.signIns.slice(before)).toMatchObject([
    {
      kind: 'servicePrincipal',
      appId: app,
      resourceAppId: '00000003-0000-0000-c000-000000000000',
      errorCode: 0,
      ipAddress: '203.0.113.9',
      correlationId: tenantId,
    },
    { appId: app, errorCode: 7000215, failureReason: expect.stringContaining('Invalid client secret') },
  ]);
});
