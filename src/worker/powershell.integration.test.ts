import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findDotnet } from './hosts/languages/dotnet.ts';
import { type Workshop, openWorkshop, packageRoot, texts } from './testing/workshop.ts';

const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'))
      ? undefined
      : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`PowerShell runbooks (${missing})`, () => {});

describe.skipIf(missing !== undefined)('PowerShell runbooks', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop({ warmHosts: 1, warmOthers: { powershell: 1 }, concurrency: 2 });
  });
  afterAll(() => workshop?.close());

  const start = (script: string, parameters: Record<string, string> = {}): string => {
    const { link } = workshop;
    const runbook = { name: 'report', type: 'PowerShell72', artifactHash: link.publish(script) };
    return link.start(script, parameters, { runbook });
  };
  const ended = async (script: string, parameters: Record<string, string> = {}) => {
    const id = start(script, parameters);
    return { id, ...(await workshop.link.end(id)), streams: workshop.link.job(id).streams };
  };

  test('all seven streams arrive in the order in which the script wrote them, as typed records', async () => {
    const { streams, status, id } = await ended(`
      'first'
      [pscustomobject]@{ Name = 'Ada'; Years = 36 }
      Write-Host 'to nobody' -NoNewline; Write-Host ' in particular' -ForegroundColor Green
      Write-Warning 'careful'
      Write-Verbose 'aside' -Verbose
      Write-Debug 'inside' -Debug
      Write-Information 'known' -InformationAction Continue
      Write-Progress -Activity 'Working' -Status 'half' -PercentComplete 50
      Write-Error 'not good'
      [Console]::WriteLine('past all streams')
      7
    `);
    expect(status).toBe('Completed');
    expect(streams.map(({ stream, text }) => [stream, text.split('\n')[0]])).toEqual([
      ['Output', 'first'],
      ['Output', 'Name  : Ada'],
      ['Information', 'to nobody in particular'],
      ['Warning', 'careful'],
      ['Verbose', 'aside'],
      ['Debug', 'inside'],
      ['Information', 'known'],
      ['Progress', 'Working: half 50 %'],
      ['Error', expect.stringContaining('not good')],
      ['Output', 'past all streams'],
      ['Output', '7'],
    ]);
    expect(streams[1]!.value).toEqual({ Name: 'Ada', Years: 36 });
    expect(streams[2]!.value).toEqual({ ForegroundColor: 'Green' });
    expect(streams[7]!.value).toMatchObject({ Activity: 'Working', PercentComplete: 50 });
    expect(streams[10]!.value).toBe(7);
    expect(workshop.link.job(id).started).toMatchObject([
      { engine: expect.stringMatching(/^PowerShell 7\.\d+\.\d+ \(Tenantry\)$/) },
    ]);
  });

  test('a formatted table is one text of the output, not its instructions', async () => {
    const { id } = await ended(
      `1..2 | ForEach-Object { [pscustomobject]@{ A = $_; Name = "x$_" } } | Format-Table\n'after'`,
    );
    const [table, after] = texts(workshop.link, id);
    expect(table).toMatch(/^A Name\n- -+\n1 x1\n2 x2$/);
    expect(after).toBe('after');
  });

  test('a script finds what tells it that it runs as a job of Azure Automation', async () => {
    const { streams, id } = await ended(`
      "$($PSPrivateMetadata.JobId)"
      $env:AZUREPS_HOST_ENVIRONMENT
      [IO.File]::WriteAllText("$env:TEMP/made.txt", 'made')
      [IO.File]::WriteAllText('here.txt', 'and here')
      [IO.File]::ReadAllText("$env:TEMP/made.txt") + ' ' + [IO.File]::ReadAllText("$PWD/here.txt")
    `);
    expect(streams.map(({ text }) => text)).toEqual([id, 'AzureAutomation/', 'made and here']);
  });

  test('an error that does not end a statement keeps the job Completed; one that is thrown fails it with its place', async () => {
    const soft = await ended(`Write-Error 'first'\n1/0\n'goes on'`);
    expect(soft.status).toBe('Completed');
    expect(texts(workshop.link, soft.id)).toEqual(['goes on']);
    expect(soft.streams[1]).toMatchObject({
      stream: 'Error',
      text: expect.stringContaining('divide by zero'),
      value: {
        Exception: 'System.Management.Automation.RuntimeException',
        FullyQualifiedErrorId: 'RuntimeException',
        Position: { Line: 2, Column: 1, Text: '1/0' },
        ScriptStackTrace: expect.stringContaining('line 2'),
      },
    });

    const hard = await ended(`function Deep { throw 'too deep' }\n'before'\nDeep\n'never'`);
    expect(hard).toMatchObject({
      status: 'Failed',
      exception: expect.stringMatching(/^too deep\nAt line:1 char:17/),
    });
    expect(hard.exception).toContain('at Deep, <No file>: line 1');
    expect(texts(workshop.link, hard.id)).toEqual(['before']);

    const strict = await ended(`$ErrorActionPreference = 'Stop'\nWrite-Error 'now it counts'\n'never'`);
    expect(strict).toMatchObject({ status: 'Failed', exception: expect.stringContaining('now it counts') });
  });

  test('exit ends the script, its number is kept, and the job is Completed as in Azure', async () => {
    const { id, status, exitCode } = await ended(`'before'\nexit 3\n'never'`);
    expect({ status, exitCode }).toEqual({ status: 'Completed', exitCode: 3 });
    expect(texts(workshop.link, id)).toEqual(['before']);
  });

  test('parameters are what the script declares, whether they come as text or as JSON', async () => {
    const script = `
      param([string] $Name, [int] $Days = 3, [object] $Data, [switch] $Force, [bool] $On = $true, [datetime] $When,
        [string[]] $List, [hashtable] $Table, $Untyped, [pscredential] $Mail)
      "$Name|$Days|$($Data.x[1])|$Force|$On|$($When.Year)|$($List -join '+')|$($Table.b.c)|$($Untyped.GetType().Name)|$($Mail.UserName)"
    `;
    workshop.link.credentials.set('mail', { userName: 'mailer', password: 'correct-horse-battery' });
    const { id, status } = await ended(script, {
      name: '007',
      data: '{"x":[1,7]}',
      Force: 'true',
      On: 'false',
      When: '2026-01-02T00:00:00Z',
      List: '["a","b"]',
      Table: '{"b":{"c":5}}',
      Untyped: '12',
      Mail: 'mail',
    });
    expect(status).toBe('Completed');
    expect(texts(workshop.link, id)).toEqual(['007|3|7|True|False|2026|a+b|5|Int32|mailer']);
  });

  test('missing, wrong and unknown parameters are named before the script runs, and nothing is asked', async () => {
    const script = `param([Parameter(Mandatory)] [string] $Name, [int] $Days, [ValidateSet('a','b')] $Kind)\n'ran'`;
    const { id, status, exception } = await ended(script, { Days: 'x', Colour: 'red' });
    expect(status).toBe('Failed');
    expect(exception).toContain("Parameter 'Name' (System.String) is missing");
    expect(exception).toContain("Parameter 'Days' is wrong");
    expect(exception).toContain("Parameter 'Colour' is unknown. The runbook has Name, Days, Kind.");
    expect(workshop.link.job(id).streams).toEqual([]);
    expect((await ended(script, { Name: 'x', Kind: 'c' })).exception).toContain("'Kind'");

    // Inside the script the engine would ask, too.
    const asking = await ended(
      `function Ask { param([Parameter(Mandatory)] $Thing) $Thing }\nAsk\n'goes on'`,
    );
    expect(asking.streams[0]).toMatchObject({ stream: 'Error', text: expect.stringContaining('Thing') });
    expect(asking.status).toBe('Completed');
  });

  test('a stopped job is Stopped within a second or so, in a loop, in a pipeline, and in a call of .NET', async () => {
    for (const script of [
      `'go'; while ($true) { $x = 1 }`,
      `'go'; 1..1000000000 | ForEach-Object { $_ } | Out-Null`,
      `'go'; [Threading.Thread]::Sleep(60000)`,
    ]) {
      const id = start(script);
      await expect.poll(() => texts(workshop.link, id), { timeout: 20_000 }).toEqual(['go']);
      workshop.link.stopJob(id);
      expect(await workshop.link.end(id)).toMatchObject({ status: 'Stopped' });
    }
  });

  test('calls of .NET clients go through the gateway, which they trust, and whose refusal they see', async () => {
    const { id } = await ended(`
      $client = [System.Net.Http.HttpClient]::new()
      try { $null = $client.GetStringAsync('https://example.org/').GetAwaiter().GetResult() } catch { $_.Exception.InnerException.Message }
      try { $null = $client.GetStringAsync('https://graph.microsoft.com/v1.0/users').GetAwaiter().GetResult() } catch { $_.Exception.InnerException.Message }
    `);
    const { calls } = workshop.link.job(id);
    expect(calls).toMatchObject([
      { host: 'example.org', refused: true },
      { host: 'graph.microsoft.com', pathTemplate: '/v1.0/users', method: 'GET' },
    ]);
    // The second got as far as the gateway's own answer, over TLS that ends there.
    expect(texts(workshop.link, id).at(-1)).toMatch(/50[0-9]/);
  });

  test('a host that is killed gives the job its next attempt', async () => {
    const id = start(
      `"attempt $env:TENANTRY_ATTEMPT"\nif ($env:TENANTRY_ATTEMPT -eq '1') { [Diagnostics.Process]::GetCurrentProcess().Kill(); [Threading.Thread]::Sleep(60000) }`,
    );
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(workshop.link, id)).toEqual(['attempt 1', 'attempt 2']);
  });

  test('assets are read and changed by the cmdlets of Azure Automation, and their values are blanked', async () => {
    const { link } = workshop;
    link.variables.set('key', { text: 'a-value-nobody-may-see', list: [1, 2] });
    link.variables.set('seen', null);
    link.credentials.set('mail', { userName: 'mailer', password: 'correct-horse-battery' });
    link.connections.set('run-as', {
      name: 'run-as',
      connectionType: 'AzureServicePrincipal',
      fields: { TenantId: 'a-tenant' },
      secretFields: [],
    });
    const made = await ended(`
      $rsa = [Security.Cryptography.RSA]::Create(2048)
      $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new(
        'CN=Job', $rsa, [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1)
      $certificate = $request.CreateSelfSigned([DateTimeOffset]::UtcNow, [DateTimeOffset]::UtcNow.AddDays(1))
      [Convert]::ToBase64String($certificate.Export('Pfx', 'opens-it'))
      $certificate.Thumbprint
    `);
    const [content = '', thumbprint = ''] = texts(link, made.id);
    link.certificates.set('cert', {
      name: 'cert',
      thumbprint,
      expiresOn: '2030-01-01T00:00:00Z',
      isExportable: false,
      hasPrivateKey: true,
      content,
      password: 'opens-it',
    });
    const { id, status } = await ended(`
      $key = Get-AutomationVariable -Name 'key'
      "$($key.text.Length) $($key.list[1])"
      $key.text
      Set-AutomationVariable 'seen' @{ times = 2; who = 'Ada' }
      $mail = Get-AutomationPSCredential 'mail'
      "$($mail.UserName) $($mail.GetNetworkCredential().Password.Length) $($mail.GetNetworkCredential().Password)"
      $certificate = Get-AutomationCertificate -Name 'cert'
      "$($certificate.Subject) $($certificate.HasPrivateKey)"
      (Get-AutomationConnection 'run-as').TenantId
      (Get-AutomationConnection 'cert').CertificateThumbprint
      $null -eq (Get-AutomationVariable 'nope' -ErrorAction SilentlyContinue)
      try { Get-AutomationVariable 'nope' } catch { "caught: $($_.Exception.Message)" }
      Get-AutomationConnection 'nope'
      'never'
    `);
    expect(texts(link, id)).toEqual([
      '22 2',
      '***',
      'mailer 21 ***',
      'CN=Job True',
      'a-tenant',
      thumbprint,
      'True',
      expect.stringContaining("caught: Variable 'nope' not found"),
    ]);
    expect(link.variables.get('seen')).toEqual({ times: 2, who: 'Ada' });
    expect(status).toBe('Failed');
    expect(link.job(id).end!.exception).toContain("Connection 'nope' not found");
  });

  test('a recorded step never runs again: a killed job goes on after it, with the same result', async () => {
    const { link } = workshop;
    const script = `
      $first = Invoke-Step 'first' { "ran in $env:TENANTRY_ATTEMPT"; [pscustomobject]@{ At = [datetime]'2026-01-02'; Tags = @('a') } }
      if ($env:TENANTRY_ATTEMPT -eq '1') { [Diagnostics.Process]::GetCurrentProcess().Kill(); [Threading.Thread]::Sleep(60000) }
      $first[0]
      "$($first[1].At) $($first[1].Tags.GetType().Name)"
      $none = Invoke-Step 'none' { }
      $null -eq $none
      try { Invoke-Step 'first' { 1 } } catch { $_.Exception.InnerException.Message }
      try { Invoke-Step 'block' { , { 1 } } } catch { $_.Exception.InnerException.Message }
      $outer = 'seen'
      Invoke-Step 'scope' { Write-Warning "from inside, $outer"; 1 }
    `;
    const { id, status } = await ended(script);
    expect(status).toBe('Completed');
    expect(texts(link, id)).toEqual([
      'ran in 1',
      '2026-01-02T00:00:00.0000000 Object[]',
      'True',
      "There is already a step 'first' in this run.",
      "The result of step 'block' cannot be written down as JSON: at $ there is a ScriptBlock.",
      '1',
    ]);
    expect(texts(link, id, 'Warning')).toEqual(['from inside, seen']);
    expect(link.job(id).journal.map(({ name }) => name)).toEqual(['first', 'none', 'scope']);
  });

  test('C# of a script is compiled in the job, and a file that grows is followed until the job is stopped', async () => {
    const { streams, status } = await ended(`
      Add-Type -TypeDefinition 'public static class Sum { public static int Of(int a, int b) => a + b; }'
      [Sum]::Of(2, 3)
      Set-Content log.txt first
      Get-Content log.txt -Wait | Select-Object -First 1
    `);
    expect([status, streams.map(({ text }) => text)]).toEqual(['Completed', ['5', 'first']]);
    const id = start(`Set-Content log.txt first; Get-Content log.txt -Wait`);
    await expect.poll(() => texts(workshop.link, id), { timeout: 60_000 }).toEqual(['first']);
    workshop.link.stopJob(id);
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Stopped' });
  });

  test('a build reads parameters, help and defaults from the syntax tree, and runs nothing', async () => {
    const script = [
      '<#',
      '.SYNOPSIS',
      'Reports users.',
      '.PARAMETER Name',
      'Whose.',
      '#>',
      'param(',
      '  [Parameter(Mandatory)] [string] $Name,',
      "  [ValidateSet('a', 'b')] [string[]] $Kind = @('a'),",
      '  [int] $Days = 30, [switch] $Force, $Any = [Environment]::Exit(9), [Parameter(HelpMessage = "Where")] [uri] $At',
      ')',
      '1 | ForEach-Object { $_ }',
    ].join('\n');
    expect(await workshop.link.enqueueBuild(script, 'report', 'PowerShell72')).toEqual({
      ok: true,
      artifact: script,
      description: 'Reports users.',
      parameters: [
        { name: 'Name', type: 'System.String', isMandatory: true, position: 0, description: 'Whose.' },
        {
          name: 'Kind',
          type: 'System.String[]',
          isMandatory: false,
          position: 1,
          defaultValue: '["a"]',
          allowedValues: ['a', 'b'],
        },
        { name: 'Days', type: 'System.Int32', isMandatory: false, position: 2, defaultValue: '30' },
        {
          name: 'Force',
          type: 'System.Management.Automation.SwitchParameter',
          isMandatory: false,
          position: 3,
        },
        { name: 'Any', type: 'System.Object', isMandatory: false, position: 4 },
        { name: 'At', type: 'System.Uri', isMandatory: false, position: 5, description: 'Where' },
      ],
    });
  });

  test('a build tells every syntax error, unknown and refused command with its line and what to do', async () => {
    const { link } = workshop;
    expect(await link.enqueueBuild('if (', 'broken', 'PowerShell')).toMatchObject({
      ok: false,
      diagnostics: [{ file: 'broken.ps1', line: 1, column: 5, code: 'IfStatementMissingCondition' }],
    });
    const known = 'Write-Output 1 | select -First 1 | % { Get-Date } | Out-Null; Get-AutomationVariable x';
    expect(await link.enqueueBuild(known, 'fine', 'PowerShell')).toMatchObject({ ok: true });
    const script = [
      'function My-Own { Get-Nothing }',
      'My-Own',
      "Read-Host 'who?'",
      'New-Object -Com Excel.Application',
      'Connect-ExchangeOnline',
      'Invoke-Command { 1 }',
      '$command = 5; & $command',
    ].join('\n');
    const built = await link.enqueueBuild(script, 'broken', 'PowerShell');
    expect(built).toMatchObject({
      ok: false,
      diagnostics: [
        { line: 1, column: 19, code: 'CommandUnknown', message: expect.stringContaining("'Get-Nothing'") },
        {
          line: 3,
          column: 1,
          code: 'CommandRefused',
          message: expect.stringContaining('parameter of the runbook'),
        },
        {
          line: 4,
          code: 'CommandRefused',
          message: expect.stringContaining('COM objects exist on Windows only'),
        },
        { line: 5, code: 'CommandUnknown', message: expect.stringContaining('Exchange Online are not part') },
      ],
    });
    const needs = await link.enqueueBuild(
      '#Requires -Modules Nowhere, Microsoft.PowerShell.Utility\n1',
      'needs',
      'PowerShell',
    );
    expect(needs).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'ModuleUnknown', message: expect.stringContaining("'Nowhere'") }],
    });
    // What a script loads by a path may bring any command along: then only what is refused is told.
    const open = await link.enqueueBuild('. ./more.ps1\nGet-Nothing', 'open', 'PowerShell');
    expect(open).toMatchObject({ ok: true, parameters: [] });
  });
});
