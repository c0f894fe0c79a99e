import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { TenantryError, isoTime } from '#kernel';

import { instanceDiscovery, keySet, openidConfiguration } from '../entra/discovery.ts';
import { demandTenant } from '../entra/token-endpoint.ts';
import { originOf } from './origin.ts';
import type { ServedTenant } from './served-tenant.ts';

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>;

/** The hosts of login.microsoftonline.com, on the same origin: their paths do not overlap with Graph's. */
export function entraRoutes(server: FastifyInstance, tenant: ServedTenant): void {
  const { state, tokens, clock, log } = tenant;

  server.get('/common/discovery/instance', (request) =>
    instanceDiscovery(originOf(request), state.setting('tenant-id') ?? ''),
  );
  for (const [path, version] of [['v2.0/', 'v2'] as const, ['', 'v1'] as const]) {
    server.get(`/:tenant/${path}.well-known/openid-configuration`, (request: TenantRequest, reply) =>
      known(request, reply, (tenantId) => openidConfiguration(originOf(request), tenantId, version)),
    );
    server.get(`/:tenant/discovery/${path}keys`, (request: TenantRequest, reply) =>
      known(request, reply, () => keySet(tokens.key)),
    );
    server.post(`/:tenant/oauth2/${path}token`, async (request: TenantRequest, reply) => {
      const origin = originOf(request);
      const form = formOf(request.body);
      const { status, body, client } = await tokens.answer({
        tenant: request.params.tenant,
        version,
        form,
        origin,
      });
      log.add({
        time: isoTime(clock.now()),
        appId: client ?? null,
        method: 'POST',
        path: request.url,
        status,
        missing: null,
      });
      return reply.code(status).headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send(body);
    });
  }

  function known(
    request: TenantRequest,
    reply: FastifyReply,
    answer: (tenantId: string) => unknown,
  ): unknown {
    try {
      return answer(demandTenant(state, request.params.tenant));
    } catch (error) {
      if (!(error instanceof TenantryError)) throw error;
      const [number, oauth] = error.wireCode.split(' ');
      return reply.code(error.status).send({
        error: oauth,
        error_description: `AADSTS${number}: ${error.message}`,
        error_codes: [Number(number)],
      });
    }
  }
}

/** Entra does not mind the case of a parameter's name: scripts send `Grant_Type` and `Client_Id` as well. */
function formOf(body: unknown): URLSearchParams {
  if (!(body instanceof URLSearchParams)) return new URLSearchParams();
  return new URLSearchParams([...body].map(([name, value]) => [name.toLowerCase(), value]));
}
