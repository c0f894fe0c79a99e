import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import {
  type Feed,
  type Gallery,
  type SignedInFeed,
  anyVersion,
  checkFeed,
  openGallery,
  parseRange,
} from './index.ts';
import { type FeedServer, startFeedServer } from './testing/feed-server.ts';

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  const add = (name: string, version: string, more = {}): void =>
    void server.packages.push({ name, version, content: Buffer.from(`${name} ${version}`), ...more });
  add('Contoso.Tools', '1.0.0');
  add('Contoso.Tools', '1.2.0', { dependencies: { 'Contoso.Base': '[1.0.0, 2.0.0)', Other: '1.1' } });
  add('Contoso.Tools', '1.10.0', { listed: false });
  add('Contoso.Tools', '1.3.0-beta02');
  add('Contoso.Tools', '1.3.0-beta10');
  add('Lied.About', '1.0.0', { hash: Buffer.alloc(64).toString('base64') });
  add('No.Hash', '1.0.0', { hash: '' });
});
afterAll(() => server.close());
afterEach(() => server.overrides.clear());

const range = (text: string) => parseRange(text, 'exactly');
const feedOf = (url: string, more: Partial<Feed> = {}): Feed =>
  checkFeed({ name: 'Local', url, hosts: [], allowPrivate: true, ...more });

describe.each(['v2', 'v3', 'flat'] as const)('a feed of protocol %s', (protocol) => {
  let gallery: Gallery;
  beforeEach(() => {
    gallery = openGallery([feedOf(server[protocol])]);
  });
  afterEach(() => gallery.close());

  test('gives the newest listed release, with its dependencies', async () => {
    const upTo = protocol === 'flat' ? range('(,1.5)') : anyVersion;
    expect(await gallery.find('contoso.tools', upTo)).toMatchObject({
      feed: 'Local',
      name: 'Contoso.Tools',
      version: '1.2.0',
      description: 'About Contoso.Tools & more',
      dependencies: [
        { name: 'Contoso.Base', range: '[1.0.0, 2.0.0)' },
        { name: 'Other', range: '1.1' },
      ],
    });
  });

  test('gives prereleases to who asks for them, and what is not listed to who names it', async () => {
    expect(await gallery.find('Contoso.Tools', range('(,1.5)'), { prerelease: true })).toMatchObject({
      version: '1.3.0-beta10',
    });
    expect(await gallery.find('Contoso.Tools', range('[1.3.0-beta1,1.3.0]'))).toMatchObject({
      version: '1.3.0-beta10',
    });
    expect(await gallery.find('Contoso.Tools', range('1.3.0-beta02'))).toMatchObject({
      version: '1.3.0-beta02',
    });
    expect(await gallery.find('Contoso.Tools', range('1.10'))).toMatchObject({ version: '1.10.0' });
  });

  test('hands out the package, which has the hash that the feed tells', async () => {
    const found = await gallery.demand('Contoso.Tools', range('[1.0,1.2)'));
    expect(found.hash).toEqual(
      protocol === 'flat' ? undefined : { algorithm: 'SHA512', value: expect.any(String) },
    );
    expect(Buffer.concat(await Array.fromAsync(gallery.download(found, 1_000))).toString()).toBe(
      'Contoso.Tools 1.0.0',
    );
    await expect(Array.fromAsync(gallery.download(found, 10))).rejects.toMatchObject({
      code: 'GalleryPackageTooLarge',
    });
  });

  test('says what it does not have, and where it was looked for', async () => {
    await expect(gallery.demand('Contoso.Tools', range('7.0'))).rejects.toThrow(
      "No feed has 'Contoso.Tools' [7.0.0] (Local).",
    );
    await expect(gallery.demand('Nothing', anyVersion)).rejects.toThrow("No feed has 'Nothing' (Local).");
    await expect(gallery.find('../index', anyVersion)).rejects.toMatchObject({ code: 'PackageNameInvalid' });
  });

  test('is not asked twice for what was read of a package', async () => {
    await gallery.find('Contoso.Tools', anyVersion);
    const before = server.requests.length;
    await gallery.versions('contoso.tools');
    await gallery.find('Contoso.Tools', anyVersion);
    expect(server.requests.length).toBe(before);
  });
});

test.each(['v2', 'v3'] as const)(
  'of %s a package with another hash than the feed tells is refused',
  async (protocol) => {
    const gallery = openGallery([feedOf(server[protocol])]);
    const lied = await gallery.demand('Lied.About', anyVersion);
    await expect(Array.fromAsync(gallery.download(lied, 1_000))).rejects.toMatchObject({
      code: 'GalleryPackageDamaged',
    });
    const silent = await gallery.demand('No.Hash', anyVersion);
    expect(silent.hash).toBeUndefined();
    await gallery.close();
  },
);

test('the first feed that knows a name is the only one for it; none at all is told as that', async () => {
  const other = await startFeedServer();
  other.packages.push({ name: 'Contoso.Tools', version: '9.0.0', content: Buffer.from('nine') });
  other.packages.push({ name: 'Only.There', version: '1.0.0', content: Buffer.from('there') });
  const gallery = openGallery([feedOf(server.v2), feedOf(other.v3, { name: 'Second' })]);
  expect(await gallery.find('Contoso.Tools', anyVersion)).toMatchObject({ feed: 'Local', version: '1.2.0' });
  expect(await gallery.find('Contoso.Tools', range('9.0.0'))).toBeUndefined();
  const there = await gallery.demand('Only.There', anyVersion);
  expect(there).toMatchObject({ feed: 'Second' });
  expect(Buffer.concat(await Array.fromAsync(gallery.download(there, 1_000))).toString()).toBe('there');
  await gallery.close();
  await other.close();
  await expect(openGallery([]).demand('X', anyVersion)).rejects.toMatchObject({ code: 'FeedsMissing' });
});

describe('where a feed may lead', () => {
  const content = '/api/v2/package/Contoso.Tools/1.0.0';
  const redirect = (location: string): void =>
    void server.overrides.set(content, (_request, response) => response.writeHead(302, { location }).end());
  async function download(feed: SignedInFeed): Promise<string> {
    const gallery = openGallery([feed]);
    try {
      const found = await gallery.demand('Contoso.Tools', range('1.0.0'));
      return Buffer.concat(await Array.fromAsync(gallery.download(found, 1_000))).toString();
    } finally {
      await gallery.close();
    }
  }

  test('a redirect is followed to a host that the feed declares, and to no other', async () => {
    const seen: (string | undefined)[] = [];
    const cdn = createServer((request, response) => {
      seen.push(request.headers.authorization, request.headers.cookie);
      response.end('Contoso.Tools 1.0.0');
    });
    await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(cdn.address() as AddressInfo).port}`;
    redirect(`http://${host}/a.nupkg`);
    await expect(download(feedOf(server.v2))).rejects.toThrow(
      `Feed 'Local' leads to ${host}, where it may not`,
    );
    expect(seen).toEqual([]);
    expect(await download(feedOf(server.v2, { hosts: [host] }))).toBe('Contoso.Tools 1.0.0');
    expect(seen).toEqual([undefined, undefined]);
    await new Promise((resolve) => cdn.close(resolve));
  });

  test('a password goes to the feed itself, and nowhere that it leads', async () => {
    const seen: (string | undefined)[] = [];
    const cdn = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('Contoso.Tools 1.0.0');
    });
    await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(cdn.address() as AddressInfo).port}`;
    const asked: (string | undefined)[] = [];
    server.overrides.set(content, (request, response) => {
      asked.push(request.headers.authorization);
      if (request.headers.authorization === undefined) return response.writeHead(401).end();
      response.writeHead(302, { location: `http://${host}/a.nupkg` }).end();
    });
    const feed = feedOf(server.v2, { hosts: [host], userName: 'robot' });
    await expect(download(feed)).rejects.toMatchObject({ code: 'FeedSignInRefused' });
    expect(await download({ ...feed, password: 'grüße' })).toBe('Contoso.Tools 1.0.0');
    expect(asked).toEqual([undefined, `Basic ${Buffer.from('robot:grüße').toString('base64')}`]);
    expect(seen).toEqual([undefined]);
    await new Promise((resolve) => cdn.close(resolve));
  });

  test.each([
    ['to an address of a cloud', 'http://169.254.169.254/latest/meta-data'],
    ['to a file', 'file:///etc/passwd'],
    ['to another port of its own machine', 'http://127.0.0.1:1/'],
    ['to a user', 'http://me:secret@HOST/api/v2/package/x'],
  ])('a redirect %s is refused', async (_what, location) => {
    redirect(location.replace('HOST', new URL(server.origin).host));
    await expect(download(feedOf(server.v2))).rejects.toMatchObject({ code: 'FeedAddressRefused' });
  });

  test('redirects come to an end', async () => {
    redirect(`${server.origin}${content}`);
    await expect(download(feedOf(server.v2))).rejects.toThrow(/redirects without end/);
  });

  test('a name or an address that is private is called only for a feed that is marked so', async () => {
    const before = server.requests.length;
    for (const url of [server.v2, server.v2.replace('127.0.0.1', 'localhost')]) {
      const feed = { name: 'Sly', url, hosts: [], allowPrivate: false };
      await expect(openGallery([feed]).find('Contoso.Tools', anyVersion)).rejects.toMatchObject({
        code: 'FeedAddressRefused',
      });
    }
    expect(server.requests.length).toBe(before);
  });

  test('pages and packages of another host are not asked for, whatever the feed says', async () => {
    server.overrides.set('/api/v2/FindPackagesById()', (_request, response) =>
      response.end(`<feed><link rel="next" href="https://evil.example/next"/></feed>`),
    );
    await expect(openGallery([feedOf(server.v2)]).find('Contoso.Tools', anyVersion)).rejects.toThrow(
      /leads to evil\.example/,
    );
  });
});

test.each([
  ['no XML', 'hello'],
  ['entities of its own', '<!DOCTYPE feed [<!ENTITY a "b">]><feed>&a;</feed>'],
  ['another document', '<html/>'],
])('an answer that is %s is the fault of the feed', async (_what, body) => {
  server.overrides.set('/api/v2/FindPackagesById()', (_request, response) => response.end(body));
  const gallery = openGallery([feedOf(server.v2)]);
  await expect(gallery.find('Contoso.Tools', anyVersion)).rejects.toMatchObject({
    code: 'FeedAnswerUnusable',
  });
  await gallery.close();
});

test('a feed that asks for patience gets some, and is asked again', async () => {
  let asked = 0;
  server.overrides.set('/api/v2/FindPackagesById()', (_request, response) => {
    asked += 1;
    if (asked === 2) server.overrides.clear();
    response.writeHead(asked === 1 ? 429 : 503, { 'retry-after': '0' }).end();
  });
  const gallery = openGallery([feedOf(server.v2)]);
  expect(await gallery.find('Contoso.Tools', anyVersion)).toMatchObject({ version: '1.2.0' });
  expect(asked).toBe(2);
  server.overrides.set('/api/v2/FindPackagesById()', (_request, response) =>
    response.writeHead(503, { 'retry-after': '0' }).end(),
  );
  await expect(gallery.find('Other', anyVersion)).rejects.toThrow(/answered 503/);
  await gallery.close();
});

test('a feed that is broken or away is told with its name', async () => {
  server.overrides.set('/v3/index.json', (_request, response) => response.writeHead(500).end());
  await expect(openGallery([feedOf(server.v3)]).find('X', anyVersion)).rejects.toThrow(
    /Feed 'Local' cannot be reached: 127.0.0.1:\d+ answered 500/,
  );
  await expect(openGallery([feedOf('http://127.0.0.1:1/index.json')]).find('X', anyVersion)).rejects.toThrow(
    /Feed 'Local' cannot be reached: ECONNREFUSED/,
  );
});
