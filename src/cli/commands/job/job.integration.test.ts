import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { sql } from '#store';
import type { WorkerLink } from '#worker-link';

import { buildEverything } from '../../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-job-'));
const at = (name: string): string => join(home, name);
const working = new AbortController();
const time = '2026-11-24T10:00:00.000Z';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
  void buildEverything(plane.link, working.signal);
  void workOnJobs(plane.link);
});
afterAll(() => {
  working.abort();
  rmSync(home, { recursive: true });
});

/** Does what a worker does; a job for Bob fails. */
async function workOnJobs(link: WorkerLink): Promise<void> {
  while (!working.signal.aborted) {
    const claim = await link
      .claim({ worker: 'cli', kinds: ['job'], waitMilliseconds: 1_000 }, working.signal)
      .catch(() => undefined);
    if (claim?.kind !== 'job') continue;
    const { attempt, parameters } = claim;
    await link.started(attempt, {
      isolation: { boundary: 'process', egressEnforced: false, detail: 'it is a test' },
      engine: 'test',
    });
    await link.recordStep(attempt, { name: 'greet', result: null });
    await link.appendStreams(attempt, [
      { sequence: 1, stream: 'Warning', text: 'mind the gap', time },
      { sequence: 2, stream: 'Output', text: `hello ${parameters['who']}`, time },
    ]);
    const failed = parameters['who'] === 'Bob';
    await link.end(attempt, {
      status: failed ? 'Failed' : 'Completed',
      durationMilliseconds: 1,
      ...(failed && { exception: 'Bob is away\n    at line 1' }),
    });
  }
}

const run = (...argv: string[]) => runCommand(home, ...argv);

test('a file becomes a published runbook, and a job of it is watched to its end', async () => {
  const file = at('greet.ts');
  writeFileSync(file, 'source of it');
  expect(await run('runbook', 'import', file, '--publish')).toMatchObject({
    code: 0,
    stdout: 'greet Published\n',
  });
  expect((await run('runbook', 'list')).stdout).toMatch(/^greet +TypeScript +Published/m);
  const { code, stdout, stderr } = await run('job', 'start', 'greet', '-p', 'who=Ada', '--watch');
  expect([code, stdout]).toEqual([0, 'hello Ada\n']);
  expect(stderr).toMatch(/✔ Step +greet/);
  expect(stderr).toMatch(/Warning +mind the gap/);
  expect(stderr).toContain('✔ greet: Completed');
});

test('the exit code of a watched job is its outcome', async () => {
  const { code, stdout, stderr } = await run('job', 'start', 'greet', '-p', 'who=Bob', '--watch', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stderr).error).toMatchObject({
    code: 'JobDidNotComplete',
    message: expect.stringContaining('Bob is away'),
  });
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; status?: string });
  expect(events.at(-1)).toMatchObject({ kind: 'status', status: 'Failed' });
  expect((await run('job', 'list', '--status', 'Failed')).stdout).toMatch(/greet +Failed/);
});

test('a job is started without waiting, and looked at later', async () => {
  writeFileSync(at('parameters.json'), '{"who":"Cleo","times":3}');
  const { stdout, stderr } = await run('job', 'start', 'greet', '--parameters-file', at('parameters.json'));
  const name = stdout.trim();
  expect(stderr).toContain(`tenantry job watch ${name}`);
  expect((await run('job', 'watch', name)).stdout).toBe('hello Cleo\n');
  const { stdout: shown } = await run('job', 'get', name, '--streams', '--steps', '--calls');
  for (const part of ['Completed', 'times=3', 'mind the gap', 'greet', 'NOT ISOLATED. it is a test'])
    expect(shown).toContain(part);
  expect((await run('job', 'get', name, '--output')).stdout).toBe('hello Cleo\n');
  expect(JSON.parse((await run('job', 'get', name, '--steps', '--json')).stdout)).toMatchObject({
    name,
    steps: [{ name: 'greet' }],
  });
});

test('the children of a job are listed by it, and say who started them', async () => {
  const parent = (await run('job', 'start', 'greet', '-p', 'who=Dana')).stdout.trim();
  const { account, automation } = plane;
  const [, , subscriptionId = '', , resourceGroup = '', , , , name = ''] = account.split('/');
  const owner = await automation.accounts.get({ subscriptionId, resourceGroup, name });
  // While it is under way; the worker of this test is quicker than any command.
  await plane.db.query(sql`update job set ended_at = null where name = ${parent}`);
  const { id } = await automation.jobs.get(owner.id, parent);
  const input = { name: 'a-child', runbook: 'greet', parameters: { who: 'Eve' }, parentId: id };
  await automation.jobs.create(owner, input, { objectId: 'test' });
  const { stdout } = await run('job', 'list', '--parent', parent);
  expect(stdout.trim().split('\n')).toHaveLength(2);
  expect(stdout).toContain('a-child');
  expect((await run('job', 'get', 'a-child')).stdout).toContain(`job ${parent}`);
});

test('what the API refuses is said in its words', async () => {
  const missing = await run('job', 'start', 'greet');
  expect([missing.code, missing.stdout]).toEqual([1, '']);
  expect(missing.stderr).toContain('who');
  expect((await run('job', 'start', 'nowhere')).code).toBe(4);
  expect((await run('job', 'watch', 'nothing')).code).toBe(4);
  expect((await run('runbook', 'publish', 'nowhere')).code).toBe(4);
});

test('a job for later says when it begins, keeps its key until it is taken back, and the list says why it waits', async () => {
  const options = ['--at', '2030-01-04T18:00', '--time-zone', 'Europe/Berlin', '--priority', '5'];
  const key = ['--concurrency-key', 'greet:{who}', '--concurrency-limit', '2'];
  const { code, stdout, stderr } = await run('job', 'start', 'greet', '-p', 'who=Ada', ...options, ...key);
  expect(code).toBe(0);
  expect(stderr).toContain('It begins at 2030-01-04T18:00:00+01:00');
  const name = stdout.trim();
  const shown = (await run('job', 'get', name)).stdout;
  expect(shown).toMatch(/waits because +It waits until 2030-01-04T18:00:00\+01:00 \(Europe\/Berlin\)/);
  expect(shown).toMatch(/priority +5/);
  expect(shown).toMatch(/concurrency +2 at a time of greet:Ada/);
  expect((await run('job', 'list', '--status', 'New')).stdout).toContain('It waits until 2030-01-04');
  expect((await run('job', 'stop', name)).code).toBe(0);
  expect((await run('job', 'get', name)).stdout).toMatch(/status +Stopped/);
  expect((await run('runbook', 'defaults', 'greet', '--concurrency-key', 'all')).stdout).toBe(
    "jobs of greet: priority 0, 1 at a time of 'all'\n",
  );
  expect((await run('runbook', 'defaults', 'greet')).stdout).toBe('jobs of greet: priority 0, no key\n');
});
