import { beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql } from '#store';
import type { Claim, SyncClaim, SyncResult } from '#worker-link';

import { plainBuild } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
  await plane.call('PUT', `${plane.account}?${version}`, {
    json: { location: 'local', properties: { allowedHosts: ['git.contoso.example', 'github.com'] } },
  });
});

const at = (rest: string): string => `${plane.account}/${rest}?${version}`;
const put = (name: string, properties: object) =>
  plane.call('PUT', at(`sourceControls/${name}`), { json: { properties } });
const local = { sourceType: 'Git', repoUrl: '/srv/runbooks', branch: 'main' };

async function claim<Kind extends 'sync' | 'build'>(kind: Kind): Promise<Claim & { kind: Kind }> {
  for (;;) {
    const next = await plane.link.claim({ worker: 'w', kinds: ['build'], waitMilliseconds: 5_000 });
    if (next?.kind === kind) return next as Claim & { kind: Kind };
  }
}
const sync = async (name: string, commitId = ''): Promise<string> => {
  const job = newId();
  const { status, text } = await plane.call(
    'PUT',
    at(`sourceControls/${name}/sourceControlSyncJobs/${job}`),
    {
      json: { properties: { commitId } },
    },
  );
  expect([status, text]).toEqual([201, expect.any(String)]);
  return job;
};
async function shown(name: string, job: string) {
  const { json } = await plane.call('GET', at(`sourceControls/${name}/sourceControlSyncJobs/${job}`));
  return json<{ properties: { provisioningState: string; exception: string | null } }>().properties;
}
async function lines(name: string, job: string): Promise<string[]> {
  const { json } = await plane.call('GET', at(`sourceControls/${name}/sourceControlSyncJobs/${job}/streams`));
  return json<{ value: { properties: { summary: string } }[] }>().value.map(
    (each) => each.properties.summary,
  );
}
const result = (files: Readonly<Record<string, string>>, commit = 'c0ffee1'): SyncResult => ({
  ok: true,
  commit,
  files: Object.entries(files).map(([name, content]) => ({ name, content })),
  skipped: [],
});
/** What a worker does with one synchronisation, and then with what it asked to be published. */
async function work(files: Readonly<Record<string, string>>, builds = 0): Promise<SyncClaim> {
  const claimed = await claim('sync');
  await plane.link.synced(claimed.attempt, result(files));
  for (let left = builds; left > 0; left -= 1) {
    const build = await claim('build');
    await plane.link.built(
      build.attempt,
      build.source.includes('!')
        ? { ok: false, diagnostics: [{ file: 'x', line: 1, column: 2, message: 'no good' }] }
        : plainBuild(build.source),
    );
  }
  return claimed;
}
const runbook = async (name: string) => {
  const { status, json } = await plane.call('GET', at(`runbooks/${name}`));
  return status === 404 ? undefined : json<{ properties: Record<string, unknown> }>().properties;
};

test.each([
  ['ext::sh -c "touch /tmp/x"', 'no address'],
  ['--upload-pack=touch /tmp/x', 'no address'],
  ['ssh://git@github.com/contoso/x.git', 'no address'],
  ['git@github.com:contoso/x.git', 'no address'],
  ['http://git.contoso.example/x.git', 'no address'],
  ['https://ada:secret@git.contoso.example/x.git', 'no address'],
  ['https://git.contoso.example/x.git?y', 'no address'],
  ['file://other.example/srv', 'no address'],
  ['https://elsewhere.example/x.git', '--allow-host elsewhere.example'],
  ['https://169.254.169.254/x.git', '--allow-host 169.254.169.254'],
])('%s is refused when it is given', async (repoUrl, message) => {
  const { status, text } = await put('refused', { ...local, repoUrl });
  expect([status, text]).toEqual([400, expect.stringContaining(message)]);
});

test.each([
  [{ branch: '--upload-pack=x' }, 'branch'],
  [{ branch: '../main' }, 'branch'],
  [{ branch: 'main:refs/heads/x' }, 'branch'],
  [{ folderPath: '/runbooks/../secret' }, 'folder'],
  [{ folderPath: 'a:b' }, 'folder'],
  [{ sourceType: 'VsoTfvc' }, 'Team Foundation'],
  [{ sourceType: 'Svn' }, 'no source type'],
  [{ sourceType: 'GitHub', repoUrl: 'https://git.contoso.example/x.git' }, 'no repositories of type GitHub'],
])('%o is refused when it is given', async (part, message) => {
  const { status, text } = await put('refused', { ...local, ...part });
  expect([status, text]).toEqual([400, expect.stringContaining(message)]);
});

test('a token is kept sealed, goes to the worker with its repository, and to no other host', async () => {
  const repoUrl = 'https://git.contoso.example/x.git';
  const securityToken = { tokenType: 'PersonalAccessToken', accessToken: 'very-secret-token' };
  const made = await put('tokened', { sourceType: 'Git', repoUrl, branch: 'main', securityToken });
  expect([made.status, made.text.includes('very-secret-token')]).toEqual([201, false]);
  const { found } = await plane.db.one<{ found: number }>(sql`
    select count(*)::int as found from source_control where source_control::text like '%very-secret-token%'`);
  expect(found).toBe(0);
  // The same host keeps it, another one does not get it.
  await put('tokened', { sourceType: 'Git', repoUrl: `${repoUrl}2`, branch: 'main' });
  await sync('tokened', 'abcdef1');
  const { repository, allowedHosts } = await work({});
  expect(repository).toEqual({
    url: `${repoUrl}2`,
    branch: 'main',
    folder: [],
    commit: 'abcdef1',
    accessToken: 'very-secret-token',
  });
  expect(allowedHosts).toEqual(['git.contoso.example', 'github.com']);
  await put('tokened', { sourceType: 'Git', repoUrl: 'https://github.com/x/y.git', branch: 'main' });
  await sync('tokened');
  expect((await work({})).repository.accessToken).toBeUndefined();
});

test('runbooks come with type and settings, are published, and a second time nothing is done', async () => {
  await put('main', { ...local, publishRunbook: true });
  const files = {
    'plain.ps1': 'plain',
    'flow.ps1': '# tenantry-runbook: { "type": "PowerShellWorkflow", "logVerbose": true }\nworkflow flow {}',
    'flow.runbook.json': '{ "description": "flows" }',
    'broken.py': '!',
    'odd.py': '# tenantry-runbook: { "type": "Nonsense" }',
    'lost.py': '# tenantry-runbook: { "runtimeEnvironment": "nowhere" }',
  };
  const first = await sync('main');
  const second = await plane.call('PUT', at(`sourceControls/main/sourceControlSyncJobs/${newId()}`), {
    json: { properties: { commitId: '' } },
  });
  expect(second.status).toBe(409);
  await work(files, 3);
  expect(await shown('main', first)).toMatchObject({ provisioningState: 'Failed' });
  const told = (await lines('main', first)).join('\n');
  expect(told).toContain('Imported plain (PowerShell72), and has it published.');
  expect(told).toContain('Published flow.');
  expect(told).toContain('broken is a draft and was not published: x(1,2): no good');
  expect(told).toContain("odd.py was left out: 'Nonsense' is no runbook type.");
  expect(told).toContain("lost.py was left out: Runtime environment 'nowhere'");
  expect(await runbook('flow')).toMatchObject({
    runbookType: 'PowerShellWorkflow',
    logVerbose: true,
    description: 'flows',
    state: 'Published',
  });
  expect(await runbook('broken')).toMatchObject({ runbookType: 'Python3', state: 'New' });

  const again = await sync('main');
  await work({ 'plain.ps1': 'plain', 'flow.ps1': files['flow.ps1'] });
  expect(await shown('main', again)).toMatchObject({ provisioningState: 'Completed', exception: null });
  expect(await lines('main', again)).toEqual([
    'Read commit c0ffee1.',
    'plain is as it was.',
    'flow is as it was.',
    'broken.py is gone from the repository; runbook broken stays.',
  ]);
});

test('a runbook whose file is gone goes when that is asked for, and one that only moved stays', async () => {
  await put('moving', { ...local, publishRunbook: false, removeDeleted: true });
  await sync('moving');
  await work({ 'moved.ts': 'x', 'dropped.ts': 'y' });
  expect(await runbook('moved')).toMatchObject({ state: 'New' });
  const job = await sync('moving');
  await work({ 'moved.ts': 'z' });
  expect(await runbook('dropped')).toBeUndefined();
  expect((await lines('moving', job)).join('\n')).toContain('Deleted dropped: dropped.ts is gone');
  expect((await plane.call('GET', at('runbooks/moved/draft/content'))).text).toBe('z');
});

test('a repository that cannot be read is the failure of its sync job', async () => {
  await put('away', local);
  const job = await sync('away');
  const { attempt } = await claim('sync');
  await plane.link.synced(attempt, { ok: false, code: 'RepositoryUnreadable', message: 'It is not there.' });
  expect(await shown('away', job)).toMatchObject({
    provisioningState: 'Failed',
    exception: 'It is not there.',
  });
  await expect(plane.link.synced(attempt, result({}))).rejects.toMatchObject({ code: 'StaleAttempt' });
});

test('a token that a server sends back in its refusal is blanked', async () => {
  const securityToken = { accessToken: 'echoed-secret-token' };
  const repoUrl = 'https://git.contoso.example/echo.git';
  await put('echo', { sourceType: 'Git', repoUrl, branch: 'main', securityToken });
  const job = await sync('echo');
  const { attempt } = await claim('sync');
  const message = `remote: no to echoed-secret-token (${Buffer.from('token:echoed-secret-token').toString('base64')})`;
  await plane.link.synced(attempt, { ok: false, code: 'RepositoryUnreadable', message });
  const told = JSON.stringify([await shown('echo', job), await lines('echo', job)]);
  expect(told).toContain('remote: no to');
  expect(told).not.toContain('echoed-secret-token');
  expect(told).not.toContain(Buffer.from('echoed-secret-token').toString('base64').slice(4, -4));
});

test('an attempt that was given back is followed by another one, whose result alone counts', async () => {
  await put('again', local);
  const job = await sync('again');
  const { attempt } = await claim('sync');
  await plane.link.release(attempt, 'the worker stopped');
  const next = await claim('sync');
  expect(next.attempt.number).toBe(attempt.number + 1);
  await expect(plane.link.synced(attempt, result({}))).rejects.toMatchObject({ code: 'StaleAttempt' });
  await plane.link.synced(next.attempt, result({}));
  expect(await shown('again', job)).toMatchObject({ provisioningState: 'Completed' });
});

test('one that synchronises itself is started when nobody looked for five minutes, and not before', async () => {
  await put('auto', { ...local, autoSync: true });
  const { startDue } = plane.automation.syncJobs;
  const jobs = async () =>
    (await plane.call('GET', at('sourceControls/auto/sourceControlSyncJobs'))).json<{
      value: { properties: { syncType: string } }[];
    }>().value;
  await startDue();
  await startDue();
  expect(await jobs()).toMatchObject([{ properties: { syncType: 'PartialSync' } }]);
  await work({});
  await startDue();
  expect(await jobs()).toHaveLength(1);
  await plane.db.query(sql`
    update source_control set looked_at = looked_at - interval '6 minutes' where name = 'auto'`);
  await startDue();
  expect(await jobs()).toHaveLength(2);
  await work({});
});

test('a publishing that ended with its runbook does not keep a sync job open for ever', async () => {
  await put('ending', { ...local, publishRunbook: true });
  const job = await sync('ending');
  const { attempt } = await claim('sync');
  await plane.link.synced(attempt, result({ 'leaving.ts': 'x' }));
  expect(await shown('ending', job)).toMatchObject({ provisioningState: 'Running' });
  await plane.call('DELETE', at('runbooks/leaving'));
  await plane.automation.syncJobs.startDue();
  expect(await shown('ending', job)).toMatchObject({ provisioningState: 'Completed' });
});
