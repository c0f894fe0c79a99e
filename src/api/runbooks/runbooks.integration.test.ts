import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
const building = new AbortController();
let builder: Promise<void>;

beforeAll(async () => {
  plane = await testControlPlane();
  builder = buildEverything(plane.link, building.signal, (source) =>
    source.includes('!')
      ? {
          ok: false,
          diagnostics: [
            { file: 'runbook.ts', line: 3, column: 7, message: 'Cannot find name "x".', code: 'TS2304' },
            { file: 'runbook.ts', line: 9, column: 1, message: "';' expected." },
          ],
        }
      : { ok: true, artifact: `/* built */ ${source}`, parameters: [] },
  );
  return async () => {
    building.abort();
    await builder;
  };
});
afterAll(() => building.abort());

const at = (rest: string): string =>
  `${plane.account}/runbooks/${rest}${rest.includes('?') ? '&' : '?'}${version}`;
const create = (name: string, properties: object = { runbookType: 'TypeScript' }) =>
  plane.call('PUT', at(name), { json: { location: 'here', tags: { team: 'it' }, properties } });
const poll = async (location: unknown, headers: Record<string, string> = {}) => {
  for (;;) {
    const answer = await plane.call('GET', String(location), { headers });
    if (answer.status !== 202) return answer;
  }
};

test('a runbook that is not there is 404 before it is made: clients look first', async () => {
  const { status, json } = await plane.call('GET', at('none'));
  expect(status).toBe(404);
  expect(json()).toMatchObject({ code: 'NotFound', error: { code: 'NotFound' } });
});

test('made is 201, made again is 200, and the type stays', async () => {
  const made = await create('One');
  expect(made.status).toBe(201);
  expect(made.headers['location']).toContain('/runbooks/One');
  expect((await create('one', { runbookType: 'typescript', description: 'x' })).status).toBe(200);
  expect((await create('one', { runbookType: 'Python3' })).json()).toMatchObject({ code: 'BadRequest' });
  const { headers, json } = await plane.call(
    'GET',
    at('ONE').toUpperCase().replace('API-VERSION', 'Api-Version'),
  );
  const body = json<{ etag: string; properties: object }>();
  expect(body).toMatchObject({
    name: 'One',
    type: 'Microsoft.Automation/AutomationAccounts/Runbooks',
    location: 'here',
    tags: { team: 'it' },
    properties: { runbookType: 'TypeScript', state: 'New', description: 'x', parameters: {} },
  });
  expect(body.etag).toMatch(/^"\d{18}"$/);
  expect(headers['etag']).toBe(body.etag);
});

test.each([
  ['1bad', 'BadRequest'],
  ['with space', 'BadRequest'],
  ['x'.repeat(64), 'BadRequest'],
])('%s is no name for a runbook', async (name, code) => {
  const { status, json } = await create(encodeURIComponent(name));
  expect([status, json<{ code: string }>().code]).toEqual([400, code]);
});

test('draft content is taken under any media type, byte for byte, and polled to its end', async () => {
  await create('drafted');
  const source = "// Ünïcödé\r\nexport default 'a';\n";
  for (const type of ['text/powershell', 'text/plain', 'application/octet-stream', 'application/json']) {
    const accepted = await plane.call('PUT', at('drafted/draft/content'), {
      text: source,
      headers: { 'content-type': type },
    });
    expect(accepted.status).toBe(202);
    expect(accepted.text).toBe('');
    expect(accepted.headers['location']).toMatch(
      /^https:\/\/127\.0\.0\.1:\d+\/subscriptions\/.*operationResults\/[0-9a-f-]{36}\?api-version=/,
    );
    expect(accepted.headers['azure-asyncoperation']).toBeUndefined();
    const end = await poll(accepted.headers['location']);
    expect(end.headers['content-type']).toMatch(/^application\/json/);
    expect(end.json()).toEqual({ status: 'Succeeded', properties: { provisioningState: 'Succeeded' } });
  }
  const { text, headers } = await plane.call('GET', at('drafted/draft/content'));
  expect(text).toBe(source);
  expect(headers['content-type']).toMatch(/^text\/powershell/);
});

test('Az.Automation gets the end as Azure sends it: empty, with its length', async () => {
  await create('for-az');
  const accepted = await plane.call('PUT', at('for-az/draft/content'), { text: 'x' });
  const end = await poll(accepted.headers['location'], {
    'user-agent': 'FxVersion/8 OSName/Windows Microsoft.Azure.Management.Automation.AutomationClient/3.8.2',
  });
  expect([end.status, end.text, end.headers['content-length']]).toEqual([200, '', '0']);
});

test('New → Published → Edit → Published; the draft is gone after publishing and undone by undoEdit', async () => {
  const state = async () =>
    (await plane.call('GET', at('life'))).json<{ properties: { state: string } }>().properties.state;
  await publishRunbook(plane, 'life', 'first');
  expect(await state()).toBe('Published');
  expect((await plane.call('GET', at('life/content'))).text).toBe('first');
  expect((await plane.call('GET', at('life/draft/content'))).status).toBe(404);

  await plane.call('PUT', at('life/draft/content'), { text: 'second' });
  expect(await state()).toBe('Edit');
  expect((await plane.call('GET', at('life/content'))).text).toBe('first');
  expect((await plane.call('POST', at('life/draft/undoEdit'))).json()).toMatchObject({ statusCode: 'OK' });
  expect(await state()).toBe('Published');

  await plane.call('PUT', at('life/draft/content'), { text: 'third' });
  const accepted = await plane.call('POST', at('life/draft/publish'));
  expect(accepted.status).toBe(202);
  await poll(accepted.headers['location']);
  expect((await plane.call('GET', at('life/content'))).text).toBe('third');
});

test('a draft that does not compile fails with file, line and column, and the runbook stays as it was', async () => {
  await publishRunbook(plane, 'broken', 'good');
  await plane.call('PUT', at('broken/draft/content'), { text: 'bad!' });
  const end = await poll((await plane.call('POST', at('broken/publish'))).headers['location']);
  expect(end.status).toBe(400);
  const { error } = end.json<{ error: { code: string; message: string; details: unknown[] } }>();
  expect(error.code).toBe('RunbookCompilationFailed');
  expect(error.message).toContain('runbook.ts(3,7): TS2304: Cannot find name "x".');
  expect(error.message).toContain("runbook.ts(9,1): ';' expected.");
  expect(error.details).toEqual([
    { code: 'TS2304', message: 'Cannot find name "x".', target: 'runbook.ts(3,7)' },
    { code: 'RunbookCompilationFailed', message: "';' expected.", target: 'runbook.ts(9,1)' },
  ]);
  expect((await plane.call('GET', at('broken/content'))).text).toBe('good');
  expect((await plane.call('GET', at('broken/draft/content'))).text).toBe('bad!');
});

test.each([
  ['nothing', 'TypeScript', undefined, 'BadRequest', /nothing to publish/],
  ['blanks', 'TypeScript', ' \n ', 'BadRequest', /nothing to publish/],
  [
    'a Python 2 script',
    'Python2',
    'print 1',
    'RunbookTypeNotSupported',
    /type Python2 cannot be published.* another type: .*Python3/,
  ],
])('publishing %s says why not', async (_name, runbookType, draft, code, message) => {
  const name = `unpublishable-${code}-${draft === undefined}`;
  await create(name, { runbookType });
  if (draft !== undefined) await plane.call('PUT', at(`${name}/draft/content`), { text: draft });
  const { status, json } = await plane.call('POST', at(`${name}/publish`));
  expect([status, json<{ code: string }>().code]).toEqual([400, code]);
  expect(json<{ message: string }>().message).toMatch(message);
});

test('a list comes by the hundred, with links that lead to its end', async () => {
  const account = `${plane.account.replace('/main', '/crowded')}`;
  await plane.call('PUT', `${account}?${version}`, { json: { location: 'local' } });
  const names = Array.from({ length: 205 }, (_, at) => `r-${String(at).padStart(3, '0')}`);
  for (const name of names) {
    await plane.call('PUT', `${account}/runbooks/${name}?${version}`, {
      json: { properties: { runbookType: 'TypeScript' } },
    });
  }
  const seen: string[][] = [];
  let link: string | undefined = `${account}/runbooks?${version}`;
  while (link !== undefined) {
    const page: { value: { name: string; etag?: string }[]; nextLink?: string } = (
      await plane.call('GET', link)
    ).json();
    seen.push(page.value.map(({ name }) => name));
    expect(page.value[0]?.etag).toBeUndefined();
    if (page.nextLink !== undefined) expect(page.nextLink.startsWith(plane.origin)).toBe(true);
    link = page.nextLink;
  }
  expect(seen.map(({ length }) => length)).toEqual([100, 100, 5]);
  expect(seen.flat()).toEqual(names);
  const { status } = await plane.call('GET', `${account}/runbooks?${version}&$skiptoken=%00`);
  expect(status).toBe(400);
});

test('deleted is 200, deleted again is 404', async () => {
  await create('short-lived');
  expect((await plane.call('DELETE', at('short-lived'))).status).toBe(200);
  expect((await plane.call('DELETE', at('short-lived'))).status).toBe(404);
});
