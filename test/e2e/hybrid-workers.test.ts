import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { JoinToken } from '#client';
import { delay, newId, newSecret } from '#kernel';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { withoutPython } from '../../src/worker/testing/python.ts';
import { readEntries } from '../../src/worker/spool/spool-file.ts';
import { type ConnectProxy, startConnectProxy } from '../connect-proxy.ts';
import { type OtherMachine, startOtherMachine, withoutNamespaces } from '../elsewhere/other-machine.ts';
import { type TestSystem, startSystem, until } from '../system.ts';

/** How long the network is broken: `OUTAGE_SECONDS=180 npx vitest run test/e2e/hybrid-workers.test.ts` is the long form. */
const outageSeconds = Number(process.env['OUTAGE_SECONDS'] ?? 1);
const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const powershellHost = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'tenantry-hybrid-'));
const workerHome = join(folder, 'worker');
const spool = join(workerHome, 'hybrid-worker/spool');

let whole: TestSystem;
let proxy: ConnectProxy;
let machine: OtherMachine;
let worker: ChildProcess;
let log = '';

beforeAll(async () => {
  const cable = join(folder, 'cable.sock');
  proxy = await startConnectProxy(cable, 'worker', newSecret());
  [whole, machine] = await Promise.all([startSystem({ workers: {} }), startOtherMachine(cable)]);
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  machine?.stop();
  await proxy?.close();
  await whole?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The environment of another machine: no database, nothing of the system's home, and no way out but the proxy. */
const elsewhere = () => ({ PATH: process.env['PATH'], HOME: folder, HTTPS_PROXY: proxy.urlAt(machine.port) });

const admin = async (...argv: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [program, ...argv, '--home', whole.home])).stdout;

async function there(argv: readonly string[], env: NodeJS.ProcessEnv = elsewhere()): Promise<string> {
  const running = machine.run(process.execPath, [program, ...argv, '--home', workerHome], env);
  const said = ['', ''];
  for (const [at, stream] of [running.stdout!, running.stderr!].entries())
    stream.on('data', (chunk: Buffer) => (said[at] += chunk.toString()));
  await once(running, 'close');
  return said.join('');
}

function startWorker(): void {
  const argv = [program, 'worker', 'run', '--home', workerHome, '--drain-seconds', '60'];
  worker = machine.run(process.execPath, argv, elsewhere());
  worker.stdout!.resume();
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
  const told = await there(['worker', 'join', origin, '--group', 'onprem', '--name', 'cellar'], joining);
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

test.skipIf(withoutNamespaces !== undefined)(
  `jobs reach the tenant and the API though nothing but the worker port can be reached (${withoutNamespaces ?? 'in a network namespace'})`,
  async () => {
    await whole.publish(
      'reach',
      runbook(`const { value } = await graph.get<{ value: unknown[] }>('/users?$top=2');
      const api = await fetch('https://management.azure.com/metadata/endpoints?api-version=2022-09-01');
      return \`\${value.length} people, the API says \${api.status}\`;`),
    );
    const { port: tenantPort } = new URL(whole.system.connection.tenantOrigin);
    const knock = `require('node:net').connect(${tenantPort}, '127.0.0.1').on('error', () => process.exit(7))`;
    const direct = machine.run(process.execPath, ['--eval', knock], {});
    expect(await once(direct, 'close')).toEqual([7, null]);
    const job = await start('reach');
    expect(await whole.ended(job)).toMatchObject({ status: 'Completed', exception: null });
    expect(await lines(job)).toEqual(['2 people, the API says 200']);
    await whole.session.tenants.fork('rehearsal');
    const rehearsal = newId();
    await whole.session.client.jobs.create(rehearsal, {
      runbook: 'reach',
      runOn: 'onprem',
      tenant: 'rehearsal',
    });
    expect(await whole.ended(rehearsal)).toMatchObject({ status: 'Completed', exception: null });
    const { port } = new URL(whole.system.connection.workerOrigin!);
    expect(new Set(proxy.asked.map((asked) => asked.split(':').at(-1)))).toEqual(new Set([port]));
  },
);

/** Each asks for an asset, and the tenant as the account's identity; what it cannot be tried with is told. */
const languages = [
  {
    runbookType: 'PowerShell72',
    missing:
      findDotnet() === undefined
        ? '.NET 10 is not installed'
        : existsSync(powershellHost)
          ? undefined
          : "the host is not built: 'npm run build'",
    source: `Connect-MgGraph -Identity -NoWelcome
$people = (Invoke-MgGraphRequest -Uri 'v1.0/users?$top=2').value
"$($people.Count) people, $((Get-AutomationPSCredential -Name 'mailer').UserName)"`,
  },
  {
    runbookType: 'Python3',
    missing: withoutPython ? 'no Python' : undefined,
    source: `import json, urllib.request
import automationassets
from tenantry import identity_token
graph = 'https://graph.microsoft.com'
asked = urllib.request.Request(graph + '/v1.0/users?$top=2')
asked.add_header('Authorization', 'Bearer ' + identity_token(graph))
with urllib.request.urlopen(asked) as answer:
    people = json.load(answer)['value']
print(len(people), 'people,', automationassets.get_automation_credential('mailer')['username'])`,
  },
];

for (const { runbookType, missing, source } of languages)
  test.skipIf(missing !== undefined)(
    `a job in ${runbookType} has the assets and the identity of its account there${missing === undefined ? '' : ` (skipped: ${missing})`}`,
    async () => {
      const { credentials, runbooks } = whole.session.client;
      await credentials.put('mailer', { userName: 'robot', password: 'correct-horse-battery' });
      const name = `in-${runbookType}`;
      await runbooks.create(name, { runbookType });
      await runbooks.putDraft(name, source);
      await runbooks.publish(name);
      const job = await start(name);
      expect(await whole.ended(job)).toMatchObject({ status: 'Completed', exception: null });
      expect(await lines(job)).toEqual(['2 people, robot']);
    },
  );

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
    runbook(`while ((await fetch('${machine.service}')).status === 404)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await step('do', async () => void (await fetch('${machine.service}', { method: 'POST' })));
    return 'done';`),
  );
  await admin('account', 'set', '--allow-host', new URL(machine.service).hostname);
  const job = await start('wait-and-do');
  await until(async () => ((await whole.session.client.jobs.calls(job)).length > 0 ? true : undefined));
  const { jobId } = await get(job);
  proxy.cut();
  await machine.open();
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
  expect(await machine.done()).toBe(1);
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
