import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane } from '../../src/api/testing/control-plane.ts';
import { type FeedServer, startFeedServer } from '../../src/gallery/testing/feed-server.ts';
import { conformanceCases } from './cases/index.ts';
import { createStage, faultsOf } from './harness.ts';
import { work } from './worker.ts';

const working = new AbortController();
let plane: TestControlPlane;
let feed: FeedServer;
let worker: Promise<void>;

beforeAll(async () => {
  [plane, feed] = await Promise.all([testControlPlane(), startFeedServer()]);
  const gallery = { name: 'PSGallery', url: feed.v2, hosts: [], allowPrivate: true };
  await plane.automation.feeds.put(gallery, { objectId: 'test' });
  worker = work(plane.link, working.signal);
});
afterAll(async () => {
  worker.catch(() => {});
  working.abort();
  await Promise.all([worker, feed.close()]);
});

/** A case waits for states, never for times; this only ends a run that hangs, on the slowest of machines. */
const longest = 300_000;

describe('conformance', { timeout: longest }, () => {
  test.each(conformanceCases.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    const stage = createStage(plane, feed);
    await stage.v10.automationAccount.createOrUpdate(...stage.at, { location: 'local' });
    const before = plane.served.length;
    // A case that waits for a worker which is no more would wait for ever.
    const gone = worker.then(() => Promise.reject(new Error('the worker went away')));
    gone.catch(() => {});
    await Promise.race([each.run(stage), gone]);
    expect(faultsOf(each, plane.served.slice(before))).toEqual([]);
  });
});

test('GET /openapi.json answers anybody, with the document that is in docs and the address that was asked', async () => {
  const { status, json } = await plane.call('GET', '/openapi.json', { authorization: '' });
  const document = JSON.parse(
    readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
  ) as object;
  expect([status, json()]).toEqual([200, { ...document, servers: [{ url: plane.origin }] }]);
});
