import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
let test_: TestSystem;
beforeAll(async () => {
  test_ = await startSystem();
});
afterAll(() => test_.stop());

/** The blocks of one language under a heading. */
function blocksOf(heading: string, language: string): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/```(\w+)\n(.*?)```/gs)]
    .filter(([, written]) => written === language)
    .map(([, , text]) => text!);
}

function run(line: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const [npx, name, ...args] = line.split(' ');
  expect([npx, name]).toEqual(['npx', 'tenantry']);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: test_.home, env: { ...process.env, NO_COLOR: '1', TENANTRY_HOME: test_.home } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test('what the README says to type works as it stands', async () => {
  const [source] = blocksOf('A runbook', 'ts');
  writeFileSync(`${test_.home}/disable-account.ts`, source!);
  const lines = [...blocksOf('Five minutes', 'sh'), ...blocksOf('A runbook', 'sh')]
    .flatMap((block) => block.trim().split('\n'))
    .filter((line) => line !== '');
  expect(lines.length).toBeGreaterThan(7);
  for (const line of lines) expect([line, await run(line)]).toMatchObject([line, { code: 0 }]);
  const { stdout } = await run('npx tenantry tenant diff rehearsal');
  expect(stdout).toContain('accountEnabled: true → false');
});
