import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { isProblem, newId } from '#kernel';

import type { BoundTokens } from './bound-tokens.ts';
import type { GatewaySession } from './session.ts';

export const identityPath = '/msi/token';
const mostBody = 16 * 1024;
/** How a caller names a user-assigned identity; `principal_id` and `msi_res_id` are older spellings. */
const identityNames = {
  client_id: 'clientId',
  object_id: 'objectId',
  principal_id: 'objectId',
  mi_res_id: 'resourceId',
  msi_res_id: 'resourceId',
} as const;

/**
 * The managed identity endpoint in App Service's form (`2019-08-01`), as Azure Automation offers it: `IDENTITY_ENDPOINT`
 * and `IDENTITY_HEADER`. Source: learn.microsoft.com/azure/app-service/overview-managed-identity. Besides, `bypass_cache=true`, the
 * word of a virtual machine's endpoint, asks for a token that nobody has remembered.
 */
export async function answerIdentity(
  request: IncomingMessage,
  response: ServerResponse,
  options: {
    readonly secret: string;
    readonly session: GatewaySession | undefined;
    readonly tokens: BoundTokens | undefined;
  },
): Promise<void> {
  const { secret, session, tokens } = options;
  const refuse = (status: number, message: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ statusCode: status, message, correlationId: newId() }));
  };
  // Forwarded requests come from somewhere else than this job.
  if (request.headers['x-forwarded-for'] !== undefined) return refuse(400, 'X-Forwarded-For is not allowed.');
  const given = request.headers['x-identity-header'] ?? request.headers['secret'];
  if (!same(String(given ?? ''), secret))
    return refuse(401, 'The X-IDENTITY-HEADER header is missing or wrong.');
  if (session === undefined || tokens === undefined) return refuse(503, 'No job has begun here.');
  const parameters = await parametersOf(request);
  const resource = parameters.get('resource');
  if (resource === null || resource === '') return refuse(400, "The parameter 'resource' is missing.");
  const names = [...parameters.keys()].filter((name) => Object.hasOwn(identityNames, name));
  if (names.length > 1) return refuse(400, `Name the identity once: ${names.join(' and ')} were sent.`);
  const which = Object.fromEntries(
    names.map((name) => [identityNames[name as keyof typeof identityNames], parameters.get(name) ?? '']),
  );
  try {
    const renew = parameters.get('bypass_cache') === 'true';
    const token = await session.token({ resource, ...which, ...(renew && { renew }) });
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(
      JSON.stringify({
        access_token: tokens.bind(token.accessToken),
        expires_on: String(token.expiresOn),
        resource: token.resource,
        token_type: 'Bearer',
        client_id: token.clientId,
      }),
    );
  } catch (error) {
    refuse(400, isProblem(error) ? error.advice : 'The identity could not get a token.');
  }
}

async function parametersOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parameters = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
  if (request.method !== 'POST') return parameters;
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > mostBody) break;
  }
  for (const [name, value] of new URLSearchParams(body)) parameters.set(name, value);
  return parameters;
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
