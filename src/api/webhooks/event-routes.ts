import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { EventReceiver } from '#automation';
import { problem } from '#kernel';

/** So many events a minute are welcome. Source: CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", `WebHook-Allowed-Rate`. */
const allowedRate = 6_000;
const longestValidationToken = 2_048;

interface Query {
  /** As we make addresses, and as CloudEvents' web hooks name it. */
  readonly token?: string | readonly string[];
  readonly access_token?: string | readonly string[];
  /** As Microsoft Graph asks whether somebody is there. */
  readonly validationToken?: string | readonly string[];
}

/**
 * `POST /events?token=…`: notifications of Microsoft Graph and CloudEvents, answered by 202 with `{"JobIds": […]}`; and the ways in
 * which either asks beforehand whether it may send.
 */
export function serveEvents(server: FastifyInstance, events: EventReceiver): void {
  server.post('/events', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    const { validationToken } = request.query as Query;
    const caller = { token: tokenOf(request), address: request.ip };
    if (typeof validationToken === 'string') {
      // Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks: the token as plain text, within ten seconds.
      await events.admit(caller, 'MicrosoftGraph');
      if (validationToken.length > longestValidationToken)
        throw problem('EventInvalid', { detail: 'validationToken is too long' });
      return reply.type('text/plain; charset=utf-8').send(validationToken);
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const answer = await events.receive({ ...caller, headers: headersOf(request), body });
    // Source: learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema.
    if ('validationCode' in answer) return reply.send({ validationResponse: answer.validationCode });
    return reply.code(202).send({ JobIds: answer.jobIds });
  });

  /** Source: the same, "Abuse Protection": who may send, and how often, is said before anything is sent. */
  server.options('/events', async (request, reply) => {
    const { allowedOrigins } = await events.admit(
      { token: tokenOf(request), address: request.ip },
      'CloudEvents',
    );
    const origin = String(request.headers['webhook-request-origin'] ?? '').toLowerCase();
    if (origin === '' || (allowedOrigins.length > 0 && !allowedOrigins.includes(origin)))
      throw problem('EventRefused');
    return reply
      .code(200)
      .header('allow', 'POST, OPTIONS')
      .header('webhook-allowed-origin', origin)
      .header('webhook-allowed-rate', String(allowedRate))
      .send();
  });
}

/** Of the address, or, as CloudEvents' web hooks have it, of the header. */
function tokenOf({ query, headers }: FastifyRequest): string | undefined {
  const { token, access_token: accessToken } = query as Query;
  const [, bearer] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return [token, accessToken, bearer].find((each) => typeof each === 'string') as string | undefined;
}

function headersOf({ headers }: FastifyRequest): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
