import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createDirectory } from '#automation';
import { createAuthority, createClientCertificate, issueServerCertificate, thumbprint } from '#certificates';
import { newId, systemClock } from '#kernel';
import { type RunningTenant, startTenant } from '#tenant';

const run = promisify(execFile);
const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-entra-sdk-'));
const [caFile, pemFile, settingFile] = ['ca.pem', 'app.pem', 'setting.json'].map((name) =>
  join(folder, name),
) as [string, string, string];
const graphAppId = '00000003-0000-0000-c000-000000000000';
const graph = 'https://graph.microsoft.com';
const clientId = newId();
const user = { name: 'grace@fjordlight.example', password: 'Correct-Horse-1' };
let tenant: RunningTenant;

beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority' });
  const app = await createClientCertificate({ name: 'outsider' });
  const server = await issueServerCertificate(authority, { hosts: ['localhost', '127.0.0.1'] });
  writeFileSync(caFile, authority.certificatePem);
  writeFileSync(pemFile, app.privateKeyPem + app.certificatePem);
  const roles = ['User.ReadWrite.All', 'Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'];
  tenant = await startTenant({
    directory: join(folder, 'tenants'),
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    users: 20,
    trustedApps: [
      {
        clientId,
        displayName: 'Outsider',
        certificatePem: app.certificatePem,
        roles: roles.map((role) => ({ resource: graph, role })),
      },
    ],
  });
  const { origin, tenantId } = tenant;
  const directory = createDirectory({
    origin,
    tenantId,
    caPem: authority.certificatePem,
    clock: systemClock,
  });
  const call = <Answer = { id: string }>(method: string, path: string, body?: object) =>
    directory.graph<Answer>({ clientId, ...app }, method, path, body);

  async function register(displayName: string, values: object) {
    const { id, appId } = await call<{ id: string; appId: string }>('POST', '/applications', {
      displayName,
      ...values,
    });
    const principal = await call('POST', '/servicePrincipals', { appId });
    return { id, appId, principalId: principal.id };
  }
  async function secretOf(id: string): Promise<string> {
    const body = { passwordCredential: { displayName: 'for the test' } };
    return (await call<{ secretText: string }>('POST', `/applications/${id}/addPassword`, body)).secretText;
  }
  async function consent(client: string, resource: string, scope: string): Promise<void> {
    const grant = { clientId: client, consentType: 'AllPrincipals', resourceId: resource, scope };
    await call('POST', '/oauth2PermissionGrants', grant);
  }

  await call('POST', '/users', {
    accountEnabled: true,
    displayName: 'Grace',
    mailNickname: 'grace',
    userPrincipalName: user.name,
    passwordProfile: { password: user.password, forceChangePasswordNextSignIn: false },
  });
  const daemon = await register('Daemon', {});
  const person = await register('Native', {
    isFallbackPublicClient: true,
    publicClient: { redirectUris: ['http://localhost'] },
  });
  const script = await register('Script', { isFallbackPublicClient: true });
  const scope = { id: newId(), value: 'Read', type: 'User', isEnabled: true };
  const texts = {
    adminConsentDisplayName: 'Read',
    adminConsentDescription: 'Read',
    userConsentDisplayName: 'Read',
    userConsentDescription: 'Read',
  };
  const api = await register('Middle', { api: { oauth2PermissionScopes: [{ ...scope, ...texts }] } });
  await call('PATCH', `/applications/${api.id}`, { identifierUris: [`api://${api.appId}`] });
  const [{ id: graphId }] = (
    await call<{ value: [{ id: string }] }>(
      'GET',
      `/servicePrincipals?$filter=appId eq '${graphAppId}'&$select=id`,
    )
  ).value;
  await consent(person.principalId, api.principalId, 'Read');
  await consent(api.principalId, graphId, 'User.Read');
  await consent(script.principalId, graphId, 'User.Read');
  const digest = Buffer.from(thumbprint(app.certificatePem, 'sha256'), 'base64url');
  writeFileSync(
    settingFile,
    JSON.stringify({
      origin,
      tenantId,
      daemon: { clientId: daemon.appId, secret: await secretOf(daemon.id) },
      certificate: { clientId, pemFile, thumbprint: digest.toString('hex') },
      native: person.appId,
      script: script.appId,
      api: { clientId: api.appId, secret: await secretOf(api.id), scope: `api://${api.appId}/Read` },
      user,
      tokenFile: join(folder, 'workload-token'),
    }),
  );
  await directory.close();
});
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true });
});

const env = { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: caFile, SSL_CERT_FILE: caFile };

test('@azure/msal-node and @azure/identity, as they come: applications and people sign in, in every way', async () => {
  const { stdout } = await run(process.execPath, [program('entra-flows.ts'), settingFile], { env });
  expect(JSON.parse(stdout)).toEqual({
    'msal, secret': true,
    'msal, cached': true,
    'msal, certificate': '2',
    'msal, wrong secret': ['invalid_client', 7000215],
    'identity, secret': 'app',
    'identity, certificate': 'app',
    'identity, assertion': 'app',
    'identity, workload': 'app',
    'state comes back': 'some state',
    'code with PKCE': [user.name, true],
    'silent, then refreshed': [true, false],
    me: user.name,
    'device code': user.name,
    'on behalf of': [user.name, true],
  });
});

test('Python with its standard library only: a secret, a password, a refresh, and /me', async () => {
  const { stdout } = await run('python3', [program('entra_flows.py'), settingFile], { env });
  expect(JSON.parse(stdout)).toEqual({ issuer: true, daemon: 'Bearer', refused: [50126], me: user.name });
});
