import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { openSession } from '#cli';
import { newId } from '#kernel';
import { launch } from '#main';

import { homeOperations } from '../../src/main/backup/operations.ts';
import { makeJoinToken, program, untilLive } from '../joining.ts';
import { removeHomes, startSystem } from '../system.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-group-backup-'));
// PostgreSQL may run as another user: let it walk through.
chmodSync(folder, 0o711);
const at = (...parts: string[]): string => join(folder, ...parts);
const operations = homeOperations('0.1.0', {});
const quiet = (): void => {};
const passphrase = 'correct horse battery staple';
const gated = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

export default defineRunbook({
  parameters: z.object({}),
  async run({ step, log, assets, job }) {
    const first = await step('first', () => 'made by attempt ' + job.attempt);
    log.output('at the gate');
    while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 20));
    log.output(first + ', ended by attempt ' + job.attempt);
  },
});
`;

const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  removeHomes(folder, 'restored');
});

const home = ['--home', at('worker')];
const there = (...argv: string[]): ChildProcess =>
  spawn(process.execPath, [program, 'worker', ...argv, ...home], {
    env: { PATH: process.env['PATH'], HOME: folder },
    stdio: 'ignore',
  });
function startWorker(): ChildProcess {
  // One place: what else there is stays in the queue.
  const worker = there('run', '--jobs', '1');
  stops.push(async () => worker.kill('SIGKILL'));
  return worker;
}

test('jobs of a group and of some of its workers outlive a restore, and so does the key of a worker that joined before', async () => {
  const whole = await startSystem({ workers: {} });
  let isUp = true;
  stops.push(async () => isUp && whole.stop());
  const { client } = whole.session;
  await client.variables.put('gate', { value: 'shut' });
  await whole.publish('gated', gated);
  await client.workerGroups.put('onprem');
  const { token, origin } = await makeJoinToken(whole, 'onprem');
  const joining = there('join', origin, '--group', 'onprem', '--tag', 'site=berlin', '--token', token);
  expect(await once(joining, 'close')).toEqual([0, null]);
  const first = startWorker();
  await untilLive(whole, 'onprem');
  const start = async (runOn: string): Promise<string> => {
    const job = newId();
    await client.jobs.create(job, { runbook: 'gated', parameters: {}, runOn });
    return job;
  };
  const running = await start('onprem');
  for await (const event of client.jobs.follow(running))
    if (event.kind === 'stream' && event.record.streamText.startsWith('at the gate')) break;
  const queued = [await start('onprem'), await start('onprem[site=berlin]')];

  await operations.backUp(whole.home, at('backup'), quiet);
  await operations.exportKeys(whole.home, at('keys.json'), passphrase);
  const gone = once(first, 'close');
  first.kill('SIGKILL');
  await gone;
  isUp = false;
  await whole.stop();
  const restored = { home: at('restored'), folder: at('backup'), keyFile: at('keys.json'), passphrase };
  await operations.restore(restored, quiet);
  const system = await launch({
    home: at('restored'),
    apiPort: 0,
    tenantPort: 0,
    workers: { port: Number(new URL(origin).port) },
  });
  const session = await openSession(system.connection);
  stops.push(async () => {
    await session.close();
    await system.stop();
  });
  const waiting = await Promise.all(queued.map((job) => session.client.jobs.get(job)));
  expect(waiting.map(({ status }) => status)).toEqual(['New', 'New']);

  startWorker();
  await session.client.variables.put('gate', { value: 'open' });
  const outputs = await Promise.all(
    [running, ...queued].map(async (job) => {
      for await (const event of session.client.jobs.follow(job)) void event;
      const { status } = await session.client.jobs.get(job);
      return [status, (await session.client.jobs.output(job)).trim().split(/\r?\n/).at(-1)];
    }),
  );
  expect(outputs).toEqual([
    ['Completed', 'made by attempt 1, ended by attempt 2'],
    ['Completed', 'made by attempt 1, ended by attempt 1'],
    ['Completed', 'made by attempt 1, ended by attempt 1'],
  ]);
  const workers = await Array.fromAsync(session.client.workerGroups.workers('onprem'));
  expect(workers).toMatchObject([{ live: true, tags: { site: 'berlin' } }]);
});
