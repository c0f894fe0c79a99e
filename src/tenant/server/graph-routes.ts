import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { TenantryError, isoTime, newId } from '#kernel';

import { graphError } from '../odata/graph-error.ts';
import type { Handled } from '../odata/handle.ts';
import type { Principal } from '../odata/request.ts';
import { hangUp } from './hang-up.ts';
import { originOf } from './origin.ts';
import { type Served, serveGraph } from './serve-graph.ts';
import type { ServedTenant } from './served-tenant.ts';

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Everything below `/v1.0` and `/beta` goes to the engine: no route here knows an entity. */
export function graphRoutes(server: FastifyInstance, tenant: ServedTenant): void {
  for (const version of ['v1.0', 'beta']) {
    server.all(`/${version}/*`, (request, reply) => answer(tenant, version, request, reply));
    server.all(`/${version}`, (request, reply) => answer(tenant, version, request, reply));
  }
}

async function answer(
  tenant: ServedTenant,
  version: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const origin = originOf(request);
  const [pathAndVersion = '', search = ''] = splitOnce(request.url, '?');
  const path = pathAndVersion.slice(version.length + 1);
  let principal: Principal | undefined;
  let handled: Served;
  try {
    principal = await tenant.bearer.graph(request.headers.authorization, origin);
    handled = await serveGraph(tenant, {
      method: request.method === 'HEAD' ? 'GET' : request.method,
      path,
      query: new URLSearchParams(search),
      headers: request.headers,
      body: request.body,
      base: `${origin}/${version}`,
      principal,
    });
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    handled = graphError(error, tenant.clock);
  }
  tenant.log.add({
    time: isoTime(tenant.clock.now()),
    appId: principal?.appId ?? null,
    method: request.method,
    path: pathAndVersion,
    status: handled === 'dropped' ? 0 : handled.status,
    missing: handled === 'dropped' ? null : (handled.missing ?? null),
  });
  if (handled === 'dropped') return hangUp(request, reply);
  return send(request, reply, handled);
}

export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: Handled,
): FastifyReply {
  const requestId = newId();
  const clientRequestId = String(request.headers['client-request-id'] ?? requestId);
  reply.code(status).headers({
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'cache-control': 'no-cache',
    'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Local","Slice":"E","Ring":"0","ScaleUnit":"000"}}',
    ...headers,
  });
  if (status === 401)
    reply.header(
      'www-authenticate',
      `Bearer realm="", authorization_uri="${originOf(request)}/common/oauth2/authorize"`,
    );
  if (typeof body === 'string') return reply.type('text/plain').send(body);
  if (body instanceof Uint8Array) return reply.send(body);
  if (body === undefined) return reply.send();
  const { error } = body as { error?: { innerError?: object } };
  if (error?.innerError !== undefined) {
    Object.assign(error.innerError, { 'request-id': requestId, 'client-request-id': clientRequestId });
  }
  return reply.header('odata-version', '4.0').header('content-type', contentType).send(JSON.stringify(body));
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
