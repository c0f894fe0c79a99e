import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { build, onPath, ours } from '../row-build.ts';
import type { RowProgram } from '../row-program.ts';
import { type Company, startCompany } from './company.ts';
import { type Recorder, startRecorder } from './recorder.ts';

const dotnet = await onPath('dotnet');
if (dotnet === undefined) test.skip('no Az.Accounts: no dotnet was found on the path', () => undefined);

describe.skipIf(dotnet === undefined)('Az.Accounts', () => {
  let company: Company;
  let manager: Recorder;
  let program: RowProgram;
  let secret: string;

  /** The lines that a script shows, with the tenant's login and a recorder as resource manager. */
  const run = async (script: string): Promise<string[]> => {
    const text = await program.run(`
      $tenant = '${company.tenant.tenantId}'
      $null = Add-AzEnvironment -Name Here -ActiveDirectoryEndpoint '${company.tenant.origin}' -ResourceManagerEndpoint '${manager.origin}'
      # The tenant gives tokens for Azure's own resource manager.
      $null = Add-AzEnvironment -Name Azure -ActiveDirectoryEndpoint '${company.tenant.origin}' -ResourceManagerEndpoint 'https://management.azure.com/'
      ${script}`);
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  };
  const given = `$null = Connect-AzAccount -AccessToken arm-token -MicrosoftGraphAccessToken graph-token -AccountId me -Tenant $tenant -Subscription sub-1 -Environment Here`;

  beforeAll(async () => {
    if (process.env['TENANTRY_BUILT'] === undefined) await build();
    company = await startCompany(['User.Read.All', 'Application.ReadWrite.All']);
    manager = await startRecorder();
    const app = (await company.graph('POST', '/applications', { displayName: 'Az' })) as Record<
      string,
      string
    >;
    await company.graph('POST', '/servicePrincipals', { appId: app['appId'] });
    const password = (await company.graph('POST', `/applications/${app['id']}/addPassword`, {})) as Record<
      string,
      string
    >;
    secret = `[pscredential]::new('${app['appId']}', (ConvertTo-SecureString '${password['secretText']}' -AsPlainText -Force))`;
    writeFileSync(join(company.directory, 'app.pem'), company.app.certificatePem);
    writeFileSync(join(company.directory, 'app.key'), company.app.privateKeyPem);
    program = ours({ ...company.environment });
  }, 600_000);
  beforeEach(() => {
    manager.requests.length = 0;
    manager.next();
  });
  afterAll(async () => {
    await program?.close();
    await manager?.close();
    await company?.close();
  });

  test('-ServicePrincipal with -Credential: who is signed in, and a token for Graph', async () => {
    expect(
      await run(`
        $signedIn = Connect-AzAccount -ServicePrincipal -Credential (${secret}) -Tenant $tenant -Environment Azure
        $c = $signedIn.Context
        "$($c.Account.Type) $($c.Account.Id -eq (${secret}).UserName) $($c.Tenant.Id -eq $tenant)"
        (Get-AzContext).Account.Id -eq $c.Account.Id
        (Get-AzAccessToken -ResourceUrl 'https://graph.microsoft.com').Token.GetType().Name`),
    ).toEqual(['ServicePrincipal True True', 'True', 'SecureString']);
  });

  test('-ServicePrincipal with a wrong secret is Entra’s own error, with the remedy', async () => {
    const lines = await run(`
      $wrong = [pscredential]::new((${secret}).UserName, (ConvertTo-SecureString wrong -AsPlainText -Force))
      Connect-AzAccount -ServicePrincipal -Credential $wrong -Tenant $tenant -Environment Azure`);
    expect(lines.join('\n')).toMatch(
      /AADSTS7000215: Invalid client secret provided.*Store the secret's value/s,
    );
  });

  test('-CertificateThumbprint: a certificate of the store, and what to do when it is not there', async () => {
    const lines = await run(`
      $c = [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile('${company.directory}/app.pem', '${company.directory}/app.key')
      $c = [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12($c.Export('Pfx'), $null)
      $store = [Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser'); $store.Open('ReadWrite'); $store.Add($c)
      try {
        $p = Connect-AzAccount -ServicePrincipal -CertificateThumbprint $c.Thumbprint -ApplicationId ${company.clientId} -Tenant $tenant -Environment Azure
        "$($p.Context.Account.Type) $($p.Context.Account.Id)"
        (Get-AzAccessToken -ResourceUrl 'https://graph.microsoft.com').TenantId -eq $tenant
      } finally { $store.Remove($c); $store.Close() }
      Connect-AzAccount -ServicePrincipal -CertificateThumbprint ${'0'.repeat(40)} -ApplicationId x -Tenant $tenant -Environment Azure`);
    expect(lines.slice(0, 2)).toEqual([`ServicePrincipal ${company.clientId}`, 'True']);
    expect(lines.slice(2).join('\n')).toMatch(/thumbprint '0{40}' was not found.*Upload it/s);
  });

  test('Invoke-AzRestMethod shows status, content, method, version and headers', async () => {
    manager.next({ body: { value: [1] }, headers: { 'x-ms-request-id': 'r1' } });
    expect(
      await run(`${given}
        $r = Invoke-AzRestMethod -Path '/subscriptions/sub-1/resourceGroups?api-version=2021-04-01'
        $r.StatusCode; $r.StatusCode.GetType().Name; $r.Content; $r.Method; "$($r.Version)"; $r.Headers.GetValues('x-ms-request-id')
        $r.PSTypeNames[0]`),
    ).toEqual([
      '200',
      'Int32',
      '{"value":[1]}',
      'GET',
      '1.1',
      'r1',
      'Microsoft.Azure.Commands.Profile.Models.PSHttpResponse',
    ]);
    expect(manager.requests).toMatchObject([
      { method: 'GET', path: '/subscriptions/sub-1/resourceGroups?api-version=2021-04-01' },
    ]);
    expect(manager.requests[0]!.headers.authorization).toBe('Bearer arm-token');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s sends its payload as JSON', async (method) => {
    manager.next({ status: method === 'DELETE' ? 204 : 200, body: {} });
    const payload = method === 'DELETE' ? '' : `-Payload '{"properties":{"a":"ä"}}'`;
    expect(
      await run(
        `${given}\n(Invoke-AzRestMethod -Method ${method} -Path '/x?api-version=1' ${payload}).StatusCode`,
      ),
    ).toEqual([method === 'DELETE' ? '204' : '200']);
    expect(manager.requests).toMatchObject([
      { method, path: '/x?api-version=1', body: method === 'DELETE' ? '' : { properties: { a: 'ä' } } },
    ]);
  });

  test('a refusal is an answer like any other', async () => {
    manager.next({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
    expect(
      await run(`${given}
        $r = Invoke-AzRestMethod -Path '/nothing?api-version=1'; $r.StatusCode; ($r.Content | ConvertFrom-Json).error.code`),
    ).toEqual(['404', 'ResourceNotFound']);
  });

  test('the parts of an address make its path', async () => {
    await run(`${given}
      $null = Invoke-AzRestMethod -ResourceGroupName rg -ResourceProviderName Microsoft.Automation -ResourceType automationAccounts, runbooks -Name main, 'a b' -ApiVersion 2023-11-01`);
    expect(manager.requests).toMatchObject([
      {
        path: '/subscriptions/sub-1/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/main/runbooks/a b?api-version=2023-11-01',
      },
    ]);
  });

  test('-Uri asks another service, with the token that it wants', async () => {
    await run(
      `${given}\n$null = Invoke-AzRestMethod -Uri '${'${manager}'}/v1.0/me' -ResourceId 'https://graph.microsoft.com'`.replace(
        '${manager}',
        manager.origin,
      ),
    );
    expect(manager.requests).toMatchObject([{ method: 'GET', path: '/v1.0/me' }]);
    expect(manager.requests[0]!.headers.authorization).toBe('Bearer graph-token');
  });

  test('-WaitForCompletion: a status that is asked until it has ended, then the result', async () => {
    const status = `${manager.origin}/operations/1?api-version=1`;
    const now = { 'retry-after': '0' };
    manager.next(
      { status: 201, body: {}, headers: { ...now, 'azure-asyncoperation': status } },
      { body: { status: 'InProgress' }, headers: now },
      { body: { status: 'Succeeded' }, headers: now },
      { body: { id: 'made' } },
    );
    expect(
      await run(`${given}
        (Invoke-AzRestMethod -Method PUT -Path '/thing?api-version=1' -Payload '{}' -WaitForCompletion).Content`),
    ).toEqual(['{"id":"made"}']);
    expect(manager.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /thing?api-version=1',
      'GET /operations/1?api-version=1',
      'GET /operations/1?api-version=1',
      'GET /thing?api-version=1',
    ]);
  });

  test('-WaitForCompletion: a location that answers 202 until it has ended', async () => {
    const headers = { 'retry-after': '0', location: `${manager.origin}/operations/2` };
    manager.next({ status: 202, body: '', headers }, { status: 202, body: '', headers }, { status: 204 });
    expect(
      await run(`${given}
        (Invoke-AzRestMethod -Method DELETE -Path '/thing?api-version=1' -WaitForCompletion).StatusCode
        (Invoke-AzRestMethod -Method DELETE -Path '/thing?api-version=1').StatusCode`),
    ).toEqual(['204', '200']);
    expect(manager.requests.map(({ method, path }) => `${method} ${path}`).slice(0, 3)).toEqual([
      'DELETE /thing?api-version=1',
      'GET /operations/2',
      'GET /operations/2',
    ]);
  });

  test('without signing in it says so', async () => {
    const lines = await run(`$null = Disconnect-AzAccount; Invoke-AzRestMethod -Path '/x?api-version=1'`);
    expect(lines.join('\n')).toMatch(/Run Connect-AzAccount to login/);
  });
});
