import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { isProblem } from '#kernel';
import type { EnvironmentClaim, EnvironmentResult, WorkerLink } from '#worker-link';

import { testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-environment-'));
const at = (name: string): string => join(home, name);
const working = new AbortController();

beforeAll(async () => {
  const plane = await testControlPlane();
  connectHome(home, plane);
  void work(plane.link);
});
afterAll(() => {
  working.abort();
  rmSync(home, { recursive: true });
});

/** Does what a worker does: what is in a package says what becomes of it. */
async function work(link: WorkerLink): Promise<void> {
  const asked = { worker: 'test', kinds: ['build' as const], waitMilliseconds: 1_000 };
  while (!working.signal.aborted) {
    const claim = await link.claim(asked, working.signal).catch(() => undefined);
    if (claim?.kind === 'build')
      await link.built(claim.attempt, { ok: true, artifact: claim.source, parameters: [] });
    if (claim?.kind === 'environment')
      await link
        .environmentBuilt(claim.attempt, await resultOf(link, claim))
        // A change came meanwhile, and its own build after it.
        .catch((error: unknown) => {
          if (!isProblem(error, 'StaleAttempt')) throw error;
        });
  }
}

async function resultOf(
  link: WorkerLink,
  { environment, packages }: EnvironmentClaim,
): Promise<EnvironmentResult> {
  const contents = await Promise.all(
    packages.map(async ({ hash }) =>
      Buffer.concat(await Array.fromAsync(link.package(hash))).toString('utf8'),
    ),
  );
  return {
    engine: { kind: environment.engine.kind, version: '7.6.9' },
    packages: packages.map(({ name }, index) => ({
      name,
      result: contents[index]!.startsWith('broken')
        ? { ok: false, code: 'Boom', message: 'no licence was found' }
        : { ok: true, version: contents[index]!, commands: [], requiredModules: [] },
    })),
    pairs:
      packages.length < 2
        ? []
        : [
            {
              modules: [packages[0]!.name, packages[1]!.name],
              assembly: 'Contoso.Shared',
              versions: ['2.0.0.0', '1.0.0.0'],
              inOrder: null,
              reversed: 'Could not load it.',
            },
          ],
  };
}

const run = (...argv: string[]) => runCommand(home, ...argv);
const parsed = async (...argv: string[]): Promise<unknown> =>
  JSON.parse((await run(...argv, '--json')).stdout);

test('an environment is created, filled, locked, shown, listed and removed', async () => {
  expect(await run('environment', 'create', 'office')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^office Succeeded revision 1 \([0-9a-f]{12}\)\n$/),
  });
  writeFileSync(at('Contoso.Tools.1.2.3.nupkg'), '1.2.3');
  expect(await run('environment', 'package', 'add', 'office', at('Contoso.Tools.1.2.3.nupkg'))).toMatchObject(
    { code: 0, stdout: expect.stringMatching(/^Contoso\.Tools 1\.2\.3 Succeeded revision 2/) },
  );
  expect((await run('environment', 'package', 'list', 'office')).stdout).toMatch(
    /Contoso\.Tools\s+1\.2\.3\s+Succeeded/,
  );
  expect((await run('environment', 'show', 'office')).stdout).toMatch(
    /runtime\s+PowerShell 7\.6\nengine\s+tenantry\nstate\s+Succeeded\nlock\s+revision 2/,
  );
  expect((await run('environment', 'lock', 'office')).stdout).toMatch(
    /engine\s+tenantry 7\.6\.9[^]*Contoso\.Tools\s+1\.2\.3\s+[0-9a-f]{64}/,
  );
  const listed = (await run('environment', 'list')).stdout;
  expect(listed).toMatch(/office\s+PowerShell 7\.6\s+tenantry\s+Succeeded\s+revision 2/);
  expect(listed).toMatch(/TypeScript\s+TypeScript 7\s+node\s+of the system/);
  expect(await run('environment', 'package', 'remove', 'office', 'contoso.tools')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/removed revision 3/),
  });
  expect(await run('environment', 'remove', 'office')).toMatchObject({ code: 0, stdout: 'office removed\n' });
  expect((await run('environment', 'show', 'office')).code).toBe(4);
  expect((await run('environment', 'remove', 'office')).stderr).toContain("'office' not found");
});

test('a lock is written as a file, and makes the same environment from a folder of packages', async () => {
  await run('environment', 'create', 'origin');
  mkdirSync(at('packages'));
  writeFileSync(at('packages/some-file.zip'), '3.1.0');
  writeFileSync(at('packages/another.zip'), 'of nothing');
  await run('environment', 'package', 'add', 'origin', at('packages/some-file.zip'), '--name', 'Tools');
  const file = (await parsed('environment', 'lock', 'origin')) as { hash: string; lock: unknown };
  expect(file).toMatchObject({
    environment: 'origin',
    revision: 2,
    lock: { language: 'PowerShell', packages: [{ name: 'Tools', version: '3.1.0' }] },
  });
  writeFileSync(at('origin.lock.json'), JSON.stringify(file));
  // As on another system: nothing of it is there any more.
  await run('environment', 'remove', 'origin');
  const twin = ['environment', 'create', 'twin', '--lock', at('origin.lock.json')];
  expect((await run(...twin)).stderr).toContain('does not have these packages of the lock: Tools 3.1.0');
  expect(await parsed(...twin, '--packages', at('packages'))).toMatchObject({
    provisioningState: 'Succeeded',
    lock: { hash: file.hash },
  });
  writeFileSync(at('no.lock.json'), '{}');
  expect(await run('environment', 'create', 'x', '--lock', at('no.lock.json'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is no lock of a runtime environment'),
  });
});

test('what fails is an error of the command in the words of the package, and pairs are told', async () => {
  await run('environment', 'create', 'mixed');
  writeFileSync(at('One.zip'), '1.0.0');
  writeFileSync(at('Two.zip'), '2.0.0');
  writeFileSync(at('Broken.zip'), 'broken');
  await run('environment', 'package', 'add', 'mixed', at('One.zip'));
  expect(await run('environment', 'package', 'add', 'mixed', at('Two.zip'))).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(
      'One and Two bring different versions of Contoso.Shared (2.0.0.0 and 1.0.0.0): import One before Two, or give each an environment of its own.',
    ),
  });
  expect(await run('environment', 'package', 'add', 'mixed', at('Broken.zip'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no licence was found'),
  });
  expect((await run('environment', 'show', 'mixed')).stdout).toMatch(
    /state\s+Failed\nreason\s+.*'Broken' cannot be imported/,
  );
});

test('a runbook is imported into an environment, which then cannot be removed', async () => {
  await run('environment', 'create', 'kept');
  writeFileSync(at('in-kept.ps1'), 'Get-Date');
  const imported = await parsed('runbook', 'import', at('in-kept.ps1'), '--environment', 'kept', '--publish');
  expect(imported).toMatchObject({ state: 'Published', runtimeEnvironment: 'kept' });
  expect(await run('environment', 'remove', 'kept')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is used by runbook 'in-kept'"),
  });
  const job = (await parsed('job', 'start', 'in-kept')) as { name: string };
  expect((await run('job', 'get', job.name)).stdout).toMatch(/environment\s+kept, revision 1 \(/);
});

test('wheels of Python-3 are those of the account', async () => {
  writeFileSync(at('greeter-1.0.0-py3-none-any.whl'), '1.0.0');
  expect(
    await run('environment', 'package', 'add', 'Python-3', at('greeter-1.0.0-py3-none-any.whl')),
  ).toMatchObject({ code: 0, stdout: expect.stringMatching(/^greeter 1\.0\.0 Succeeded/) });
  expect((await run('environment', 'package', 'list', 'python-3')).stdout).toMatch(/greeter\s+1\.0\.0/);
});
