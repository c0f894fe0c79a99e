import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { removeHomes } from '../system.ts';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-package-'));
chmodSync(folder, 0o711);
const installed = join(folder, 'node_modules', 'tenantry');
afterAll(() => removeHomes(folder, 'home/demo'));

/** As `npm install tenantry` leaves it: the packed files, beside dependencies that are those of the repository. */
beforeAll(async () => {
  await run(process.execPath, [join(repository, 'tools/build.ts')], { cwd: repository });
  const npm = process.env['npm_execpath'];
  const packed = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await (npm === undefined
    ? run('npm', packed, { cwd: repository })
    : run(process.execPath, [npm, ...packed], { cwd: repository }));
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1']);
  for (const name of readdirSync(join(repository, 'node_modules')))
    if (!name.startsWith('.'))
      symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  // The build may have to publish the PowerShell host first.
}, 600_000);

test('each export of the published package can be imported, and is JavaScript', async () => {
  const program = `
    const found = {};
    for (const name of ['tenantry', 'tenantry/runbook', 'tenantry/graph', 'tenantry/tenant', 'tenantry/client'])
      found[name] = [Object.keys(await import(name)).length > 0, import.meta.resolve(name).endsWith('.js')];
    console.log(JSON.stringify(found));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder });
  const found = Object.entries(JSON.parse(stdout) as Record<string, unknown>);
  expect(found).toHaveLength(5);
  for (const each of found) expect(each).toEqual([each[0], [true, true]]);
});

test('the published package does the main job, without the sources', async () => {
  const { stdout } = await run(
    process.execPath,
    [join(installed, 'bin/tenantry.js'), 'start', '--demo', '--json'],
    {
      cwd: folder,
      env: { ...process.env, TENANTRY_HOME: join(folder, 'home') },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  expect(JSON.parse(stdout).secondRun.changes).toEqual([]);
  expect(readdirSync(installed)).not.toContain('src');
});
