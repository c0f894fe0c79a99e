import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';

import { type Logger, TenantryError, problem } from '#kernel';

import { graphError } from '../odata/graph-error.ts';
import { entraFaults } from './entra-faults.ts';
import { entraRoutes } from './entra-routes.ts';
import { graphRoutes, send } from './graph-routes.ts';
import { reportRoutes } from './report-routes.ts';
import type { ServedTenant } from './served-tenant.ts';
import { signInRoutes } from './sign-in-routes.ts';

export interface TlsFiles {
  readonly key: string;
  readonly cert: string;
}

/** Graph's own limit for most requests. */
const bodyLimit = 4 * 1024 * 1024;

/** No route has a schema: Fastify need not load what compiles them, which is a fifth of the first start of a process. */
const noSchemas = {
  compilersFactory: {
    buildValidator: () => () => () => true,
    buildSerializer: () => () => (value: unknown) => JSON.stringify(value),
  },
} as unknown as NonNullable<FastifyServerOptions['schemaController']>;

/** The HTTPS server of one tenant: login and Graph on one origin. */
export function tenantServer(tenant: ServedTenant, tls: TlsFiles, logger: Logger): FastifyInstance {
  const server: FastifyInstance = Fastify({
    https: tls,
    bodyLimit,
    exposeHeadRoutes: true,
    forceCloseConnections: true,
    schemaController: noSchemas,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
  }) as unknown as FastifyInstance;

  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  // Photos, and whatever else is written to a `/$value`.
  server.addContentTypeParser(
    /^(image\/|application\/octet-stream)/,
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch (error) {
      done(problem('GraphBodyInvalid', {}, error));
    }
  });

  server.setErrorHandler((error, request, reply) => {
    const known = error instanceof TenantryError ? error : fastifyProblem(error);
    if (known.status >= 500 && known.code !== 'GraphNotEmulated')
      logger.error('a request failed', { error, path: request.url });
    return send(request, reply, graphError(known, tenant.clock));
  });
  server.setNotFoundHandler((request, reply) =>
    send(
      request,
      reply,
      graphError(
        problem('GraphSegmentUnknown', { segment: request.url.split('?')[0]!.slice(1) }),
        tenant.clock,
      ),
    ),
  );
  entraFaults(server, tenant);
  entraRoutes(server, tenant);
  signInRoutes(server, tenant);
  graphRoutes(server, tenant);
  reportRoutes(server, tenant);
  return server;
}

function fastifyProblem(error: unknown): TenantryError {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== undefined && statusCode < 500) return problem('GraphBodyInvalid', {}, error);
  return problem('Internal', { detail: 'the embedded tenant' }, error);
}
