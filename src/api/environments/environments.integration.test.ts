import { createHash } from 'node:crypto';

import { beforeAll, expect, test } from 'vitest';

import type { EnvironmentClaim, EnvironmentResult, ImportResult } from '#worker-link';

import { startFeedServer } from '../../gallery/testing/feed-server.ts';
import { type TestCall, type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

interface Lock {
  readonly environment: string;
  readonly revision: number;
  readonly hash: string;
  readonly lock: {
    readonly engine: unknown;
    readonly packages: readonly { name: string; version: string; hash: string }[];
  };
}
interface Shown {
  readonly name: string;
  readonly properties: {
    readonly runtime: unknown;
    readonly engine: string;
    readonly provisioningState: string;
    readonly isSystemGenerated: boolean;
    readonly error: { readonly code: string | null; readonly message: string | null };
    readonly lock: { readonly revision: number; readonly hash: string } | null;
    readonly version?: string;
  };
}

const at = (path: string): string => `${plane.account}/${path}?${version}`;
const call = (method: string, path: string, more?: TestCall) => plane.call(method, at(path), more);
const environment = (name: string): string => `runtimeEnvironments/${name}`;
const create = (name: string, properties: unknown) =>
  call('PUT', environment(name), { json: { properties } });
const powershell = { runtime: { language: 'PowerShell', version: '7.4' } };
const shown = async (path: string): Promise<Shown['properties']> =>
  (await call('GET', path)).json<Shown>().properties;
const lockOf = async (name: string, revision = 'current'): Promise<Lock> =>
  (await call('GET', `${environment(name)}/locks/${revision}`)).json<{ properties: Lock }>().properties;
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The part of a worker that these tests need. */
async function claimBuild(): Promise<EnvironmentClaim> {
  for (;;) {
    const claim = await plane.link.claim({ worker: 'test', kinds: ['build'], waitMilliseconds: 10_000 });
    if (claim?.kind === 'environment') return claim;
    if (claim !== undefined) throw new Error(`no environment came but a ${claim.kind}`);
  }
}
const passed = (version = '1.0.0'): ImportResult => ({
  ok: true,
  version,
  commands: ['Get-One'],
  requiredModules: [],
});
const engine = { kind: 'tenantry', version: '7.6.9' } as const;
const resultOf = (
  claim: EnvironmentClaim,
  versions: Readonly<Record<string, string>> = {},
): EnvironmentResult => ({
  engine: { ...engine, kind: claim.environment.engine.kind },
  packages: claim.packages.map(({ name }) => ({ name, result: passed(versions[name]) })),
  pairs: [],
});
async function built(versions?: Readonly<Record<string, string>>): Promise<EnvironmentClaim> {
  const claim = await claimBuild();
  await plane.link.environmentBuilt(claim.attempt, resultOf(claim, versions));
  return claim;
}
async function upload(path: string, content: string): Promise<void> {
  expect((await call('PUT', path, { json: { properties: {} } })).status).toBeLessThan(202);
  const sent = { bytes: Buffer.from(content), headers: { 'content-type': 'application/zip' } };
  expect((await call('PUT', `${path}/content`, sent)).status).toBe(202);
}
async function publish(runbook: string, properties: unknown): Promise<void> {
  const path = `runbooks/${runbook}`;
  expect((await call('PUT', path, { json: { properties } })).status).toBeLessThan(202);
  await call('PUT', `${path}/draft/content`, { text: 'Get-One' });
  expect((await call('POST', `${path}/publish`)).status).toBe(202);
}

test('an environment is created, built into its first lock, changed, listed and deleted with the codes of Azure', async () => {
  const made = await create('Plain', { ...powershell, description: 'of a test' });
  expect([made.status, made.json<Shown>()]).toMatchObject([
    201,
    {
      name: 'Plain',
      type: 'Microsoft.Automation/automationAccounts/runtimeEnvironments',
      systemData: { createdAt: expect.any(String) },
      properties: {
        runtime: { language: 'PowerShell', version: '7.4' },
        description: 'of a test',
        defaultPackages: {},
        provisioningState: 'Building',
        engine: 'tenantry',
        lock: null,
      },
    },
  ]);
  const claim = await built();
  expect(claim).toMatchObject({
    environment: { name: 'Plain', language: 'powershell', engine: { kind: 'tenantry', version: '' } },
    packages: [],
  });
  expect(await shown(environment('Plain'))).toMatchObject({
    provisioningState: 'Succeeded',
    lock: { revision: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const patched = await call('PATCH', environment('plain'), { json: { properties: { description: 'new' } } });
  expect([patched.status, patched.json<Shown>().properties]).toMatchObject([
    200,
    { description: 'new', runtime: { version: '7.4' }, provisioningState: 'Succeeded' },
  ]);
  const names = (await call('GET', 'runtimeEnvironments'))
    .json<{ value: Shown[] }>()
    .value.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Plain', 'PowerShell-7.2', 'Python-3.10', 'TypeScript']));
  expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  expect((await call('DELETE', environment('Plain'))).status).toBe(200);
  expect((await call('DELETE', environment('Plain'))).status).toBe(204);
  expect((await call('GET', environment('Plain'))).status).toBe(404);
});

test('what is no runtime, no name, or the system’s own is refused', async () => {
  const refusals: readonly [string, unknown, string][] = [
    ['NoSuch', { runtime: { language: 'Ruby', version: '3' } }, 'no runtime'],
    ['NoSuch', { runtime: { language: 'PowerShell', version: '4' } }, 'no runtime'],
    ['NoSuch', { runtime: { language: 'Python', version: '2.7' } }, 'no runtime'],
    ['NoSuch', { ...powershell, engine: 'python' }, 'no runtime'],
    ['1st', powershell, 'no valid name'],
    ['PowerShell-7.2', powershell, "is the system's"],
  ];
  for (const [name, properties, message] of refusals) {
    const { status, json } = await create(name, properties);
    expect([status, json<{ message: string }>().message]).toEqual([400, expect.stringContaining(message)]);
  }
  expect((await call('DELETE', environment('TypeScript'))).status).toBe(400);
  const inSystem = await call('PUT', `${environment('PowerShell-7.2')}/packages/X`, { json: {} });
  expect(inSystem.status).toBe(400);
  expect(await shown(environment('python-3'))).toMatchObject({ isSystemGenerated: true, engine: 'python' });
});

test('each change makes the next lock; the one before it stays as it was', async () => {
  await create('Growing', powershell);
  await built();
  await upload(`${environment('Growing')}/packages/Tools`, 'tools, first');
  expect((await claimBuildOf('Growing')).packages).toEqual([{ name: 'Tools', hash: hashOf('tools, first') }]);
  const first = await lockOf('Growing');
  expect(first).toMatchObject({
    environment: 'Growing',
    revision: 2,
    lock: { engine, packages: [{ name: 'Tools', version: '1.0.0', hash: hashOf('tools, first') }] },
  });
  await upload(`${environment('Growing')}/packages/Tools`, 'tools, second');
  await built({ Tools: '2.0.0' });
  expect(await lockOf('Growing')).toMatchObject({ revision: 3, lock: { packages: [{ version: '2.0.0' }] } });
  expect(await lockOf('Growing', '2')).toEqual(first);
  expect((await call('GET', `${environment('Growing')}/locks/9`)).status).toBe(404);
  expect(await shown(`${environment('Growing')}/packages/tools`)).toMatchObject({
    provisioningState: 'Succeeded',
    version: '2.0.0',
  });
  expect((await call('DELETE', `${environment('Growing')}/packages/Tools`)).status).toBe(200);
  expect((await call('DELETE', `${environment('Growing')}/packages/Tools`)).status).toBe(204);
  await built();
  expect(await lockOf('Growing')).toMatchObject({ revision: 4, lock: { packages: [] } });
});

async function claimBuildOf(name: string): Promise<EnvironmentClaim> {
  const claim = await claimBuild();
  expect(claim.environment.name).toBe(name);
  await plane.link.environmentBuilt(claim.attempt, resultOf(claim));
  return claim;
}

test('a failed build tells which package and why, and leaves the lock before it in use', async () => {
  await create('Kept', powershell);
  await built();
  await upload(`${environment('Kept')}/packages/Good`, 'good');
  await built();
  const before = await lockOf('Kept');
  await upload(`${environment('Kept')}/packages/Bad`, 'bad');
  const claim = await claimBuild();
  const result = resultOf(claim);
  await plane.link.environmentBuilt(claim.attempt, {
    ...result,
    packages: result.packages.map((each) =>
      each.name === 'Bad' ? { ...each, result: { ok: false, code: 'Boom', message: 'no licence' } } : each,
    ),
  });
  expect(await shown(environment('Kept'))).toMatchObject({
    provisioningState: 'Failed',
    lock: { revision: before.revision, hash: before.hash },
    error: { message: expect.stringMatching(/'Bad' cannot be imported. no licence/) },
  });
  expect(await shown(`${environment('Kept')}/packages/Bad`)).toMatchObject({
    provisioningState: 'Failed',
    error: { code: 'Boom', message: 'no licence' },
  });
  expect(await shown(`${environment('Kept')}/packages/Good`)).toMatchObject({
    provisioningState: 'Succeeded',
  });
  await expect(plane.link.environmentBuilt(claim.attempt, result)).rejects.toMatchObject({
    code: 'StaleAttempt',
  });
});

test('of two changes the newer one counts, whichever is built last', async () => {
  await create('Hasty', powershell);
  const older = await claimBuild();
  await upload(`${environment('Hasty')}/packages/One`, 'one');
  await expect(plane.link.environmentBuilt(older.attempt, resultOf(older))).rejects.toMatchObject({
    code: 'StaleAttempt',
  });
  expect((await built()).packages).toHaveLength(1);
  expect(await lockOf('Hasty')).toMatchObject({ revision: 1 });
});

test('a runbook is published against its environment, and its jobs keep the lock that they were made with', async () => {
  await create('Office', powershell);
  await built();
  await upload(`${environment('Office')}/packages/Tools`, 'office tools');
  await built();
  await publish('in-office', { runbookType: 'PowerShell', runtimeEnvironment: 'office' });
  expect(await shown('runbooks/in-office')).toMatchObject({ runtimeEnvironment: 'Office' });
  const asked = { worker: 'test', waitMilliseconds: 10_000 };
  const build = await plane.link.claim({ ...asked, kinds: ['build'] });
  const { hash } = await lockOf('Office');
  const there = {
    environment: { name: 'Office', hash, engine: { kind: 'tenantry', version: '' } },
    modules: [{ name: 'Tools', hash: hashOf('office tools') }],
  };
  expect(build).toMatchObject({ kind: 'build', ...there });
  await plane.link.built(build!.attempt, { ok: true, artifact: 'Get-One', parameters: [] });

  const start = { json: { properties: { runbook: { name: 'in-office' } } } };
  expect((await call('PUT', 'jobs/of-first-lock', start)).status).toBe(201);
  // A newer lock is for newer jobs.
  await upload(`${environment('Office')}/packages/Tools`, 'newer tools');
  await built();
  expect((await lockOf('Office')).hash).not.toBe(hash);
  const claim = await plane.link.claim({ ...asked, kinds: ['job'] });
  expect(claim).toMatchObject({ kind: 'job', ...there });
  await plane.link.started(claim!.attempt, {
    isolation: { boundary: 'process', egressEnforced: false },
    engine: 'PowerShell 7.6.9 (Tenantry)',
  });
  expect(await shown('jobs/of-first-lock')).toMatchObject({
    environmentLock: { name: 'Office', revision: 2, hash },
    jobRuntimeEnvironment: { runtimeEnvironmentName: 'Office' },
    engine: 'PowerShell 7.6.9 (Tenantry)',
  });

  const refused = await call('DELETE', environment('Office'));
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    409,
    expect.stringContaining("'Office' is used by runbook 'in-office'"),
  ]);
  await call('PATCH', 'runbooks/in-office', { json: { properties: { runtimeEnvironment: '' } } });
  expect(await shown('runbooks/in-office')).toMatchObject({ runtimeEnvironment: null });
  expect((await call('DELETE', environment('Office'))).json<{ message: string }>().message).toContain(
    "job 'of-first-lock', which has not ended",
  );
  await plane.link.end(claim!.attempt, { status: 'Completed', durationMilliseconds: 1 });
  expect((await call('DELETE', environment('Office'))).status).toBe(200);
  expect(await shown('jobs/of-first-lock')).toMatchObject({ environmentLock: { hash } });
});

test('a job whose environment was removed in the moment in which it was made fails, and runs on nothing else', async () => {
  await create('Fleeting', powershell);
  await built();
  await publish('in-fleeting', { runbookType: 'PowerShell', runtimeEnvironment: 'Fleeting' });
  const build = await plane.link.claim({ worker: 'test', kinds: ['build'], waitMilliseconds: 10_000 });
  await plane.link.built(build!.attempt, { ok: true, artifact: 'Get-One', parameters: [] });
  await call('PUT', 'jobs/orphan', { json: { properties: { runbook: { name: 'in-fleeting' } } } });
  // What the removal does when it comes between the look at the lock and the job.
  await plane.db.query({ text: "update job set lock_id = null where name = 'orphan'", values: [] });
  expect(await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 1_000 })).toBeUndefined();
  expect(await shown('jobs/orphan')).toMatchObject({
    status: 'Failed',
    exception: expect.stringContaining("'Fleeting' not found"),
  });
});

test('a runbook names only an environment of its language that is there and was built', async () => {
  const put = (runtimeEnvironment: string, runbookType = 'PowerShell') =>
    call('PUT', 'runbooks/choosy', { json: { properties: { runbookType, runtimeEnvironment } } });
  expect((await put('Nothing')).status).toBe(404);
  expect((await put('Python-3.10')).json<{ message: string }>().message).toContain('is one of Python');
  expect((await put('PowerShell-7.2')).status).toBe(201);
  await create('Unbuilt', powershell);
  const claim = await claimBuild();
  await put('Unbuilt');
  await call('PUT', 'runbooks/choosy/draft/content', { text: '1' });
  const early = await call('POST', 'runbooks/choosy/publish');
  expect([early.status, early.json<{ message: string }>().message]).toEqual([
    409,
    expect.stringContaining('its build has not ended'),
  ]);
  const fault = { code: 'EngineMissing', message: 'no such pwsh' };
  await plane.link.environmentBuilt(claim.attempt, { packages: [], pairs: [], fault });
  expect((await call('POST', 'runbooks/choosy/publish')).json<{ message: string }>().message).toContain(
    'no such pwsh',
  );
});

test('an environment is made from a lock, and is good only if it comes to the same', async () => {
  await create('Origin', powershell);
  await built();
  await upload(`${environment('Origin')}/packages/Tools`, 'locked tools');
  await built();
  const { lock, hash } = await lockOf('Origin');
  expect((await create('Twin', { lock })).status).toBe(201);
  expect((await built()).packages).toEqual([{ name: 'Tools', hash: hashOf('locked tools') }]);
  expect(await shown(environment('Twin'))).toMatchObject({
    provisioningState: 'Succeeded',
    lock: { revision: 1, hash },
  });
  await create('Other', { lock });
  const claim = await claimBuild();
  const newer = { ...engine, version: '7.6.10' };
  await plane.link.environmentBuilt(claim.attempt, { ...resultOf(claim), engine: newer });
  expect(await shown(environment('Other'))).toMatchObject({
    provisioningState: 'Failed',
    lock: null,
    error: { code: 'LockDiffers', message: expect.stringContaining('the engine is tenantry 7.6.10') },
  });
  const unknown = { ...lock, packages: [{ name: 'Tools', version: '9', hash: 'a'.repeat(64) }] };
  const refused = await create('Unknown', { lock: unknown });
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('Tools 9 (aaaa'),
  ]);
  expect((await call('GET', environment('Unknown'))).status).toBe(404);
});

test('modules come from feeds with what they require, by name or by a link of ARM, and from nowhere else', async () => {
  const feed = await startFeedServer();
  try {
    const path = `/subscriptions/${plane.subscriptionId}/providers/Tenantry.Gallery/feeds/PSGallery?${version}`;
    const properties = { url: feed.v2, allowPrivate: true };
    expect((await plane.call('PUT', path, { json: { properties } })).status).toBe(201);
    const shelve = (name: string, number: string, dependencies: Record<string, string> = {}) =>
      feed.packages.push({ name, version: number, dependencies, content: Buffer.from(`${name} ${number}`) });
    shelve('Upper', '2.0.0', { Lower: '[1.0.0, )' });
    shelve('Lower', '1.5.0');
    await create('Fed', powershell);
    await built();
    const added = await call('POST', `${environment('Fed')}/importPackages`, {
      json: { properties: { import: [{ name: 'upper' }] } },
    });
    expect([added.status, added.json<{ value: Shown[] }>().value.map(({ name }) => name)]).toEqual([
      202,
      ['Lower', 'Upper'],
    ]);
    const claim = await built({ Upper: '2.0.0', Lower: '1.5.0' });
    expect(claim.packages).toEqual([
      { name: 'Lower', hash: hashOf('Lower 1.5.0') },
      { name: 'Upper', hash: hashOf('Upper 2.0.0') },
    ]);
    expect(await lockOf('Fed')).toMatchObject({ revision: 2, lock: { packages: [{}, { name: 'Upper' }] } });

    // What scripts for Azure have in them; the feed of this name stands for it.
    const link = async (name: string, uri: string, more: object = {}) => {
      const json = { properties: { contentLink: { uri, ...more } } };
      await call('PUT', `${environment('Fed')}/packages/${name}`, { json });
      return shown(`${environment('Fed')}/packages/${name}`);
    };
    shelve('Lower', '1.6.0');
    const gallery = 'https://www.powershellgallery.com/api/v2/package';
    expect(await link('Lower', `${gallery}/Lower/1.6.0`)).toMatchObject({
      provisioningState: 'ContentRetrieved',
    });
    expect((await built({ Lower: '1.6.0' })).packages[0]).toEqual({
      name: 'Lower',
      hash: hashOf('Lower 1.6.0'),
    });
    const contentHash = { algorithm: 'SHA256', value: 'f'.repeat(64) };
    expect(await link('Upper', `${gallery}/Upper/2.0.0`, { contentHash })).toMatchObject({
      provisioningState: 'Failed',
      error: { code: 'ModuleLinkMismatch' },
    });
    expect(await link('Elsewhere', 'http://127.0.0.1:9/module.zip')).toMatchObject({
      provisioningState: 'Failed',
      error: { code: 'ModuleLinkNotFetched' },
    });
    const missing = await call('POST', `${environment('Fed')}/importPackages`, {
      json: { properties: { import: [{ name: 'Nowhere' }] } },
    });
    expect([missing.status, missing.json<{ message: string }>().message]).toEqual([
      404,
      expect.stringContaining('Nowhere'),
    ]);
    const wheel = await call('PUT', 'python3Packages/linked', {
      json: { properties: { contentLink: { uri: 'https://example.org/x.whl' } } },
    });
    expect(wheel.json<Shown>().properties).toMatchObject({
      provisioningState: 'Failed',
      error: { code: 'PackageLinkNotFetched' },
    });
    expect((await call('DELETE', 'python3Packages/linked')).status).toBe(200);
    await built();
  } finally {
    await feed.close();
  }
});

test('Python packages of the account are for every Python runbook that names no environment', async () => {
  expect((await call('GET', 'python3Packages')).json()).toEqual({ value: [] });
  await upload('python3Packages/greeter', 'a wheel');
  expect(await built()).toMatchObject({
    environment: { name: 'Python-3', language: 'python', engine: { kind: 'python', version: '3' } },
    packages: [{ name: 'greeter', hash: hashOf('a wheel') }],
  });
  const listed = (await call('GET', 'python3Packages')).json<{ value: Shown[] }>().value;
  expect(listed).toMatchObject([{ name: 'greeter', properties: { provisioningState: 'Succeeded' } }]);
  expect(await shown(environment('Python-3'))).toMatchObject({
    isSystemGenerated: true,
    lock: { hash: expect.any(String) },
  });
  expect(await lockOf('Python-3')).toMatchObject({ lock: { packages: [{ name: 'greeter' }] } });
  await publish('in-python', { runbookType: 'Python3' });
  const build = await plane.link.claim({ worker: 'test', kinds: ['build'], waitMilliseconds: 10_000 });
  await plane.link.built(build!.attempt, { ok: true, artifact: 'Get-One', parameters: [] });
  await call('PUT', 'jobs/in-python', { json: { properties: { runbook: { name: 'in-python' } } } });
  const claim = await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 10_000 });
  expect(claim).toMatchObject({ modules: [{ name: 'greeter' }], environment: { name: 'Python-3' } });
  await plane.link.end(claim!.attempt, { status: 'Completed', durationMilliseconds: 1 });
  expect((await call('DELETE', 'python3Packages/greeter')).status).toBe(200);
  expect((await call('DELETE', 'python3Packages/greeter')).status).toBe(404);
  await built();
});

test('an account goes with its environments, whatever names them', async () => {
  const account = plane.account.replace(/main$/, 'gone');
  const of = (path: string): string => `${account}${path}?${version}`;
  const put = (path: string, json: unknown) => plane.call('PUT', of(path), { json });
  expect((await put('', { location: 'local', properties: {} })).status).toBe(201);
  await put('/runtimeEnvironments/Own', { properties: powershell });
  await built();
  const properties = { runbookType: 'PowerShell', runtimeEnvironment: 'Own' };
  expect((await put('/runbooks/in-own', { properties })).status).toBe(201);
  expect((await plane.call('DELETE', of(''))).status).toBe(200);
  const left = await plane.db.query({
    text: "select 1 from runtime_environment where lower(name) = 'own'",
    values: [],
  });
  expect(left).toEqual([]);
});
