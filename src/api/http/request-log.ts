import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { LogFields, Logger } from '#kernel';

/**
 * What names a request wherever it left something: in the audit, in traces, in the client's own log. Never more
 * of what the client wrote than its ids: the rest may be a secret in the wrong place.
 */
export function namesOf(request: FastifyRequest, reply: FastifyReply): LogFields {
  return {
    method: request.method,
    operation: request.routeOptions.config.route?.operation,
    route: request.routeOptions.url,
    actor: request.actor?.objectId,
    requestId: reply.getHeader('x-ms-request-id'),
    correlationId: reply.getHeader('x-ms-correlation-request-id'),
    traceId: request.trace?.context.traceId,
  };
}

/** A line for each request, for whoever asks for so much: `TENANTRY_LOG_LEVEL=debug`. */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', async (request, reply) =>
    logger.debug('a request was answered', {
      ...namesOf(request, reply),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    }),
  );
}
