import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { certificateDer, createClientCertificate } from '../../certificates/index.ts';
import { type Running, clientAssertion, runTenant } from '../testing/running.ts';

const group = '/subscriptions/0a1b2c3d-0000-4000-8000-000000000001/resourceGroups/people/providers';
const account = `${group}/Microsoft.Automation/automationAccounts/onboarding`;
const mailer = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/mailer`;
const identities = '/_tenantry/tenants/main/managedIdentities';
const graphAppId = '00000003-0000-0000-c000-000000000000';

let running: Running;
beforeAll(async () => {
  running = await runTenant([
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'AuditLog.Read.All',
    'Directory.Read.All',
    'User.Read.All',
  ]);
});
afterAll(() => running.close());

async function make(resourceId: string, userAssigned: boolean) {
  const key = await createClientCertificate({ name: 'kept by the resource provider' });
  const { status, body } = await running.call('POST', identities, {
    displayName: resourceId.split('/').at(-1),
    resourceId,
    userAssigned,
    certificate: certificateDer(key.certificatePem),
  });
  expect(status, JSON.stringify(body)).toBe(201);
  const made = body as { clientId: string; principalId: string };
  const signIn = async () => {
    const { origin, tenantId } = running.tenant;
    return running.askToken({
      client_id: made.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await clientAssertion(made.clientId, key, `${origin}/${tenantId}/oauth2/v2.0/token`),
    });
  };
  return { ...made, signIn };
}

async function grant(principalId: string, role: string) {
  const { body } = await running.call('GET', `/v1.0/servicePrincipals(appId='${graphAppId}')`);
  const { id, appRoles } = body as { id: string; appRoles: { id: string; value: string }[] };
  const given = { principalId, resourceId: id, appRoleId: appRoles.find(({ value }) => value === role)!.id };
  expect(
    (await running.call('POST', `/v1.0/servicePrincipals/${principalId}/appRoleAssignments`, given)).status,
  ).toBe(201);
}

test('an account’s own identity is a principal without an application, and may do what it was granted', async () => {
  const identity = await make(account, false);
  const { body } = await running.call('GET', `/v1.0/servicePrincipals/${identity.principalId}`);
  expect(body).toMatchObject({
    servicePrincipalType: 'ManagedIdentity',
    displayName: 'onboarding',
    alternativeNames: ['isExplicit=False', account],
    appId: identity.clientId,
    appOwnerOrganizationId: null,
    passwordCredentials: [],
  });
  const registered = await running.call('GET', `/v1.0/applications(appId='${identity.clientId}')`);
  expect(registered.status).toBe(404);

  await grant(identity.principalId, 'User.Read.All');
  const { status, body: token } = await identity.signIn();
  expect(status, JSON.stringify(token)).toBe(200);
  expect(decodeJwt(String(token.access_token))).toMatchObject({
    appid: identity.clientId,
    appidacr: '2',
    idtyp: 'app',
    oid: identity.principalId,
    roles: ['User.Read.All'],
    xms_mirid: account,
  });
  const users = await running.call('GET', '/v1.0/users?$top=1', undefined, {
    headers: { authorization: `Bearer ${String(token.access_token)}` },
  });
  expect(users.status).toBe(200);
});

test('a user-assigned one says so, and all of them are found by their type', async () => {
  const { principalId } = await make(mailer, true);
  const found = await running.call(
    'GET',
    `/v1.0/servicePrincipals?$filter=servicePrincipalType eq 'ManagedIdentity'&$select=id,alternativeNames`,
  );
  expect(found.body.value).toContainEqual({ id: principalId, alternativeNames: ['isExplicit=True', mailer] });
});

test('it signs in as a managed identity in the log of sign-ins', async () => {
  const { clientId, signIn } = await make(`${account}-logged`, false);
  expect((await signIn()).status).toBe(200);
  const log = await running.call(
    'GET',
    `/beta/auditLogs/signIns?$filter=appId eq '${clientId}' and signInEventTypes/any(t:t eq 'managedIdentity')`,
  );
  expect(log.status, JSON.stringify(log.body)).toBe(200);
  expect(log.body.value).toHaveLength(1);
});

test('Graph neither changes nor deletes it, nor gives it another key', async () => {
  const { principalId, clientId } = await make(`${account}-fixed`, false);
  const at = `/v1.0/servicePrincipals/${principalId}`;
  for (const [method, path, body] of [
    ['PATCH', at, { displayName: 'mine' }],
    ['DELETE', at, undefined],
    ['POST', `${at}/addPassword`, { passwordCredential: { displayName: 'mine' } }],
  ] as const) {
    const refused = await running.call(method, path, body);
    expect([method, refused.status, refused.body.error.code]).toEqual([
      method,
      403,
      'Authorization_RequestDenied',
    ]);
  }
  const secret = await running.askToken({ client_id: clientId, client_secret: 'guessed' });
  expect(secret.status).toBe(401);
});

test('it goes with its resource, with what it was granted; its tokens are asked for in vain', async () => {
  const identity = await make(`${account}-gone`, false);
  await grant(identity.principalId, 'User.Read.All');
  expect((await running.call('DELETE', `${identities}/${identity.clientId}`)).status).toBe(204);
  expect((await running.call('GET', `/v1.0/servicePrincipals/${identity.principalId}`)).status).toBe(404);
  const refused = await identity.signIn();
  expect([refused.status, refused.body.error_codes]).toEqual([400, [700_016]]);
  expect((await running.call('DELETE', `${identities}/${identity.clientId}`)).body.error.code).toBe(
    'ManagedIdentityMissing',
  );
});

test('a reset of the company leaves it, since it belongs to the installation', async () => {
  const identity = await make(`${account}-kept`, false);
  await grant(identity.principalId, 'User.Read.All');
  await running.tenant.reset();
  running.signOut();
  const { status, body } = await identity.signIn();
  expect(status, JSON.stringify(body)).toBe(200);
  expect(decodeJwt(String(body.access_token))['roles']).toEqual(['User.Read.All']);
});

test.each([
  [{}],
  [{ displayName: 'x', resourceId: 'not a resource', userAssigned: true, certificate: '' }],
  [{ displayName: 'x', resourceId: account, userAssigned: true, certificate: 'bm90aGluZw==' }],
])('%j is refused with what is needed', async (input) => {
  const { status, body } = await running.call('POST', identities, input);
  expect([status, body.error.code]).toEqual([400, 'ManagedIdentityInvalid']);
  expect(body.error.remedy).toContain('certificate');
});
