import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { problem } from '#kernel';
import type { Account, Actor, Automation } from '#automation';

import type { TokenCheck } from '../sign-in/token-check.ts';
import { checkApiVersion } from './api-version.ts';

export interface RouteContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly actor: Actor;
  /** Values of the path, decoded; their names are in lower case, as the path itself is matched. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** `https://localhost:7443`, as the client addressed us: links are built from it. */
  readonly origin: string;
  /** The account that the path names. Rejects with `AccountNotFound`. */
  account(): Promise<Account>;
}

export interface Route {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** ARM's template, in lower case; `:name` stands for one segment. */
  readonly path: string;
  /** As in Azure's role definitions. A route without one does not compile. */
  readonly action: string;
  readonly handle: (context: RouteContext) => Promise<unknown>;
}

export const groupPath = '/subscriptions/:subscription/resourcegroups/:group';
export const accountPath = `${groupPath}/providers/microsoft.automation/automationaccounts/:account`;

export interface RouterOptions {
  readonly automation: Automation;
  readonly tokens: TokenCheck;
  readonly subscriptionId: string;
}

/**
 * The one way to serve an ARM operation, and the one choke point: a token is demanded first, then the action is checked
 * at the resource's own scope, then the handler runs.
 */
export function serveRoute(
  server: FastifyInstance,
  { automation, tokens, subscriptionId }: RouterOptions,
  route: Route,
): void {
  server.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const caller = await tokens.verify(request.headers.authorization);
      const path = request.params as Record<string, string>;
      const scope = scopeOf(request.url);
      if (!(await automation.access.may(caller.objectId, route.action, scope))) {
        throw problem('AuthorizationFailed', { client: caller.objectId, action: route.action, scope });
      }
      const query = request.query as Record<string, string | undefined>;
      checkApiVersion(query['api-version']);
      if (
        path['subscription'] !== undefined &&
        path['subscription'].toLowerCase() !== subscriptionId.toLowerCase()
      ) {
        throw problem('SubscriptionNotFound', { subscription: path['subscription'] });
      }
      const context: RouteContext = {
        request,
        reply,
        path,
        query,
        actor: {
          objectId: caller.objectId,
          correlationId: String(reply.getHeader('x-ms-correlation-request-id')),
        },
        origin: `https://${request.headers.host ?? 'localhost'}`,
        account: () =>
          automation.accounts.get({
            subscriptionId: path['subscription'] ?? '',
            resourceGroup: path['group'] ?? '',
            name: path['account'] ?? '',
          }),
      };
      const answer = await route.handle(context);
      return reply.sent ? reply : reply.send(answer);
    },
  });
}

/** The path itself is the scope: assignments count for everything below theirs. Decoded once, as the router does. */
function scopeOf(url: string): string {
  const path = url.split('?')[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    throw problem('RouteNotFound', { path });
  }
}
