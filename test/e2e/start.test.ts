import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, test } from 'vitest';

import { openSession } from '#cli';
import { silentLogger } from '#kernel';
import type { Connection } from '#main';
import { type PgConnection, startPostgres } from '#store';

import { databaseFolder, removeHomes, until } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-start-'));
// PostgreSQL may run as another user: let it walk through.
chmodSync(folder, 0o711);
const home = join(folder, 'home');
const [port, tenantPort, webhookPort] = [17_543, 17_544, 17_545];
const small = join(folder, 'small');
mkdirSync(small);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]).status === 0;

afterAll(() => {
  if (mounted) spawnSync('umount', [small]);
  removeHomes(folder, 'home', 'own', 'with-own');
});

interface Started {
  readonly child: ChildProcess;
  readonly connection: Connection;
}

/** `tenantry start --json`, up to the line that says it is ready. */
async function start(environment: Record<string, string> = {}, at = home): Promise<Started> {
  const args = [
    'start',
    '--json',
    '--port',
    String(port),
    '--tenant-port',
    String(tenantPort),
    '--webhook-port',
    String(webhookPort),
  ];
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NO_COLOR: '1', TENANTRY_HOME: at, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints = text(child.stderr!);
  const line = await Promise.race([
    once(child.stdout!, 'data').then(String),
    once(child, 'exit').then(async ([code]) => {
      throw new Error(`start ended with ${String(code)}: ${await complaints}`);
    }),
  ]);
  return { child, connection: JSON.parse(line) as Connection };
}

async function interrupt({ child }: Started): Promise<number> {
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

const jobNames = async ({ connection }: Started): Promise<string[]> => {
  const session = await openSession(connection);
  const jobs = await Array.fromAsync(session.client.jobs.list());
  await session.close();
  return jobs.map(({ name }) => name);
};

const postgresPid = (): number =>
  Number(readFileSync(join(databaseFolder(home), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** As a person would write it, whether the server is at a port or at a socket. */
function urlOf(connection: PgConnection): string {
  if ('url' in connection) return connection.url;
  const { host, port: at, user, password, database } = connection;
  const url = new URL(`postgres://${user}:${password}@localhost:${at}/${database}`);
  url.searchParams.set('host', host);
  return url.href;
}

const job = '6f0d8f5e-5a43-4b7e-a7a6-0f4a5d7a9b11';

test('Ctrl-C stops everything cleanly, and a second start finds its data', async () => {
  const first = await start();
  const session = await openSession(first.connection);
  await session.client.jobs.create(job, {
    runbook: 'offboard-user',
    parameters: { userPrincipalName: 'x@y.example' },
  });
  await session.close();
  const postgres = postgresPid();
  expect(runs(postgres)).toBe(true);
  expect(await interrupt(first)).toBe(0);
  // Its parent is gone too: the machine's first process takes note of its end in its own time.
  await until(async () => (runs(postgres) ? undefined : true));

  const second = await start();
  expect(await jobNames(second)).toEqual([job]);
  expect(await interrupt(second)).toBe(0);
});

test('a launcher killed with SIGKILL leaves no dead end: the next start adopts or stops what is left', async () => {
  const first = await start();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const next = await start();
  expect(await jobNames(next)).toEqual([job]);
  expect(await interrupt(next)).toBe(0);
});

test.skipIf(!mounted)(
  'a full disk is one clear error with its remedy (skipped where the tests may mount no small disk)',
  async () => {
    const home = join(small, 'home');
    const child = spawn(
      process.execPath,
      [
        program,
        'start',
        '--json',
        '--port',
        String(port),
        '--tenant-port',
        String(tenantPort),
        '--webhook-port',
        String(webhookPort),
      ],
      {
        env: { ...process.env, NO_COLOR: '1', TENANTRY_HOME: home },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(code).toBe(1);
    const errors = said.split('\n').filter((line) => line.startsWith('{"error"'));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/disk|cannot be written/);
    expect(errors[0]).toMatch(/Free some space/);
    expect(said).not.toMatch(/^ {4}at /m);
  },
);

test("DATABASE_URL puts everything into the user's own PostgreSQL", async () => {
  const own = await startPostgres({ directory: join(folder, 'own', 'postgres'), logger: silentLogger });
  try {
    const { connection } = own;
    const at = join(folder, 'with-own');
    const started = await start({ DATABASE_URL: urlOf(connection) }, at);
    expect(await jobNames(started)).toEqual([]);
    expect(await interrupt(started)).toBe(0);
  } finally {
    await own.stop();
  }
});
