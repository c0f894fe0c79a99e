import { expect, test } from 'vitest';

import { isPublicAddress } from '#outbound';

import { type Feed, checkFeed, hostsOf, protocolOf } from './feed.ts';

const feed = (url: string, more: Partial<Feed> = {}): Feed => ({
  name: 'Feed',
  url,
  hosts: [],
  allowPrivate: false,
  ...more,
});

test.each([
  ['http', 'http://feed.example/api/v2'],
  ['a user', 'https://me:secret@feed.example/api/v2'],
  ['a query', 'https://feed.example/api/v2?key=1'],
  ['another scheme', 'ftp://feed.example/'],
  ['no address', 'feed'],
  ['this machine', 'http://127.0.0.1:5000/api/v2'],
])('a feed with %s as its address is refused', (_what, url) => {
  expect(() => checkFeed(feed(url))).toThrow(/cannot be the address of a feed/);
});

test('names and hosts are held to a form', () => {
  expect(() => checkFeed(feed('https://a.example/', { name: 'two words' }))).toThrow(/no name/);
  expect(() => checkFeed(feed('https://a.example/', { hosts: ['b.example/path'] }))).toThrow(
    /no name of a host/,
  );
  expect(checkFeed(feed('http://localhost:1/v3/index.json', { allowPrivate: true })).url).toBe(
    'http://localhost:1/v3/index.json',
  );
});

test('the address tells the protocol, and a gallery that is known brings its own hosts', () => {
  expect(protocolOf(feed('https://a.example/v3/index.json'))).toBe('v3');
  expect(protocolOf(feed('https://www.powershellgallery.com/api/v2'))).toBe('v2');
  expect(hostsOf(feed('https://www.powershellgallery.com/api/v2'))).toContain('cdn.powershellgallery.com');
  expect([...hostsOf(feed('https://a.example:8443/', { hosts: ['CDN.example'] }))]).toEqual([
    'a.example:8443',
    'cdn.example',
  ]);
});

test.each([
  ['8.8.8.8', true],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.0.1', false],
  ['0.0.0.0', false],
  ['2606:4700::1111', true],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['no address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
