import { createHash, randomBytes } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ImportClaim, type ImportResult } from '#worker-link';

import { type TestCall, type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
const leaving = new AbortController();
beforeAll(async () => {
  plane = await testControlPlane();
});
afterAll(() => leaving.abort());

interface Shown {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly tags: Record<string, string>;
  readonly properties: {
    readonly provisioningState: string;
    readonly version: string | null;
    readonly sizeInBytes: number;
    readonly activityCount: number;
    readonly isGlobal: boolean;
    readonly versions: readonly string[];
    readonly error: { readonly code: string | null; readonly message: string | null };
  };
}

const at = (name: string, rest = ''): string => `${plane.account}/modules/${name}${rest}?${version}`;
const call = (method: string, path: string, more?: TestCall) => plane.call(method, path, more);
const create = (name: string, properties: unknown = {}) => call('PUT', at(name), { json: { properties } });
const upload = (name: string, content: Uint8Array) =>
  call('PUT', at(name, '/content'), { bytes: content, headers: { 'content-type': 'application/zip' } });
const shown = async (name: string): Promise<Shown> => (await call('GET', at(name))).json<Shown>();

/**
 * The part of a worker that these tests need. A claim may come back empty at once: what a newer content overtook has
 * nothing left to do when the queue gives it away again.
 */
async function claimImport(): Promise<ImportClaim> {
  for (;;) {
    const claim = await plane.link.claim({ worker: 'test', kinds: ['build'], waitMilliseconds: 10_000 });
    if (claim?.kind === 'import') return claim;
    if (claim !== undefined) throw new Error(`no import came but a ${claim.kind}`);
  }
}
const passed = (more: Partial<ImportResult & { ok: true }> = {}): ImportResult => ({
  ok: true,
  version: '1.0.0',
  commands: ['Get-One', 'Get-Two'],
  requiredModules: [],
  ...more,
});
async function imported(name: string, content: Uint8Array, result: ImportResult): Promise<Shown> {
  await create(name);
  await upload(name, content);
  await plane.link.imported((await claimImport()).attempt, result);
  return shown(name);
}

test('a module goes from Creating over its content and its test to Succeeded, with what it says of itself', async () => {
  const made = await create('Contoso.Tools');
  expect([made.status, made.json<Shown>()]).toMatchObject([
    201,
    {
      name: 'Contoso.Tools',
      type: 'Microsoft.Automation/AutomationAccounts/Modules',
      properties: { provisioningState: 'Creating', isGlobal: false, version: null, error: { code: null } },
    },
  ]);
  // More than one piece, and nothing that a text could carry.
  const content = randomBytes(2_500_000);
  const accepted = await upload('contoso.tools', content);
  expect([accepted.status, accepted.json<Shown>().properties.provisioningState]).toEqual([
    202,
    'ContentRetrieved',
  ]);

  const claim = await claimImport();
  const hash = createHash('sha256').update(content).digest('hex');
  expect(claim).toMatchObject({ module: { name: 'Contoso.Tools', hash }, others: [] });
  const arrived = Buffer.concat(await Array.fromAsync(plane.link.package(hash)));
  expect(arrived.equals(content)).toBe(true);
  expect((await shown('Contoso.Tools')).properties.provisioningState).toBe('RunningImportModuleRunbook');
  expect(await plane.link.heartbeat(claim.attempt)).toEqual({ command: 'continue' });

  await plane.link.imported(claim.attempt, passed({ version: '2.1.0' }));
  expect((await shown('Contoso.Tools')).properties).toMatchObject({
    provisioningState: 'Succeeded',
    version: '2.1.0',
    sizeInBytes: 2_500_000,
    activityCount: 2,
    error: { code: null, message: null },
  });
  await expect(plane.link.imported(claim.attempt, passed())).rejects.toMatchObject({ code: 'StaleAttempt' });
});

test('a module that fails shows its own error, and jobs keep the content that passed', async () => {
  await imported('Keeper', Buffer.from('first'), passed());
  const broken = { ok: false, code: 'Boom', message: 'no licence was found' } as const;
  expect((await imported('Keeper', Buffer.from('second'), broken)).properties).toMatchObject({
    provisioningState: 'Failed',
    version: '1.0.0',
    error: { code: 'Boom', message: 'no licence was found' },
  });
  const ready = createHash('sha256').update('first').digest('hex');
  await create('Beside');
  await upload('Beside', Buffer.from('beside'));
  const claim = await claimImport();
  expect(claim.others).toContainEqual({ name: 'Keeper', hash: ready, version: '1.0.0' });
  await plane.link.imported(claim.attempt, passed());
});

test('two contents that are tried at the same time stay beside each other, and the newer one is the default', async () => {
  await create('Hasty');
  await upload('Hasty', Buffer.from('older'));
  const older = await claimImport();
  await upload('Hasty', Buffer.from('newer'));
  const newer = await claimImport();
  await plane.link.imported(newer.attempt, passed({ version: '3.0' }));
  await plane.link.imported(older.attempt, passed({ version: '2.0' }));
  expect((await shown('Hasty')).properties).toMatchObject({
    provisioningState: 'Succeeded',
    version: '3.0',
    versions: ['2.0', '3.0'],
  });
});

test('of two contents with the same version the newer one counts, whichever is tried last', async () => {
  await create('Twice');
  await upload('Twice', Buffer.from('first of twice'));
  const first = await claimImport();
  await upload('Twice', Buffer.from('second of twice'));
  const second = await claimImport();
  await plane.link.imported(second.attempt, passed());
  await plane.link.imported(first.attempt, passed());
  const hash = createHash('sha256').update('second of twice').digest('hex');
  expect((await shown('Twice')).properties).toMatchObject({
    versions: ['1.0.0'],
    contentHash: { value: hash },
  });
});

test('going back is choosing the default: what jobs load by name changes, and the other version stays', async () => {
  await imported('Ways', Buffer.from('ways 1'), passed({ version: '1.0.0', commands: ['Get-Old'] }));
  await imported('Ways', Buffer.from('ways 2'), passed({ version: '2.0.0', prerelease: 'beta1' }));
  expect((await shown('Ways')).properties).toMatchObject({
    version: '2.0.0-beta1',
    versions: ['1.0.0', '2.0.0-beta1'],
  });
  const chosen = await call('POST', at('Ways', '/versions/1.0.0/makeDefault'));
  expect([chosen.status, chosen.json()]).toMatchObject([
    200,
    { name: '1.0.0', properties: { isDefault: true } },
  ]);
  expect((await shown('Ways')).properties).toMatchObject({ version: '1.0.0', activityCount: 1 });
  await create('Looker');
  await upload('Looker', Buffer.from('looker'));
  const claim = await claimImport();
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
  expect(claim.others.filter(({ name }) => name === 'Ways')).toEqual([
    { name: 'Ways', hash: hashOf('ways 1'), version: '1.0.0' },
    { name: 'Ways', hash: hashOf('ways 2'), version: '2.0.0', beside: true },
  ]);
  await plane.link.imported(claim.attempt, passed());
  // What is imported again is asked for again.
  await imported('Ways', Buffer.from('ways 3'), passed({ version: '0.9' }));
  expect((await shown('Ways')).properties.version).toBe('0.9');
});

test('versions are listed, shown and removed one by one, but never the default', async () => {
  await imported('Many', Buffer.from('many 1'), passed({ version: '1.0' }));
  await imported('Many', Buffer.from('many 2'), passed({ version: '2.0' }));
  await imported('Many', Buffer.from('many 3'), { ok: false, code: 'Boom', message: 'broken' });
  const listed = (await call('GET', at('Many', '/versions'))).json<{ value: Shown[] }>().value;
  expect(listed.map(({ properties }) => properties.provisioningState)).toEqual([
    'Failed',
    'Succeeded',
    'Succeeded',
  ]);
  expect(listed[1]).toMatchObject({
    name: '2.0',
    properties: { isDefault: true, feed: null, commands: ['Get-One', 'Get-Two'] },
  });
  expect((await call('GET', at('Many', '/versions/1.0'))).json()).toMatchObject({ name: '1.0' });
  expect((await call('GET', at('Many', '/versions/7.0'))).status).toBe(404);
  expect((await call('DELETE', at('Many', '/versions/2.0'))).status).toBe(409);
  expect((await call('POST', at('Many', `/versions/${listed[0]!.name}/makeDefault`))).status).toBe(409);
  expect((await call('DELETE', at('Many', '/versions/1.0'))).status).toBe(200);
  expect((await call('DELETE', at('Many', `/versions/${listed[0]!.name}`))).status).toBe(200);
  const left = (await call('GET', at('Many', '/versions'))).json<{ value: Shown[] }>().value;
  expect(left.map(({ name }) => name)).toEqual(['2.0']);
  expect((await call('DELETE', at('Many', '/versions/2.0'), { as: 'reader' })).status).toBe(403);
});

test('a version that another module requires stays as long as no other will do', async () => {
  await imported('Ground', Buffer.from('ground 1'), passed({ version: '1.5' }));
  await imported('Ground', Buffer.from('ground 2'), passed({ version: '2.0' }));
  const needs = { name: 'Ground', version: '1.5', range: '[1.0,2.0)' };
  await imported('House', Buffer.from('house'), passed({ requiredModules: [needs] }));
  expect((await call('DELETE', at('Ground', '/versions/1.5'))).status).toBe(409);
  await imported('Ground', Buffer.from('ground 1.6'), passed({ version: '1.6' }));
  expect((await call('DELETE', at('Ground', '/versions/1.5'))).status).toBe(200);
  expect((await call('DELETE', at('Ground'))).status).toBe(409);
  expect((await call('DELETE', at('House'))).status).toBe(200);
});

test('builds and jobs of PowerShell get the modules that passed, and those of other languages none', async () => {
  await imported('Passed', Buffer.from('passed'), passed());
  await create('Waiting');
  const ready = {
    name: 'Passed',
    version: '1.0.0',
    hash: createHash('sha256').update('passed').digest('hex'),
  };
  const asked = { worker: 'test', waitMilliseconds: 10_000 };
  for (const [runbook, runbookType] of [
    ['with-modules', 'PowerShell72'],
    ['without-modules', 'TypeScript'],
  ] as const) {
    const path = `${plane.account}/runbooks/${runbook}`;
    await call('PUT', `${path}?${version}`, { json: { properties: { runbookType } } });
    await call('PUT', `${path}/draft/content?${version}`, { text: 'Get-One' });
    await call('POST', `${path}/publish?${version}`);
    const build = await plane.link.claim({ ...asked, kinds: ['build'] });
    await plane.link.built(build!.attempt, { ok: true, artifact: 'Get-One', parameters: [] });
    const job = `${plane.account}/jobs/${runbook}?${version}`;
    expect((await call('PUT', job, { json: { properties: { runbook: { name: runbook } } } })).status).toBe(
      201,
    );
    const claim = await plane.link.claim({ ...asked, kinds: ['job'] });
    for (const each of [build, claim]) {
      const modules = each !== undefined && 'modules' in each ? each.modules : undefined;
      if (runbookType === 'TypeScript') expect(modules).toBeUndefined();
      else expect(modules).toContainEqual(ready);
      expect(modules?.map(({ name }) => name) ?? []).not.toContain('Waiting');
    }
    await plane.link.end(claim!.attempt, { status: 'Completed', durationMilliseconds: 1 });
  }
});

test('the address that PowerShell 7.2 has in Azure shows the same modules under its own type', async () => {
  await imported('Seven', Buffer.from('seven'), passed());
  const { status, json } = await call(
    'GET',
    `${plane.account}/powershell72Modules/Seven?api-version=2023-11-01`,
  );
  expect([status, json<Shown>()]).toMatchObject([
    200,
    {
      id: expect.stringMatching(/\/powerShell72Modules\/Seven$/),
      type: 'Microsoft.Automation/AutomationAccounts/PowerShell72Modules',
      properties: { provisioningState: 'Succeeded' },
    },
  ]);
});

test('list, change and delete answer with the codes of Azure', async () => {
  expect((await create('Plain')).status).toBe(201);
  expect((await create('Plain')).status).toBe(200);
  const patched = await call('PATCH', at('Plain'), { json: { tags: { team: 'ops' } } });
  expect([patched.status, patched.json<Shown>().tags]).toEqual([200, { team: 'ops' }]);
  const listed = await call('GET', `${plane.account}/modules?${version}`);
  const names = listed.json<{ value: Shown[] }>().value.map(({ name }) => name);
  expect(names).toContain('Plain');
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  expect((await call('DELETE', at('Plain'))).status).toBe(200);
  for (const method of ['GET', 'DELETE']) expect((await call(method, at('Plain'))).status).toBe(404);
  expect((await call('PATCH', at('Plain'), { json: {} })).status).toBe(404);
  expect((await upload('Plain', Buffer.from('x'))).status).toBe(404);
});

test('a module that another one requires stays until that one goes', async () => {
  await imported('Base', Buffer.from('base'), passed());
  await imported(
    'Upper',
    Buffer.from('upper'),
    passed({ requiredModules: [{ name: 'base', version: '1.0' }] }),
  );
  const refused = await call('DELETE', at('Base'));
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    409,
    "Module 'Base' is required by module 'Upper'. Delete that module first.",
  ]);
  expect((await call('DELETE', at('Upper'))).status).toBe(200);
  expect((await call('DELETE', at('Base'))).status).toBe(200);
});

test('the same content may come under several names at the same time, and is kept once', async () => {
  const content = randomBytes(1_500_000);
  const names = ['Twin-A', 'Twin-B', 'Twin-C', 'Twin-D'];
  await Promise.all(names.map((name) => create(name)));
  const answers = await Promise.all(names.map((name) => upload(name, content)));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  const hash = createHash('sha256').update(content).digest('hex');
  expect(Buffer.concat(await Array.fromAsync(plane.link.package(hash))).equals(content)).toBe(true);
  const kept = await plane.db.query({
    text: 'select 1 from package where size = 1500000 or hash is null',
    values: [],
  });
  expect(kept).toHaveLength(1);
  for (const _ of names) await plane.link.imported((await claimImport()).attempt, passed());
});

test('nothing fetches what a caller names: a link fails with what to do instead', async () => {
  const { json } = await create('Linked', { contentLink: { uri: 'http://127.0.0.1:9/module.zip' } });
  expect(json<Shown>().properties).toMatchObject({
    provisioningState: 'Failed',
    error: { code: 'ModuleLinkNotFetched', message: expect.stringContaining('tenantry module import') },
  });
});

test('the limits of names and sizes are told', async () => {
  expect((await create('no spaces')).status).toBe(400);
  expect((await create('.hidden')).status).toBe(400);
  await create('Big');
  expect((await upload('Big', Buffer.alloc(0))).status).toBe(400);
  const answer = await upload('Big', Buffer.alloc(100 * 1024 * 1024 + 1));
  expect([answer.status, answer.json<{ code: string }>().code]).toEqual([413, 'RequestEntityTooLarge']);
  expect((await shown('Big')).properties.provisioningState).toBe('Creating');
  const left = await plane.db.query({ text: 'select id from package where hash is null', values: [] });
  expect(left).toEqual([]);
});

test('content that no module has any more is forgotten', async () => {
  await imported('Gone', Buffer.from('gone'), passed());
  const hash = createHash('sha256').update('gone').digest('hex');
  // Content that was just uploaded is spared: it might be about to become a module's.
  await plane.db.query({ text: `update package set created_at = now() - interval '2 hours'`, values: [] });
  await call('DELETE', at('Gone'));
  await expect(Array.fromAsync(plane.link.package(hash))).rejects.toMatchObject({ code: 'PackageNotFound' });
});
