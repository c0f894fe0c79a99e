import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { zip } from '../../src/worker/testing/zip.ts';
import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const host = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : existsSync(host)
      ? undefined
      : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`modules of PowerShell (${missing})`, () => {});

describe.skipIf(missing !== undefined)('modules of PowerShell', () => {
  let whole: TestSystem;
  beforeAll(async () => {
    whole = await startSystem();
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
  const place = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(whole.home, name), content);
  /** Of one command, which says which version it is of. */
  const pack = (version: string, more = ''): Buffer =>
    zip([
      {
        name: 'Contoso.Tools.psd1',
        content: `@{ ModuleVersion = '${version}'; RootModule = 'Contoso.Tools.psm1'; FunctionsToExport = 'Get-Office' }`,
      },
      { name: 'Contoso.Tools.psm1', content: `${more}\nfunction Get-Office { 'Prague, by ${version}' }` },
    ]);
  async function output(runbook: string): Promise<(string | undefined)[]> {
    const job = await whole.ended(await whole.startJob(runbook));
    expect(job).toMatchObject({ status: 'Completed' });
    const streams = await Array.fromAsync(whole.session.client.jobs.streams(job.name));
    return streams.filter(({ streamType }) => streamType === 'Output').map(({ summary }) => summary);
  }

  test('a runbook uses a module from its import on, and goes on with it when a newer one is broken', async () => {
    place('offices.ps1', 'Get-Office');
    const early = await tenantry('runbook', 'import', 'offices.ps1', '--publish');
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining("'Get-Office' is no command")]);

    place('Contoso.Tools.1.0.0.nupkg', pack('1.0.0'));
    expect(await tenantry('module', 'import', 'Contoso.Tools.1.0.0.nupkg')).toMatchObject({
      code: 0,
      stdout: 'Contoso.Tools 1.0.0 Succeeded\n',
    });
    const published = await tenantry('runbook', 'publish', 'offices');
    expect([published.code, published.stderr]).toMatchObject([0, expect.anything()]);
    expect(await output('offices')).toEqual(['Prague, by 1.0.0']);

    place('Contoso.Tools.2.0.0.nupkg', pack('2.0.0', `throw 'no licence was found'`));
    const broken = await tenantry('module', 'import', 'Contoso.Tools.2.0.0.nupkg');
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('no licence was found')]);
    expect(await output('offices')).toEqual(['Prague, by 1.0.0']);

    place('Contoso.Tools.2.0.1.nupkg', pack('2.0.1'));
    expect((await tenantry('module', 'import', 'Contoso.Tools.2.0.1.nupkg')).code).toBe(0);
    expect(await output('offices')).toEqual(['Prague, by 2.0.1']);
  });
});
