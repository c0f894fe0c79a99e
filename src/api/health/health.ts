import type { FastifyInstance } from 'fastify';

import type { Automation } from '#automation';
import { delay } from '#kernel';

/** A database that answers later than this is as good as away for whoever decides where requests go. */
const patience = 2_000;

/**
 * For whoever watches the process: `/healthz` says that it is alive, and asks nobody else, since starting it anew mends no
 * database; `/readyz` says whether it can serve, with 503 while it cannot. Anybody may ask; neither says more than that.
 */
export function serveHealth(server: FastifyInstance, { health }: Automation): void {
  server.route({ method: 'GET', url: '/healthz', handler: async () => ({ status: 'ok' }) });
  server.route({
    method: 'GET',
    url: '/readyz',
    async handler(_request, reply) {
      const over = new AbortController();
      const late = delay(patience, over.signal).then(() => false);
      const database = await Promise.race([health.database(), late]);
      over.abort();
      if (!database) reply.code(503).header('retry-after', 1);
      return { status: database ? 'ready' : 'not ready', checks: { database: database ? 'ok' : 'away' } };
    },
  });
}
