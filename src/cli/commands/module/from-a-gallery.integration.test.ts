import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { startModuleTester } from '../../../api/testing/module-tester.ts';
import { type FeedServer, startFeedServer } from '../../../gallery/testing/feed-server.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-gallery-'));
const working = new AbortController();
let feed: FeedServer;
let plane: Awaited<ReturnType<typeof testControlPlane>>;

beforeAll(async () => {
  [plane, feed] = await Promise.all([testControlPlane(), startFeedServer()]);
  connectHome(home, plane);
  startModuleTester(plane.link, working.signal);
});
afterAll(async () => {
  working.abort();
  await feed.close();
  rmSync(home, { recursive: true });
});

const run = (...argv: string[]) => runCommand(home, ...argv);
const shelve = (
  name: string,
  number: string,
  facts: object = {},
  dependencies: Record<string, string> = {},
): void =>
  void feed.packages.push({
    name,
    version: number,
    dependencies,
    content: Buffer.from(JSON.stringify({ name, version: number, commands: [`Get-${name}`], ...facts })),
  });

test('without a feed a name is refused with what an administrator does about it', async () => {
  const { code, stderr } = await run('module', 'import', 'ImportExcel');
  expect([code, stderr]).toEqual([1, expect.stringContaining('tenantry gallery add PSGallery')]);
});

test('feeds are added, listed and removed', async () => {
  expect(await run('gallery', 'add', 'Local', feed.v3, '--private')).toMatchObject({
    code: 0,
    stdout: `Local is ${feed.v3}\n`,
  });
  await run(
    'gallery',
    'add',
    'Far',
    'https://nuget.contoso.com/api/v2',
    '--host',
    'a.contoso.com',
    '--host',
    'b.contoso.com',
  );
  expect((await run('gallery', 'list')).stdout).toMatch(
    /^feed\s+address\s+hosts\s+private\s+user\nLocal\s+\S+\s+yes\nFar\s+https:\S+\s+a\.contoso\.com b\.contoso\.com$/m,
  );
  expect((await run('gallery', 'remove', 'Far')).stdout).toBe('Far is removed\n');
  expect((await run('gallery', 'remove', 'Far')).stderr).toContain("no feed 'Far'");
  const refused = await run('gallery', 'add', 'Bad', 'http://nuget.contoso.com/api/v2');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('it must be https')]);
});

test('a module comes from a feed by name and version, with what it requires, after its plan was looked at', async () => {
  shelve('Tools', '1.0.0', { commands: ['Get-Tools', 'Get-Old'] }, { Base: '[1.0,2.0)' });
  shelve('Base', '1.5.0');
  const preview = await run('module', 'import', 'Tools', '--preview');
  expect(preview.stdout).toMatch(
    /^Base\s+1\.5\.0\s+new\s+Local\s+Tools 1\.0\.0\nTools\s+1\.0\.0\s+new\s+Local$/m,
  );
  expect((await run('module', 'list')).stdout).not.toContain('Tools');
  expect(await run('module', 'import', 'Tools', '--version', '1.0.0', '--from', 'Local')).toMatchObject({
    code: 0,
    stdout: 'Base 1.5.0 Succeeded\nTools 1.0.0 Succeeded\n',
  });
  expect((await run('module', 'import', 'Tools')).stdout).toBe('Tools 1.0.0 is there already\n');
  expect((await run('module', 'show', 'Tools')).stdout).toMatch(/^1\.0\.0\s+yes\s+Succeeded\s+Local\s/m);
});

test('a module that fails is told in its own words, and an unknown one with where it was looked for', async () => {
  shelve('Broken', '1.0.0', { fails: 'no licence was found' });
  const broken = await run('module', 'import', 'Broken');
  expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('no licence was found')]);
  const unknown = await run('module', 'import', 'Unknown', '--version', '[1.0,2.0)');
  expect([unknown.code, unknown.stderr]).toEqual([
    4,
    expect.stringContaining("No feed has 'Unknown' [1.0.0, 2.0.0) (Local)"),
  ]);
});

test('an update is shown first, stops where runbooks would break, and is done when that is meant', async () => {
  expect((await run('module', 'update')).stdout).toBe('everything is up to date\n');
  shelve('Tools', '2.0.0', { commands: ['Get-Tools', 'Get-New'], clashes: 'Base' });
  const path = (rest: string): string => `${plane.account}/runbooks/daily${rest}?${version}`;
  await plane.call('PUT', path(''), { json: { properties: { runbookType: 'PowerShell72' } } });
  await plane.call('PUT', path('/draft/content'), { text: '# first\nGet-Old' });
  const shown = [
    'Tools: 1.0.0 → 2.0.0',
    '  + Get-New',
    '  − Get-Old',
    '  ! Tools and Base bring different versions of Contoso.Shared (2.0.0.0 and 1.0.0.0): import Tools before Base, or give each an environment of its own. Could not load Contoso.Shared',
    '  ! runbook daily (draft), line 2: Get-Old',
    '',
    'nothing was changed',
    '',
  ].join('\n');
  expect(await run('module', 'update', 'Tools', 'Base', '--preview')).toMatchObject({
    code: 0,
    stdout: shown,
  });
  const stopped = await run('module', 'update', 'Tools');
  expect(stopped).toMatchObject({ code: 1, stdout: shown, stderr: expect.stringContaining('--force') });
  const forced = await run('module', 'update', 'Tools', '--force', '--json');
  expect([forced.code, JSON.parse(forced.stdout)]).toMatchObject([
    0,
    { applied: true, changes: [{ to: '2.0.0' }] },
  ]);
  expect((await run('module', 'list')).stdout).toMatch(/^Tools\s+2\.0\.0\s+1\.0\.0\s/m);
});
