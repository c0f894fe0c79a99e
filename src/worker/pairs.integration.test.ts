import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { compile, withoutCompiler } from './testing/csharp.ts';
import { type Workshop, openWorkshop, packageRoot, texts } from './testing/workshop.ts';
import { zip } from './testing/zip.ts';

const missing = withoutCompiler
  ? 'there is no .NET SDK to compile modules with'
  : existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'))
    ? undefined
    : "the host is not built: 'npm run build'";

if (missing !== undefined) test.skip(`pairs of modules (${missing})`, () => {});

/** A module of one cmdlet, `Get-<name>`, which calls a member of the shared assembly that it brings along. */
async function moduleOf(
  name: string,
  shared: { bytes: Buffer },
  member: string,
  more: readonly { name: string; content: Buffer }[] = [],
): Promise<Buffer> {
  const source = `
    using System.Management.Automation;
    [Cmdlet("Get", "${name}")]
    public sealed class Get${name} : Cmdlet
    {
      protected override void ProcessRecord() => WriteObject(new Shared.Thing().${member}());
    }`;
  const uses = [{ name: 'Contoso.Shared', bytes: shared.bytes }];
  const dll = await compile({ name, version: '1.0.0.0', source, uses });
  return zip([
    {
      name: `${name}.psd1`,
      content: `@{ ModuleVersion = '1.0.0'; RootModule = '${name}.dll'; CmdletsToExport = 'Get-${name}' }`,
    },
    { name: `${name}.dll`, content: dll },
    { name: 'Contoso.Shared.dll', content: shared.bytes },
    ...more,
  ]);
}

describe.skipIf(missing !== undefined)('pairs of modules with different versions of one assembly', () => {
  let workshop: Workshop;
  let older: Buffer;
  let newer: Buffer;
  let newest: Buffer;
  beforeAll(async () => {
    workshop = await openWorkshop({ warmHosts: 1 });
    const shared = async (version: string, ...members: string[]) => ({
      bytes: await compile({
        name: 'Contoso.Shared',
        version,
        source: `namespace Shared { public class Thing { ${members
          .map((member) => `public string ${member}() => "${member} of ${version}";`)
          .join(' ')} } }`,
      }),
    });
    // What it brings for Windows PowerShell is of no matter here.
    const forWindows = { name: 'netFramework/Contoso.Shared.dll', content: (await shared('9.0.0.0')).bytes };
    older = await moduleOf('Older', await shared('1.0.0.0', 'First'), 'First', [forWindows]);
    newer = await moduleOf('Newer', await shared('2.0.0.0', 'First', 'Second'), 'Second');
    newest = await moduleOf('Newest', await shared('3.0.0.0', 'Third'), 'Third');
  }, 120_000);
  afterAll(() => workshop?.close());

  const environment = {
    name: 'mixed',
    language: 'powershell',
    engine: { kind: 'tenantry', version: '' },
  } as const;

  test('a build finds them before a job does, and says which order works', async () => {
    const { result } = await workshop.link.enqueueEnvironment(environment, { Older: older, Newer: newer });
    expect(result.packages.map(({ result: { ok } }) => ok)).toEqual([true, true]);
    expect(result.pairs).toEqual([
      {
        modules: ['Newer', 'Older'],
        assembly: 'Contoso.Shared',
        versions: ['2.0.0.0', '1.0.0.0'],
        inOrder: null,
        reversed: expect.stringMatching(/^Newer: .*Contoso\.Shared, Version=2\.0\.0\.0/s),
      },
    ]);
  });

  test('what it says is what happens in a job', async () => {
    const { link } = workshop;
    const { packages } = await link.enqueueEnvironment(environment, { Older: older, Newer: newer });
    const run = async (script: string) => {
      const runbook = { name: 'mixed', type: 'PowerShell', artifactHash: link.publish(script) };
      const id = link.start(script, {}, { runbook, modules: packages });
      return { end: await link.end(id), output: texts(link, id) };
    };
    const good = await run("$ErrorActionPreference = 'Stop'; Get-Newer; Get-Older");
    expect(good).toMatchObject({
      end: { status: 'Completed' },
      output: ['Second of 2.0.0.0', 'First of 2.0.0.0'],
    });
    const bad = await run("$ErrorActionPreference = 'Stop'; Get-Older; Get-Newer");
    expect(bad).toMatchObject({
      end: { status: 'Failed', exception: expect.stringContaining('Contoso.Shared') },
      output: ['First of 1.0.0.0'],
    });
  });

  test('a pair that works in no order says so', async () => {
    const { result } = await workshop.link.enqueueEnvironment(environment, { Older: older, Newest: newest });
    expect(result.pairs).toMatchObject([
      {
        modules: ['Newest', 'Older'],
        inOrder: expect.stringMatching(/^Older: .*First/s),
        reversed: expect.stringMatching(/^Newest: .*Version=3\.0\.0\.0/s),
      },
    ]);
  });

  test('the import of a module tells of those of the account that it does not load with, and only of its own', async () => {
    const { link } = workshop;
    const { module, result } = await link.enqueueImport('Older', older);
    expect(result).toMatchObject({ ok: true, pairs: [] });
    const second = await link.enqueueImport('Newer', newer, [module]);
    expect(second.result).toMatchObject({ ok: true, pairs: [{ modules: ['Newer', 'Older'] }] });
    const third = await link.enqueueImport('Newest', newest, [module, second.module]);
    expect(third.result.ok && third.result.pairs?.map(({ modules }) => modules)).toEqual([
      ['Newer', 'Newest'],
      ['Newest', 'Older'],
    ]);
  });
});
