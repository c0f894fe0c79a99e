import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { pythonGroup, withoutPython } from '../../src/worker/testing/python.ts';
import { makeWheel } from '../../src/worker/testing/wheel.ts';
import { zip } from '../../src/worker/testing/zip.ts';
import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const host = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
const guide = readFileSync(new URL('../../docs/runtime-environments.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```sh\n([^]*?)```/g)].map(([, text]) => text!.trim().split('\n'));
const missing =
  findDotnet() === undefined
    ? '.NET 10 is not installed'
    : existsSync(host)
      ? undefined
      : "the host is not built: 'npm run build'";

let whole: TestSystem;
beforeAll(async () => {
  whole = await startSystem();
});
afterAll(() => whole?.stop());

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function tenantry(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', TENANTRY_HOME: whole.home };
    execFile(process.execPath, [program, ...args], { env, cwd: whole.home }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}
const place = (name: string, content: string | Uint8Array): void =>
  writeFileSync(join(whole.home, name), content);

/** Runs the lines of the guide's block, each as it stands, and gives their outcomes. */
async function follow(block: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const line of blocks[block]!) {
    const [npx, name, ...args] = line.split(' ');
    expect([npx, name]).toEqual(['npx', 'tenantry']);
    const outcome = await tenantry(...args);
    expect([line, outcome]).toMatchObject([line, { code: 0 }]);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function output(runbook: string): Promise<(string | undefined)[]> {
  const job = await whole.ended(await whole.startJob(runbook));
  expect(job).toMatchObject({ status: 'Completed' });
  const streams = await Array.fromAsync(whole.session.client.jobs.streams(job.name));
  return streams.filter(({ streamType }) => streamType === 'Output').map(({ summary }) => summary);
}

if (missing !== undefined) test.skip(`environments of PowerShell (${missing})`, () => {});

describe.skipIf(missing !== undefined)('environments of PowerShell', () => {
  const pack = (version: string): Buffer =>
    zip([
      {
        name: 'Contoso.Tools.psd1',
        content: `@{ ModuleVersion = '${version}'; RootModule = 'Contoso.Tools.psm1'; FunctionsToExport = '*' }`,
      },
      { name: 'Contoso.Tools.psm1', content: `function Get-Office { 'Prague, by ${version}' }` },
    ]);

  test('two runbooks of two environments have each its own version of a module, as the guide says it', async () => {
    place('Contoso.Tools.1.0.0.nupkg', pack('1.0.0'));
    place('Contoso.Tools.2.0.0.nupkg', pack('2.0.0'));
    place('offices-before.ps1', 'Get-Office');
    place('offices-after.ps1', 'Get-Office');
    const outcomes = await follow(0);
    const [before, after, shown, lock] = outcomes.slice(-4);
    expect(before!.stdout).toContain('Prague, by 1.0.0');
    expect(after!.stdout).toContain('Prague, by 2.0.0');
    expect(shown!.stdout).toMatch(/state\s+Succeeded[^]*Contoso\.Tools\s+2\.0\.0\s+Succeeded/);
    const file = JSON.parse(lock!.stdout) as { hash: string; revision: number };
    expect(file).toMatchObject({
      revision: 2,
      lock: {
        language: 'PowerShell',
        engine: { kind: 'tenantry', version: expect.stringMatching(/^7\./) },
        packages: [{ name: 'Contoso.Tools', version: '2.0.0' }],
      },
    });
    const jobs = await Array.fromAsync(whole.session.client.jobs.list());
    const job = await whole.session.client.jobs.get(
      jobs.find(({ runbook }) => runbook.name === 'offices-after')!.name,
    );
    expect(job).toMatchObject({
      environmentLock: { name: 'after', revision: 2, hash: file.hash },
      engine: expect.stringMatching(/^PowerShell 7\..* \(Tenantry\)$/),
    });

    // The same environment from its lock, and a broken package that leaves it as it is.
    place('after.lock.json', lock!.stdout);
    const twin = await tenantry('environment', 'create', 'twin', '--lock', 'after.lock.json', '--json');
    expect(JSON.parse(twin.stdout)).toMatchObject({ lock: { hash: file.hash } });
    place('Broken.zip', zip([{ name: 'Broken.psm1', content: `throw 'no licence was found'` }]));
    const broken = await tenantry('environment', 'package', 'add', 'after', 'Broken.zip');
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('no licence was found')]);
    expect(await output('offices-after')).toEqual(['Prague, by 2.0.0']);

    const kept = await tenantry('environment', 'remove', 'before');
    expect([kept.code, kept.stderr]).toEqual([1, expect.stringContaining("runbook 'offices-before'")]);
    const elsewhere = await tenantry('runbook', 'import', 'offices-before.ps1', '--name', 'x', '--publish');
    expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining('is no command')]);
  });
});

describe.skipIf(withoutPython)(`environments of Python, ${pythonGroup}`, () => {
  test('runbooks import the wheels of their environment, and without one those of the account', async () => {
    place(
      'greeter-1.2.3-py3-none-any.whl',
      makeWheel({
        name: 'greeter',
        version: '1.2.3',
        files: { 'greeter/__init__.py': 'def greet(name):\n    return f"hello {name}"\n' },
      }),
    );
    place('greet.py', 'import greeter\nprint(greeter.greet("Ada"))\n');
    await follow(1);
    for (const environment of ['sheets', '']) {
      const imported = await tenantry(
        'runbook',
        'import',
        'greet.py',
        '--environment',
        environment,
        '--publish',
      );
      expect(imported).toMatchObject({ code: 0 });
      expect(await output('greet')).toEqual(['hello Ada']);
    }
  });
});
