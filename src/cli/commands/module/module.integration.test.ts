import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { WorkerLink } from '#worker-link';

import { testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-module-'));
const at = (name: string): string => join(home, name);
const working = new AbortController();

beforeAll(async () => {
  const plane = await testControlPlane();
  connectHome(home, plane);
  void tryModules(plane.link);
});
afterAll(() => {
  working.abort();
  rmSync(home, { recursive: true });
});

/** Does what a worker does; a package that says so is broken. */
async function tryModules(link: WorkerLink): Promise<void> {
  const asked = { worker: 'test', kinds: ['build' as const], waitMilliseconds: 1_000 };
  while (!working.signal.aborted) {
    const claim = await link.claim(asked, working.signal).catch(() => undefined);
    if (claim?.kind !== 'import') continue;
    const content = Buffer.concat(await Array.fromAsync(link.package(claim.module.hash))).toString();
    await link.imported(
      claim.attempt,
      content === 'broken'
        ? { ok: false, code: 'Boom', message: 'no licence was found' }
        : {
            ok: true,
            version: /^v(.*)/.exec(content)?.[1] ?? '1.2.3',
            commands: ['Get-It'],
            requiredModules: [],
          },
    );
  }
}

const run = (...argv: string[]) => runCommand(home, ...argv);

test('a package is imported under the name of its file without the version, and listed', async () => {
  writeFileSync(at('Contoso.Tools.1.2.3.nupkg'), 'good');
  expect(await run('module', 'import', at('Contoso.Tools.1.2.3.nupkg'))).toMatchObject({
    code: 0,
    stdout: 'Contoso.Tools 1.2.3 Succeeded\n',
  });
  const listed = await run('module', 'list');
  expect(listed.stdout).toMatch(
    /module\s+version\s+beside\s+state\s+commands\s+description\nContoso\.Tools\s+1\.2\.3\s+Succeeded\s+1/i,
  );
});

test('with --json the module itself is printed', async () => {
  writeFileSync(at('whatever.zip'), 'good, too');
  const { code, stdout } = await run('module', 'import', at('whatever.zip'), '--name', 'Named', '--json');
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { name: 'Named', provisioningState: 'Succeeded' }]);
  const list = JSON.parse((await run('module', 'list', '--json')).stdout) as { name: string }[];
  expect(list.map(({ name }) => name)).toContain('Named');
});

test('a module that cannot be imported is an error of the command, in the words of the module', async () => {
  writeFileSync(at('Broken.zip'), 'broken');
  const { code, stderr } = await run('module', 'import', at('Broken.zip'));
  expect(code).toBe(1);
  expect(stderr).toContain('no licence was found');
});

test('versions stay beside each other, one is the default, and any of the others can be removed', async () => {
  for (const version of ['1.0.0', '2.0.0']) {
    writeFileSync(at(`Sided.${version}.zip`), `v${version}`);
    await run('module', 'import', at(`Sided.${version}.zip`));
  }
  expect((await run('module', 'list')).stdout).toMatch(/^Sided\s+2\.0\.0\s+1\.0\.0\s+Succeeded/m);
  expect((await run('module', 'default', 'Sided', '1.0.0')).stdout).toBe('Sided 1.0.0 is the default\n');
  const shown = await run('module', 'show', 'Sided');
  expect(shown.stdout).toMatch(/^default\s+1\.0\.0$/m);
  expect(shown.stdout).toMatch(/^1\.0\.0\s+yes\s+Succeeded\s+upload\s/m);
  const { versions } = JSON.parse((await run('module', 'show', 'Sided', '--json')).stdout) as {
    versions: { name: string; isDefault: boolean; commands: string[] }[];
  };
  expect(versions).toMatchObject([
    { name: '2.0.0', isDefault: false, commands: ['Get-It'] },
    { name: '1.0.0', isDefault: true },
  ]);
  const refused = await run('module', 'remove', 'Sided', '--version', '1.0.0');
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringContaining('Make another version the default'),
  ]);
  expect(await run('module', 'remove', 'Sided', '--version', '2.0.0')).toMatchObject({
    code: 0,
    stdout: 'Sided 2.0.0 is removed\n',
  });
  expect((await run('module', 'remove', 'Sided')).stdout).toBe('Sided is removed\n');
  expect((await run('module', 'remove', 'Sided')).stderr).toContain("Module 'Sided' not found");
});

test('a file that is not there is told by its name', async () => {
  const { code, stderr } = await run('module', 'import', at('nothing.zip'));
  expect(code).not.toBe(0);
  expect(stderr).toContain('nothing.zip');
});
