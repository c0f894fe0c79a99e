import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findDotnet } from './hosts/languages/dotnet.ts';
import { pythonGroup, withoutPython } from './testing/python.ts';
import { type Workshop, artifactOf, openWorkshop, packageRoot, texts } from './testing/workshop.ts';

const withoutPowerShell =
  findDotnet() === undefined ||
  !existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'));

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({ warmOthers: { python: 1, powershell: 1 } });
});
afterAll(() => workshop?.close());

/** Runs an artifact with others at hand under the names of their files. */
async function run(type: string, artifact: string, inline: Record<string, string> = {}) {
  const { link } = workshop;
  const runbook = { name: 'parent', type, artifactHash: link.publish(artifact) };
  const files = Object.entries(inline).map(([file, text]) => ({
    file,
    name: file.replace(/\.\w+$/, ''),
    artifactHash: link.publish(text),
  }));
  const id = link.start(artifact, {}, { runbook, inline: files });
  const end = await link.end(id);
  return { id, ...end, output: texts(link, id), journal: link.job(id).journal.map(({ name }) => name) };
}

async function built(type: string, source: string, name = 'Parent') {
  const result = await workshop.link.enqueueBuild(source, name, type);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

describe('TypeScript runbooks inline', () => {
  test('a runbook runs another one in its process: its value, its streams, its steps under its name', async () => {
    const child = await artifactOf(
      `log.output('in ' + job.runbook); return step('double', () => params.number * 2);`,
      '{ number: z.number() }',
    );
    const parent = await artifactOf(`
      const values = [];
      for (const number of [2, 3]) values.push(await runbooks.inline('twice', { number }));
      return values.join('+');`);
    expect(await run('TypeScript', parent, { 'twice.mjs': child })).toMatchObject({
      status: 'Completed',
      output: ['in parent', 'in parent', '4+6'],
      journal: ['twice: double', 'twice 2: double'],
    });
  });

  test('the build tells what is called, with its place; a name made at run time did not come along', async () => {
    const source = (name: string): string => `import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({}),
  run: ({ runbooks }) => runbooks.inline(${name}, {}),
});`;
    const { inline } = await built('TypeScript', source(`'twice'`));
    expect(inline).toEqual([{ name: 'twice', file: 'twice.mjs', line: 5, column: 26 }]);
    const other = await built('TypeScript', source(`'tw' + 'ice'`));
    expect(other.inline).toBeUndefined();
    expect(await run('TypeScript', other.artifact)).toMatchObject({
      status: 'Failed',
      exception: expect.stringContaining("Runbook 'twice' did not come with this job."),
    });
  });
});

describe.skipIf(withoutPython)(`inline, ${pythonGroup}`, () => {
  test('a runbook is a module; what is no module of Python may be one', async () => {
    const source =
      'import json\nimport people_of\nfrom tidy.names import short\nprint(people_of.count("Sales"))';
    const { inline } = await built('Python3', source);
    expect(inline).toEqual([
      { name: 'people_of', file: 'people_of.py', line: 2, column: 1, optional: true },
      { name: 'tidy', file: 'tidy.py', line: 3, column: 1, optional: true },
    ]);
    const child = 'print("loaded", __name__)\ndef count(department):\n    return f"7 in {department}"';
    const parent = 'import people_of\nprint(people_of.count("Sales"))';
    expect(await run('Python3', parent, { 'people_of.py': child })).toMatchObject({
      status: 'Completed',
      output: ['loaded people_of', '7 in Sales'],
    });
  });
});

describe.skipIf(withoutPowerShell)('PowerShell runbooks inline', () => {
  const child = `param([Parameter(Mandatory)][string] $Name, [int] $Times = 1)
$shared = 'of the child'
function Get-Greeting { "Hello $Name" }
1..$Times | ForEach-Object { Get-Greeting }`;

  test('.\\Child.ps1 runs in the same process: output, parameters, scope, and dot-sourcing', async () => {
    const source = `$shared = 'of the parent'
$said = .\\Child.ps1 -Name Ada -Times 2
"$($said.Count): $($said[1]), $shared"
& ./child.ps1 Bob
. .\\Child.ps1 -Name Cleo
"$shared, $(Get-Greeting)"
.\\Outer.ps1`;
    const { artifact, inline } = await built('PowerShell72', source);
    expect(inline?.map(({ name, file, line, column }) => [name, file, line, column])).toEqual([
      ['Child', 'Child.ps1', 2, 9],
      ['child', 'child.ps1', 4, 1],
      ['Child', 'Child.ps1', 5, 1],
      ['Outer', 'Outer.ps1', 7, 1],
    ]);
    const outer = `"outer says $(.\\Child.ps1 -Name Dana)"`;
    expect(
      await run('PowerShell72', artifact, { 'Child.ps1': child, 'child.ps1': child, 'Outer.ps1': outer }),
    ).toMatchObject({
      status: 'Completed',
      output: [
        '2: Hello Ada, of the parent',
        'Hello Bob',
        'Hello Cleo',
        'of the child, Hello Cleo',
        'outer says Hello Dana',
      ],
    });
  });

  test('an error of the child names its file and line', async () => {
    const { status, exception } = await run('PowerShell72', `.\\Child.ps1`, {
      'Child.ps1': `'fine'\nthrow 'no licence'`,
    });
    expect([status, exception]).toEqual(['Failed', expect.stringContaining('no licence')]);
    expect(exception).toMatch(/Child\.ps1: line 2/);
  });

  test('a file that the script writes itself may be none; another language is refused with its line', async () => {
    const own = await built('PowerShell72', `Set-Content -Path ./made.ps1 -Value "'made'"\n./made.ps1`);
    expect(own.inline).toMatchObject([{ name: 'made', optional: true }]);
    expect(await run('PowerShell72', own.artifact)).toMatchObject({ status: 'Completed', output: ['made'] });

    const result = await workshop.link.enqueueBuild(`'first'\n.\\Report.py`, 'Parent', 'PowerShell72');
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [
        { line: 2, code: 'InlineRunbookMixed', message: expect.stringContaining('Start-AutomationRunbook') },
      ],
    });
  });

  test('a workflow calls another one by its name, with a scope of its own, from branches too', async () => {
    const inner = await built(
      'PowerShellWorkflow',
      `workflow Add-All {
  param([int[]] $Numbers)
  $sum = 0
  foreach ($n in $Numbers) { $sum += $n }
  parallel { $workflow:tag = "seen $outside" }
  Checkpoint-Workflow
  "$sum $tag"
}`,
      'Add-All',
    );
    const source = `workflow Parent {
  $outside = 'secret'; $sum = 100
  $one = Add-All -Numbers 1, 2, 3
  Checkpoint-Workflow
  $more = foreach -parallel ($n in 1..2) { Add-All -Numbers $n, 10 }
  "$one | $(($more | Sort-Object) -join ' | ') | $sum"
}`;
    const { artifact, inline } = await built('PowerShellWorkflow', source);
    expect(inline).toMatchObject([
      { name: 'Add-All', file: 'Add-All.ps1', line: 3, missing: { code: 'CommandUnknown' } },
      { name: 'Add-All', line: 5 },
    ]);
    const ran = await run('PowerShellWorkflow', artifact, { 'Add-All.ps1': inner.artifact });
    expect(ran).toMatchObject({
      status: 'Completed',
      output: ['6 seen  | 11 seen  | 12 seen  | 100'],
      // The caller's own checkpoint alone.
      journal: ['Checkpoint-Workflow 1'],
    });
  });

  test('a workflow calls no scripts inline', async () => {
    const result = await workshop.link.enqueueBuild(
      'workflow Parent {\n  .\\Child.ps1\n}',
      'Parent',
      'PowerShellWorkflow',
    );
    expect(result).toMatchObject({ ok: false, diagnostics: [{ line: 2, code: 'InlineRunbookMixed' }] });
  });
});
