import type { FastifyInstance } from 'fastify';

import type { Automation } from '#automation';
import { type TraceContext, nextContext, parseTraceparent, systemClock } from '#kernel';

declare module 'fastify' {
  interface FastifyRequest {
    /** Its own place in a trace; undefined while nobody collects traces. */
    trace: { readonly context: TraceContext; readonly parentSpanId: string | undefined } | undefined;
  }
}

/**
 * Each request is a span of the trace that its `traceparent` names, or of a new one; what it starts goes on in it. A caller that is
 * not recorded is not recorded here either.
 */
export function traceRequests(server: FastifyInstance, { tracer }: Automation): void {
  server.decorateRequest('trace', undefined);
  if (!tracer.isOn) return;
  server.addHook('onRequest', async (request) => {
    const given = request.headers['traceparent'];
    const parent = parseTraceparent(Array.isArray(given) ? given[0] : given);
    request.trace = { context: nextContext(parent), parentSpanId: parent?.spanId };
  });
  server.addHook('onResponse', async (request, reply) => {
    const { route } = request.routeOptions.config;
    // Whoever is not let in writes no trace.
    if (request.trace === undefined || route === undefined || request.actor === undefined) return;
    const end = systemClock.now();
    tracer.record({
      name: route.operation,
      kind: 'server',
      ...request.trace,
      start: end - reply.elapsedTime,
      end,
      attributes: {
        'http.request.method': request.method,
        'http.route': route.path,
        'http.response.status_code': reply.statusCode,
        'tenantry.correlation_id': request.actor.correlationId ?? '',
      },
      failed: reply.statusCode >= 500,
    });
  });
}
