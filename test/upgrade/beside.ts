/**
 * `npm run beside -- --old <commit>`: a system of an older commit runs jobs, one of this working tree joins it and migrates its
 * database, both go on side by side, and the older one is drained. Each promise is printed with whether it was kept; the exit code is
 * 1 when one was not. It needs the history, from which the older commit is unpacked.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { type Session, openSession, readConnection } from '#cli';
import { delay, newId, silentLogger } from '#kernel';
import { openDatabase, sql, startPostgres } from '#store';

import { until } from '../system.ts';
import { homeOperations } from '../../src/main/backup/operations.ts';

const { values } = parseArgs({ options: { old: { type: 'string' } } });
const here = fileURLToPath(new URL('../..', import.meta.url));
const [inFlight, beside] = [6, 10];
const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

export default defineRunbook({
  parameters: z.object({}),
  async run({ step, log, assets }) {
    for (let n = 1; n <= 10; n++) {
      await step('step ' + n, () => n);
      log.output('line ' + n);
      while (n === 5 && (await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 100));
    }
  },
});`;

const folder = mkdtempSync(join(tmpdir(), 'tenantry-beside-'));
// PostgreSQL may run as another user: let it walk through.
chmodSync(folder, 0o711);
const kept: boolean[] = [];
function say(promise: string, isKept: boolean, more: unknown = ''): void {
  kept.push(isKept);
  const told = typeof more === 'string' ? more : JSON.stringify(more);
  process.stdout.write(`${isKept ? 'kept  ' : 'BROKEN'}  ${promise} ${told}\n`);
}

const old = values.old ?? execFileSync('git', ['rev-parse', 'HEAD'], { cwd: here, encoding: 'utf8' }).trim();
const olderTree = join(folder, 'older');
mkdirSync(olderTree);
const archive = execFileSync('git', ['archive', old], { cwd: here, maxBuffer: 1024 ** 3 });
execFileSync('tar', ['x', '-C', olderTree], { input: archive });
symlinkSync(join(here, 'node_modules'), join(olderTree, 'node_modules'));

const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
const { connection } = postgres;
const db = openDatabase({ connection, logger: silentLogger });
const url = urlOf();
const running: ChildProcess[] = [];
try {
  await beSideBySide();
} finally {
  for (const child of running) child.kill('SIGKILL');
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = kept.every(Boolean) ? 0 : 1;

async function beSideBySide(): Promise<void> {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const older = await start(olderTree, first);
  const session = await openSession(await readConnection(first));
  const { client } = session;
  await client.variables.put('gate', { value: 'shut', isEncrypted: true });
  await client.runbooks.create('ten-steps', { runbookType: 'TypeScript' });
  await client.runbooks.putDraft('ten-steps', source);
  await client.runbooks.publish('ten-steps');
  const begun = await startJobs(session, inFlight);
  await until(async () => ((await steps(begun)) >= 5 ? true : undefined));
  const before = await migrated();

  const findings = await homeOperations('0.1.0', { DATABASE_URL: url }).checkUpgrade(first);
  say(
    'upgrade --check tells beforehand what will be done',
    findings.some(({ subject, found }) => subject === 'migrations' && found.includes('will be done')),
    findings.find(({ subject }) => subject === 'migrations')?.found,
  );

  await start(here, second, '--join', first);
  const newer = await openSession(await readConnection(second));
  say(
    'the newer one has migrated the database',
    (await migrated()) > before,
    `from ${before} to ${await migrated()}`,
  );
  const throughOld = await startJobs(session, beside);
  const throughNew = await startJobs(newer, beside);
  await newer.client.variables.put('gate', { value: 'open', isEncrypted: true });
  const all = [...begun, ...throughOld, ...throughNew];
  await until(() => ended(all));
  say('jobs of both end, whoever accepted them', ...(await outcome(all)));
  const seenBy = await workersOf(all);
  say('workers of both releases have run jobs', seenBy > 1, `${seenBy} workers`);

  await newer.client.variables.put('gate', { value: 'shut', isEncrypted: true });
  const last = await startJobs(session, inFlight);
  await until(async () => ((await steps(last)) >= 5 ? true : undefined));
  const gone = once(older, 'exit');
  older.kill('SIGTERM');
  await gone;
  await newer.client.variables.put('gate', { value: 'open', isEncrypted: true });
  await session.close();
  await until(() => ended(last));
  say('the older one is drained, and its jobs end here', ...(await outcome(last)));

  const again = spawn(process.execPath, command(olderTree, first), {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(again);
  let told = '';
  for (const stream of [again.stdout, again.stderr])
    stream.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = (await once(again, 'close')) as [number];
  say(
    'the older one does not start on the newer database',
    code !== 0 && /newer/i.test(told),
    told.split('\n').find((line) => line.startsWith('✖')),
  );
  await newer.close();
}

function command(tree: string, home: string, ...more: string[]): string[] {
  return [join(tree, 'bin/tenantry.js'), 'start', '--home', home, '--drain', '5', ...more];
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: url };
}

/** Resolves when it is ready. */
async function start(tree: string, home: string, ...more: string[]): Promise<ChildProcess> {
  const [api, tenant, webhooks] = await Promise.all([freePort(), freePort(), freePort()]);
  const ports = ['--port', `${api}`, '--tenant-port', `${tenant}`, '--webhook-port', `${webhooks}`];
  const child = spawn(process.execPath, command(tree, home, ...ports, ...more), {
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.push(child);
  const ready = until(async () => {
    if (child.exitCode !== null) return false;
    const { client, close } = await openSession(await readConnection(home));
    await client.runbooks.list().next();
    await close();
    return true;
  });
  if (!(await ready)) throw new Error(`what is in ${tree} did not start`);
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function startJobs({ client }: Session, many: number): Promise<string[]> {
  const names = Array.from({ length: many }, () => newId());
  for (const name of names)
    await until(() => client.jobs.create(name, { runbook: 'ten-steps', parameters: {} }));
  return names;
}

async function count(question: ReturnType<typeof sql>): Promise<number> {
  return (await db.one<{ many: number }>(question)).many;
}

function migrated(): Promise<number> {
  return count(sql`select max(number) as many from migration`);
}

function steps(names: readonly string[]): Promise<number> {
  return count(sql`
    select count(*)::int as many from job_step s join job j on j.id = s.job_id where j.name = any(${[...names]}::text[])`);
}

function workersOf(names: readonly string[]): Promise<number> {
  return count(sql`
    select count(distinct worker)::int as many from job_attempt a join job j on j.id = a.job_id
    where j.name = any(${[...names]}::text[])`);
}

async function ended(names: readonly string[]): Promise<true | undefined> {
  await delay(250);
  const open = await count(
    sql`select count(*)::int as many from job where name = any(${[...names]}::text[]) and ended_at is null`,
  );
  return open === 0 ? true : undefined;
}

/** Whether each has completed, with its ten steps. */
async function outcome(names: readonly string[]): Promise<[boolean, unknown]> {
  const rows = await db.query<{ status: string; steps: number; many: number }>(sql`
    select status, (select count(*)::int from job_step where job_id = j.id) as steps, count(*)::int as many
    from job j where name = any(${[...names]}::text[]) group by 1, 2`);
  const [only] = rows;
  return [
    rows.length === 1 && only?.status === 'Completed' && only.steps === 10 && only.many === names.length,
    rows,
  ];
}

function urlOf(): string {
  if ('url' in connection) return connection.url;
  const { host, port, user, password, database } = connection;
  const made = new URL(`postgres://${user}:${password}@localhost:${port}/${database}`);
  made.searchParams.set('host', host);
  return made.href;
}
