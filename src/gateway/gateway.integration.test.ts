import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { newId, silentLogger } from '#kernel';

import { createAuthority, createClientCertificate, issueServerCertificate } from '../certificates/index.ts';
import { createDirectory } from '../automation/index.ts';
import { systemClock } from '../kernel/index.ts';
import { type RunningTenant, startTenant } from '../tenant/index.ts';
import { type Gateway, type GatewayCall, type GatewayPort, createGateway } from './index.ts';
import type { IdentityRequest } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-gateway-'));
const caFile = join(folder, 'gateway-ca.pem');
const graph = 'https://graph.microsoft.com';
const clientId = newId();
let tenant: RunningTenant;
let gateway: Gateway;
let tenantCa: string;
let real: { accessToken: string; expiresOn: number };
let plain: ReturnType<typeof createServer>;

beforeAll(async () => {
  const [tenantAuthority, gatewayAuthority, app] = await Promise.all([
    createAuthority({ name: 'tenant' }),
    createAuthority({ name: 'gateway' }),
    createClientCertificate({ name: 'job' }),
  ]);
  tenantCa = tenantAuthority.certificatePem;
  const server = await issueServerCertificate(tenantAuthority, { hosts: ['localhost', '127.0.0.1'] });
  writeFileSync(caFile, gatewayAuthority.certificatePem);
  tenant = await startTenant({
    directory: join(folder, 'tenants'),
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    trustedApps: [
      {
        clientId,
        displayName: 'Job',
        certificatePem: app.certificatePem,
        roles: [
          { resource: graph, role: 'User.Read.All' },
          { resource: graph, role: 'Application.ReadWrite.All' },
        ],
      },
    ],
  });
  const directory = createDirectory({
    origin: tenant.origin,
    tenantId: tenant.tenantId,
    caPem: tenantCa,
    clock: systemClock,
  });
  real = await directory.token({ clientId, ...app }, graph);
  await directory.close();
  gateway = createGateway({ authority: gatewayAuthority, logger: silentLogger });
  plain = createServer((request, response) => {
    if (request.url === '/never') return void response.flushHeaders();
    response.end(JSON.stringify({ authorization: request.headers.authorization ?? null }));
  }).listen(0, '127.0.0.2');
  await once(plain, 'listening');
});
afterAll(async () => {
  await gateway.close();
  await tenant.close();
  plain.closeAllConnections();
  plain.close();
  rmSync(folder, { recursive: true });
});

interface Job {
  readonly port: GatewayPort;
  readonly calls: GatewayCall[];
  readonly secrets: string[];
  readonly asked: IdentityRequest[];
  // eslint-disable-next-line typescript/no-explicit-any
  run(task: string, data?: Record<string, string>): Promise<any>;
}

/** A process with a way out of its own, bound by itself and answered here, as a job's host has it. */
async function startJob(
  options: { assigned?: boolean; allowedHosts?: string[]; mayCall?: () => boolean | Promise<boolean> } = {},
): Promise<Job> {
  const child: ChildProcess = fork(new URL('testing/client-program.ts', import.meta.url), {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: caFile },
  });
  const [{ port: number }, server] = (await once(child, 'message')) as [{ port: number }, Server];
  const port = gateway.attach(server, { port: number, caFile });
  const calls: GatewayCall[] = [];
  const secrets: string[] = [];
  const asked: IdentityRequest[] = [];
  if (options.assigned !== false) {
    port.assign({
      upstream: { origin: tenant.origin, ca: tenantCa },
      allowedHosts: options.allowedHosts ?? [],
      ...(options.mayCall !== undefined && { mayCall: options.mayCall }),
      async token(request) {
        asked.push(request);
        return { ...real, resource: request.resource, clientId };
      },
      onCall: (call) => void calls.push(call),
      onSecret: (value) => void secrets.push(value),
    });
  }
  return {
    port,
    calls,
    secrets,
    asked,
    async run(task, data = {}) {
      child.send({ environment: port.environment, task, data });
      const [{ result }] = (await once(child, 'message')) as [{ result: unknown }];
      return result;
    },
  };
}

test('fetch and node:https reach Graph through the gateway, and the call is recorded without ids or query', async () => {
  const job = await startJob();
  const upn = encodeURIComponent(tenant.demoLeaver);
  const { status, body } = await job.run('fetch', {
    url: `${graph}/v1.0/users/${upn}?$select=displayName,mail`,
  });
  expect([status, body]).toMatchObject([200, { displayName: 'Dana Fischer' }]);
  expect(body['@odata.context']).toMatch(/^https:\/\/graph\.microsoft\.com\//);
  expect(job.calls).toMatchObject([
    {
      method: 'GET',
      host: 'graph.microsoft.com',
      pathTemplate: '/v1.0/users/{id}',
      status: 200,
      refused: false,
    },
  ]);
  const other = await startJob();
  expect(await other.run('https', { url: `${graph}/v1.0/users` })).toEqual({ status: 401 });
});

test('the job holds a token that looks real and is worth nothing elsewhere', async () => {
  const job = await startJob();
  const { users, token } = await job.run('managedIdentity');
  expect(users).toBe(3);
  expect(token).not.toBe(real.accessToken);
  expect(token.split('.').slice(0, 2)).toEqual(real.accessToken.split('.').slice(0, 2));
  expect(job.secrets).toEqual([token]);
  expect(JSON.stringify(job.calls)).not.toContain(token.split('.')[2]);
});

test('a token that a script gets from Entra itself is bound as well', async () => {
  const app = await makeSecretApp();
  const job = await startJob();
  const { status, token } = await job.run('clientSecret', { tenantId: tenant.tenantId, ...app });
  // It has no roles, so Graph says 403: the token was taken for real.
  expect(status).toBe(403);
  expect(job.secrets).toContain(token);
  expect(job.calls.map(({ host, pathTemplate }) => `${host}${pathTemplate}`)).toContain(
    'login.microsoftonline.com/{id}/oauth2/v2.0/token',
  );
});

test('the identity endpoint is App Service’s, for this job only', async () => {
  const job = await startJob();
  const { right, renewed, forwarded, wrong } = await job.run('identity');
  expect(right.status).toBe(200);
  expect(right.body).toMatchObject({
    token_type: 'Bearer',
    resource: graph,
    client_id: clientId,
    expires_on: expect.stringMatching(/^\d+$/),
  });
  expect([renewed, forwarded, wrong]).toEqual([200, 400, 401]);
  expect(job.asked).toEqual([{ resource: graph }, { resource: graph, renew: true }]);
});

test('any other host is refused and recorded, unless it is allowed', async () => {
  const { port } = plain.address() as AddressInfo;
  const job = await startJob();
  expect(await job.run('refused', { url: 'https://evil.example/steal' })).toHaveProperty('failed');
  expect(job.calls).toMatchObject([{ host: 'evil.example', refused: true, status: 0 }]);
  const unassigned = await startJob({ assigned: false });
  expect(await unassigned.run('refused', { url: `${graph}/v1.0/users` })).toHaveProperty('failed');
  // 127.0.0.2 is no proxy exception, so it goes through the gateway like any host of the internet.
  const permitted = await startJob({ allowedHosts: ['127.0.0.2'] });
  expect(await permitted.run('slow', { url: `http://127.0.0.2:${port}/` })).toMatchObject({ status: 200 });
});

test('after the cut nothing passes, and what was under way is broken off', async () => {
  const { port } = plain.address() as AddressInfo;
  const job = await startJob({ allowedHosts: ['127.0.0.2'] });
  const arrived = once(plain, 'request');
  const running = job.run('slow', { url: `http://127.0.0.2:${port}/never` });
  await arrived;
  job.port.cut();
  expect(await running).toHaveProperty('failed');
});

test('a job that does not count any more lets nothing out, before anybody cuts it', async () => {
  const job = await startJob({ mayCall: () => false });
  expect(await job.run('https', { url: `${graph}/v1.0/users` })).toMatchObject({ status: 403 });
  expect(job.calls).toMatchObject([{ status: 0, refused: true }]);
});

test('while it is not known whether a job counts its calls wait, and then go out or are refused', async () => {
  const { port } = plain.address() as AddressInfo;
  const url = `http://127.0.0.2:${port}/`;
  let arrived = 0;
  plain.on('request', () => void (arrived += 1));
  for (const counts of [true, false]) {
    const before = arrived;
    const known = Promise.withResolvers<boolean>();
    const asked = Promise.withResolvers<void>();
    let said: boolean | undefined;
    const mayCall = (): boolean | Promise<boolean> => {
      asked.resolve();
      return said ?? known.promise;
    };
    const job = await startJob({ allowedHosts: ['127.0.0.2'], mayCall });
    const running = job.run('slow', { url });
    await asked.promise;
    expect(arrived).toBe(before);
    said = counts;
    known.resolve(counts);
    expect(await running).toMatchObject({ status: counts ? 200 : 403 });
    expect(arrived - before).toBe(counts ? 1 : 0);
  }
});

async function makeSecretApp(): Promise<{ clientId: string; secret: string }> {
  const { Agent, fetch } = await import('undici');
  const dispatcher = new Agent({ connect: { ca: tenantCa } });
  const call = async (path: string, body: unknown) => {
    const answer = await fetch(`${tenant.origin}/v1.0${path}`, {
      method: 'POST',
      dispatcher,
      headers: { authorization: `Bearer ${real.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, string>;
  };
  const { appId, id } = await call('/applications', { displayName: 'Script' });
  await call('/servicePrincipals', { appId });
  const { secretText } = await call(`/applications/${id}/addPassword`, {});
  await dispatcher.close();
  return { clientId: appId!, secret: secretText! };
}
