import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { build, onPath, ours } from '../row-build.ts';
import type { RowProgram } from '../row-program.ts';
import { type Company, startCompany } from './company.ts';
import { type JobIdentity, startIdentity } from './job-identity.ts';

const dotnet = await onPath('dotnet');
if (dotnet === undefined) test.skip('no sign-in: no dotnet was found on the path', () => undefined);

describe.skipIf(dotnet === undefined)('signing in from PowerShell', () => {
  let company: Company;
  let identity: JobIdentity;
  let program: RowProgram;
  let secret: { readonly appId: string; readonly secretText: string };

  const run = (script: string): Promise<string> => program.run(`${prelude()}\n${script}`);
  /** The tenant under its own address, as a cloud of one's own. */
  const prelude = (): string => `
    $tenant = '${company.tenant.tenantId}'
    $client = '${company.clientId}'
    $null = Add-MgEnvironment -Name Here -AzureADEndpoint '${company.tenant.origin}' -GraphEndpoint '${company.tenant.origin}'
    $null = Add-AzEnvironment -Name Here -ActiveDirectoryEndpoint '${company.tenant.origin}' -ResourceManagerEndpoint 'https://management.azure.com/'
    $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile('${company.directory}/app.pem', '${company.directory}/app.key')`;

  beforeAll(async () => {
    if (process.env['TENANTRY_BUILT'] === undefined) await build();
    company = await startCompany(['User.ReadWrite.All', 'Domain.Read.All', 'Application.ReadWrite.All']);
    writeFileSync(join(company.directory, 'app.pem'), company.app.certificatePem);
    writeFileSync(join(company.directory, 'app.key'), company.app.privateKeyPem);
    const app = (await company.graph('POST', '/applications', { displayName: 'With a secret' })) as Record<
      string,
      string
    >;
    await company.graph('POST', '/servicePrincipals', { appId: app['appId'] });
    const password = (await company.graph('POST', `/applications/${app['id']}/addPassword`, {})) as Record<
      string,
      string
    >;
    secret = { appId: app['appId']!, secretText: password['secretText']! };
    identity = await startIdentity(async (resource, clientId) => {
      if (clientId === 'unknown') throw new Error('No such identity.');
      // The tenant's own address stands for Graph there.
      return company.token(resource === company.tenant.origin ? 'https://graph.microsoft.com' : resource);
    });
    program = ours({
      ...company.environment,
      ...identity.environment,
      AZURE_CLIENT_ID: secret.appId,
      AZURE_TENANT_ID: company.tenant.tenantId,
      AZURE_CLIENT_SECRET: secret.secretText,
    });
  }, 900_000);
  afterAll(async () => {
    await program?.close();
    await identity?.close();
    await company?.close();
  });

  test('the account identity: Connect-AzAccount, a secure token, Connect-MgGraph with it', async () => {
    const text = await run(`
      Disable-AzContextAutosave -Scope Process
      $null = Connect-AzAccount -Identity
      $token = Get-AzAccessToken -ResourceUrl 'https://graph.microsoft.com'
      $token.Token.GetType().Name
      $null = Connect-MgGraph -AccessToken $token.Token -Environment Here -NoWelcome
      $c = Get-MgContext
      "$($c.AuthType) $($c.ClientId -eq $client) $($c.TenantId -eq $tenant) $($c.Scopes -contains 'Domain.Read.All')"
      (Invoke-MgGraphRequest -Uri 'v1.0/domains').value.id`);
    expect(text.split('\n').map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        'SecureString',
        'UserProvidedAccessToken True True True',
        'fjordlight.example',
      ]),
    );
    expect(text).not.toContain('error');
  });

  test('a token as a plain string does as well, and Get-AzAccessToken gives one when the environment says so', async () => {
    const text = await run(`
      $null = Connect-AzAccount -Identity
      $env:AZUREPS_OUTPUT_PLAINTEXT_AZACCESSTOKEN = 'true'
      $token = Get-AzAccessToken -ResourceTypeName MSGraph
      $env:AZUREPS_OUTPUT_PLAINTEXT_AZACCESSTOKEN = $null
      $token.Token.GetType().Name
      Connect-MgGraph -AccessToken $token.Token -Environment Here -NoWelcome
      (Invoke-MgGraphRequest GET '/v1.0/domains?$select=id' -OutputType PSObject).value.Count`);
    expect(text.trim().split(/\s+/)).toEqual(['String', '2']);
  });

  test.each([
    ['-Identity', 'ManagedIdentity AppOnly'],
    ['-ClientId $client -TenantId $tenant -Certificate $certificate', 'ClientCertificate AppOnly'],
    ['-EnvironmentVariable', 'EnvironmentVariable AppOnly'],
    ['-TenantId $tenant -ClientSecretCredential $credential', 'ClientSecret AppOnly'],
  ])('Connect-MgGraph %s', async (way, expected) => {
    const text = await run(`
      $secret = [Net.NetworkCredential]::new('', '${secret.secretText}').SecurePassword
      $credential = [PSCredential]::new('${secret.appId}', $secret)
      Connect-MgGraph ${way} -Environment Here
      $c = Get-MgContext
      "$($c.TokenCredentialType) $($c.AuthType)"
      (Disconnect-MgGraph).TokenCredentialType
      Get-MgContext`);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['Welcome to Microsoft Graph!', expected, expected.split(' ')[0]]);
  });

  test.each([
    ['Connect-MgGraph -Scopes User.Read.All', /Nobody is there to sign in.*-Identity/],
    [
      `Connect-MgGraph -ClientId $client -TenantId $tenant -CertificateThumbprint ${'0'.repeat(40)}`,
      /thumbprint '0{40}' was not found.*Upload it/,
    ],
    [
      'Connect-MgGraph -ClientId $client -TenantId $tenant -CertificateThumbprint 12',
      /not a certificate thumbprint/,
    ],
    [
      `Connect-MgGraph -Environment Here -TenantId $tenant -ClientSecretCredential ([PSCredential]::new('${'1'.repeat(8)}-1111-1111-1111-${'1'.repeat(12)}', ([Net.NetworkCredential]::new('', 'x').SecurePassword)))`,
      /AADSTS700016.*Check the application \(client\) id/s,
    ],
    ['Connect-MgGraph -Environment Nowhere -Identity', /'Nowhere' is not a known environment/],
    ['Connect-MgGraph -Identity -ClientId unknown', /No such identity/],
    ['Connect-AzAccount -Identity -AccountId unknown', /No such identity/],
    ['Connect-AzAccount', /Nobody is there to sign in/],
    ['$null = Disconnect-AzAccount; Get-AzAccessToken', /Run Connect-AzAccount to login\./],
    [
      '$null = Disconnect-MgGraph -ErrorAction Ignore; Invoke-MgGraphRequest -Uri v1.0/users',
      /Authentication needed\. Please call Connect-MgGraph\./,
    ],
    ['Select-MgProfile beta', /Select-MgProfile is gone.*Get-MgBetaUser/],
  ])('%s says what is wrong and what to do', async (script, expected) => {
    const text = await run(script);
    expect(text).toMatch(/^(error|terminating) /m);
    expect(text).toMatch(expected);
  });

  test('a wrong secret is Entra’s own error, with the remedy', async () => {
    const text = await run(`
      $wrong = [Net.NetworkCredential]::new('', 'wrong').SecurePassword
      Connect-MgGraph -Environment Here -TenantId $tenant -ClientSecretCredential ([PSCredential]::new('${secret.appId}', $wrong))`);
    expect(text).toMatch(
      /AADSTS7000215: Invalid client secret provided.*Store the secret's value, not its id/s,
    );
  });
});

describe.skipIf(dotnet === undefined)('Invoke-MgGraphRequest', () => {
  let company: Company;
  let program: RowProgram;
  const run = async (script: string): Promise<string> => {
    const { access_token } = await company.token('https://graph.microsoft.com');
    return program.run(`
      $null = Add-MgEnvironment -Name Here -AzureADEndpoint '${company.tenant.origin}' -GraphEndpoint '${company.tenant.origin}'
      Connect-MgGraph -AccessToken '${access_token}' -Environment Here -NoWelcome
      ${script}`);
  };
  beforeAll(async () => {
    if (process.env['TENANTRY_BUILT'] === undefined) await build();
    company = await startCompany(['User.ReadWrite.All']);
    program = ours({ ...company.environment });
  }, 900_000);
  afterAll(async () => {
    await program?.close();
    await company?.close();
  });

  test('answers in the form asked for', async () => {
    const text = await run(`
      $uri = 'v1.0/users?$top=1&$select=id,displayName,createdDateTime'
      $default = Invoke-MgGraphRequest -Method GET -Uri $uri
      $default.GetType().Name; $default.value[0].GetType().Name; $default.value[0].createdDateTime.GetType().Name
      (Invoke-MgGraphRequest -Uri $uri -OutputType PSObject).value[0].PSObject.Properties.Name -join ','
      (Invoke-MgGraphRequest -Uri $uri -OutputType Json).Substring(0, 1)
      [int](Invoke-MgGraphRequest -Uri $uri -OutputType HttpResponseMessage).StatusCode`);
    expect(text.trim().split(/\s+/)).toEqual([
      'Hashtable',
      'Hashtable',
      'DateTime',
      'id,displayName,createdDateTime',
      '{',
      '200',
    ]);
  });

  test('sends dictionaries as JSON, and as the query of a GET', async () => {
    const text = await run(`
      $user = (Invoke-MgGraphRequest -Uri v1.0/users -Body @{ '$top' = 1; '$select' = 'id' }).value
      $user.Count
      Invoke-MgGraphRequest -Method PATCH -Uri "v1.0/users/$($user[0].id)" -Body @{ city = 'Évora'; accountEnabled = $true } -StatusCodeVariable status
      $status
      (Invoke-MgGraphRequest -Uri "v1.0/users/$($user[0].id)?\`$select=city").city`);
    expect(text.trim().split(/\s+/)).toEqual(['1', '204', 'Évora']);
  });

  test('a refusal is terminating and brings status and body', async () => {
    const text = await run(`
      try { Invoke-MgGraphRequest -Uri 'v1.0/users/nobody' }
      catch {
        [int]$_.Exception.Response.StatusCode
        [Text.Json.JsonDocument]::Parse($_.ErrorDetails.Message).RootElement.GetProperty('error').GetProperty('code').GetString()
      }
      $skipped = Invoke-MgGraphRequest -Uri 'v1.0/users/nobody' -SkipHttpErrorCheck
      $skipped.error.code`);
    expect(text.trim().split(/\s+/)).toEqual(['404', 'Request_ResourceNotFound', 'Request_ResourceNotFound']);
  });

  test('what is not emulated answers 501', async () => {
    const text = await run(`
      try { Invoke-MgGraphRequest -Uri 'v1.0/teams' } catch { [int]$_.Exception.Response.StatusCode; $_.ErrorDetails.Message }`);
    expect(text).toMatch(/^501\s+\{"error":\{"code":"notEmulated"/);
  });
});
