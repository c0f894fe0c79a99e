import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
let test_: TestSystem;
beforeAll(async () => {
  test_ = await startSystem();
});
afterAll(() => test_.stop());

function tenantry(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', TENANTRY_HOME: test_.home };
    execFile(
      process.execPath,
      [program, ...args],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test('a leaver is offboarded on a fork by three commands', async () => {
  const leaver = test_.system.demoLeaver;
  expect((await tenantry('tenant', 'fork', 'rehearsal', '--json')).code).toBe(0);
  const job = await tenantry(
    'job',
    'start',
    'offboard-user',
    '-p',
    `userPrincipalName=${leaver}`,
    '--tenant',
    'rehearsal',
    '--watch',
  );
  expect([job.code, job.stderr]).toEqual([0, expect.stringContaining('Completed')]);
  const diff = await tenantry('tenant', 'diff', 'rehearsal', '--json');
  const { changes } = JSON.parse(diff.stdout);
  expect(changes).toContainEqual(
    expect.objectContaining({ property: 'accountEnabled', before: true, after: false }),
  );
  const main = await tenantry('tenant', 'diff', 'main', '--json');
  expect(JSON.parse(main.stdout).changes).toEqual([]);
});

test('what is wrong is said in one line, what to do in the next, and the exit code tells which', async () => {
  const leaver = `userPrincipalName=${test_.system.demoLeaver}`;
  const cases: [string[], number, RegExp][] = [
    [['job', 'start', 'nobody-wrote-this'], 4, /nobody-wrote-this/],
    [['job', 'start', 'offboard-user'], 1, /needs a value for parameter 'userPrincipalName'/],
    [['job', 'start', 'offboard-user', '-p', leaver, '-p', 'notifyManager=perhaps'], 1, /notifyManager/],
    [['job', 'start', 'offboard-user', '-p', leaver, '-p', 'nonsense=1'], 1, /no parameter 'nonsense'/],
    [['job', 'start', 'offboard-user', '-p', leaver, '--tenant', 'nowhere'], 1, /no tenant 'nowhere'/],
    [['job', 'get', '00000000-0000-0000-0000-000000000000'], 4, /not found/],
    [['tenant', 'fork', 'two words'], 1, /two words/],
    [['nonsense'], 2, /./],
  ];
  for (const [args, code, text] of cases) {
    const outcome = await tenantry(...args);
    expect([args.join(' '), outcome.code, outcome.stdout]).toEqual([args.join(' '), code, '']);
    expect(outcome.stderr).toMatch(text);
  }
});

test('a draft that does not compile is refused with file and line, and the published version stays', async () => {
  const file = join(test_.home, 'broken.ts');
  writeFileSync(
    file,
    `import { defineRunbook } from 'tenantry/runbook';\nimport { z } from 'zod';\n\nexport default defineRunbook({\n  parameters: z.object({}),\n  run: async ({ graph }) => graph.nonsense(),\n});\n`,
  );
  expect((await tenantry('runbook', 'import', file)).code).toBe(0);
  const published = await tenantry('runbook', 'publish', 'broken');
  expect(published.code).toBe(1);
  expect(published.stderr).toMatch(/broken\.ts\(6,\d+\).*nonsense/s);
  const start = await tenantry('job', 'start', 'broken');
  expect([start.code, start.stderr]).toEqual([1, expect.stringContaining('never published')]);
});

test('status and lists speak to machines and to people', async () => {
  const status = await tenantry('status', '--json');
  expect(status.code).toBe(0);
  JSON.parse(status.stdout);
  expect((await tenantry('runbook', 'list')).stdout).toContain('offboard-user');
  expect(JSON.parse((await tenantry('tenant', 'list', '--json')).stdout)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'main' })]),
  );
  expect((await tenantry('--help')).stdout).toContain('tenantry');
});

test('a second start on the same home says that one runs', async () => {
  const second = await tenantry('start', '--port', '17443', '--tenant-port', '17444');
  expect(second.code).not.toBe(0);
  expect(second.stderr).toMatch(/already runs/);
});
