import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { contentSecurityPolicy } from '../entra/sign-in/layout.ts';
import { type WebAnswer, type WebRequest, readCookies } from '../entra/sign-in/web.ts';
import { correlationOf, logged } from './entra-routes.ts';
import { originOf } from './origin.ts';
import type { ServedTenant } from './served-tenant.ts';

type PageRequest = FastifyRequest<{ Params: { tenant?: string } }>;
type Page = (web: WebRequest) => Promise<WebAnswer> | WebAnswer;

/** Pages of Entra that people see in a browser: forms without script. */
export function signInRoutes(server: FastifyInstance, tenant: ServedTenant): void {
  const { pages } = tenant.entra;

  function route(url: string, methods: ('GET' | 'POST')[], version: 'v1' | 'v2', page: Page): void {
    server.route({
      method: methods,
      url,
      handler: async (request: PageRequest, reply) => {
        const web = webRequest(request, version);
        const answer = await page(web);
        logged(tenant, request, answer.status, web.parameters.get('client_id') ?? undefined);
        return send(reply, answer);
      },
    });
  }

  for (const [path, version] of [['v2.0/', 'v2'] as const, ['', 'v1'] as const]) {
    route(`/:tenant/oauth2/${path}authorize`, ['GET', 'POST'], version, pages.authorize);
    route(`/:tenant/oauth2/${path}logout`, ['GET', 'POST'], version, pages.logout);
    route(`/:tenant/${path}adminconsent`, ['GET'], version, pages.adminConsent);
  }
  route('/:tenant/login', ['POST'], 'v2', pages.login);
  route('/:tenant/consent', ['POST'], 'v2', pages.consent);
  route('/:tenant/device', ['POST'], 'v2', pages.device);
  route('/signinlink', ['GET', 'POST'], 'v2', pages.link);
  route('/devicelogin', ['GET', 'POST'], 'v2', pages.deviceLogin);
  route('/common/oauth2/deviceauth', ['GET', 'POST'], 'v2', pages.deviceLogin);
}

function webRequest(request: PageRequest, version: 'v1' | 'v2'): WebRequest {
  const { headers } = request;
  const given =
    request.body instanceof URLSearchParams ? request.body : new URL(request.url, 'https://any').searchParams;
  return {
    method: request.method === 'POST' ? 'POST' : 'GET',
    tenant: request.params.tenant ?? 'organizations',
    version,
    parameters: new URLSearchParams([...given].map(([name, value]) => [name.toLowerCase(), value])),
    cookies: readCookies(headers.cookie),
    origin: originOf(request),
    crossOrigin: headers.origin,
    fetchSite: headers['sec-fetch-site'] === undefined ? undefined : String(headers['sec-fetch-site']),
    ipAddress: request.ip,
    userAgent: headers['user-agent'],
    correlationId: correlationOf(request),
    isLocal: /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.ip),
  };
}

function send(reply: FastifyReply, answer: WebAnswer): FastifyReply {
  reply.code(answer.status).headers({
    'cache-control': 'no-store',
    pragma: 'no-cache',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'content-security-policy': contentSecurityPolicy(answer.formTargets, answer.script),
  });
  if (answer.cookies !== undefined && answer.cookies.length > 0)
    reply.header('set-cookie', [...answer.cookies]);
  if (answer.location !== undefined) return reply.header('location', answer.location).send();
  return reply.type('text/html; charset=utf-8').send(answer.page?.text ?? '');
}
