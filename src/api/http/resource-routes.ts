import type { z } from 'zod';

import type { Account, Actor, Page } from '#automation';

import { listOf } from './paging.ts';
import { type Route, type RouteContext, accountPath } from './routes.ts';

/** What a write of one resource is about. */
export interface ResourceWrite {
  readonly context: RouteContext;
  readonly account: Account;
  readonly name: string;
  readonly actor: Actor;
}

/** A kind of resource that lies in accounts by its name. */
export interface ResourceKind<Resource> {
  /** As paths and actions name it: `jobSchedules`. */
  readonly collection: string;
  /** As the description of the API calls its name. */
  readonly parameter?: string;
  readonly resources: {
    get(accountId: string, name: string): Promise<Resource>;
    remove(account: Account, name: string, actor: Actor): Promise<void>;
  };
  readonly show: (account: Account, resource: Resource) => unknown;
}

/** Its routes, each under the name of its operation; a kind takes those that it has, and adds its own at `path`. */
export interface ResourceRoutes<Resource> {
  /** As actions begin: `Microsoft.Automation/automationAccounts/webhooks`. */
  readonly kind: string;
  readonly path: string;
  list(operation: Route['operation'], options: ListOptions<Resource>): Route;
  get(operation: Route['operation']): Route;
  /** Answers 201 to what is new, else 200. */
  put(operation: Route['operation'], body: z.ZodType, write: Put): Route;
  patch(operation: Route['operation'], body: z.ZodType, write: Patch<Resource>): Route;
  remove(operation: Route['operation']): Route;
  /** A POST to the resource: `renew`. */
  act(operation: Route['operation'], action: string, body: z.ZodType | undefined, act: Act): Route;
}

/** In pages, or all at once where there are never many. */
export type ListOptions<Resource> = Listed<Resource> & {
  /** The terms of its `$filter`. */
  readonly filter?: readonly string[];
  /** Where lists show less than a GET does. */
  readonly show?: (account: Account, resource: Resource) => unknown;
};
type Listed<Resource> =
  | { readonly page: (accountId: string, context: RouteContext) => Promise<Page<Resource>> }
  | { readonly all: (accountId: string) => Promise<readonly Resource[]> };

/** `shown` is the answer: what was just made may show more of itself, this once. */
type Put = (write: ResourceWrite) => Promise<{ readonly shown: unknown; readonly created: boolean }>;
type Patch<Resource> = (write: ResourceWrite) => Promise<Resource>;
type Act = (write: ResourceWrite) => Promise<unknown>;

export function resourceRoutes<Resource>({
  collection,
  parameter = 'name',
  resources,
  show,
}: ResourceKind<Resource>): ResourceRoutes<Resource> {
  const kind = `Microsoft.Automation/automationAccounts/${collection}`;
  const all = `${accountPath}/${collection}`;
  const path = `${all}/:${parameter}`;
  const nameOf = (context: RouteContext): string => context.path[parameter] ?? '';
  const writeOf = async (context: RouteContext): Promise<ResourceWrite> => ({
    context,
    account: await context.account(),
    name: nameOf(context),
    actor: context.actor,
  });
  return {
    kind,
    path,
    list: (operation, { filter, show: showListed = show, ...listed }) => ({
      operation,
      method: 'GET',
      path: all,
      action: `${kind}/read`,
      ...(filter !== undefined && { filter }),
      ...('page' in listed && { pages: true }),
      async handle(context) {
        const account = await context.account();
        const page =
          'page' in listed ? await listed.page(account.id, context) : { items: await listed.all(account.id) };
        return listOf(context, page, (each) => showListed(account, each));
      },
    }),
    get: (operation) => ({
      operation,
      method: 'GET',
      path,
      action: `${kind}/read`,
      async handle(context) {
        const account = await context.account();
        return show(account, await resources.get(account.id, nameOf(context)));
      },
    }),
    put: (operation, body, write) => ({
      operation,
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const { shown, created } = await write(await writeOf(context));
        context.reply.code(created ? 201 : 200);
        return shown;
      },
    }),
    patch: (operation, body, write) => ({
      operation,
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const asked = await writeOf(context);
        return show(asked.account, await write(asked));
      },
    }),
    remove: (operation) => ({
      operation,
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      async handle(context) {
        await resources.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    }),
    act: (operation, action, body, act) => ({
      operation,
      method: 'POST',
      path: `${path}/${action.toLowerCase()}`,
      action: `${kind}/${action}/action`,
      ...(body !== undefined && { body }),
      handle: async (context) => act(await writeOf(context)),
    }),
  };
}
