import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { TenantryError, isoTime, problem } from '#kernel';

import { addressOf } from '../entra/address.ts';
import { instanceDiscovery, keySet, openidConfiguration } from '../entra/discovery.ts';
import { errorBody } from '../entra/entra-error.ts';
import { v1Issuer, v2Issuer } from '../entra/tokens/sign.ts';
import type { TokenRequest } from '../entra/token-request.ts';
import { userInfo } from '../entra/user-info.ts';
import { originOf } from './origin.ts';
import type { ServedTenant } from './served-tenant.ts';

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>;

const paths = [['v2.0/', 'v2'] as const, ['', 'v1'] as const];

/** The hosts of login.microsoftonline.com, on the same origin: their paths do not overlap with Graph's. */
export function entraRoutes(server: FastifyInstance, tenant: ServedTenant): void {
  const { entra } = tenant;
  const { state } = entra;
  discoveryRoutes(server, tenant);
  for (const [path, version] of paths) {
    const token = `/:tenant/oauth2/${path}token`;
    server.post(token, async (request: TenantRequest, reply) => {
      const { status, body, client } = await entra.token(tokenRequest(request, version));
      logged(tenant, request, status, client);
      return open(reply).code(status).headers(unkept).send(body);
    });
    // A page's script asks before it sends what a form could not.
    server.options(token, (_request, reply) =>
      open(reply)
        .headers({ 'access-control-allow-methods': 'POST, OPTIONS', ...anyHeader })
        .code(200)
        .send(),
    );
    server.route({
      method: version === 'v1' ? ['GET', 'POST'] : 'POST',
      url: `/:tenant/oauth2/${path}devicecode`,
      handler: (request: TenantRequest, reply) =>
        answer(tenant, request, reply, () => entra.beginDeviceCode(tokenRequest(request, version))),
    });
  }
  for (const url of ['/oidc/userinfo', '/:tenant/openid/userinfo']) {
    server.route({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) => {
        const claims = await userInfo(entra, request.headers.authorization);
        if (claims === undefined)
          return reply.code(401).header('www-authenticate', 'Bearer error="invalid_token"').send();
        return open(reply).send(claims);
      },
    });
  }

  function discoveryRoutes(server: FastifyInstance, tenant: ServedTenant): void {
    server.get('/:tenant/discovery/instance', (request: TenantRequest, reply) => {
      const asked = new URL(request.url, 'https://any').searchParams.get('authorization_endpoint');
      return answer(tenant, request, reply, () =>
        instanceDiscovery(originOf(request), state.setting('tenant-id') ?? '', asked),
      );
    });
    for (const [path, version] of paths) {
      server.get(`/:tenant/${path}.well-known/openid-configuration`, (request: TenantRequest, reply) =>
        answer(tenant, request, reply, () =>
          openidConfiguration(originOf(request), addressOf(state, request.params.tenant), version),
        ),
      );
      server.get(`/:tenant/discovery/${path}keys`, (request: TenantRequest, reply) =>
        answer(tenant, request, reply, () => {
          const { tenantId } = addressOf(state, request.params.tenant);
          const issuer = version === 'v2' ? v2Issuer(originOf(request), tenantId) : v1Issuer(tenantId);
          return keySet(entra.key, issuer);
        }),
      );
    }
  }
}

const unkept = { 'cache-control': 'no-store', pragma: 'no-cache' };
const anyHeader = { 'access-control-allow-headers': '*', 'access-control-max-age': '86400' };

/** Pages of any origin may read it: nothing here is answered because of a cookie. */
function open(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*');
}

function answer(
  tenant: ServedTenant,
  request: FastifyRequest,
  reply: FastifyReply,
  body: () => unknown,
): FastifyReply {
  try {
    return open(reply).send(body());
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    const context = { clock: tenant.clock, origin: originOf(request) };
    return open(reply).code(error.status).send(errorBody(error, context));
  }
}

function tokenRequest(request: TenantRequest, version: 'v1' | 'v2'): TokenRequest {
  const { headers } = request;
  return {
    tenant: request.params.tenant,
    version,
    form: formOf(request),
    origin: originOf(request),
    authorization: headers.authorization,
    crossOrigin: headers.origin,
    ipAddress: request.ip,
    userAgent: headers['user-agent'],
    correlationId: correlationOf(request),
  };
}

/** A client's own id, only where it is one: it is repeated in answers and logs. */
export function correlationOf({ headers }: FastifyRequest): string | undefined {
  const id = String(headers['client-request-id'] ?? '');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : undefined;
}

/** Entra does not mind the case of a parameter's name: scripts send `Grant_Type` and `Client_Id` as well. */
function formOf(request: FastifyRequest): URLSearchParams {
  const body =
    request.body instanceof URLSearchParams ? request.body : new URL(request.url, 'https://any').searchParams;
  const form = new URLSearchParams([...body].map(([name, value]) => [name.toLowerCase(), value]));
  if (form.size > mostParameters) throw problem('EntraCodeMalformed');
  return form;
}

const mostParameters = 200;

export function logged(
  { log, clock }: ServedTenant,
  request: FastifyRequest,
  status: number,
  client: string | undefined,
): void {
  log.add({
    time: isoTime(clock.now()),
    appId: client ?? null,
    method: request.method,
    path: request.url.split('?')[0] ?? '',
    status,
    missing: null,
  });
}
