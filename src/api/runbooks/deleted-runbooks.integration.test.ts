import { afterAll, beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql } from '#store';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
const building = new AbortController();
beforeAll(async () => {
  plane = await testControlPlane();
  void buildEverything(plane.link, building.signal);
});
afterAll(() => building.abort());

const at = (rest: string): string => `${plane.account}/${rest}?${version}`;
interface Deleted {
  readonly name: string;
  readonly properties: { readonly runbookId: string; readonly runbookType: string };
}
const deleted = async (): Promise<Deleted[]> =>
  (await plane.call('POST', at('listDeletedRunbooks'))).json<{ value: Deleted[] }>().value;
const restore = (name: string, runbookId: string) =>
  plane.call('PUT', at(`runbooks/${name}`), {
    json: { name, location: 'local', properties: { createMode: 'recover', runbookId } },
  });

test('a deleted runbook is listed, and comes back with its text, its parameters, its draft and its settings', async () => {
  await publishRunbook(plane, 'gone', 'first');
  await plane.call('PATCH', at('runbooks/gone'), { json: { properties: { description: 'says hello' } } });
  await plane.call('PUT', at('runbooks/gone/draft/content'), { text: 'second' });
  expect((await plane.call('DELETE', at('runbooks/gone'))).status).toBe(200);
  const [one, ...others] = await deleted();
  expect([others, one]).toEqual([
    [],
    {
      id: expect.stringMatching(/\/runbooks\/gone$/),
      name: 'gone',
      location: expect.any(String),
      properties: {
        runbookId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        runbookType: 'TypeScript',
        creationTime: expect.any(String),
        deletionTime: expect.any(String),
      },
    },
  ]);
  const { runbookId } = one!.properties;
  expect((await restore('gone', newId())).status).toBe(404);
  expect((await restore('other', runbookId)).status).toBe(404);
  expect((await restore('gone', runbookId)).status).toBe(201);
  const back = await plane.call('GET', at('runbooks/gone'));
  expect(back.json()).toMatchObject({
    properties: { state: 'Edit', description: 'says hello', parameters: { who: { isMandatory: true } } },
  });
  expect((await plane.call('GET', at('runbooks/gone/content'))).text).toBe('first');
  expect((await plane.call('GET', at('runbooks/gone/draft/content'))).text).toBe('second');
  expect(await deleted()).toEqual([]);

  const started = await plane.call('PUT', at(`jobs/${newId()}`), {
    json: { properties: { runbook: { name: 'gone' }, parameters: { who: 'Ada' } } },
  });
  expect(started.status).toBe(201);
  const counted = await plane.call('GET', at('runbooks/gone'));
  expect(counted.json()).toMatchObject({ properties: { jobCount: 1 } });
});

test('two of one name are kept apart; one does not come back over another', async () => {
  for (const text of ['one', 'two']) {
    await plane.call('PUT', at('runbooks/twin'), { json: { properties: { runbookType: 'TypeScript' } } });
    await plane.call('PUT', at('runbooks/twin/draft/content'), { text });
    await plane.call('DELETE', at('runbooks/twin'));
  }
  const [newer, older] = await deleted();
  expect((await restore('twin', older!.properties.runbookId)).status).toBe(201);
  expect((await plane.call('GET', at('runbooks/twin/draft/content'))).text).toBe('one');
  const refused = await restore('twin', newer!.properties.runbookId);
  expect([refused.status, refused.json<{ code: string }>().code]).toEqual([409, 'Conflict']);
  expect(await deleted()).toHaveLength(1);
});

test('after thirty days it is gone for good', async () => {
  const [one] = await deleted();
  await plane.db.query(sql`update deleted_runbook set deleted_at = deleted_at - interval '31 days'`);
  expect(await deleted()).toEqual([]);
  expect((await restore(one!.name, one!.properties.runbookId)).status).toBe(404);
});

test('who changed a runbook last is told, whatever they did', async () => {
  const modifiedBy = async (): Promise<unknown> =>
    (await plane.call('GET', at('runbooks/touched'))).json<{ properties: { lastModifiedBy: unknown } }>()
      .properties.lastModifiedBy;
  await plane.call('PUT', at('runbooks/touched'), { json: { properties: { runbookType: 'TypeScript' } } });
  const owner = await modifiedBy();
  expect(owner).toMatch(/^[0-9a-f-]{36}$/);
  await plane.call('PUT', at('runbooks/touched/draft/content'), { text: 'x', as: 'contributor' });
  const contributor = await modifiedBy();
  expect(contributor).toMatch(/^[0-9a-f-]{36}$/);
  expect(contributor).not.toBe(owner);
});

test.each(['Script', 'Graph', 'GraphPowerShell', 'GraphPowerShellWorkflow'])(
  'a runbook of type %s is refused when it is made, with what to use instead',
  async (runbookType) => {
    const { status, json } = await plane.call('PUT', at('runbooks/drawn'), {
      json: { properties: { runbookType } },
    });
    expect([status, json()]).toEqual([
      400,
      expect.objectContaining({
        code: 'RunbookTypeNotSupported',
        message: expect.stringContaining('Write it as one of'),
      }),
    ]);
    expect((await plane.call('GET', at('runbooks/drawn'))).status).toBe(404);
  },
);
