import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createClientCertificate } from '#certificates';

import { type TestSystem, startSystem } from '../system.ts';
import { type Registered, type TenantAdministrator, administrator } from '../tenant-application.ts';

/** The user's document, §3.1: its three ways to sign in, byte for byte but for the mark-down links in their URLs. */
const snippet = (name: string): string =>
  readFileSync(new URL(`snippets/${name}.ps1`, import.meta.url), 'utf8');

const host = fileURLToPath(
  new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url),
);
const built = existsSync(host);
if (!built)
  test.skip("the document's snippets: the PowerShell host is not built ('npm run build')", () => undefined);

describe.skipIf(!built)("the document's snippets", () => {
  let test_: TestSystem;
  let tenant: TenantAdministrator;
  let app: Registered;
  let stranger: Registered;
  let runs = 0;

  beforeAll(async () => {
    test_ = await startSystem();
    tenant = administrator(test_);
    const { client } = test_.session;
    const key = await createClientCertificate({ name: 'M365 automation' });
    app = await tenant.register('M365 automation', {
      roles: ['User.Read.All', 'Domain.Read.All'],
      certificatePem: key.certificatePem,
    });
    stranger = await tenant.register('Nobody consented', { roles: [], certificatePem: key.certificatePem });
    await client.variables.put('M365_TenantId', { value: test_.system.connection.tenantId });
    await client.variables.put('M365_ApplicationId', { value: app.appId });
    await client.variables.put('Stranger', { value: stranger.appId });
    await client.certificates.put('M365_Automation_Cert', { content: pfx(key), password: 'between us' });
    await client.credentials.put('M365_App_Secret_Cred', {
      userName: 'unused',
      password: await tenant.addSecret(app.objectId),
    });
    await client.credentials.put('Expired', {
      userName: 'unused',
      password: await tenant.addSecret(app.objectId, new Date(Date.now() + 1_000).toISOString()),
    });
    await client.connections.put('Wrong', {
      type: 'AzureServicePrincipal',
      fields: {
        ApplicationId: app.appId,
        TenantId: test_.system.connection.tenantId,
        SubscriptionId: test_.system.connection.subscriptionId,
        CertificateThumbprint: '0'.repeat(40),
      },
    });
  }, 300_000);
  afterAll(async () => {
    await tenant?.close();
    await test_?.stop();
  });

  async function run(source: string) {
    const { client } = test_.session;
    const name = `Snippet${++runs}`;
    await client.runbooks.create(name, { runbookType: 'PowerShell72' });
    await client.runbooks.putDraft(name, source);
    await client.runbooks.publish(name);
    const job = await test_.startJob(name);
    const ended = await test_.ended(job);
    const texts: Record<string, string> = {};
    for await (const { streamType, jobStreamId } of client.jobs.streams(job)) {
      const { streamText } = await client.jobs.stream(job, jobStreamId);
      texts[streamType] = `${texts[streamType] ?? ''}${streamText}\n`;
    }
    return { status: ended.status, exception: ended.exception ?? '', ...texts } as {
      status: string;
      exception: string;
      Output?: string;
      Error?: string;
    };
  }

  const upn = /[\w.-]+@fjordlight\.example/g;

  test('the account’s identity: ten users', async () => {
    const { status, Output = '', Error: errors } = await run(snippet('managed-identity'));
    expect([status, errors]).toEqual(['Completed', undefined]);
    expect(new Set(Output.match(upn)).size).toBe(10);
  });

  test('an application with a certificate: everybody whose account is enabled', async () => {
    const { status, Output = '', Error: errors } = await run(snippet('certificate'));
    expect([status, errors]).toEqual(['Completed', undefined]);
    expect(Output.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)!.length).toBe(100);
  });

  test('an application with a secret: the domains', async () => {
    const { status, Output = '', Error: errors } = await run(snippet('secret'));
    expect([status, errors]).toEqual(['Completed', undefined]);
    expect(Output).toContain('fjordlight.example');
    expect(Output).toContain('fjordlight.onmicrosoft.com');
  });

  test.each([
    {
      broken: 'nobody consented',
      source: () =>
        `$ErrorActionPreference = 'Stop'\n${snippet('certificate').replace("'M365_ApplicationId'", "'Stranger'")}`,
      cause: /Insufficient privileges/,
    },
    {
      broken: 'a thumbprint of no certificate',
      source: () => snippet('certificate').replace('"M365_Automation_Cert"', '"Wrong"'),
      cause: /thumbprint '0{40}' was not found.*Upload it/s,
    },
    {
      broken: 'an expired secret',
      source: () =>
        `$ErrorActionPreference = 'Stop'\n${snippet('secret').replace('"M365_App_Secret_Cred"', '"Expired"')}`,
      cause: /AADSTS7000222.*expired/s,
    },
    {
      broken: 'a variable that is not there',
      source: () => snippet('certificate').replace("'M365_TenantId'", "'M365_Missing'"),
      cause: /M365_Missing/,
    },
    {
      broken: 'a certificate that is not there',
      source: () => snippet('certificate').replace('"M365_Automation_Cert"', '"NoSuch"'),
      cause: /NoSuch/,
    },
  ])('broken by $broken: Failed, with the cause and what to do', async ({ source, cause }) => {
    const { status, exception } = await run(source());
    expect([status, exception]).toEqual(['Failed', expect.stringMatching(cause)]);
  });
});

function pfx(key: { readonly privateKeyPem: string; readonly certificatePem: string }): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-pfx-'));
  try {
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('key.pem'), key.privateKeyPem, { mode: 0o600 });
    writeFileSync(at('cert.pem'), key.certificatePem);
    execFileSync('openssl', [
      'pkcs12',
      '-export',
      '-inkey',
      at('key.pem'),
      '-in',
      at('cert.pem'),
      '-out',
      at('both.pfx'),
      '-passout',
      'pass:between us',
    ]);
    return readFileSync(at('both.pfx'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
