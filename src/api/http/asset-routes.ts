import type { z } from 'zod';

import type { Account, Actor, Page } from '#automation';

import { listOf, skipToken } from './paging.ts';
import { type Route, type RouteContext, accountPath } from './routes.ts';

/** What a write of one asset is about. */
export interface AssetWrite {
  readonly context: RouteContext;
  readonly account: Account;
  readonly name: string;
  readonly actor: Actor;
}

/** A kind of asset: five routes that differ in what is read from the body and shown of the asset. */
export interface AssetKind<Asset> {
  /** As Azure's specification begins its operations: `Credential`. */
  readonly group: string;
  /** Where it does not call its PUT `CreateOrUpdate`. */
  readonly creates?: string;
  /** As paths and actions name it: `credentials`. */
  readonly collection: string;
  readonly assets: {
    list(accountId: string, after?: string): Promise<Page<Asset>>;
    get(accountId: string, name: string): Promise<Asset>;
    remove(account: Account, name: string, actor: Actor): Promise<void>;
  };
  readonly show: (account: Account, asset: Asset) => unknown;
  /** How lists show it, when they show less. */
  readonly showListed?: (account: Account, asset: Asset) => unknown;
  readonly bodies: { readonly put: z.ZodType; readonly patch: z.ZodType };
  readonly put: (write: AssetWrite) => Promise<{ readonly asset: Asset; readonly created: boolean }>;
  readonly patch: (write: AssetWrite) => Promise<Asset>;
}

/** List, GET, PUT (201 when it is new, else 200), PATCH and DELETE (200), as Azure has them for every asset. */
export function assetRoutes<Asset>({
  group,
  creates = 'CreateOrUpdate',
  collection,
  assets,
  show,
  showListed = show,
  bodies,
  put,
  patch,
}: AssetKind<Asset>): Route[] {
  const kind = `Microsoft.Automation/automationAccounts/${collection}`;
  const path = `${accountPath}/${collection}/:name`;
  const nameOf = (context: RouteContext): string => context.path['name'] ?? '';
  const writeOf = async (context: RouteContext): Promise<AssetWrite> => ({
    context,
    account: await context.account(),
    name: nameOf(context),
    actor: context.actor,
  });
  return [
    {
      operation: `${group}_ListByAutomationAccount`,
      method: 'GET',
      path: `${accountPath}/${collection}`,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await assets.list(account.id, skipToken(context));
        return listOf(context, page, (asset) => showListed(account, asset));
      },
    },
    {
      operation: `${group}_Get`,
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return show(account, await assets.get(account.id, nameOf(context)));
      },
    },
    {
      operation: `${group}_${creates}`,
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body: bodies.put,
      handle: async (context) => {
        const write = await writeOf(context);
        const { asset, created } = await put(write);
        context.reply.code(created ? 201 : 200);
        return show(write.account, asset);
      },
    },
    {
      operation: `${group}_Update`,
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body: bodies.patch,
      handle: async (context) => {
        const write = await writeOf(context);
        return show(write.account, await patch(write));
      },
    },
    {
      operation: `${group}_Delete`,
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await assets.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
