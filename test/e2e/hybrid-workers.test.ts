import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { JoinToken } from '#client';
import { delay, newId, newSecret } from '#kernel';

import { readEntries } from '../../src/worker/spool/spool-file.ts';
import { type ConnectProxy, startConnectProxy } from '../connect-proxy.ts';
import { type TestSystem, startSystem, until } from '../system.ts';

/** How long the network is broken: `OUTAGE_SECONDS=180 npx vitest run test/e2e/hybrid-workers.test.ts` is the long form. */
const outageSeconds = Number(process.env['OUTAGE_SECONDS'] ?? 1);
const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-hybrid-'));
const workerHome = join(folder, 'worker');
const spool = join(workerHome, 'hybrid-worker/spool');

let whole: TestSystem;
let proxy: ConnectProxy;
let worker: ChildProcess;
let log = '';

beforeAll(async () => {
  [whole, proxy] = await Promise.all([
    startSystem({ workers: {} }),
    startConnectProxy('worker', newSecret()),
  ]);
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  await proxy?.close();
  await whole?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The environment of another machine: no database, nothing of the system's home, and no way out but the proxy. */
const elsewhere = () => ({ PATH: process.env['PATH'], HOME: folder, HTTPS_PROXY: proxy.url });

async function run(home: string, env: NodeJS.ProcessEnv, ...argv: string[]): Promise<string> {
  const asked = [program, ...argv, '--home', home];
  return (await promisify(execFile)(process.execPath, asked, { env })).stdout;
}
const admin = (...argv: string[]) => run(whole.home, process.env, ...argv);

function startWorker(): void {
  const argv = [program, 'worker', 'run', '--home', workerHome, '--drain-seconds', '60'];
  worker = spawn(process.execPath, argv, { env: elsewhere(), stdio: ['ignore', 'ignore', 'pipe'] });
  worker.stderr!.on('data', (chunk: Buffer) => (log += chunk.toString()));
}

const runbook = (body: string): string => `import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({}),
  async run({ step, graph, assets, log }) {
    ${body}
  },
});`;

async function start(name: string): Promise<string> {
  const job = newId();
  await whole.session.client.jobs.create(job, { runbook: name, parameters: {}, runOn: 'onprem' });
  return job;
}
const get = (job: string) => whole.session.client.jobs.get(job);
const lines = async (job: string) => (await whole.session.client.jobs.output(job)).trim().split(/\r?\n/);
const one = async () => (await Array.fromAsync(whole.session.client.workerGroups.workers('onprem')))[0]!;

test('a job waits for a group without workers and says so; one that joins by a token, through a proxy, takes it', async () => {
  const { client } = whole.session;
  await client.workerGroups.put('onprem');
  await client.variables.put('go', { value: '0' });
  await whole.publish(
    'greet',
    runbook(`const people = await step('count', async () =>
      (await graph.get<{ value: unknown[] }>('/users?$top=3')).value.length);
    return \`\${people} people, \${String(await assets.variable('go'))}\`;`),
  );
  const waiting = await start('greet');
  expect((await get(waiting)).waitingBecause).toContain('no worker that is there');

  const made = await admin('worker', 'token', 'create', '--group', 'onprem', '--json');
  const { token, origin } = JSON.parse(made) as JoinToken;
  const joining = { ...elsewhere(), TENANTRY_JOIN_TOKEN: token };
  const told = await run(
    workerHome,
    joining,
    'worker',
    'join',
    origin,
    '--group',
    'onprem',
    '--name',
    'cellar',
  );
  expect(told).toBe('cellar is a worker of onprem\nNext: tenantry worker run\n');
  expect(statSync(join(workerHome, 'hybrid-worker/identity.pem')).mode & 0o777).toBe(0o600);

  startWorker();
  const job = await whole.ended(waiting);
  expect(job).toMatchObject({ status: 'Completed', exception: null, runOn: 'onprem', waitingBecause: null });
  expect(await lines(waiting)).toEqual(['3 people, 0']);
  const shown = await one();
  expect(shown).toMatchObject({ workerName: 'cellar', live: true, ip: '127.0.0.1' });
  expect(Date.parse(shown.lastSeenDateTime!)).toBeGreaterThan(Date.parse(shown.registeredDateTime) - 1);
  expect(new Set(proxy.asked)).toEqual(new Set([new URL(origin).host]));
});

test('a job works through a broken network: every step once, every record once and in order, in one attempt', async () => {
  await whole.publish(
    'talk',
    runbook(`for (let part = 0; part < 10; part += 1) {
      await step(\`part \${part}\`, () => log.output(\`did \${part}\`));
      for (let line = 0; line < 500; line += 1) log.output(\`\${part}.\${line}\`);
    }`),
  );
  const job = await start('talk');
  await until(async () => ((await lines(job)).includes('did 1') ? true : undefined));
  proxy.cut();
  await delay(outageSeconds * 1_000);
  expect((await get(job)).status).toBe('Running');
  proxy.mend();
  expect(await whole.ended(job)).toMatchObject({ status: 'Completed', attempt: 1, exception: null });
  const parts = Array.from({ length: 10 }, (_, part) => part);
  expect(await lines(job)).toEqual(
    parts.flatMap((part) => [`did ${part}`, ...Array.from({ length: 500 }, (_, line) => `${part}.${line}`)]),
  );
  const steps = await whole.session.client.jobs.steps(job);
  expect(steps.map(({ name, attempt }) => [name, attempt])).toEqual(parts.map((part) => [`part ${part}`, 1]));
});

test('a step that was done while the network was broken is not done again, though the worker was killed', async () => {
  await whole.publish(
    'wait-and-do',
    runbook(`const [first, second] = (await graph.get<{ value: { id: string }[] }>('/users?$top=2')).value;
    while ((await graph.get<{ accountEnabled: boolean }>(\`/users/\${first!.id}?$select=accountEnabled\`)).accountEnabled)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await step('do', () => graph.patch(\`/users/\${second!.id}\`, { accountEnabled: false }));
    return 'done';`),
  );
  await whole.publish(
    'begin',
    runbook(`const [first] = (await graph.get<{ value: { id: string }[] }>('/users?$top=1')).value;
    await graph.patch(\`/users/\${first!.id}\`, { accountEnabled: false });`),
  );
  const job = await start('wait-and-do');
  // By then it has its token, and needs the control plane for nothing but to tell.
  await until(async () => ((await whole.session.client.jobs.calls(job)).length > 0 ? true : undefined));
  const { jobId } = await get(job);
  proxy.cut();
  await whole.ended(await whole.startJob('begin'));
  const key = Buffer.from(readFileSync(join(workerHome, 'hybrid-worker/spool.key'), 'utf8'), 'base64url');
  await until(async () => {
    const files = readdirSync(spool).filter((name) => name.startsWith(jobId));
    const kept = await Promise.all(files.map((file) => readEntries(join(spool, file), key, `${jobId}-1`)));
    return kept.flat().find((entry) => 'step' in entry);
  });
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect(await whole.session.client.jobs.steps(job)).toEqual([]);
  proxy.mend();
  startWorker();
  expect(await whole.ended(job)).toMatchObject({ status: 'Completed', attempt: 2, exception: null });
  expect(await whole.session.client.jobs.steps(job)).toMatchObject([{ name: 'do', attempt: 1 }]);
  const calls = await whole.session.client.jobs.calls(job);
  expect(calls.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
});

test('a worker that is told to stop takes no more jobs and lets its own end; the next start is the same worker', async () => {
  const { client } = whole.session;
  await whole.publish(
    'until-told',
    runbook(`while (String(await assets.variable('go')) === '0') await new Promise((resolve) => setTimeout(resolve, 50));
    return 'told';`),
  );
  const before = await one();
  const job = await start('until-told');
  await until(async () => ((await get(job)).status === 'Running' ? true : undefined));
  const gone = once(worker, 'exit');
  worker.kill('SIGTERM');
  await until(async () => (log.includes('no more jobs are taken') ? true : undefined));
  const later = await start('greet');
  await client.variables.put('go', { value: '1' });
  expect(await whole.ended(job)).toMatchObject({ status: 'Completed', attempt: 1 });
  expect(await gone).toEqual([0, null]);
  expect((await get(later)).status).toBe('New');
  startWorker();
  expect((await whole.ended(later)).status).toBe('Completed');
  expect((await one()).name).toBe(before.name);
});

test('it is revoked at once: it ends by itself, says why, and its jobs wait for another', async () => {
  const { name } = await one();
  const gone = once(worker, 'exit');
  expect(await admin('worker', 'revoke', name, '--group', 'onprem')).toBe(`${name} is revoked\n`);
  const [code] = (await gone) as [number];
  expect(code).not.toBe(0);
  expect(log).toContain('it was revoked');
  const waiting = await start('greet');
  expect((await get(waiting)).waitingBecause).toContain('no worker that is there');
  expect(await admin('worker', 'list', 'onprem')).toMatch(/cellar\s+revoked/);
});
