import { createHash, timingSafeEqual } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import type { Automation } from '#automation';
import { problem } from '#kernel';

const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * `/metrics` for Prometheus, to whoever has the key of the installation's file, and nobody else: how much is done, and when, is
 * nobody's business. Without a key there is none. What the API answers is counted either way.
 */
export function serveMetrics(
  server: FastifyInstance,
  { metrics }: Automation,
  key: string | undefined,
): void {
  const { meter } = metrics;
  server.addHook('onResponse', async (request, reply) => {
    const { route } = request.routeOptions.config;
    const operation = route?.operation ?? 'other';
    meter.count('tenantry_http_requests_total', { operation, status: reply.statusCode });
    const isStream = Object.values(route?.answers ?? {}).includes('events');
    if (!isStream)
      meter.observe('tenantry_http_request_duration_seconds', reply.elapsedTime / 1_000, {
        method: request.method,
      });
  });
  if (key === undefined) return;
  const wanted = digest(`Bearer ${key}`);
  server.route({
    method: 'GET',
    url: '/metrics',
    async handler(request, reply) {
      if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
        throw problem('MetricsKeyRefused');
      return reply.type(contentType).send(await metrics.read());
    },
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
