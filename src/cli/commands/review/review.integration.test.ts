import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildEverything } from '../../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-review-'));
const working = new AbortController();
let building: Promise<void>;
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
  building = buildEverything(plane.link, working.signal);
});
afterAll(async () => {
  working.abort();
  await building;
  rmSync(home, { recursive: true });
});

const run = (...argv: string[]) => runCommand(home, ...argv);
const at = (rest: string): string => `${plane.account}/runbooks/${rest}?${version}`;

/** The command line is the owner's; the draft is somebody else's. */
async function draft(name: string, text: string): Promise<void> {
  const as = 'contributor';
  await plane.call('PUT', at(name), { json: { properties: { runbookType: 'TypeScript' } }, as });
  await plane.call('PUT', at(`${name}/draft/content`), { text, as });
}

test('a draft is asked about, shown, approved and published by commands', async () => {
  const set = await run('publishing', 'set', '--review', 'required', '--json');
  expect(JSON.parse(set.stdout)).toEqual({ secretScan: 'warn', review: 'required' });
  await draft('tidy', 'first line\n');
  const refused = await run('runbook', 'publish', 'tidy');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('tenantry review request tidy');
  await plane.call('POST', at('tidy/reviews'), { json: { comment: 'please look' }, as: 'contributor' });
  expect((await run('review', 'list', 'tidy')).stdout).toMatch(/Pending.*please look/);
  const shown = await run('review', 'show', 'tidy');
  expect(shown.stdout).toContain('asked by');
  expect(shown.stdout).toContain('+first line');
  expect((await run('review', 'approve', 'tidy', '--comment', 'fine')).stdout).toMatch(
    /of tidy: Approved\n$/,
  );
  expect(await run('runbook', 'publish', 'tidy')).toMatchObject({ code: 0, stdout: 'tidy Published\n' });
  const none = await run('review', 'approve', 'tidy');
  expect(none.code).not.toBe(0);
  expect(none.stderr).toContain("No review of runbook 'tidy' waits");
});

test('what is rejected, or asked for by oneself, is not published', async () => {
  await draft('mine', 'x');
  expect((await run('review', 'request', 'mine')).stdout).toMatch(/of mine: Pending\n$/);
  const own = await run('review', 'approve', 'mine');
  expect(own.code).not.toBe(0);
  expect(own.stderr).toContain('Ask somebody else');
  expect((await run('review', 'reject', 'mine', '--comment', 'no')).stdout).toMatch(/of mine: Rejected\n$/);
  expect((await run('runbook', 'publish', 'mine')).code).not.toBe(0);
});

test('secrets in the text are told line by line, or keep it from being published', async () => {
  await run('publishing', 'set', '--review', 'none');
  await draft('leaky', `ok\nconst password = 'Winter-2024'`);
  const warned = await run('runbook', 'publish', 'leaky');
  expect(warned.code).toBe(0);
  expect(warned.stderr).toContain('warning: leaky.ts(2,19): SecretLiteral:');
  expect((await run('publishing', 'set', '--secrets', 'refuse')).stdout).toMatch(
    /secrets in the text\s+refuse/,
  );
  await draft('leaky', `const password = 'Winter-2024'`);
  const refused = await run('runbook', 'publish', 'leaky');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('leaky.ts(1,19)');
  expect(refused.stderr).toContain('tenantry:allow-secret');
  expect(refused.stderr).not.toContain('Winter');
});
