import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server as HttpsServer, createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { createAuthority, issueServerCertificate } from '../certificates/index.ts';
import { type Gateway, type GatewaySession, createGateway } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-management-'));
const caFile = join(folder, 'gateway-ca.pem');
const jobId = 'a0a0a0a0-0000-4000-8000-000000000001';
const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Automation/automationAccounts/main';

let api: HttpsServer;
let apiCa: string;
let gateway: Gateway;
beforeAll(async () => {
  const [apiAuthority, gatewayAuthority] = await Promise.all([
    createAuthority({ name: 'api' }),
    createAuthority({ name: 'gateway' }),
  ]);
  apiCa = apiAuthority.certificatePem;
  writeFileSync(caFile, gatewayAuthority.certificatePem);
  const { privateKeyPem, certificatePem } = await issueServerCertificate(apiAuthority, {
    hosts: ['localhost'],
  });
  api = createServer({ key: privateKeyPem, cert: certificatePem }, (request, response) => {
    const { method, url, headers } = request;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ method, url, token: headers.authorization, job: headers['x-tenantry-job'] }),
    );
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  gateway = createGateway({ authority: gatewayAuthority, logger: silentLogger });
});
afterAll(async () => {
  await gateway.close();
  api.closeAllConnections();
  api.close();
  rmSync(folder, { recursive: true });
});

/** What a process gets for a call of Azure's resource manager. */
async function manage(
  more: Partial<GatewaySession>,
  method: string,
  path: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const child: ChildProcess = fork(new URL('testing/client-program.ts', import.meta.url), {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: caFile },
  });
  const [{ port: number }, server] = (await once(child, 'message')) as [{ port: number }, Server];
  const port = gateway.attach(server, { port: number, caFile });
  port.assign({
    upstream: { origin: 'https://127.0.0.1:9', ca: apiCa },
    allowedHosts: [],
    token: async ({ resource }) => ({ accessToken: 'e30.e30.real', expiresOn: 4e9, resource, clientId: 'c' }),
    onCall: () => {},
    onSecret: () => {},
    ...more,
  });
  child.send({
    environment: port.environment,
    task: 'manage',
    data: { url: `https://management.azure.com${path}`, method },
  });
  const [{ result }] = (await once(child, 'message')) as [{ result: never }];
  return result;
}

const management = (rehearsal: boolean) => ({
  origin: `https://127.0.0.1:${(api.address() as AddressInfo).port}`,
  ca: apiCa,
  jobId,
  rehearsal,
});

test('Azure’s resource manager leads to the API, with the real token, and the job is told by nobody else', async () => {
  const path = `${account}/variables/v?api-version=1`;
  const { status, body } = await manage({ management: management(false) }, 'DELETE', path);
  expect([status, body]).toEqual([
    200,
    { method: 'DELETE', url: path, token: 'Bearer e30.e30.real', job: jobId },
  ]);
});

test.each([
  ['GET', `${account}/variables/v`, 200],
  ['PUT', `${account}/jobs/j?api-version=1`, 200],
  ['POST', `${account}/jobs/j/stop`, 200],
  ['PUT', `${account}/variables/v`, 403],
  ['DELETE', `${account}/runbooks/r?x=/automationAccounts/main/jobs/j`, 403],
])('in a rehearsal %s %s is answered %d', async (method, path, expected) => {
  const { status, body } = await manage({ management: management(true) }, method, path);
  expect(status).toBe(expected);
  if (expected === 403)
    expect(JSON.stringify(body)).toMatch(/GatewayRehearsal.*Run the job without --tenant/);
});

test('a worker that does not know the API says so', async () => {
  const { status, body } = await manage({}, 'GET', account);
  expect([status, JSON.stringify(body)]).toEqual([503, expect.stringContaining('Start-AutomationRunbook')]);
});
