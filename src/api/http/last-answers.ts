import type { FastifyInstance } from 'fastify';

import { delay } from '#kernel';

/** Of a request that was accepted before; a following one has no end of its own, and is cut. */
const mostPatience = 5_000;
const followed = ['text/event-stream', 'application/x-ndjson'];

/**
 * A server that is closed gives its last answers: what was accepted is finished before the connections are cut, while
 * whatever comes meanwhile is told to go elsewhere (503).
 */
export function giveLastAnswers(server: FastifyInstance): void {
  const open = new Set<{ readonly answered: Promise<void>; readonly isFollowing: () => boolean }>();

  server.addHook('onRequest', (_request, reply, done) => {
    const answered = Promise.withResolvers<void>();
    const one = {
      answered: answered.promise,
      isFollowing: () => followed.some((type) => String(reply.getHeader('content-type')).startsWith(type)),
    };
    open.add(one);
    reply.raw.once('close', () => {
      open.delete(one);
      answered.resolve();
    });
    done();
  });

  server.addHook('preClose', async () => {
    const asked = [...open].filter(({ isFollowing }) => !isFollowing()).map(({ answered }) => answered);
    const over = new AbortController();
    await Promise.race([Promise.all(asked), delay(mostPatience, over.signal)]);
    over.abort();
  });
}
