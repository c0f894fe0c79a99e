import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { type TestSystem, startSystem, until } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const host = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : existsSync(host)
      ? undefined
      : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`suspended workflows (${missing})`, () => {});

/** Counts what it does in a variable of the account, and goes past its checkpoint only when told. */
const source = `workflow Patient {
  param([string] $Name)
  function Add-One { param($Part) Set-AutomationVariable -Name $Part -Value ((Get-AutomationVariable -Name $Part) + 1) }
  Add-One 'before'
  $greeting = "Hello $Name"
  while (-not (Get-AutomationVariable -Name 'go')) { Start-Sleep -Milliseconds 100 }
  Checkpoint-Workflow
  Add-One 'after'
  "$greeting, attempt $env:TENANTRY_ATTEMPT"
}`;

describe.skipIf(missing !== undefined)('suspended workflows', () => {
  let whole: TestSystem;
  beforeAll(async () => {
    whole = await startSystem();
    const { runbooks } = whole.session.client;
    await runbooks.create('patient', { runbookType: 'PowerShellWorkflow' });
    await runbooks.putDraft('patient', source);
    await runbooks.publish('patient');
  });
  afterAll(() => whole?.stop());

  function tenantry(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      const env = { ...process.env, NO_COLOR: '1', TENANTRY_HOME: whole.home };
      execFile(process.execPath, [program, ...args], { env, cwd: whole.home }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  }
  async function running(): Promise<string> {
    const { jobs, variables } = whole.session.client;
    await Promise.all([
      variables.put('go', { value: false, isEncrypted: false }),
      ...['before', 'after'].map((name) => variables.put(name, { value: 0, isEncrypted: false })),
    ]);
    const name = await whole.startJob('patient', { Name: 'Ada' });
    await until(async () => ((await jobs.get(name)).status === 'Running' ? true : undefined));
    return name;
  }

  test('over the API: suspended at the checkpoint, resumed on another worker, nothing done twice', async () => {
    const { jobs, variables } = whole.session.client;
    const name = await running();
    await jobs.suspend(name);
    expect((await jobs.get(name)).status).toBe('Suspending');
    await variables.put('go', { value: true, isEncrypted: false });
    await until(async () => ((await jobs.get(name)).status === 'Suspended' ? true : undefined));
    // The worker that had it is gone; the launcher starts another one.
    const { worker } = whole.system.pids();
    process.kill(worker!, 'SIGKILL');
    await until(async () => {
      const now = whole.system.pids().worker;
      return now !== undefined && now !== worker ? true : undefined;
    });
    await jobs.resume(name);
    expect(await whole.ended(name)).toMatchObject({ status: 'Completed', exception: null, attempt: 2 });
    expect(await jobs.output(name)).toBe('Hello Ada, attempt 2\r\n');
    expect([(await variables.get('before')).value, (await variables.get('after')).value]).toEqual(['1', '1']);
  });

  test('on the command line: suspend waits for the checkpoint, resume lets it go on, and both say what is wrong', async () => {
    const { variables } = whole.session.client;
    const name = await running();
    const suspending = tenantry('job', 'suspend', name);
    await until(async () =>
      (await whole.session.client.jobs.get(name)).status === 'Suspending' ? true : undefined,
    );
    await variables.put('go', { value: true, isEncrypted: false });
    expect(await suspending).toMatchObject({ code: 0, stdout: 'Suspended\n' });
    const again = await tenantry('job', 'suspend', name);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('Suspended')]);
    const resumed = await tenantry('job', 'resume', name, '--json');
    expect([resumed.code, JSON.parse(resumed.stdout)]).toMatchObject([0, { name }]);
    expect(await whole.ended(name)).toMatchObject({ status: 'Completed' });
    const ended = await tenantry('job', 'resume', name);
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('Completed')]);
  });
});
