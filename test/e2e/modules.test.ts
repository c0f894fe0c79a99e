import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type FeedServer, startFeedServer } from '../../src/gallery/testing/feed-server.ts';
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
  let feed: FeedServer;
  beforeAll(async () => {
    [whole, feed] = await Promise.all([startSystem(), startFeedServer()]);
  });
  afterAll(() => Promise.all([whole?.stop(), feed?.close()]));

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

  test('modules come from a feed, with what they require; an update is looked at first, and there is a way back', async () => {
    const shelve = (name: string, number: string, script: string, manifest = '', dependencies = {}): void =>
      void feed.packages.push({
        name,
        version: number,
        dependencies,
        content: zip([
          {
            name: `${name}.psd1`,
            content: `@{ ModuleVersion = '${number}'; RootModule = '${name}.psm1'; FunctionsToExport = '*'; ${manifest} }`,
          },
          { name: `${name}.psm1`, content: script },
          { name: `${name}.nuspec`, content: '<package/>' },
          { name: '[Content_Types].xml', content: '<Types/>' },
        ]),
      });
    const base = `RequiredModules = @(@{ ModuleName = 'Fabrikam.Base'; ModuleVersion = '1.0' })`;
    shelve('Fabrikam.Base', '1.1.0', 'function Get-Base { "base" }');
    shelve(
      'Fabrikam.Tools',
      '1.0.0',
      'function Get-Desk { "desk 1, $(Get-Base)" }; function Get-Chair { 1 }',
      base,
      {
        'Fabrikam.Base': '1.0',
      },
    );
    expect((await tenantry('gallery', 'add', 'Local', feed.v2, '--private')).code).toBe(0);
    const imported = await tenantry('module', 'import', 'Fabrikam.Tools');
    expect([imported.code, imported.stdout, imported.stderr]).toEqual([
      0,
      'Fabrikam.Base 1.1.0 Succeeded\nFabrikam.Tools 1.0.0 Succeeded\n',
      expect.anything(),
    ]);
    place('desks.ps1', '# how many\nGet-Desk\nGet-Chair');
    expect((await tenantry('runbook', 'import', 'desks.ps1', '--publish')).code).toBe(0);
    expect(await output('desks')).toEqual(['desk 1, base', '1']);

    // Its feed does not tell what it requires: its import test does.
    shelve('Fabrikam.More', '1.0.0', 'function Get-More { Get-Base }', base.replace('Base', 'Other'));
    shelve('Fabrikam.Other', '1.0.0', 'function Get-Other { "other" }');
    expect((await tenantry('module', 'import', 'Fabrikam.More')).stdout).toBe(
      'Fabrikam.Other 1.0.0 Succeeded\nFabrikam.More 1.0.0 Succeeded\n',
    );

    shelve('Fabrikam.Tools', '2.0.0', 'function Get-Desk([int] $Floor) { "desk 2" }');
    const preview = await tenantry('module', 'update', '--preview');
    expect(preview.stdout).toBe(
      [
        'Fabrikam.Tools: 1.0.0 → 2.0.0',
        '  − Get-Chair',
        '  ! runbook desks (published), line 3: Get-Chair',
        '',
        'nothing was changed',
        '',
      ].join('\n'),
    );
    expect(await output('desks')).toEqual(['desk 1, base', '1']);
    place('desks.ps1', 'Get-Desk');
    expect((await tenantry('runbook', 'import', 'desks.ps1', '--publish')).code).toBe(0);
    expect(await tenantry('module', 'update', 'Fabrikam.Tools')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/done\n$/),
    });
    expect(await output('desks')).toEqual(['desk 2']);
    expect((await tenantry('module', 'default', 'Fabrikam.Tools', '1.0.0')).code).toBe(0);
    expect(await output('desks')).toEqual(['desk 1, base']);
  });
});
