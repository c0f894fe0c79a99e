import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import type { EventReceiver, WebhookReceiver } from '#automation';
import { type Logger, TenantryError, newId, problem } from '#kernel';

import { serveEvents } from './event-routes.ts';
import { cutWhoeverRunsAhead } from './unanswered.ts';

export interface WebhookListenerOptions {
  readonly receiver: WebhookReceiver;
  readonly events: EventReceiver;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Proxies whose `X-Forwarded-For` is believed: addresses and networks. */
  readonly trustedProxies?: readonly string[] | undefined;
  readonly logger: Logger;
}

/** Azure's limit on what is posted. */
const bodyLimit = 512 * 1024;
/** Whoever sends so slowly is not waited for. */
const [headersTimeout, requestTimeout] = [5_000, 10_000];
const mostConnections = 1_000;

/**
 * Where webhooks are called and events come, on a port of its own: nothing else can be reached through it, so that it alone may be
 * published.
 * `POST /webhooks?token=…` answers 202 with `{"JobIds": ["…"]}`.
 */
export function createWebhookListener(options: WebhookListenerOptions): FastifyInstance {
  const { receiver, events, tls, logger, trustedProxies = [] } = options;
  const server: FastifyInstance = Fastify({
    https: { ...tls, headersTimeout, requestTimeout, connectionsCheckingInterval: 1_000 },
    bodyLimit,
    requestTimeout,
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  } as object) as unknown as FastifyInstance;
  server.server.maxConnections = mostConnections;
  cutWhoeverRunsAhead(server);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  server.setErrorHandler((error, request, reply) => {
    const known = error instanceof TenantryError ? error : httpProblem(error);
    // Never the address: the token in it is all that somebody needs.
    if (known.status >= 500) logger.error('a webhook could not be taken', { error, from: request.ip });
    if (known.status === 429) reply.header('retry-after', 60);
    if (known.status === 503) reply.header('retry-after', 1);
    const { wireCode: code, advice: message } = known;
    return reply.code(known.status).send({ error: { code, message }, code, message });
  });
  server.setNotFoundHandler((_request, reply) => {
    const { wireCode: code, advice: message } = problem('RouteNotFound', { path: 'this path' });
    return reply.code(404).send({ error: { code, message }, code, message });
  });

  server.post('/webhooks', async (request, reply) => {
    const requestId = newId();
    reply.header('x-ms-request-id', requestId);
    reply.header('x-content-type-options', 'nosniff');
    const { token } = request.query as { token?: string | readonly string[] };
    const jobId = await receiver.receive({
      token: typeof token === 'string' ? token : undefined,
      headers: { ...headersOf(request), 'x-ms-request-id': requestId },
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      address: request.ip,
    });
    return reply.code(202).send({ JobIds: [jobId] });
  });
  serveEvents(server, events);
  return server;
}

/** Under the names that the caller wrote: runbooks look for `X-Hub-Signature-256`. */
function headersOf({ raw }: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < raw.rawHeaders.length; at += 2) {
    const [name, value] = [raw.rawHeaders[at]!, raw.rawHeaders[at + 1]!];
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

function httpProblem(error: unknown): TenantryError {
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode === 413) return problem('BodyTooLarge', { most: bodyLimit }, error);
  if (statusCode !== undefined && statusCode < 500)
    return problem('BodyInvalid', { detail: message ?? 'bad request' }, error);
  return problem('Internal', { detail: 'the webhook listener' }, error);
}
