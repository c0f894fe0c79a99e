import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
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
  expect(readdirSync(installed)).not.toContain('portal');
  const page = readFileSync(join(installed, 'dist/portal/index.html'), 'utf8');
  const assets = [...page.matchAll(/\/portal\/(assets\/[^"]+)/g)].map(([, asset = '']) => asset);
  expect(assets).toHaveLength(4);
  for (const asset of assets) expect(existsSync(join(installed, 'dist/portal', asset))).toBe(true);
  expect(readFileSync(join(installed, 'dist/third-party-licences.txt'), 'utf8')).toContain('react-dom');
});

test('a test of somebody else uses the tenant as a library, and its process ends by itself', async () => {
  const program = `
    import { startTenant } from 'tenantry/tenant';
    const tenant = await startTenant();
    tenant.trustInProcess();
    const { userPrincipalName } = tenant.seed.user('Ada Lovelace').memberOf('Research').licensed('SPE_E3');
    const token = await tenant.token({ roles: ['User.Read.All'] });
    const answer = await fetch(tenant.origin + '/v1.0/users/' + userPrincipalName, {
      headers: { authorization: 'Bearer ' + token },
    });
    const { displayName } = await answer.json();
    const calls = tenant.expectCall({ method: 'GET', path: '/users/{id}', status: 200, times: 1 }).length;
    const { groups, licences } = tenant.user(userPrincipalName);
    await tenant.close();
    console.log(JSON.stringify({ displayName, calls, groups, licences }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({
    displayName: 'Ada Lovelace',
    calls: 1,
    groups: ['Research'],
    licences: ['SPE_E3'],
  });
});

test('the tenant runs alone: a secret that is shown once, what is written kept, a signal that ends it', async () => {
  const home = join(folder, 'lone');
  const program = [join(installed, 'bin/tenantry.js'), 'tenant'];
  const port = String(await freePort());
  async function start(): Promise<{ child: ChildProcess; facts: Record<string, string> }> {
    const argv = [...program, 'start', '--home', home, '--users', '30', '--port', port, '--json'];
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = (await once(child.stdout!, 'data')) as [Buffer];
    return { child, facts: JSON.parse(String(text)) as Record<string, string> };
  }
  async function stop(child: ChildProcess): Promise<unknown> {
    child.kill('SIGTERM');
    return (await once(child, 'exit'))[0];
  }
  const command = async (...argv: string[]): Promise<string> =>
    (await run(process.execPath, [...program, ...argv, '--home', home])).stdout;

  const first = await start();
  expect(first.facts['clientSecret']).toMatch(/^\S{30,}$/);
  writeFileSync(join(folder, 'users.csv'), 'userPrincipalName,displayName\nkept@fjordlight.example,Kept\n');
  expect(await command('import', join(folder, 'users.csv'))).toContain('1 users');
  expect(await stop(first.child)).toBe(0);

  const second = await start();
  try {
    expect(second.facts['clientSecret']).toBeUndefined();
    expect(second.facts['tenantId']).toBe(first.facts['tenantId']);
    expect(await command('export', 'main')).toContain('kept@fjordlight.example');
  } finally {
    expect(await stop(second.child)).toBe(0);
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
