import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createDirectory } from '#automation';
import { createAuthority, createClientCertificate, issueServerCertificate } from '#certificates';
import { newId, systemClock } from '#kernel';
import { type RunningTenant, startTenant } from '#tenant';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'tenantry-graph-judges-'));
const caFile = join(folder, 'ca.pem');
const graph = 'https://graph.microsoft.com';
const clientId = newId();
let tenant: RunningTenant;
let secret: string;

beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority' });
  const app = await createClientCertificate({ name: 'judge' });
  const server = await issueServerCertificate(authority, { hosts: ['localhost', '127.0.0.1'] });
  writeFileSync(caFile, authority.certificatePem);
  tenant = await startTenant({
    directory: join(folder, 'tenants'),
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    users: 130,
    limits: 'documented',
    trustedApps: [
      {
        clientId,
        displayName: 'Judge',
        certificatePem: app.certificatePem,
        roles: ['User.ReadWrite.All', 'Group.ReadWrite.All', 'Application.ReadWrite.All'].map((role) => ({
          resource: graph,
          role,
        })),
      },
    ],
  });
  const directory = createDirectory({
    origin: tenant.origin,
    tenantId: tenant.tenantId,
    caPem: authority.certificatePem,
    clock: systemClock,
  });
  const made = await directory.graph<{ secretText: string }>(
    { clientId, ...app },
    'POST',
    `/applications(appId='${clientId}')/addPassword`,
    { passwordCredential: { displayName: 'for the test' } },
  );
  secret = made.secretText;
  await directory.close();
});
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true });
});
/** A small part of what Microsoft grants, in a time that runs ten times as fast: every judge meets it and waits. */
beforeEach(() => {
  tenant.clock.change({ rate: 10 });
  tenant.limits().change({ most: { 'identity.units.appTenant': 8 } });
  tenant.limits().refill();
});

async function judge(command: string, program: string): Promise<Record<string, unknown>> {
  const file = fileURLToPath(new URL(`programs/${program}`, import.meta.url));
  const { stdout } = await run(command, [file], {
    env: {
      PATH: process.env['PATH'],
      NODE_EXTRA_CA_CERTS: caFile,
      CA_FILE: caFile,
      TENANT_ORIGIN: tenant.origin,
      AZURE_TENANT_ID: tenant.tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: secret,
    },
  });
  return JSON.parse(stdout);
}

/** More than a page, whatever the seed makes of it. */
const people = expect.toSatisfy((count: unknown) => Number(count) > 100);
const refusals = (): number => tenant.requests().filter(({ status }) => status === 429).length;

test('@microsoft/microsoft-graph-client, as it comes: pages, delta, batch, members by reference, retries at real limits', async () => {
  const before = refusals();
  expect(await judge(process.execPath, 'graph-conduct.ts')).toEqual({
    users: people,
    members: 20,
    '21 at once': [400, 'Request_BadRequest'],
    'delta first': people,
    'delta then': [[true, 'Renamed']],
    batch: ['Renamed', 404],
    'answered at limits': 10,
  });
  expect(refusals()).toBeGreaterThan(before);
});

test('@microsoft/msgraph-sdk, as it comes: pages, counts, writes, a batch, retries at real limits', async () => {
  const before = refusals();
  const seen = await judge(process.execPath, 'graph-sdk.ts');
  expect(seen).toEqual({
    'first page': 100,
    all: people,
    counted: seen['all'],
    patched: 'Judged',
    missing: [404, 'Request_ResourceNotFound'],
    batch: [200, 404],
    'answered at limits': 10,
  });
  expect(refusals()).toBeGreaterThan(before);
});

test('Python with only its standard library: a token, pages, batches of which a part is refused, a wait at limits', async () => {
  const before = refusals();
  expect(await judge('python3', 'graph_plain.py')).toEqual({
    token: 'Bearer',
    users: people,
    batch: { 1: 200, 2: 404, 3: 204, 4: 424 },
    'batch at limits': { answered: 20, 'some refused': true, 'told when to come back': true },
    'after waiting': 200,
  });
  expect(refusals()).toBeGreaterThan(before);
});
