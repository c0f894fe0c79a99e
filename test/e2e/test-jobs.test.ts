import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));

let whole: TestSystem;
beforeAll(async () => {
  whole = await startSystem();
});
afterAll(() => whole?.stop());

const source = (body: string): string => `import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ who: z.string() }),
  async run({ params, step, log }) {
    ${body}
  },
});`;

async function tested(...more: string[]): Promise<{ code: number; out: string; err: string }> {
  const argv = ['runbook', 'test', 'greet', '--home', whole.home, ...more];
  const run = promisify(execFile)(process.execPath, [program, ...argv]);
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );
}

test('a draft runs with live streams while jobs go on running what is published', async () => {
  const { client } = whole.session;
  await whole.publish('greet', source('return `hello ${params.who}`;'));
  await client.runbooks.putDraft(
    'greet',
    source('await step("greet", () => 1); log.warning("new"); return `hi ${params.who}`;'),
  );
  const { code, out, err } = await tested('-p', 'who=Ada');
  expect([code, out]).toEqual([0, 'hi Ada\n']);
  expect(err).toMatch(/Step\s+greet[\s\S]*Warning\s+new[\s\S]*greet: Completed/);
  expect((await client.runbooks.get('greet')).state).toBe('Edit');
  const job = await whole.startJob('greet', { who: 'Ada' });
  await whole.ended(job);
  expect(await client.jobs.output(job)).toBe('hello Ada\r\n');
  expect((await Array.fromAsync(client.jobs.list())).map(({ name }) => name)).toEqual([job]);
  expect(await client.testJobs.steps('greet')).toMatchObject([{ name: 'greet', attempt: 1 }]);
});

test('what the compiler finds in a draft is shown with line and column, and ends the command as a failed job does', async () => {
  const { client } = whole.session;
  await client.runbooks.putDraft('greet', source('return nobody;'));
  const { code, err } = await tested('-p', 'who=Ada');
  expect(code).not.toBe(0);
  expect(err).toMatch(/Error\s+greet\.ts\(6,12\): .*nobody/);
  expect(await client.testJobs.get('greet')).toMatchObject({ status: 'Failed', attempt: 0 });
});
