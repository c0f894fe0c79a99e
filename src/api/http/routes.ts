import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Access, Account, Actor, Automation } from '#automation';
import { problem } from '#kernel';

import type { TokenCheck } from '../sign-in/token-check.ts';
import { checkApiVersion } from './api-version.ts';

export interface RouteContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly actor: Actor;
  /** Values of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Names in lower case: `api-version`, `$filter`. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** `https://localhost:7443`, as the client addressed us: links are built from it. */
  readonly origin: string;
  /** The account that the path names. Rejects with `AccountNotFound`. */
  account(): Promise<Account>;
  /** Where the caller may do that: a list of many things shows only those. */
  whereMay(action: string): Promise<(scope: string) => boolean>;
}

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** ARM's template, in lower case; `:name` stands for one segment. */
  readonly path: string;
  /** As in Azure's role definitions. A route without one does not compile. */
  readonly action: string;
  /**
   * For lists that show what one may see: the action is wanted at any scope, not at the path. `any role` is for what everybody
   * may see who has a role anywhere.
   */
  readonly anywhere?: true | 'any role';
  /** The body is a file: the handler gets it as a stream, and bounds it. */
  readonly takesFile?: true;
  readonly handle: (context: RouteContext) => Promise<unknown>;
}

export const groupPath = '/subscriptions/:subscription/resourcegroups/:group';
export const accountPath = `${groupPath}/providers/microsoft.automation/automationaccounts/:account`;

export interface RouterOptions {
  readonly automation: Automation;
  readonly tokens: TokenCheck;
  readonly subscriptionId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the call was admitted. */
    actor: Actor | undefined;
  }
}

/**
 * The one way to serve an ARM operation, and the one choke point: a token is demanded first, then the action is checked
 * at the resource's own scope, then the api-version; all before the body is read. Then the handler runs.
 */
export function serveRoute(server: FastifyInstance, options: RouterOptions, route: Route): void {
  if (route.takesFile !== true) return addRoute(server, options, route);
  // Which parsers read a body is a matter of the scope that a route is in.
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    addRoute(scope, options, route);
  });
}

function addRoute(server: FastifyInstance, options: RouterOptions, route: Route): void {
  server.route({
    method: route.method,
    url: route.path,
    onRequest: (request, reply) => admit(request, reply, options, route),
    handler: async (request, reply) => {
      const { actor } = request;
      if (actor === undefined) throw problem('Internal', { detail: `nobody was admitted to ${route.path}` });
      const answer = await route.handle(contextOf(request, reply, actor, options));
      return reply.sent ? reply : reply.send(answer);
    },
  });
}

async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  { automation, tokens, subscriptionId }: RouterOptions,
  route: Route,
): Promise<void> {
  const { objectId } = await tokens.verify(request.headers.authorization);
  const path = request.params as Readonly<Record<string, string>>;
  const scope = scopeOf(route.path, path);
  const allowed = await mayCall(automation.access, objectId, route, scope);
  if (!allowed) throw problem('AuthorizationFailed', { client: objectId, action: route.action, scope });
  checkApiVersion(queryOf(request)['api-version']);
  const { subscription = subscriptionId } = path;
  if (subscription.toLowerCase() !== subscriptionId.toLowerCase()) {
    throw problem('SubscriptionNotFound', { subscription });
  }
  request.actor = { objectId, correlationId: String(reply.getHeader('x-ms-correlation-request-id')) };
}

function mayCall(
  access: Access,
  objectId: string,
  { anywhere, action }: Route,
  scope: string,
): Promise<boolean> {
  if (anywhere === 'any role') return access.hasRole(objectId);
  return anywhere === true ? access.mayAnywhere(objectId, action) : access.may(objectId, action, scope);
}

/**
 * The route's path with its names filled in: assignments count for everything below theirs. It is made from the names
 * that the handler gets, not from the address, so that both always speak of the same resource.
 */
export function scopeOf(template: string, path: Readonly<Record<string, string>>): string {
  return template.replaceAll(/:(\w+)/g, (_whole, name: string) => {
    const value = path[name] ?? '';
    // No name of a resource has these; one that had would stand for another place in the tree.
    if (value === '' || value === '.' || value === '..' || /[/\\\p{Cc}]/u.test(value)) {
      throw problem('PathInvalid', { name: value });
    }
    return value;
  });
}

function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  { automation }: RouterOptions,
): RouteContext {
  const path = request.params as Readonly<Record<string, string>>;
  return {
    request,
    reply,
    path,
    actor,
    query: queryOf(request),
    origin: originOf(request),
    account: () =>
      automation.accounts.get({
        subscriptionId: path['subscription'] ?? '',
        resourceGroup: path['group'] ?? '',
        name: path['account'] ?? '',
      }),
    whereMay: (action) => automation.access.whereMay(actor.objectId, action),
  };
}

/** `https://localhost:7443`, as the client addressed us. */
export function originOf(request: FastifyRequest): string {
  return `https://${request.headers.host ?? 'localhost'}`;
}

/** As in ARM, the case of a parameter's name does not matter; of one that came twice the first counts. */
export function queryOf(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  const given = request.query as Readonly<Record<string, string | readonly string[] | undefined>>;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value?.[0],
    ]),
  );
}
