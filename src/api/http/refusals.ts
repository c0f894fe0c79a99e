import type { Socket } from 'node:net';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { type Logger, TenantryError, newId, problem } from '#kernel';

import { logRequests, namesOf } from './request-log.ts';

/**
 * The most that a body may be, unless its route takes a file. A variable has up to 1,048,576 characters, of up to three bytes
 * each, and twice as many where they are escaped.
 */
export const bodyLimit = 8 * 1024 * 1024;

/** Seconds until a refusal for the time being may be another answer. */
const retryAfter: Readonly<Record<number, number>> = { 503: 1, 429: 10 };

/** The headers that every answer has, refusals and addresses that lead nowhere included. */
export function identify(request: FastifyRequest, reply: FastifyReply): void {
  const requestId = String(
    request.headers['x-ms-activity-id'] ?? request.headers['x-ms-client-request-id'] ?? newId(),
  );
  reply.headers({
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': String(request.headers['x-ms-correlation-request-id'] ?? newId()),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  const clientRequestId = request.headers['x-ms-client-request-id'];
  if (clientRequestId !== undefined) reply.header('x-ms-client-request-id', clientRequestId);
}

/** Whatever goes wrong is answered in Azure's shape. */
export function answerRefusals(server: FastifyInstance, logger: Logger): void {
  server.addHook('onRequest', async (request, reply) => identify(request, reply));
  logRequests(server, logger);
  server.setErrorHandler((error, request, reply) => {
    const known = error instanceof TenantryError ? error : httpProblem(error);
    if (known.status >= 500)
      logger.error('a request failed', {
        ...namesOf(request, reply),
        path: request.url.split('?')[0],
        error,
      });
    if (known.status === 401) reply.header('www-authenticate', 'Bearer error="invalid_token"');
    const seconds = retryAfter[known.status];
    if (seconds !== undefined) reply.header('retry-after', seconds);
    return reply.code(known.status).send(envelope(known));
  });
  server.setNotFoundHandler((request, reply) => {
    const known = problem('RouteNotFound', { path: request.url.split('?')[0] ?? '' });
    return reply.code(known.status).send(envelope(known));
  });
}

/** An address that cannot be decoded: no hook and no handler of the server sees it. */
export function refuseAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = problem('PathInvalid', { name: request.url.split('?')[0] ?? '' });
  identify(request, reply);
  void reply.code(known.status).send(envelope(known));
}

/** What is no HTTP, or has too long a head (RFC 9110 §15.5.1, RFC 6585 §5): there is a socket and nothing else. */
export function refuseConnection(
  { code, message }: Error & { readonly code?: string },
  socket: Socket,
): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const known = problem('BodyInvalid', { detail: message });
  const body = JSON.stringify(envelope(known));
  const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-ms-request-id: ${newId()}`,
      `x-ms-correlation-request-id: ${newId()}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** Both live forms of Azure's errors in one, so that every client finds its code. */
function envelope({ wireCode: code, advice: message }: TenantryError): unknown {
  return { error: { code, message }, code, message };
}

function httpProblem(error: unknown): TenantryError {
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode === 413) return problem('BodyTooLarge', { most: bodyLimit }, error);
  if (statusCode !== undefined && statusCode < 500)
    return problem('BodyInvalid', { detail: message ?? 'bad request' }, error);
  return problem('Internal', { detail: 'the API' }, error);
}
