import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { checkFeed } from '../feed.ts';
import { type FeedServer, startFeedServer } from '../testing/feed-server.ts';
import { type CallLimits, type FeedCalls, callLimits, createFeedCalls } from './feed-calls.ts';

let server: FeedServer;
const open: FeedCalls[] = [];
beforeAll(async () => {
  server = await startFeedServer();
});
afterAll(() => server.close());
afterEach(async () => {
  server.overrides.clear();
  await Promise.all(open.splice(0).map((calls) => calls.close()));
});

function calls(limits: Partial<CallLimits> = {}): FeedCalls {
  const feed = checkFeed({ name: 'Local', url: server.v2, hosts: [], allowPrivate: true });
  const made = createFeedCalls(feed, { ...callLimits, ...limits });
  open.push(made);
  return made;
}
const page = (): string => `${server.origin}/page`;

test('a document is held to its size, by what it unpacks to', async () => {
  server.overrides.set('/page', (_request, response) => response.end('x'.repeat(2_000)));
  await expect(calls({ textBytes: 1_000 }).text(page())).rejects.toThrow(/longer than 1000 bytes/);
  expect(await calls({ textBytes: 2_000 }).text(page())).toHaveLength(2_000);
  server.overrides.set('/page', (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000))),
  );
  await expect(calls({ textBytes: 100_000 }).text(page())).rejects.toThrow(/longer than 100000 bytes/);
});

test('a feed that says nothing, or never comes to an end, is given up', async () => {
  server.overrides.set('/page', () => {});
  await expect(calls({ callMilliseconds: 200 }).text(page())).rejects.toThrow(/it took too long/);
  server.overrides.set('/page', (_request, response) => void response.writeHead(200).write('begun'));
  await expect(calls({ callMilliseconds: 200 }).text(page())).rejects.toMatchObject({
    code: 'FeedUnreachable',
  });
  await expect(Array.fromAsync(calls({ callMilliseconds: 200 }).bytes(page()))).rejects.toMatchObject({
    code: 'FeedUnreachable',
  });
});

test('a feed that hangs up in the middle of a package is told as that', async () => {
  server.overrides.set('/page', (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => response.destroy());
  });
  await expect(Array.fromAsync(calls().bytes(page()))).rejects.toMatchObject({ code: 'FeedUnreachable' });
});

test('what is not there is nothing, and what is broken is told', async () => {
  expect(await calls().text(`${server.origin}/nowhere`)).toBeUndefined();
  server.overrides.set('/page', (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
  );
  await expect(calls().text(page())).rejects.toMatchObject({ code: 'FeedUnreachable' });
});
