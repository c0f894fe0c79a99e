import type { FastifyInstance } from 'fastify';

import { delay, problem } from '#kernel';

import { errorBody } from '../entra/entra-error.ts';
import { tenantryUri } from '../entra/resources.ts';
import { hangUp } from './hang-up.ts';
import { originOf } from './origin.ts';
import type { ServedTenant } from './served-tenant.ts';

/** What is not Entra's on this origin. */
const elsewhere = /^\/(?:v1\.0|beta|_tenantry)(?:[/?]|$)/;

/** Faults of sign-in: a token endpoint that is slow, away, or drops its callers. */
export function entraFaults(server: FastifyInstance, { conduct, clock }: ServedTenant): void {
  server.addHook('preHandler', async (request, reply) => {
    if (elsewhere.test(request.url) || isForOwnApi(request.body)) return undefined;
    const { pathname, searchParams } = new URL(request.url, 'https://any');
    const fault = conduct.faults.draw({
      version: '',
      method: request.method,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: undefined,
      principal: { appId: '' },
      batched: false,
      service: 'entra',
    });
    if (fault === undefined) return undefined;
    if (fault.wait > 0) await delay(fault.wait);
    if (fault.drop === true) return hangUp(request, reply);
    if (fault.status === undefined) return undefined;
    if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
    return reply
      .code(fault.status)
      .send(errorBody(problem('FaultOfEntra'), { clock, origin: originOf(request) }));
  });
}

/** Whoever turned faults on is to be able to turn them off: tokens for the tenant's own API meet none. */
function isForOwnApi(body: unknown): boolean {
  if (!(body instanceof URLSearchParams)) return false;
  return [`${tenantryUri}/.default`, tenantryUri].includes(body.get('scope') ?? body.get('resource') ?? '');
}
