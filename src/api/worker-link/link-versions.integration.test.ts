import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';

import { silentLogger } from '#kernel';
import {
  type LinkEvent,
  type LinkVersions,
  type WorkerLink,
  createLinkClient,
  linkVersions,
} from '#worker-link';

import { admitByKey, answerLinkRefusals, workerLinkRoutes } from './worker-link-routes.ts';

const attempt = { jobId: '3f0e2a52-7a34-4f4e-9a57-0c3a1f0a9b11', number: 1 };
const claim = {
  kind: 'job',
  attempt,
  runbook: { name: 'tidy', type: 'TypeScript', artifactHash: 'hash' },
  parameters: {},
  journal: [{ name: 'one', result: 1 }],
  tenant: { name: 'main', origin: 'https://127.0.0.1:1', tenantId: 'id' },
  allowedHosts: [],
} as const;
const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

/** A control plane and a worker of these releases, over a socket. */
async function pair(controlPlane: LinkVersions, worker: LinkVersions, link: Partial<WorkerLink>) {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-versions-'));
  const path = join(folder, 'link.sock');
  const server: FastifyInstance = Fastify({ forceCloseConnections: true });
  answerLinkRefusals(server);
  workerLinkRoutes(server, admitByKey(link as WorkerLink, 'key'), controlPlane);
  await server.listen({ path });
  const client = createLinkClient({
    address: { socketPath: path },
    workerKey: 'key',
    versions: worker,
    logger: silentLogger,
  });
  ended.push(
    async () => rmSync(folder, { recursive: true, force: true }),
    () => server.close(),
    () => client.close(),
  );
  return client;
}

const ask = { worker: 'w', kinds: ['job' as const], waitMilliseconds: 0 };
const { oldest, newest } = linkVersions;
const next = { oldest: newest, newest: newest + 1 };
const afterNext = { oldest: newest + 1, newest: newest + 2 };

test.each([
  ['of this release with a worker of the next', linkVersions, next],
  ['of the next release with a worker of this one', next, linkVersions],
])(
  'a control plane %s: what one of them does not know, it leaves alone',
  async (_what, controlPlane, worker) => {
    const steps: unknown[] = [];
    const client = await pair(controlPlane, worker, {
      claim: async () => ({ ...claim, ofTheFuture: { a: 1 } }) as never,
      heartbeat: async () => ({ command: 'dance' }) as never,
      recordStep: async (_attempt, step) => void steps.push(step),
      async follow(_worker, handle) {
        handle({ event: 'of the future' } as never);
        handle({ event: 'stop', attempt });
      },
    });
    expect(await client.claim(ask)).toEqual(claim);
    expect(await client.heartbeat(attempt)).toEqual({ command: 'continue' });
    await client.recordStep(attempt, { name: 'two', result: 2, ofTheFuture: true } as never);
    expect(steps).toEqual([{ name: 'two', result: 2 }]);
    const heard = Promise.withResolvers<LinkEvent>();
    const following = new AbortController();
    const done = client.follow('w', heard.resolve, following.signal);
    expect(await heard.promise).toEqual({ event: 'stop', attempt });
    following.abort();
    await done;
  },
);

test.each([
  ['a worker of a release that is too old', afterNext, linkVersions],
  ['a control plane of a release that is too old', linkVersions, afterNext],
])('%s is refused, with both versions and what to do', async (_what, controlPlane, worker) => {
  const client = await pair(controlPlane, worker, { claim: async () => expect.unreachable() });
  await expect(client.claim(ask)).rejects.toMatchObject({
    code: 'LinkVersionUnsupported',
    advice: expect.stringMatching(
      new RegExp(
        `worker speaks versions ${worker.oldest}-${worker.newest}.*control plane speaks ${controlPlane.oldest}-${controlPlane.newest}.*Bring the older`,
        's',
      ),
    ),
  });
});

test('a control plane from before versions were told is understood by this release, and refused by one that needs more', async () => {
  const answers = async (versions: LinkVersions) => {
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-versions-'));
    const path = join(folder, 'link.sock');
    const server = Fastify({ forceCloseConnections: true });
    server.post('/link/v1/claim', (_request, reply) => reply.code(204).send());
    await server.listen({ path });
    const client = createLinkClient({
      address: { socketPath: path },
      workerKey: 'key',
      versions,
      logger: silentLogger,
    });
    ended.push(
      async () => rmSync(folder, { recursive: true, force: true }),
      () => server.close(),
      () => client.close(),
    );
    return client.claim(ask);
  };
  expect(oldest).toBe(1);
  expect(await answers(linkVersions)).toBeUndefined();
  await expect(answers({ oldest: 2, newest: 3 })).rejects.toMatchObject({ code: 'LinkVersionUnsupported' });
});
