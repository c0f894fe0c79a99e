import { createHash } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type FeedServer, startFeedServer } from '../../gallery/testing/feed-server.ts';
import { type TestCall, type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';
import { startModuleTester } from '../testing/module-tester.ts';

let plane: TestControlPlane;
let feed: FeedServer;
let feedsPath: string;
const working = new AbortController();
const tested: string[] = [];
beforeAll(async () => {
  [plane, feed] = await Promise.all([testControlPlane(), startFeedServer()]);
  feedsPath = `/subscriptions/${plane.subscriptionId}/providers/Tenantry.Gallery/feeds`;
  startModuleTester(plane.link, working.signal, ({ module, others }) =>
    tested.push(
      [module, ...others]
        .map(({ name, version: number = 'new', beside }) => `${name} ${number}${beside ? ' beside' : ''}`)
        .join(', '),
    ),
  );
  const put = await call('PUT', `${feedsPath}/PSGallery?${version}`, {
    json: { properties: { url: feed.v2, allowPrivate: true } },
  });
  expect(put.status).toBe(201);
});
afterAll(async () => {
  working.abort();
  await feed.close();
});

interface Import {
  readonly name: string;
  readonly properties: {
    readonly provisioningState: string;
    readonly error: { readonly code: string | null; readonly message: string | null };
    readonly imports: readonly { readonly name: string; readonly version: string; readonly state: string }[];
    readonly changes: readonly Record<string, unknown>[] | null;
  };
}

const call = (method: string, path: string, more?: TestCall) => plane.call(method, path, more);
const at = (path: string): string => `${plane.account}/${path}?${version}`;
const module = async (name: string) =>
  (await call('GET', at(`modules/${name}`))).json<{ properties: Record<string, unknown> }>().properties;
const content = (facts: unknown): Buffer => Buffer.from(JSON.stringify(facts));

/** Puts a package on the feed; what it holds tells the tester of this file what its import test says. */
function shelve(
  name: string,
  number: string,
  more: {
    commands?: string[];
    parameters?: Record<string, string[]>;
    dependencies?: Record<string, string>;
    requires?: Record<string, string>;
    fails?: string;
    needs?: string;
    says?: string;
  } = {},
): void {
  const { dependencies = {}, ...facts } = more;
  feed.packages.push({
    name,
    version: number,
    dependencies,
    content: content({ version: number, commands: [`Get-${name}`], name, ...facts }),
  });
}

async function settled(begun: { status: number; json: <Body>() => Body }): Promise<Import> {
  expect(begun.status).toBe(202);
  const { name } = begun.json<Import>();
  for (;;) {
    const now = (await call('GET', at(`moduleImports/${name}`))).json<Import>();
    if (now.properties.provisioningState !== 'Running') return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const begin = async (properties: unknown): Promise<Import> =>
  settled(await call('POST', at('moduleImports'), { json: { properties } }));
const settledModule = async (name: string) => {
  for (;;) {
    const now = (await module(name)) ?? {};
    if (now['provisioningState'] === 'Succeeded' || now['provisioningState'] === 'Failed') return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('a module comes from a feed with what it requires, each tried beside what came before', async () => {
  shelve('Top', '1.0.0', { dependencies: { Middle: '1.0' } });
  const bottom = { Bottom: '[2.0,3.0)' };
  shelve('Middle', '1.1.0', { dependencies: bottom, requires: bottom });
  shelve('Bottom', '2.5.0');
  shelve('Bottom', '3.0.0');
  const plan = await call('POST', at('moduleImports/plan'), {
    json: { properties: { import: [{ name: 'Top' }] } },
  });
  expect(plan.json<{ properties: unknown }>().properties).toMatchObject({
    imports: [
      { name: 'Bottom', version: '2.5.0' },
      { name: 'Middle' },
      { name: 'Top', requires: ['Middle'] },
    ],
  });
  expect((await call('GET', at('modules/Top'))).status).toBe(404);

  const done = await begin({ import: [{ name: 'Top' }] });
  expect(done.properties).toMatchObject({ provisioningState: 'Succeeded' });
  expect(tested).toEqual(['Bottom new', 'Middle new, Bottom 2.5.0', 'Top new, Bottom 2.5.0, Middle 1.1.0']);
  expect(await module('Top')).toMatchObject({ provisioningState: 'Succeeded', version: '1.0.0' });
  expect(await module('Bottom')).toMatchObject({ version: '2.5.0' });
  const versions = (await call('GET', at('modules/Middle/versions'))).json<{ value: unknown[] }>().value;
  expect(versions).toMatchObject([{ name: '1.1.0', properties: { feed: 'PSGallery', isDefault: true } }]);
});

test('nothing of an import is kept when one of its modules fails, and the error names who required it', async () => {
  shelve('Proud', '1.0.0', { dependencies: { Weak: '' } });
  shelve('Weak', '1.0.0', { fails: 'no licence was found' });
  const failed = await begin({ import: [{ name: 'Proud' }] });
  expect(failed.properties).toMatchObject({
    provisioningState: 'Failed',
    error: {
      message: expect.stringContaining(
        "'Weak' 1.0.0 was not imported, and nothing else of this import (required: Proud 1.0.0 → Weak): no licence was found",
      ),
    },
  });
  for (const name of ['Proud', 'Weak']) expect((await call('GET', at(`modules/${name}`))).status).toBe(404);
});

test('what only the manifest requires comes to light in its import test, and comes along', async () => {
  shelve('Shy', '1.0.0', { needs: 'Friend' });
  shelve('Friend', '1.0.0');
  expect((await begin({ import: [{ name: 'Shy' }] })).properties).toMatchObject({
    provisioningState: 'Succeeded',
    imports: [
      { name: 'Friend', state: 'Succeeded' },
      { name: 'Shy', state: 'Succeeded' },
    ],
  });
  shelve('Lonely', '1.0.0', { needs: 'Nobody' });
  expect((await begin({ import: [{ name: 'Lonely' }] })).properties).toMatchObject({
    provisioningState: 'Failed',
    error: { message: expect.stringContaining('Lonely 1.0.0 → Nobody') },
  });
});

test('a package that is another version than its feed says is refused', async () => {
  feed.packages.push({
    name: 'Liar',
    version: '2.0.0',
    content: content({ name: 'Liar', version: '1.0.0', commands: [] }),
  });
  expect((await begin({ import: [{ name: 'Liar' }] })).properties.error.message).toContain(
    'says of itself that it is 1.0.0',
  );
});

test('an update shows what comes and goes, and which runbooks it breaks, before anything is different', async () => {
  shelve('Report', '1.0.0', {
    commands: ['Get-Report', 'Send-Report'],
    parameters: { 'Get-Report': ['Name', 'Format'] },
  });
  await begin({ import: [{ name: 'Report' }] });
  const script = `# Send-Report\nGet-Report -Format csv\nGet-Report | Send-Report`;
  const runbook = at('runbooks/weekly');
  await call('PUT', runbook, { json: { properties: { runbookType: 'PowerShell72' } } });
  await call('PUT', at('runbooks/weekly/draft/content'), { text: script });
  shelve('Report', '2.0.0', {
    commands: ['Get-Report', 'New-Report'],
    parameters: { 'Get-Report': ['Name'] },
    dependencies: { Paper: '1.0' },
  });
  shelve('Paper', '1.0.0');
  const tried = await begin({ update: ['report'], apply: false });
  expect(tried.properties.provisioningState).toBe('Ready');
  expect(tried.properties.changes).toMatchObject([
    { name: 'Paper', from: null, to: '1.0.0', commandsAdded: ['Get-Paper'] },
    {
      name: 'Report',
      from: '1.0.0',
      to: '2.0.0',
      becomesDefault: true,
      commandsAdded: ['New-Report'],
      commandsRemoved: ['Send-Report'],
      parametersRemoved: [{ command: 'Get-Report', parameters: ['Format'] }],
      affected: [
        { runbook: 'weekly', content: 'draft', line: 2, command: 'Get-Report', parameter: 'Format' },
        { runbook: 'weekly', content: 'draft', line: 3, command: 'Send-Report' },
      ],
    },
  ]);
  expect(await module('Report')).toMatchObject({ version: '1.0.0', versions: ['1.0.0'] });
  expect((await call('GET', at('modules/Paper'))).status).toBe(404);
  const applied = await call('POST', at(`moduleImports/${tried.name}/apply`));
  expect(applied.json<Import>().properties.provisioningState).toBe('Succeeded');
  expect(await module('Report')).toMatchObject({ version: '2.0.0', versions: ['1.0.0', '2.0.0'] });
  expect((await call('POST', at(`moduleImports/${tried.name}/apply`))).status).toBe(409);
  expect((await begin({ update: ['Report'] })).properties).toMatchObject({
    provisioningState: 'Succeeded',
    imports: [],
  });
});

test('what another module of the account excludes is no update', async () => {
  // Bottom 3.0.0 is there, and Middle will have none of it.
  expect((await begin({ update: ['Bottom'] })).properties.imports).toEqual([]);
  expect((await begin({ import: [{ name: 'Bottom' }], apply: false })).properties.imports).toMatchObject([
    { name: 'Bottom', version: '3.0.0', from: '2.5.0' },
  ]);
});

test('only what came from a feed is brought up to date from one', async () => {
  shelve('Mine', '9.0.0');
  await call('PUT', at('modules/Mine'), { json: {} });
  await call('PUT', at('modules/Mine/content'), {
    bytes: content({ name: 'Mine', version: '1.0.0', commands: [] }),
    headers: { 'content-type': 'application/zip' },
  });
  await settledModule('Mine');
  const refused = await call('POST', at('moduleImports'), { json: { properties: { update: ['Mine'] } } });
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining("'Mine' was uploaded"),
  ]);
  expect((await begin({ update: [] })).properties.imports).toEqual([]);
});

test('a discarded import leaves nothing, and one that was never there is not found', async () => {
  shelve('Maybe', '1.0.0');
  const { name } = await begin({ import: [{ name: 'Maybe' }], apply: false });
  expect((await call('DELETE', at(`moduleImports/${name}`))).status).toBe(200);
  expect((await call('GET', at(`moduleImports/${name}`))).status).toBe(404);
  expect((await call('GET', at('modules/Maybe'))).status).toBe(404);
});

test('conflicts refuse an import before it begins', async () => {
  shelve('Clash', '1.0.0', { dependencies: { Mine: '[2.0,3.0)' } });
  const refused = await call('POST', at('moduleImports'), {
    json: { properties: { import: [{ name: 'Clash' }] } },
  });
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    409,
    expect.stringContaining("'Mine': the account has 1.0.0, which was uploaded"),
  ]);
});

test("Azure's contentLink is fetched when its address belongs to a feed, and checked against its hash and version", async () => {
  shelve('Linked', '1.0.0', { dependencies: { Bottom: '' } });
  shelve('Linked', '2.0.0');
  const link = async (name: string, contentLink: unknown) => {
    await call('PUT', at(`modules/${name}`), { json: { properties: { contentLink } } });
    return settledModule(name);
  };
  const galleryUri = 'https://www.powershellgallery.com/api/v2/package/Linked/1.0.0';
  const file = feed.packages.find((each) => each.name === 'Linked')!.content;
  const sha256 = createHash('sha256').update(file).digest('hex').toUpperCase();
  const right = { algorithm: 'SHA256', value: sha256 };
  expect(await link('Linked', { uri: galleryUri, version: '1.0.0', contentHash: right })).toMatchObject({
    provisioningState: 'Succeeded',
    version: '1.0.0',
    contentHash: { value: sha256.toLowerCase() },
  });
  expect(await link('Linked', { uri: `${feed.origin}/api/v2/package/Linked` })).toMatchObject({
    version: '2.0.0',
    versions: ['1.0.0', '2.0.0'],
  });
  const wrong = { algorithm: 'sha512', value: 'ab'.repeat(64) };
  expect(await link('Linked', { uri: galleryUri, contentHash: wrong })).toMatchObject({
    provisioningState: 'Failed',
    version: '2.0.0',
    error: { code: 'ModuleLinkMismatch' },
  });
  expect(await link('Linked', { uri: galleryUri, version: '1.5.0' })).toMatchObject({
    error: { code: 'ModuleLinkMismatch' },
  });
  expect(await link('Renamed', { uri: galleryUri })).toMatchObject({ error: { code: 'ModuleLinkMismatch' } });
  expect(
    await link('Linked', { uri: 'https://www.powershellgallery.com/api/v2/package/Linked/7.0.0' }),
  ).toMatchObject({ provisioningState: 'Failed' });
});

test('a link to anywhere else is not fetched', async () => {
  const before = feed.requests.length;
  for (const uri of [
    'https://contoso.blob.core.windows.net/m.zip',
    'http://169.254.169.254/m.zip',
    'file:///etc/passwd',
    feed.origin.replace('http:', 'https:'),
  ]) {
    await call('PUT', at('modules/Elsewhere'), { json: { properties: { contentLink: { uri } } } });
    expect(await module('Elsewhere')).toMatchObject({
      error: { code: 'ModuleLinkNotFetched', message: expect.stringContaining('tenantry gallery add') },
    });
  }
  expect(feed.requests.length).toBe(before);
});

test('feeds are added, listed, changed and removed by who may write in the subscription', async () => {
  const own = `${feedsPath}/Own?${version}`;
  const good = {
    json: { properties: { url: 'https://nuget.contoso.com/v3/index.json', hosts: ['cdn.contoso.com'] } },
  };
  expect((await call('PUT', own, good)).status).toBe(201);
  expect((await call('PUT', own, good)).status).toBe(200);
  const listed = await call('GET', `${feedsPath}?${version}`, { as: 'reader' });
  expect(listed.json<{ value: unknown[] }>().value).toMatchObject([
    { name: 'PSGallery' },
    { name: 'Own', properties: { hosts: ['cdn.contoso.com'], allowPrivate: false } },
  ]);
  expect((await call('PUT', own, { ...good, as: 'reader' })).status).toBe(403);
  for (const url of [
    'http://nuget.contoso.com/',
    'http://127.0.0.1:1/api/v2',
    'https://user@nuget.contoso.com/',
  ])
    expect([url, (await call('PUT', own, { json: { properties: { url } } })).status]).toEqual([url, 400]);
  expect((await call('DELETE', own)).status).toBe(200);
  expect((await call('DELETE', own)).status).toBe(404);
  expect((await call('GET', own)).status).toBe(404);
});

test('the password of a feed goes in and never comes out, and stays while user and origin do', async () => {
  const own = `${feedsPath}/Signed?${version}`;
  const put = (properties: Record<string, unknown>) => call('PUT', own, { json: { properties } });
  const url = 'https://nuget.contoso.com/v3/index.json';
  expect((await put({ url, userName: 'robot' })).status).toBe(400);
  const made = await put({ url, userName: 'robot', password: 'correct-horse' });
  expect([made.status, made.text]).toEqual([201, expect.not.stringContaining('correct-horse')]);
  expect((await call('GET', own)).json()).toMatchObject({ properties: { userName: 'robot' } });
  const stored = await plane.db.query<{ password: Buffer }>({
    text: `select password from gallery_feed where name = 'Signed'`,
    values: [],
  });
  expect(stored[0]!.password.toString('latin1')).not.toContain('correct-horse');
  expect((await put({ url: `${url.replace('v3', 'v4')}`, userName: 'robot' })).status).toBe(200);
  expect((await put({ url, userName: 'other' })).status).toBe(400);
  expect((await put({ url: 'https://evil.example/v3/index.json', userName: 'robot' })).status).toBe(400);
  expect((await put({ url })).json()).toMatchObject({ properties: { userName: null } });
  expect((await call('DELETE', own)).status).toBe(200);
});

test('an import goes on after whoever worked at it has gone, when somebody asks and when nobody does', async () => {
  shelve('Resumed', '1.0.0');
  shelve('Forgotten', '1.0.0');
  for (const [module, resume] of [
    ['Resumed', (path: string) => call('GET', path)],
    ['Forgotten', () => plane.automation.galleryImports.resume()],
  ] as const) {
    const { name } = await begin({ import: [{ name: module }], apply: false });
    // As a control plane leaves it that died before it wrote down what became of the test.
    await plane.db.query({
      text: `update module_import set state = 'Running', applies = true, changes = null, modified_at = now() - interval '1 minute',
        lease_until = now() - interval '1 second' where id = '${name}'`,
      values: [],
    });
    await resume(at(`moduleImports/${name}`));
    expect(await settledModule(module)).toMatchObject({ version: '1.0.0' });
  }
});

test('an account goes with its modules, their versions and its imports', async () => {
  shelve('Leaving', '1.0.0');
  shelve('Leaving', '2.0.0');
  const account = plane.account.replace(/main$/, 'leaving');
  await call('PUT', `${account}?${version}`, { json: { location: 'local' } });
  for (const number of ['1.0.0', '2.0.0']) {
    const begun = await call('POST', `${account}/moduleImports?${version}`, {
      json: { properties: { import: [{ name: 'Leaving', version: number }], apply: number === '1.0.0' } },
    });
    for (;;) {
      const path = `${account}/moduleImports/${begun.json<Import>().name}?${version}`;
      const { properties } = (await call('GET', path)).json<Import>();
      if (properties.provisioningState !== 'Running') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  expect((await call('GET', `${account}/modules/Leaving?${version}`)).json()).toMatchObject({
    properties: { version: '1.0.0' },
  });
  expect((await call('DELETE', `${account}?${version}`)).status).toBe(200);
  const left = await plane.db.query({
    text: `select 1 from module_version where name = 'Leaving'`,
    values: [],
  });
  expect(left).toEqual([]);
});
