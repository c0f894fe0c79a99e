import { createHash } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type FeedServer, startFeedServer } from '../../gallery/testing/feed-server.ts';
import { buildEverything } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
let feed: FeedServer;
const building = new AbortController();
beforeAll(async () => {
  [plane, feed] = await Promise.all([testControlPlane(), startFeedServer()]);
  const declared = { name: 'Own', url: feed.v2, hosts: [], allowPrivate: true };
  await plane.automation.feeds.put(declared, { objectId: 'test' });
  void buildEverything(plane.link, building.signal, (source) =>
    source.includes('!')
      ? { ok: false, diagnostics: [{ file: 'x.ts', line: 3, column: 7, message: 'no good' }] }
      : { ok: true, artifact: source, parameters: [] },
  );
});
afterAll(async () => {
  building.abort();
  await feed.close();
});

const at = (runbook: string): string => `${plane.account}/runbooks/${runbook}?${version}`;
function shelve(path: string, body: string | Buffer): string {
  feed.overrides.set(path, (_request, response) => response.end(body));
  return `${feed.origin}${path}`;
}
const put = (runbook: string, publishContentLink: object, more: object = {}) =>
  plane.call('PUT', at(runbook), {
    json: { location: 'local', properties: { runbookType: 'TypeScript', publishContentLink, ...more } },
  });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const content = async (runbook: string): Promise<string> =>
  (await plane.call('GET', at(runbook).replace('?', '/content?'))).text;

test('the text at a declared host is published as it is, when it is what its hash says', async () => {
  const text = "// Grüße\nexport default 'linked';\n";
  const uri = shelve('/linked.ts', `\u{FEFF}${text}`);
  const contentHash = { algorithm: 'SHA256', value: sha256(`\u{FEFF}${text}`).toUpperCase() };
  const made = await put('linked', { uri, contentHash, version: '1.0.0.0' });
  expect([made.status, made.json()]).toEqual([
    201,
    expect.objectContaining({ properties: expect.objectContaining({ state: 'Published' }) }),
  ]);
  expect(await content('linked')).toBe(text);

  // The same again builds nothing; a newer text is published.
  const before = feed.requests.length;
  expect((await put('linked', { uri })).status).toBe(200);
  expect(feed.requests.length).toBe(before + 1);
  shelve('/linked.ts', 'second');
  expect((await put('linked', { uri })).status).toBe(200);
  expect(await content('linked')).toBe('second');
});

test.each([
  ['another text than its hash says', { algorithm: 'sha256', value: sha256('other') }, /its sha256 is/],
  ['a hash that is none', { algorithm: 'MD5', value: 'x' }, /'MD5' is no hash/],
])('%s makes no runbook', async (_what, contentHash, message) => {
  const uri = shelve('/hashed.ts', 'hashed');
  const { status, json } = await put('hashed', { uri, contentHash });
  expect([status, json<{ message: string }>().message]).toEqual([400, expect.stringMatching(message)]);
  expect((await plane.call('GET', at('hashed'))).status).toBe(404);
});

test.each([
  'http://169.254.169.254/metadata',
  'https://raw.example.com/report.ts',
  'file:///etc/passwd',
  'no address',
])('%s is not called: no feed declares it', async (uri) => {
  const { status, json } = await put('elsewhere', { uri });
  expect([status, json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('tenantry gallery add'),
  ]);
  expect((await plane.call('GET', at('elsewhere'))).status).toBe(404);
});

test('a declared host cannot lead elsewhere, and a text that is too long is given up', async () => {
  feed.overrides.set('/away.ts', (_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end(),
  );
  const away = await put('away', { uri: `${feed.origin}/away.ts` });
  expect([away.status < 500 || away.status === 502, away.text]).toEqual([
    true,
    expect.stringContaining('not declared'),
  ]);
  const long = await put('long', { uri: shelve('/long.ts', Buffer.alloc(1024 * 1024 + 1, 'x')) });
  expect([long.status, long.text]).toEqual([400, expect.stringContaining('larger than 1048576 bytes')]);
});

test('a text that does not compile is the draft, and the answer says what is wrong', async () => {
  const { status, json } = await put('broken', { uri: shelve('/broken.ts', '!') });
  expect([status, json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('x.ts(3,7): no good'),
  ]);
  const runbook = await plane.call('GET', at('broken'));
  expect(runbook.json()).toMatchObject({ properties: { state: 'New', draft: { inEdit: true } } });
});

test('a draft and a link exclude each other', async () => {
  const { status, text } = await put('both', { uri: shelve('/both.ts', 'both') }, { draft: {} });
  expect([status, text]).toEqual([400, expect.stringContaining('both a draft and a publishContentLink')]);
});
