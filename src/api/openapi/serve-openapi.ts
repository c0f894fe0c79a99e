import type { FastifyInstance } from 'fastify';

import type { Route } from '../http/routes.ts';
import { originOf } from '../http/routes.ts';
import { describeApi } from './openapi.ts';

/**
 * `GET /openapi.json`, for anybody: generators read it before they have a token, and it says nothing of the installation
 * that its source does not say.
 */
export function serveOpenApi(server: FastifyInstance, routes: readonly Route[]): void {
  const description = describeApi(routes);
  server.route({
    method: 'GET',
    url: '/openapi.json',
    handler: async (request) => ({ ...description, servers: [{ url: originOf(request) }] }),
  });
}
