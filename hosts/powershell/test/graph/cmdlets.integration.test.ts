import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { build, onPath, ours } from '../row-build.ts';
import type { RowProgram } from '../row-program.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { requestRows } from './request-rows.ts';

const dotnet = await onPath('dotnet');
if (dotnet === undefined) test.skip('no Graph cmdlets: no dotnet was found on the path', () => undefined);

describe.skipIf(dotnet === undefined)('cmdlets of Microsoft Graph', () => {
  let recorder: Recorder;
  let program: RowProgram;
  const run = (script: string): Promise<string> =>
    program.run(`
      $null = Add-MgEnvironment -Name Recorder -AzureADEndpoint '${recorder.origin}' -GraphEndpoint '${recorder.origin}'
      Connect-MgGraph -AccessToken not.a.jwt -Environment Recorder -NoWelcome
      ${script}`);
  beforeAll(async () => {
    if (process.env['TENANTRY_BUILT'] === undefined) await build();
    recorder = await startRecorder();
    program = ours();
  }, 900_000);
  beforeEach(() => {
    recorder.requests.length = 0;
    recorder.next();
  });
  afterAll(async () => {
    await program?.close();
    await recorder?.close();
  });

  test.each(requestRows.map(([script, request, body]) => ({ script, request, body })))(
    '$script',
    async ({ script, request, body }) => {
      const text = await run(script);
      expect(text.trim()).not.toMatch(/^(error|terminating)/m);
      const [method, ...path] = request.split(' ');
      const wanted = JSON.parse(JSON.stringify(body ?? '').replaceAll('<origin>', recorder.origin));
      expect(recorder.requests.map((each) => [each.method, each.path, each.body])).toEqual([
        [method, path.join(' '), wanted],
      ]);
      expect(recorder.requests[0]!.headers.authorization).toBe('Bearer not.a.jwt');
    },
  );

  test('one page without -All, all of them with it, and as many as -Top says', async () => {
    const page = (from: number, more: boolean) => ({
      body: {
        '@odata.count': 5,
        value: [{ id: `${from}` }, { id: `${from + 1}` }],
        ...(more && { '@odata.nextLink': `${recorder.origin}/v1.0/users?$skiptoken=${from}` }),
      },
    });
    for (const [parameters, expected, requests] of [
      ['', '1 2', 1],
      ['-All', '1 2 3 4', 2],
      ['-Top 3', '1 2 3', 2],
    ] as const) {
      recorder.requests.length = 0;
      recorder.next(page(1, true), page(3, false));
      expect([parameters, (await run(`(Get-MgUser ${parameters}).Id -join ' '`)).trim()]).toEqual([
        parameters,
        expected,
      ]);
      expect(recorder.requests.length).toBe(requests);
    }
    recorder.next(page(1, false));
    expect((await run('$null = Get-MgUser -CountVariable n -ConsistencyLevel eventual; $n')).trim()).toBe(
      '5',
    );
    expect(recorder.requests.at(-1)!.headers['consistencylevel']).toBe('eventual');
  });

  test('objects have the original’s types, names and values, and the rest in AdditionalProperties', async () => {
    recorder.next(
      {
        body: {
          id: '1',
          displayName: 'Ann',
          accountEnabled: true,
          createdDateTime: '2026-01-02T03:04:05Z',
          assignedLicenses: [{ skuId: 'e3', disabledPlans: [] }],
          extension_x: 'y',
          manager: { '@odata.type': '#microsoft.graph.user', id: '2', displayName: 'Bo' },
        },
      },
      { body: { value: [{ '@odata.type': '#microsoft.graph.user', id: '3', displayName: 'Cy' }] } },
    );
    const text = await run(`
      $u = Get-MgUser -UserId 1
      $u.GetType().FullName; $u.DisplayName; $u.AccountEnabled.GetType().Name; $u.CreatedDateTime.ToString('o')
      $u.AssignedLicenses[0].SkuId; $u.AdditionalProperties['extension_x']; $u.Manager.AdditionalProperties.displayName
      $null -eq $u.Department; $u.PSObject.Properties.Name -contains 'OfficeLocation'
      $m = Get-MgGroupMember -GroupId g
      $m.Id; $m.AdditionalProperties.displayName; $null -eq $m.DisplayName`);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      'Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser',
      'Ann',
      'Boolean',
      '2026-01-02T03:04:05.0000000Z',
      'e3',
      'y',
      'Bo',
      'True',
      'True',
      '3',
      'Cy',
      'True',
    ]);
  });

  test('what comes out of one goes into the next', async () => {
    const user = { body: { id: '7', displayName: 'Ann' } };
    recorder.next(user, { body: { value: [] } }, { status: 204 });
    await run('$u = Get-MgUser -UserId 7; $u | Get-MgUserMemberOf; $u | Update-MgUser -City Rome');
    expect(recorder.requests.map((each) => `${each.method} ${each.path}`)).toEqual([
      'GET /v1.0/users/7',
      'GET /v1.0/users/7/memberOf',
      'PATCH /v1.0/users/7',
    ]);
  });

  test('-WhatIf asks nothing; -PassThru says true', async () => {
    await run('Remove-MgUser -UserId 1 -WhatIf; Update-MgUser -UserId 1 -City Rome -WhatIf');
    expect(recorder.requests).toEqual([]);
    recorder.next({ status: 204 });
    expect((await run('Remove-MgUser -UserId 1 -PassThru')).trim()).toBe('True');
  });

  test('a refusal is a non-terminating error with Graph’s code, words and request id', async () => {
    const error = {
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    };
    recorder.next({ status: 403, body: { error }, headers: { 'request-id': 'r-1' } });
    const text = await run(`
      Get-MgUser -ErrorVariable e -ErrorAction SilentlyContinue
      $e[0].FullyQualifiedErrorId; $e[0].Exception.Message; [int]$e[0].Exception.Response.StatusCode
      $e[0].ErrorDetails.Message; $e[0].ErrorDetails.RecommendedAction
      'went on'`);
    expect(text).toContain('Authorization_RequestDenied,Microsoft.Graph.PowerShell.Cmdlets.GetMgUser');
    expect(text).toContain('[Authorization_RequestDenied] : Insufficient privileges');
    expect(text).toMatch(/^403$/m);
    expect(text).toMatch(/Status: 403 \(Forbidden\)\s+ErrorCode: Authorization_RequestDenied/);
    expect(text).toContain('RequestId: r-1');
    expect(text).toContain('with admin consent');
    expect(text).toContain('went on');
  });

  test('a busy service is asked again when it said so', async () => {
    recorder.next(
      { status: 429, body: {}, headers: { 'retry-after': '0' } },
      { status: 503, body: {}, headers: { 'retry-after': '0' } },
      { body: { value: [{ id: '1' }] } },
    );
    expect((await run('(Get-MgUser).Id')).trim()).toBe('1');
    expect(recorder.requests.length).toBe(3);
    recorder.requests.length = 0;
    recorder.next(
      ...Array.from({ length: 5 }, () => ({ status: 429, body: {}, headers: { 'retry-after': '0' } })),
    );
    expect(
      await run(
        '$null = Set-MgRequestContext -MaxRetry 1; Get-MgUser; $null = Set-MgRequestContext -MaxRetry 3',
      ),
    ).toMatch(/error .*429|TooManyRequests/);
    expect(recorder.requests.length).toBe(2);
  });

  test('a report is fetched where it lies, without the bearer', async () => {
    recorder.next(
      { status: 302, body: '', headers: { location: `${recorder.origin}/data/report.csv` } },
      { body: 'Name\nAnn\n', headers: { 'content-type': 'text/csv' } },
    );
    const text = await run(`
      Get-MgReportEmailActivityUserDetail -Period D7 -OutFile report.csv
      [IO.File]::ReadAllText((Join-Path $PWD report.csv))`);
    expect(text).toContain('Ann');
    expect(recorder.requests.map((each) => each.headers.authorization)).toEqual([
      'Bearer not.a.jwt',
      undefined,
    ]);
  });

  test('names are found and load by themselves, under the original modules', async () => {
    const text = await run(`
      foreach ($name in 'Get-MgUser', 'Set-MgUserLicense', 'Get-MgGroup', 'Get-MgDomain', 'Get-MgBetaUser', 'Get-MgTeam') {
        "$name $((Get-Command $name).Source)"
      }
      (Get-Command Get-MgUser).Parameters.Keys -contains 'ConsistencyLevel'
      Import-Module Microsoft.Graph.Users, Microsoft.Graph.Groups
      (Get-Module Microsoft.Graph.Users).ExportedCommands.Count -gt 50
      1..2 | ForEach-Object -Parallel { (Get-Command Get-MgGroup).Source }`);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      'Get-MgUser Microsoft.Graph.Users',
      'Set-MgUserLicense Microsoft.Graph.Users.Actions',
      'Get-MgGroup Microsoft.Graph.Groups',
      'Get-MgDomain Microsoft.Graph.Identity.DirectoryManagement',
      'Get-MgBetaUser Microsoft.Graph.Beta.Users',
      'Get-MgTeam Microsoft.Graph.Teams',
      'True',
      'True',
      'Microsoft.Graph.Groups',
      'Microsoft.Graph.Groups',
    ]);
  });
});
