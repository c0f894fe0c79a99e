import type { AddressInfo } from 'node:net';

import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';

import type { Automation } from '#automation';
import { type Clock, type Logger, TenantryError, problem, systemClock } from '#kernel';

import { allRoutes } from './routes.ts';
import { registerRoutes } from './routing/register.ts';
import { requestIds, writeRequestIds } from './routing/request-ids.ts';
import type { Route } from './routing/route.ts';
import { armAudiences, createSignIn } from './sign-in/sign-in.ts';
import { errorBody, wireErrorOf } from './wire/error-body.ts';

export interface ApiOptions {
  readonly automation: Automation;
  /** PEM. Azure's clients refuse to send a token without TLS. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Further origins under which clients reach the API, and which tokens may therefore name as their audience. */
  readonly origins?: readonly string[];
  /** Whose tokens are taken: the embedded tenant's, or Entra's. */
  readonly issuer: {
    /** `<origin>/<tenant id>/.well-known/openid-configuration`; the older and the newer endpoint differ in their issuer. */
    readonly metadata: readonly string[];
    readonly caPem?: string | undefined;
  };
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly defaultResourceGroup?: string;
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface Api {
  readonly server: FastifyInstance;
  /** Everything that can be called, for tests and for documentation. */
  readonly routes: readonly Route[];
  /** Resolves to the origin, `https://127.0.0.1:7443`. Rejects with Node's `EADDRINUSE` when the port is taken. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** A draft of 1 MiB in UTF-16, or a variable of a million characters in JSON, and some room. */
const bodyLimit = 8 * 1024 * 1024;

/** The ARM side of the control plane. */
export function createApi(options: ApiOptions): Api {
  const { automation, tls, host = '127.0.0.1', port = 7443, issuer, logger, clock = systemClock } = options;
  const server = Fastify({
    https: { ...tls, minVersion: 'TLSv1.2' },
    bodyLimit,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: {
      caseSensitive: false,
      ignoreDuplicateSlashes: true,
      ignoreTrailingSlash: true,
      maxParamLength: 512,
    },
  }) as unknown as FastifyInstance;
  const signIn = createSignIn({ ...issuer, clock });
  const routes = allRoutes({
    automation,
    subscriptionId: options.subscriptionId,
    tenantId: options.tenantId,
    defaultResourceGroup: options.defaultResourceGroup ?? 'tenantry',
  });
  const audiences: string[] = [...armAudiences, ...(options.origins ?? [])];

  server.decorateRequest('caller', undefined);
  server.decorateRequest('ids', null as unknown as FastifyRequest['ids']);
  server.addHook('onRequest', async (request, reply) => {
    request.ids = requestIds(request);
    writeRequestIds(request, reply, request.ids);
  });
  // Scripts come under any media type, and JSON under none at all: routes read the bytes as they see fit.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, request, reply) => refuse(error as Error, request, reply, logger));
  server.setNotFoundHandler((request) => {
    throw problem('RouteUnknown', { method: request.method, path: request.url.split('?')[0] ?? '' });
  });
  registerRoutes(server, routes, {
    signIn: (authorization) => signIn.verify(authorization, audiences),
    may: (principal, action, scope) => automation.access.may(principal, action, scope),
    mayAnywhere: (principal, action) => automation.access.mayAnywhere(principal, action),
  });
  server.addHook('onClose', () => signIn.close());

  return {
    server,
    routes,
    async listen() {
      await server.listen({ host, port });
      const { port: bound } = server.server.address() as AddressInfo;
      audiences.push(`https://${host}:${bound}`, `https://localhost:${bound}`);
      return `https://${host}:${bound}`;
    },
    close: async () => {
      await server.close();
    },
  };
}

function refuse(error: Error, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const known = error instanceof TenantryError ? error : problemOf(error as FastifyError);
  if (known.status >= 500) {
    const { requestId, correlationId } = request.ids ?? requestIds(request);
    logger.error('a request failed', {
      requestId,
      correlationId,
      method: request.method,
      route: request.routeOptions.url,
      error,
    });
  }
  if (known.status === 401) {
    reply.header(
      'www-authenticate',
      `Bearer error="invalid_token", error_description="${quotable(known.message)}"`,
    );
  }
  if (known.status === 503) reply.header('retry-after', '1');
  // Azure marks what its gateway, not the resource provider, refused.
  if (known.status === 401 || known.status === 403) reply.header('x-ms-failure-cause', 'gateway');
  return reply
    .code(known.status)
    .type('application/json; charset=utf-8')
    .send(errorBody(wireErrorOf(known)));
}

/** Errors of the HTTP server keep their status; anything else says no more than that it happened. */
function problemOf(error: FastifyError): TenantryError {
  if (error.statusCode === 413) return problem('BodyTooLarge', { most: bodyLimit }, error);
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return problem('RequestMalformed', { detail: error.message }, error);
  }
  return problem('Internal', { detail: 'see the log' }, error);
}

function quotable(text: string): string {
  return text.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7e]/g, '?');
}
