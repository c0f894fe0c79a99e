import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createDirectory } from '#automation';
import { createAuthority, createClientCertificate, issueServerCertificate } from '#certificates';
import { newId, systemClock } from '#kernel';
import { type RunningTenant, startTenant } from '#tenant';

const run = promisify(execFile);
const program = fileURLToPath(new URL('programs/graph-users.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-graph-sdk-'));
const [caFile, pemFile] = [join(folder, 'ca.pem'), join(folder, 'app.pem')];
const graph = 'https://graph.microsoft.com';
const clientId = newId();
let tenant: RunningTenant;
let secret: string;

beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority' });
  const app = await createClientCertificate({ name: 'outsider' });
  const server = await issueServerCertificate(authority, { hosts: ['localhost', '127.0.0.1'] });
  writeFileSync(caFile, authority.certificatePem);
  writeFileSync(pemFile, app.privateKeyPem + app.certificatePem);
  tenant = await startTenant({
    directory: join(folder, 'tenants'),
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    trustedApps: [
      {
        clientId,
        displayName: 'Outsider',
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

test('@azure/identity and @microsoft/microsoft-graph-client, as they come: sign in, list, page, count, be refused', async () => {
  const { stdout } = await run(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      NODE_EXTRA_CA_CERTS: caFile,
      TENANT_ORIGIN: tenant.origin,
      AZURE_TENANT_ID: tenant.tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_CERTIFICATE_PATH: pemFile,
      AZURE_CLIENT_SECRET: secret,
      SOMEBODY: tenant.demoLeaver,
    },
  });
  const seen = JSON.parse(stdout);
  expect(seen).toEqual({
    'first page': 100,
    all: Number(seen.counted),
    counted: expect.stringMatching(/^2\d\d$/),
    filtered: [tenant.demoLeaver],
    missing: [404, 'Request_ResourceNotFound'],
    'by secret': 1,
    'by a wrong secret': 'AADSTS7000215',
  });
});
