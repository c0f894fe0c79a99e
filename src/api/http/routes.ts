import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

import type { Access, Account, Actor, Automation } from '#automation';
import { problem, traceparent } from '#kernel';

import type { TokenCheck } from '../sign-in/token-check.ts';
import { checkApiVersion } from './api-version.ts';
import { isText } from './unicode.ts';
import { answerGuarded } from './preconditions.ts';

export interface RouteContext {
  readonly route: Route;
  /** Its body is read by `readBody`, `readText` or `readFile` alone: as the route declares it, or not at all. */
  readonly request: Omit<FastifyRequest, 'body'>;
  readonly reply: FastifyReply;
  readonly actor: Actor;
  /** Values of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Names in lower case: `api-version`, and what the route declares: `$filter`, `$skiptoken`, its `query`. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** `https://localhost:7443`, as the client addressed us: links are built from it. */
  readonly origin: string;
  /** The account that the path names. Rejects with `AccountNotFound`. */
  account(): Promise<Account>;
  /** Where the caller may do that: a list of many things shows only those. */
  whereMay(action: string): Promise<(scope: string) => boolean>;
}

/** What an answer holds: `events` is a stream of server-sent events that ends with the job. */
export type AnswerKind = 'json' | 'text' | 'events' | 'nothing';

export interface Route {
  /**
   * Its id in Azure's specification (`Runbook_CreateOrUpdate`); what Azure does not have begins with `Tenantry_`. The
   * description of the API, its coverage and the conformance cases name it so.
   */
  readonly operation: `${string}_${string}`;
  /** Another path of an operation that has its own one: older clients look for it there. */
  readonly alias?: true;
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
  /** Its body: by a schema, as text of any media type, or as a stream that the handler bounds. A route without has none. */
  readonly body?: z.ZodType | 'text' | 'file';
  /** The terms that its `$filter` knows, as people read them: `status eq`. */
  readonly filter?: readonly string[];
  /** It takes a `$skiptoken`, and its answer may have a `nextLink`. */
  readonly pages?: true;
  /** Further parameters of the query, in lower case, and what they are. */
  readonly query?: Readonly<Record<string, string>>;
  /** By status, where they are not those of its method (`usualAnswers`). */
  readonly answers?: Readonly<Record<number, AnswerKind>>;
  readonly handle: (context: RouteContext) => Promise<unknown>;
}

/** What Azure answers to most operations of a method. */
export const usualAnswers: Readonly<Record<Route['method'], Readonly<Record<number, AnswerKind>>>> = {
  GET: { 200: 'json' },
  HEAD: { 204: 'nothing' },
  PUT: { 200: 'json', 201: 'json' },
  PATCH: { 200: 'json' },
  POST: { 200: 'json' },
  DELETE: { 200: 'nothing' },
};

export { accountPath, groupPath } from './paths.ts';

export interface RouterOptions {
  readonly automation: Automation;
  readonly tokens: TokenCheck;
  readonly subscriptionId: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What tests see of which operation answered. */
    route?: Route;
  }
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
  if (route.body !== 'file' && route.body !== 'text') return addRoute(server, options, route);
  // Which parsers read a body is a matter of the scope that a route is in. These take any media type, JSON included.
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    if (route.body === 'file') scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    else scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    addRoute(scope, options, route);
  });
}

function addRoute(server: FastifyInstance, options: RouterOptions, route: Route): void {
  server.route({
    method: route.method,
    url: route.path,
    config: { route },
    onRequest: (request, reply) => admit(request, reply, options, route),
    handler: async (request, reply) => {
      const { actor } = request;
      if (actor === undefined) throw problem('Internal', { detail: `nobody was admitted to ${route.path}` });
      const context = contextOf(request, reply, actor, options, route);
      const answer = await answerGuarded(route, request, reply, options.automation, () =>
        route.handle(context),
      );
      if (reply.sent) return reply;
      // As ARM does to whatever was made by its name.
      if (reply.statusCode === 201 && !reply.hasHeader('location'))
        reply.header('location', `${originOf(request)}${request.url}`);
      return reply.send(answer);
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
  checkApiVersion(queryOf(request)['api-version'], route);
  const { subscription = subscriptionId } = path;
  if (subscription.toLowerCase() !== subscriptionId.toLowerCase()) {
    throw problem('SubscriptionNotFound', { subscription });
  }
  request.actor = {
    objectId,
    correlationId: String(reply.getHeader('x-ms-correlation-request-id')),
    ...(request.trace !== undefined && { traceparent: traceparent(request.trace.context) }),
  };
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
  route: Route,
): RouteContext {
  const path = request.params as Readonly<Record<string, string>>;
  return {
    route,
    request,
    reply,
    path,
    actor,
    query: declaredOf(route, queryOf(request)),
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

/** What a route does not declare, its handler does not see: the description of the API cannot fall behind. */
function declaredOf(
  { filter, pages, query = {} }: Route,
  given: Readonly<Record<string, string | undefined>>,
): RouteContext['query'] {
  const known = new Set(['api-version', ...Object.keys(query)]);
  if (filter !== undefined) known.add('$filter');
  if (pages === true) known.add('$skiptoken');
  for (const name of known) if (!isText(given[name] ?? '')) throw problem('QueryInvalid', { name });
  return Object.fromEntries(Object.entries(given).filter(([name]) => known.has(name)));
}

/** `https://localhost:7443`, as the client addressed us. */
export function originOf(request: Pick<FastifyRequest, 'headers'>): string {
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
