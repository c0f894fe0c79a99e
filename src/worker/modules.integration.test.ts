import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { JobClaim } from '#worker-link';

import { findDotnet } from './hosts/languages/dotnet.ts';
import { type Workshop, openWorkshop, packageRoot, texts } from './testing/workshop.ts';
import { zip } from './testing/zip.ts';

const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'))
      ? undefined
      : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`modules of PowerShell (${missing})`, () => {});

/** A module as its author packs it. */
function pack(
  name: string,
  script: string,
  manifest = '',
  more: Readonly<Record<string, string>> = {},
  version = '1.2.3',
): Buffer {
  const head = `@{ ModuleVersion = '${version}'; RootModule = '${name}.psm1'; Description = 'Of a test.'; FunctionsToExport = '*'; ${manifest} }`;
  const files = { [`${name}.psd1`]: head, [`${name}.psm1`]: script, ...more };
  return zip(Object.entries(files).map(([file, content]) => ({ name: `${name}/${file}`, content })));
}

describe.skipIf(missing !== undefined)('modules of PowerShell', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop({ warmHosts: 1, warmOthers: { powershell: 1 }, concurrency: 2 });
  });
  afterAll(() => workshop?.close());

  const greeter = pack(
    'Greeter',
    'function Get-Greeting($Name) { "hello $Name" }; function Get-Farewell { "bye" }',
  );

  test('an import test tells version, description and commands of a module', async () => {
    const { result } = await workshop.link.enqueueImport('Greeter', greeter);
    expect(result).toEqual({
      ok: true,
      version: '1.2.3',
      description: 'Of a test.',
      commands: ['Get-Farewell', 'Get-Greeting'],
      requiredModules: [],
      parameters: { 'Get-Farewell': [], 'Get-Greeting': ['Name'] },
      pairs: [],
    });
  });

  test('an import test tells what only the manifest says: label, ranges, and what is missing', async () => {
    const { module } = await workshop.link.enqueueImport('Greeter', greeter);
    const wants = `RequiredModules = @(@{ ModuleName = 'Greeter'; ModuleVersion = '1.0'; MaximumVersion = '1.*' }); PrivateData = @{ PSData = @{ Prerelease = 'beta1' } }`;
    const early = pack('Early', 'function Get-Early { 1 }', wants);
    expect((await workshop.link.enqueueImport('Early', early, [module])).result).toMatchObject({
      ok: true,
      prerelease: 'beta1',
      requiredModules: [{ name: 'Greeter', version: '1.2.3', range: '[1.0,1.999999999]' }],
    });
    const exact = pack(
      'Exact',
      '1',
      `RequiredModules = @(@{ ModuleName = 'Greeter'; RequiredVersion = '9.0' }, 'Nowhere')`,
    );
    expect((await workshop.link.enqueueImport('Exact', exact, [module])).result).toMatchObject({
      ok: false,
      missing: [{ name: 'Greeter', range: '[9.0]' }, { name: 'Nowhere' }],
    });
  });

  test('a module that requires another one finds it among those of the account, and names it', async () => {
    const { module } = await workshop.link.enqueueImport('Greeter', greeter);
    const polite = pack('Polite', 'function Get-Bow { Get-Greeting Sir }', `RequiredModules = @('Greeter')`);
    const alone = await workshop.link.enqueueImport('Polite', polite);
    expect(alone.result).toMatchObject({ ok: false, message: expect.stringContaining("'Greeter'") });
    const together = await workshop.link.enqueueImport('Polite', polite, [module]);
    expect(together.result).toMatchObject({
      ok: true,
      commands: ['Get-Bow'],
      requiredModules: [{ name: 'Greeter', version: '1.2.3' }],
    });
  });

  test.each([
    ['throws', `throw 'no licence was found'`, 'no licence was found'],
    ['is no PowerShell', 'function {{{', /missing|unexpected/i],
    ['ends its process', '[Environment]::Exit(3)', 'ended without a result'],
  ])('a module that %s fails with its own error', async (_what, script, message) => {
    const { result } = await workshop.link.enqueueImport('Broken', pack('Broken', script));
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  test('a module finds no network while it is tried, where there is a sandbox', async (context) => {
    if (workshop.worker.isolation.boundary !== 'bubblewrap') context.skip('there is no bubblewrap here');
    // An address of documentation (RFC 5737): with a network it would not answer, without one there is no way to it.
    const script = `$ErrorActionPreference = 'Stop'; [Net.Sockets.TcpClient]::new('192.0.2.1', 9)`;
    const { result } = await workshop.link.enqueueImport('Caller', pack('Caller', script));
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/network is unreachable/i) });
  });

  test('a package that leads out of its folder is refused before anything of it runs', async () => {
    const evil = zip([
      { name: 'Evil.psd1', content: '@{}' },
      { name: '../../evil.ps1', content: '1' },
    ]);
    expect((await workshop.link.enqueueImport('Evil', evil)).result).toMatchObject({
      ok: false,
      code: 'PackageRefused',
      message: expect.stringContaining('invalid relative path: ../../evil.ps1'),
    });
  });

  test('publishing knows the commands of the modules, and a job runs them; another account has neither', async () => {
    const { link } = workshop;
    const { module } = await link.enqueueImport('Greeter', greeter);
    const script = `Get-Greeting Ada; (Get-Module Greeter).Version.ToString()`;
    expect(await link.enqueueBuild(script, 'greet', 'PowerShell72', [module])).toMatchObject({ ok: true });
    expect(await link.enqueueBuild(script, 'greet', 'PowerShell72')).toMatchObject({
      ok: false,
      diagnostics: [{ message: expect.stringContaining('Get-Greeting') }],
    });

    const runbook = { name: 'greet', type: 'PowerShell72', artifactHash: link.publish(script) };
    const id = link.start(script, {}, { runbook, modules: [module] });
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(['hello Ada', '1.2.3']);

    const look = `[IO.Directory]::GetDirectories('/job').Count; $env:PSModulePath -like '*/job/modules*'; $env:TENANTRY_MODULES`;
    const other = link.start(look, {}, { runbook: { ...runbook, artifactHash: link.publish(look) } });
    await link.end(other);
    expect(texts(link, other)).toEqual(
      workshop.worker.isolation.boundary === 'bubblewrap' ? ['0', 'False'] : [],
    );
  });

  test('versions lie beside each other: commands load the default, a version is had by its number', async () => {
    const { link } = workshop;
    const versioned = async (version: string) => {
      const content = pack('Sided', `function Get-Sided { '${version}' }`, '', {}, version);
      const { module, result } = await link.enqueueImport('Sided', content);
      expect(result).toMatchObject({ ok: true, version });
      return { ...module, version };
    };
    const [one, two] = [await versioned('1.0.0'), await versioned('2.0.0')];
    const run = async (script: string, modules: JobClaim['modules']) => {
      const runbook = { name: 'sided', type: 'PowerShell72', artifactHash: link.publish(script) };
      const id = link.start(script, {}, { runbook, modules });
      expect(await link.end(id)).toMatchObject({ status: 'Completed' });
      return texts(link, id);
    };
    const upToDate = [two, { ...one, beside: true as const }];
    const wentBack = [one, { ...two, beside: true as const }];
    expect(await run('Get-Sided', upToDate)).toEqual(['2.0.0']);
    expect(await run('Get-Sided', wentBack)).toEqual(['1.0.0']);
    expect(await run('Import-Module Sided; Get-Sided', wentBack)).toEqual(['1.0.0']);
    expect(await run('Import-Module Sided -RequiredVersion 2.0.0; Get-Sided', wentBack)).toEqual(['2.0.0']);
    expect(await run('Import-Module Sided -MaximumVersion 1.9; Get-Sided', upToDate)).toEqual(['1.0.0']);
    expect(await run('Import-Module Sided -MinimumVersion 1.5; Get-Sided', wentBack)).toEqual(['2.0.0']);
    const listed = '(Get-Module Sided -ListAvailable).Version.ForEach("ToString")';
    expect(await run(listed, wentBack)).toEqual(['1.0.0', '2.0.0']);
    // As in PowerShell, a command that only another version has is found in that one.
    const older = pack('Sided', `function Get-Sided { '0.9' }; function Get-Old { 'old' }`, '', {}, '0.9.0');
    const old = {
      ...(await link.enqueueImport('Sided', older)).module,
      version: '0.9.0',
      beside: true as const,
    };
    expect(await run('Get-Sided; Get-Old; (Get-Module Sided).Count', [two, old])).toEqual([
      '2.0.0',
      'old',
      '2',
    ]);
    const needs = pack(
      'Needs',
      `function Get-Needs { Get-Sided }`,
      `RequiredModules = @(@{ ModuleName = 'Sided'; ModuleVersion = '1.5' })`,
    );
    expect((await link.enqueueImport('Needs', needs, wentBack)).result).toMatchObject({
      ok: true,
      requiredModules: [{ name: 'Sided', version: '2.0.0', range: '[1.5,)' }],
    });
  });

  test('a module of the account goes before the one of the box that has its name', async () => {
    const { link } = workshop;
    const own = pack('Az.Accounts', 'function Connect-AzAccount { "signed in by our own" }');
    const { module, result } = await link.enqueueImport('Az.Accounts', own);
    expect(result).toMatchObject({ ok: true, commands: ['Connect-AzAccount'] });
    const script = 'Connect-AzAccount';
    const runbook = { name: 'own', type: 'PowerShell72', artifactHash: link.publish(script) };
    const id = link.start(script, {}, { runbook, modules: [module] });
    await link.end(id);
    expect(texts(link, id)).toEqual(['signed in by our own']);
  });

  test('a job whose module cannot be had ends Failed with that', async () => {
    const { link } = workshop;
    const runbook = { name: 'gone', type: 'PowerShell72', artifactHash: link.publish('1') };
    const id = link.start('1', {}, { runbook, modules: [{ name: 'Gone', hash: 'a'.repeat(64) }] });
    expect(await link.end(id)).toMatchObject({
      status: 'Failed',
      exception: expect.stringContaining('There is no package'),
    });
  });
});

describe.skipIf(missing !== undefined)('modules of PowerShell without a sandbox', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop({ isolation: 'off', warmHosts: 1, warmOthers: { powershell: 1 } });
  });
  afterAll(() => workshop?.close());

  test('what a job does to its modules, or to the cache, is not what the next job loads', async () => {
    const { link, directory } = workshop;
    const { module } = await link.enqueueImport(
      'Greeter',
      pack('Greeter', `function Get-Greeting { 'hello' }`),
    );
    const run = async (script: string) => {
      const runbook = { name: 'greet', type: 'PowerShell72', artifactHash: link.publish(script) };
      const id = link.start(script, {}, { runbook, modules: [module] });
      return { ...(await link.end(id)), output: texts(link, id) };
    };
    const evil = `function Get-Greeting { 'evil' }`;
    const own = `$file = (Get-Module Greeter -ListAvailable).Path -replace 'psd1$', 'psm1'; Remove-Item $file -Force; Set-Content $file "${evil}"`;
    expect(await run(`${own}; Get-Greeting`)).toMatchObject({ status: 'Completed', output: ['evil'] });
    expect(await run('Get-Greeting')).toMatchObject({ status: 'Completed', output: ['hello'] });

    const cached = join(directory, 'modules', `${module.hash}-greeter`, 'Greeter/Greeter.psm1');
    expect(await run(`Set-Content '${cached}' "${evil}"; 'written'`)).toMatchObject({ output: ['written'] });
    expect(await run('Get-Greeting')).toMatchObject({
      status: 'Failed',
      exception: expect.stringContaining('was changed in the cache of the worker'),
      output: [],
    });
    expect(await run('Get-Greeting')).toMatchObject({ status: 'Completed', output: ['hello'] });
  });
});
