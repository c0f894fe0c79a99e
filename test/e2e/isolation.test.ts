import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, test } from 'vitest';

import { removeHomes, until } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-isolation-'));
chmodSync(folder, 0o711);
const home = join(folder, 'home');
afterAll(() => removeHomes(folder, 'home'));

/** A machine without bubblewrap. */
const environment = { ...process.env, NO_COLOR: '1', TENANTRY_HOME: home, TENANTRY_BWRAP: '/nowhere/bwrap' };
const ports = ['--port', '17643', '--tenant-port', '17644', '--webhook-port', '17645'];

const tenantry = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

/** The commands of the document; the others are for the administrator of a machine. */
const document = readFileSync(new URL('../../docs/isolation.md', import.meta.url), 'utf8');
const commands = [...document.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => line.startsWith('tenantry '))
  .map((line) => line.replace(/ +#.*/, '').split(' ').slice(1));

test('where isolation is required and there is none, nothing starts, and the remedy is said', async () => {
  const start = commands.find(([name]) => name === 'start')!;
  expect(start).toEqual(['start', '--isolation', 'require']);
  const { code, stderr } = await tenantry(...start, ...ports);
  expect(code).not.toBe(0);
  expect(stderr).toContain('Jobs cannot be isolated on this machine: bubblewrap (bwrap) is not installed.');
  expect(stderr).toContain('apt-get install bubblewrap');
});

test('where it is preferred and there is none, start, status and doctor say so, and what to do', async () => {
  const child = spawn(process.execPath, [program, 'start', '--json', ...ports], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = text(child.stderr);
  try {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    for (const command of commands.filter(([name]) => name !== 'start'))
      expect([command, (await tenantry(...command)).code]).toEqual([command, 0]);
    const [shown, json, doctor] = [
      await tenantry('status'),
      JSON.parse((await tenantry('status', '--json')).stdout),
      await tenantry('doctor', '--json'),
    ];
    expect(shown.stderr).toContain('JOBS ARE NOT ISOLATED');
    expect(shown.stdout).toMatch(/^isolation +NOT ISOLATED/m);
    expect(json.isolation).toMatchObject({ boundary: 'process', egressEnforced: false });
    expect(JSON.parse(doctor.stdout)).toContainEqual({
      subject: 'sandbox',
      state: 'weak',
      found: expect.stringContaining('JOBS ARE NOT ISOLATED'),
      remedy: expect.stringContaining('apt-get install bubblewrap'),
    });
  } finally {
    child.kill('SIGINT');
    await until(async () => child.exitCode ?? child.signalCode ?? undefined);
  }
  const warning = await said;
  expect(warning).toContain('JOBS ARE NOT ISOLATED FROM THIS MACHINE');
  expect(warning).toContain('apt-get install bubblewrap');
});
