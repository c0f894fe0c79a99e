import { beforeAll, expect, test } from 'vitest';

import type { ImportResult } from '#worker-link';

import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly properties: { readonly parameterSets: { name: string; parameters: { name: string }[] }[] };
}
interface Listed {
  readonly value: readonly Shown[];
  readonly nextLink?: string;
}

const get = (path: string) =>
  plane.call('GET', path.startsWith('http') ? path : `${plane.account}${path}?${version}`);

/** Uploads a content, and has its import test say this. */
async function imported(name: string, result: Partial<ImportResult & { ok: true }>): Promise<void> {
  await plane.call('PUT', `${plane.account}/modules/${name}?${version}`, { json: {} });
  const bytes = Buffer.from(`${name} ${JSON.stringify(result)}`);
  await plane.call('PUT', `${plane.account}/modules/${name}/content?${version}`, { bytes });
  for (;;) {
    const claim = await plane.link.claim({ worker: 'test', kinds: ['build'], waitMilliseconds: 60_000 });
    if (claim?.kind !== 'import') continue;
    const told: ImportResult = { ok: true, version: '1.0.0', commands: [], requiredModules: [], ...result };
    await plane.link.imported(claim.attempt, told);
    return;
  }
}

test('activities are the commands of the default version, with the parameters that they told', async () => {
  await imported('Contoso.Tools', {
    commands: ['Get-Report', 'Add-Report', 'get-again'],
    parameters: { 'Get-Report': ['Name', 'Format'] },
  });
  const { value } = (await get('/modules/contoso.tools/activities')).json<Listed>();
  expect(value.map(({ name }) => name)).toEqual(['Add-Report', 'get-again', 'Get-Report']);
  expect(value[2]).toEqual({
    id: `${plane.account}/modules/Contoso.Tools/activities/Get-Report`,
    name: 'Get-Report',
    properties: {
      definition: '',
      description: null,
      parameterSets: [
        {
          name: '__AllParameterSets',
          parameters: [
            { name: 'Name', validationSet: [] },
            { name: 'Format', validationSet: [] },
          ],
        },
      ],
      outputTypes: [],
      creationTime: expect.any(String),
      lastModifiedTime: expect.any(String),
    },
  });
  const one = await get('/modules/Contoso.Tools/activities/ADD-REPORT');
  expect([one.status, one.json<Shown>().name, one.json<Shown>().properties.parameterSets]).toEqual([
    200,
    'Add-Report',
    [],
  ]);

  await imported('Contoso.Tools', { version: '2.0.0', commands: ['Get-Report'] });
  const after = (await get('/modules/Contoso.Tools/activities')).json<Listed>();
  expect(after.value.map(({ name }) => name)).toEqual(['Get-Report']);
  expect((await get('/modules/Contoso.Tools/activities/Add-Report')).status).toBe(404);
});

test('many activities come in pages, each of them once', async () => {
  const commands = Array.from({ length: 250 }, (_, at) => `Get-Thing${String(at).padStart(3, '0')}`);
  await imported('Contoso.Many', { commands: commands.toReversed() });
  const seen: string[] = [];
  let pages = 0;
  for (let next: string | undefined = '/modules/Contoso.Many/activities'; next !== undefined; pages += 1) {
    const page: Listed = (await get(next)).json<Listed>();
    seen.push(...page.value.map(({ name }) => name));
    next = page.nextLink;
  }
  expect([pages, seen]).toEqual([3, commands]);
});

test('a module that did not pass yet has no activities, and one that is not there is not found', async () => {
  await plane.call('PUT', `${plane.account}/modules/Contoso.New?${version}`, { json: {} });
  expect((await get('/modules/Contoso.New/activities')).json()).toEqual({ value: [] });
  for (const path of [
    '/modules/Nowhere/activities',
    '/modules/Nowhere/activities/Get-It',
    '/modules/Nowhere/types/System.String/fields',
    '/modules/Nowhere/objectDataTypes/System.String/fields',
    '/modules/Contoso.New/activities/Get-It',
  ])
    expect((await get(path)).status, path).toBe(404);
});

test('types have no fields', async () => {
  for (const path of [
    '/modules/Contoso.Tools/types/Contoso.Report/fields',
    '/modules/Contoso.Tools/objectDataTypes/Contoso.Report/fields',
    '/objectDataTypes/System.String/fields',
  ]) {
    const answer = await get(path);
    expect([answer.status, answer.json()], path).toEqual([200, { value: [] }]);
  }
});
