import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Job } from '#client';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { withoutPython } from '../../src/worker/testing/python.ts';
import { type TestSystem, startSystem, until } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const guide = readFileSync(new URL('../../docs/child-runbooks.md', import.meta.url), 'utf8');
const host = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : withoutPython
      ? 'there is no Python 3.9'
      : existsSync(host)
        ? undefined
        : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`child runbooks of three languages (${missing})`, () => {});

describe.skipIf(missing !== undefined)('child runbooks of three languages', () => {
  let whole: TestSystem;
  beforeAll(async () => {
    whole = await startSystem();
    await publish('count-people', 'Python3', python);
    await publish('report', 'TypeScript', typescript);
    await publish('wait-for-go', 'Python3', patient);
  });
  afterAll(() => whole?.stop());

  const jobs = () => whole.session.client.jobs;
  async function publish(name: string, runbookType: string, source: string): Promise<void> {
    const { runbooks } = whole.session.client;
    await runbooks.create(name, { runbookType });
    await runbooks.putDraft(name, source);
    await runbooks.publish(name);
  }
  async function output(name: string): Promise<string[]> {
    return (await jobs().output(name)).split('\r\n').filter((line) => line !== '');
  }
  const childrenOf = (name: string): Promise<Job[]> => Array.fromAsync(jobs().list({ parent: name }));

  const python = `
import sys
from tenantry import output, parameters
output({'department': parameters['department'], 'people': len(parameters['department'])})
`;
  const typescript = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ departments: z.array(z.string()) }),
  async run({ params, runbooks, log }) {
    for (const department of params.departments) {
      const [counted] = await runbooks.run('count-people', { department });
      log.output(counted);
    }
  },
});`;
  const patient = `
import time
from automationassets import get_automation_variable
while get_automation_variable('go') is not True:
    time.sleep(0.1)
print('went')
`;

  test('a PowerShell parent starts a TypeScript child, which starts Python children; each gets what was written', async () => {
    await publish(
      'parent',
      'PowerShell72',
      `$id = Start-AutomationRunbook -Name report -Parameters @{ departments = 'Sales', 'IT' }
Wait-AutomationJob -Id $id
Get-AutomationJobOutput -Id $id | ForEach-Object { "$($_.department): $($_.people)" }`,
    );
    const parent = await whole.ended(await whole.startJob('parent'));
    expect(parent).toMatchObject({ status: 'Completed', exception: null });
    expect(await output(parent.name)).toEqual(['Sales: 5', 'IT: 2']);
    const [report] = await childrenOf(parent.name);
    expect(report).toMatchObject({
      status: 'Completed',
      parent: { name: parent.name, jobId: parent.jobId },
      runbook: { name: 'report' },
    });
    const counts = await childrenOf(report!.name);
    expect(counts.map(({ runbook, status }) => [runbook.name, status])).toEqual([
      ['count-people', 'Completed'],
      ['count-people', 'Completed'],
    ]);
  });

  test('a script calls another one inline once that is published; until then publishing tells the line', async () => {
    const source = `'before'\n$said = .\\Greet-Person.ps1 -Name Ada\n"$said, inline"`;
    await expect(publish('inline-parent', 'PowerShell72', source)).rejects.toThrow(
      /inline-parent\.ps1\(2,9\): InlineRunbookMissing: Runbook 'Greet-Person' .* Publish it first/,
    );
    await publish('Greet-Person', 'PowerShell72', 'param([string] $Name)\n"Hello $Name"');
    await whole.session.client.runbooks.publish('inline-parent');
    const job = await whole.ended(await whole.startJob('inline-parent'));
    expect(job).toMatchObject({ status: 'Completed' });
    expect(await output(job.name)).toEqual(['before', 'Hello Ada, inline']);
    expect(await childrenOf(job.name)).toEqual([]);
    await expect(publish('mixed', 'PowerShell72', '.\\report.ps1')).rejects.toThrow(
      /InlineRunbookMixed.*TypeScript/,
    );
  });

  test('what a rehearsal starts is a rehearsal of the same fork', async () => {
    const { tenants, client } = whole.session;
    await tenants.fork('trial');
    const name = crypto.randomUUID();
    await client.jobs.create(name, { runbook: 'parent', tenant: 'trial' });
    expect(await whole.ended(name)).toMatchObject({ status: 'Completed', tenant: 'trial' });
    expect(await childrenOf(name)).toMatchObject([{ tenant: 'trial' }]);
  });

  test('more waiting parents than places come to their end, and a stop reaches grandchildren', async () => {
    await whole.session.client.variables.put('go', { value: false, isEncrypted: false });
    await publish(
      'patient-parent',
      'PowerShell72',
      `$id = Start-AutomationRunbook -Name wait-for-go
Wait-AutomationJob -Id $id
Get-AutomationJobOutput -Id $id`,
    );
    await publish(
      'grandparent',
      'TypeScript',
      `import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({}),
  run: ({ runbooks }) => runbooks.run('patient-parent'),
});`,
    );
    const stopped = await whole.startJob('grandparent');
    const grandchild = await until(async () => {
      const [child] = await childrenOf(stopped);
      const [deep] = child === undefined ? [] : await childrenOf(child.name);
      return deep?.status === 'Running' ? deep : undefined;
    });
    await jobs().stop(stopped);
    expect((await whole.ended(stopped)).status).toBe('Stopped');
    expect((await whole.ended(grandchild.name)).status).toBe('Stopped');

    // The worker has two places: parents that kept theirs would keep both children out for ever.
    const names = await Promise.all([1, 2, 3].map(() => whole.startJob('patient-parent')));
    await until(async () => {
      const running = await Array.fromAsync(jobs().list({ runbook: 'wait-for-go', status: 'Running' }));
      return running.length === 2 ? true : undefined;
    });
    await whole.session.client.variables.put('go', { value: true, isEncrypted: false });
    for (const name of names) {
      expect(await whole.ended(name)).toMatchObject({ status: 'Completed' });
      expect(await output(name)).toEqual(['went']);
    }
  });

  test('Az cmdlets start and look at jobs under the identity, once it has a role', async () => {
    const { client } = whole.session;
    const { resourceGroup, account } = whole.system.connection;
    const at = `-ResourceGroupName ${resourceGroup} -AutomationAccountName ${account}`;
    await publish(
      'by-az',
      'PowerShell72',
      `$ErrorActionPreference = 'Stop'
$null = Connect-AzAccount -Identity
$job = Start-AzAutomationRunbook ${at} -Name report -Parameters @{ departments = @('Sales') }
"$($job.RunbookName) $($job.JobId.GetType().Name) $($job.JobParameters.departments)"
do { Start-Sleep -Milliseconds 200; $job = Get-AzAutomationJob ${at} -Id $job.JobId } until ($job.Status -in 'Completed', 'Failed', 'Stopped')
"$($job.Status) $($job.EndTime -ge $job.CreationTime)"
$record = $job | Get-AzAutomationJobOutput -Stream Output | Get-AzAutomationJobOutputRecord
"$($record.Type) $($record.Value.department) $($record.Value.people)"
$said = Start-AzAutomationRunbook ${at} -Name count-people -Parameters @{ department = 'IT' } -Wait -MaxWaitSeconds 120
"$($said.department) $($said.people)"
$long = Start-AzAutomationRunbook ${at} -Name wait-for-go
$long | Stop-AzAutomationJob
@(Get-AzAutomationJob ${at} -RunbookName wait-for-go -Status Stopped).JobId -contains $long.JobId -or (Get-AzAutomationJob ${at} -Id $long.JobId).Status -in 'Stopping', 'Stopped'
try { Suspend-AzAutomationJob ${at} -Id $job.JobId -ErrorAction Stop } catch { $_.Exception.Message }`,
    );
    const refused = await whole.ended(await whole.startJob('by-az'));
    expect(refused).toMatchObject({
      status: 'Failed',
      exception: expect.stringMatching(/^AuthorizationFailed/),
    });
    expect(refused.exception).toContain("tenantry role assign 'Automation Operator' --identity");
    expect(await childrenOf(refused.name)).toEqual([]);

    // The remedy, as docs/child-runbooks.md has it, too.
    const [, command] = /```sh\n([^\n]+)\n```/.exec(guide) ?? [];
    expect(command).toBe("tenantry role assign 'Automation Operator' --identity");
    await promisify(execFile)(
      process.execPath,
      [program, 'role', 'assign', 'Automation Operator', '--identity'],
      {
        env: { ...process.env, TENANTRY_HOME: whole.home },
      },
    );
    await client.variables.put('go', { value: false, isEncrypted: false });
    const job = await whole.ended(await whole.startJob('by-az'));
    expect(job).toMatchObject({ status: 'Completed', exception: null });
    expect(await output(job.name)).toEqual([
      'report Guid ["Sales"]',
      'Completed True',
      'Output Sales 5',
      'IT 2',
      'True',
      expect.stringMatching(/only PowerShellWorkflow can be suspended/),
    ]);
    expect((await childrenOf(job.name)).map(({ runbook }) => runbook.name).toSorted()).toEqual([
      'count-people',
      'report',
      'wait-for-go',
    ]);
  });
});
