import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SignJWT, importPKCS8 } from 'jose';
import { Agent, fetch } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { newId, systemClock } from '#kernel';

import {
  type CertificateAuthority,
  type KeyAndCertificate,
  createAuthority,
  createClientCertificate,
  issueServerCertificate,
  thumbprint,
} from '../certificates/index.ts';
import { type RunningTenant, startTenant } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'tenantry-tenant-'));
const clientId = newId();
const graph = 'https://graph.microsoft.com';
let authority: CertificateAuthority;
let app: KeyAndCertificate;
let tls: { key: string; cert: string };
let tenant: RunningTenant;
let agent: Agent;

const graphRoles = [
  'User.ReadWrite.All',
  'Group.ReadWrite.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
];

const start = () =>
  startTenant({
    directory,
    tls,
    trustedApps: [
      {
        clientId,
        displayName: 'Tests',
        certificatePem: app.certificatePem,
        roles: [
          ...graphRoles.map((role) => ({ resource: graph, role })),
          { resource: 'api://tenantry-tenant', role: 'Tenant.Manage' },
        ],
      },
    ],
  });

beforeAll(async () => {
  authority = await createAuthority({ name: 'test' });
  app = await createClientCertificate({ name: 'tests' });
  const server = await issueServerCertificate(authority, { hosts: ['127.0.0.1', 'localhost'] });
  tls = { key: server.privateKeyPem, cert: server.certificatePem };
  agent = new Agent({ connect: { ca: authority.certificatePem } });
  tenant = await start();
});
afterAll(async () => {
  await tenant.close();
  await agent.close();
  rmSync(directory, { recursive: true });
});

async function assertion(
  options: { alg?: 'PS256' | 'RS256'; sub?: string; expires?: number; aud?: string } = {},
): Promise<string> {
  const alg = options.alg ?? 'PS256';
  const now = Math.floor(systemClock.now() / 1000);
  const header =
    alg === 'PS256'
      ? { 'x5t#S256': thumbprint(app.certificatePem, 'sha256') }
      : { x5t: thumbprint(app.certificatePem, 'sha1') };
  return new SignJWT({})
    .setProtectedHeader({ alg, typ: 'JWT', ...header })
    .setAudience(options.aud ?? `${tenant.origin}/${tenant.tenantId}/oauth2/v2.0/token`)
    .setIssuer(options.sub ?? clientId)
    .setSubject(options.sub ?? clientId)
    .setJti(newId())
    .setNotBefore(now - 10)
    .setExpirationTime(options.expires ?? now + 600)
    .sign(await importPKCS8(app.privateKeyPem, alg));
}

async function askToken(form: Record<string, string>, at = tenant.tenantId) {
  const response = await fetch(`${tenant.origin}/${at}/oauth2/v2.0/token`, {
    method: 'POST',
    dispatcher: agent,
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function token(scope = `${graph}/.default`): Promise<string> {
  const { body } = await askToken({ ...(await base()), scope });
  return String(body['access_token']);
}

const base = async () => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  scope: `${graph}/.default`,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: await assertion(),
});

/** Answers of every shape: the tests say what they expect of each. */
interface Answer {
  // eslint-disable-next-line typescript/no-explicit-any
  readonly [name: string]: any;
}

async function call(method: string, path: string, body?: unknown, origin = tenant.origin) {
  const response = await fetch(`${origin}${path}`, {
    method,
    dispatcher: agent,
    headers: {
      authorization: `Bearer ${await token(path.startsWith('/_tenantry') ? 'api://tenantry-tenant/.default' : undefined)}`,
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text === '' ? '{}' : text) as Answer,
  };
}

test('a certificate assertion gets a token that Graph accepts, signed PS256 or RS256', async () => {
  for (const alg of ['PS256', 'RS256'] as const) {
    const { status, body } = await askToken({
      ...(await base()),
      client_assertion: await assertion({ alg }),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
  }
  const users = await call('GET', '/v1.0/users?$top=5');
  expect(users.status).toBe(200);
  expect(users.body.value).toHaveLength(5);
  expect(users.body['@odata.nextLink']).toContain('$skiptoken=');
});

test('Entra does not mind the case of a parameter’s name', async () => {
  const shouted = Object.entries(await base()).map(([name, value]) => [name.toUpperCase(), value]);
  expect(await askToken(Object.fromEntries(shouted))).toMatchObject({
    status: 200,
    body: { token_type: 'Bearer' },
  });
});

test('Entra refuses with its own numbers', async () => {
  const right = await base();
  const now = Math.floor(systemClock.now() / 1000);
  const { client_assertion: _a, client_assertion_type: _t, ...withoutProof } = right;
  const cases: [Record<string, string>, number, number, string?][] = [
    [{ ...right, client_id: newId() }, 400, 700016],
    [withoutProof, 401, 7000218],
    [{ ...withoutProof, client_secret: 'wrong' }, 401, 7000215],
    [{ ...right, client_assertion: 'no.jwt.here' }, 401, 50027],
    [{ ...right, client_assertion: await assertion({ sub: newId() }) }, 401, 700021],
    [{ ...right, client_assertion: await assertion({ expires: now - 3600 }) }, 401, 700024],
    [{ ...right, client_assertion: await assertion({ aud: 'https://elsewhere' }) }, 401, 700023],
    [{ ...right, scope: `${graph}/User.Read` }, 400, 1002012],
    [{ ...right, scope: 'https://unknown.example/.default' }, 400, 500011],
    [{ ...right, grant_type: 'nonsense' }, 400, 70003],
    [right, 400, 90002, newId()],
    [right, 400, 50059, 'common'],
    [right, 400, 900023, 'nonsense'],
  ];
  for (const [form, status, code, at] of cases) {
    const answer = await askToken(form, at);
    expect([code, answer.status, answer.body['error_codes']]).toEqual([code, status, [code]]);
    expect(answer.body['error_description']).toMatch(
      new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: `),
    );
  }
});

test('an application made over Graph signs in with its secret, without roles until it is granted some', async () => {
  const made = await call('POST', '/v1.0/applications', { displayName: 'New app' });
  expect(made.status).toBe(201);
  const { appId, id } = made.body;
  const principal = await call('POST', '/v1.0/servicePrincipals', { appId });
  const secret = await call('POST', `/v1.0/applications/${id}/addPassword`, {
    passwordCredential: { displayName: 'ci' },
  });
  const form = {
    grant_type: 'client_credentials',
    client_id: appId,
    scope: `${graph}/.default`,
    client_secret: secret.body.secretText,
  };
  const bare = await askToken(form);
  expect(bare.status).toBe(200);
  const ask = async (accessToken: unknown) =>
    (
      await fetch(`${tenant.origin}/v1.0/users`, {
        dispatcher: agent,
        headers: { authorization: `Bearer ${String(accessToken)}` },
      })
    ).status;
  expect(await ask(bare.body['access_token'])).toBe(403);

  const [resource] = (
    await call('GET', `/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'`)
  ).body.value;
  const role = resource.appRoles.find((each: { value: string }) => each.value === 'User.Read.All');
  const grant = { principalId: principal.body.id, resourceId: resource.id, appRoleId: role.id };
  expect(
    (await call('POST', `/v1.0/servicePrincipals/${principal.body.id}/appRoleAssignments`, grant)).status,
  ).toBe(201);
  expect(
    (await call('POST', `/v1.0/servicePrincipals/${principal.body.id}/appRoleAssignments`, grant)).status,
  ).toBe(400);
  // Roles are in the token: the one from before stays without.
  expect(await ask(bare.body['access_token'])).toBe(403);
  expect(await ask((await askToken(form)).body['access_token'])).toBe(200);
  const shown = await call('GET', `/v1.0/applications/${id}`);
  expect(JSON.stringify(shown.body)).not.toContain(secret.body.secretText);
});

test('Graph says no in its own words', async () => {
  const cases: [string, string, unknown, number, string][] = [
    ['GET', '/v1.0/users/nobody@fjordlight.example', undefined, 404, 'Request_ResourceNotFound'],
    ['GET', '/v1.0/nonsense', undefined, 400, 'BadRequest'],
    ['GET', '/v1.0/drives', undefined, 501, 'notEmulated'],
    ['PUT', '/v1.0/users', {}, 405, 'Request_BadRequest'],
    ['POST', '/v1.0/users', { displayName: 'x' }, 400, 'Request_BadRequest'],
    ['GET', '/v1.0/domains', undefined, 403, 'Authorization_RequestDenied'],
    ['GET', `/v1.0/users?$filter=department ne 'IT'`, undefined, 400, 'Request_UnsupportedQuery'],
  ];
  for (const [method, path, body, status, code] of cases) {
    const answer = await call(method, path, body);
    expect([path, answer.status, answer.body?.error?.code]).toEqual([path, status, code]);
  }
  const missing = await fetch(`${tenant.origin}/v1.0/users`, { dispatcher: agent });
  expect(missing.status).toBe(401);
  expect(missing.headers.get('www-authenticate')).toMatch(/^Bearer /);
});

test('a fork is a world of its own, and its difference can be told', async () => {
  const upn = encodeURIComponent(tenant.demoLeaver);
  const fork = (await call('POST', '/_tenantry/tenants', { name: 'what-if' })).body;
  expect((await call('PATCH', `/v1.0/users/${upn}`, { accountEnabled: false }, fork.origin)).status).toBe(
    204,
  );
  expect(tenant.user(tenant.demoLeaver)?.['accountEnabled']).toBe(true);
  expect(tenant.user(tenant.demoLeaver, 'what-if')?.['accountEnabled']).toBe(false);
  const { changes } = (await call('GET', '/_tenantry/tenants/what-if/diff?against=main')).body;
  expect(changes).toMatchObject([
    { op: 'changed', type: 'user', property: 'accountEnabled', before: true, after: false },
  ]);
  expect((await call('POST', '/_tenantry/tenants/what-if/reset')).status).toBe(204);
  expect((await call('GET', '/_tenantry/tenants/what-if/diff')).body.changes).toEqual([]);
  expect((await call('DELETE', '/_tenantry/tenants/what-if')).status).toBe(204);
  expect((await call('GET', '/_tenantry/tenants/what-if')).status).toBe(404);
  expect((await call('DELETE', '/_tenantry/tenants/main')).status).toBe(400);
});

test('twenty forks written at the same time do not see each other', async () => {
  const names = Array.from({ length: 20 }, (_, n) => `parallel-${n}`);
  const forks = await Promise.all(names.map((name) => tenant.fork(name)));
  const upn = encodeURIComponent(tenant.demoLeaver);
  await Promise.all(
    forks.map(({ name, origin }) => call('PATCH', `/v1.0/users/${upn}`, { jobTitle: name }, origin)),
  );
  for (const name of names) {
    expect(tenant.user(tenant.demoLeaver, name)?.['jobTitle']).toBe(name);
    expect(tenant.diff('main', name)).toHaveLength(1);
  }
  for (const name of names) await call('DELETE', `/_tenantry/tenants/${name}`);
});

test('what was written survives a restart; the seeded company is the same everywhere', async () => {
  const before = tenant.user(tenant.demoLeaver)!;
  await call('PATCH', `/v1.0/users/${before.id}`, { officeLocation: 'Moved' });
  const requests = tenant.requests().filter(({ method }) => method === 'PATCH').length;
  await tenant.close();
  tenant = await start();
  expect(tenant.user(tenant.demoLeaver)).toMatchObject({ id: before.id, officeLocation: 'Moved' });
  expect(tenant.requests().filter(({ method }) => method === 'PATCH')).toHaveLength(requests);
  expect(tenant.groupsOf(tenant.demoLeaver)).toContain('Sales Staff');
  expect(before['assignedLicenses']).toHaveLength(2);
});

test('a batch of twenty goes item by item through the same door', async () => {
  const before = tenant.requests().length;
  const requests = Array.from({ length: 20 }, (_, n) => ({
    id: String(n),
    method: 'GET',
    url: n === 7 ? '/users/nobody' : '/users?$top=1&$select=id',
  }));
  const { status, body } = await call('POST', '/v1.0/$batch', { requests });
  expect(status).toBe(200);
  const answers = body['responses'] as { id: string; status: number; headers: Record<string, string> }[];
  expect(answers.map(({ status: each }) => each).filter((each) => each === 200).length).toBe(19);
  expect(answers.find(({ id }) => id === '7')?.status).toBe(404);
  expect(answers[0]?.headers['x-ms-resource-unit']).toBeDefined();
  expect(tenant.requests().length - before).toBeGreaterThanOrEqual(20);
});

test('what a fork differs in is a patch, which makes its origin like it; a delta link is good in both', async () => {
  const { body: latest } = await call('GET', '/v1.0/users/delta?$deltatoken=latest&$select=city');
  const { body: made } = await call('POST', '/_tenantry/tenants', { name: 'patched' });
  const fork = String(made['origin']);
  const { body: found } = await call('GET', '/v1.0/users?$top=2&$select=id');
  const [one, two] = (found['value'] as { id: string }[]).map(({ id }) => id);
  await call('PATCH', `/v1.0/users/${one}`, { city: 'Bergen' }, fork);
  await call('DELETE', `/v1.0/users/${two}`, undefined, fork);
  const { body: diff } = await call('GET', '/_tenantry/tenants/patched/diff?form=json-patch');
  const link = String(latest['@odata.deltaLink']).replace(tenant.origin, '');
  expect((await call('GET', link, undefined, fork)).body['value'].length).toBe(2);
  expect((await call('GET', link)).body['value']).toEqual([]);
  const { status } = await call('POST', '/_tenantry/tenants/main/apply', { patch: diff['patch'] });
  expect(status).toBe(200);
  expect(tenant.diff('patched', 'main')).toEqual([]);
  expect((await call('GET', link)).body['value']).toContainEqual({ id: one, city: 'Bergen' });
  await call('DELETE', '/_tenantry/tenants/patched');
});
