import type { FastifyInstance } from 'fastify';

import { originOf, queryOf } from '../http/routes.ts';
import { describeCloud } from './endpoints.ts';

/** Where tokens come from: the embedded tenant, or Entra. */
export interface DirectoryAddresses {
  readonly origin: string;
  readonly tenantId: string;
}

/**
 * An address that answers anybody: clients read there where to sign in, so they cannot have signed in before. It says
 * nothing but addresses.
 */
export function serveCloudMetadata(server: FastifyInstance, { origin }: DirectoryAddresses): void {
  server.route({
    method: 'GET',
    url: '/metadata/endpoints',
    handler: async (request) =>
      describeCloud(queryOf(request)['api-version'], {
        resourceManager: originOf(request),
        login: origin,
        graph: origin,
      }),
  });
}
