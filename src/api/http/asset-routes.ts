import type { z } from 'zod';

import type { Account, Page } from '#automation';

import { skipToken } from './paging.ts';
import { type ResourceKind, type ResourceWrite, resourceRoutes } from './resource-routes.ts';
import type { Route } from './routes.ts';

/** A kind of asset: five routes that differ in what is read from the body and shown of the asset. */
export interface AssetKind<Asset> {
  /** As Azure's specification begins its operations: `Credential`. */
  readonly group: string;
  /** Where it does not call its PUT `CreateOrUpdate`. */
  readonly creates?: string;
  /** As paths and actions name it: `credentials`. */
  readonly collection: string;
  readonly assets: ResourceKind<Asset>['resources'] & {
    list(accountId: string, after?: string): Promise<Page<Asset>>;
  };
  readonly show: (account: Account, asset: Asset) => unknown;
  /** How lists show it, when they show less. */
  readonly showListed?: (account: Account, asset: Asset) => unknown;
  readonly bodies: { readonly put: z.ZodType; readonly patch: z.ZodType };
  readonly put: (write: ResourceWrite) => Promise<{ readonly asset: Asset; readonly created: boolean }>;
  readonly patch: (write: ResourceWrite) => Promise<Asset>;
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
  const routes = resourceRoutes({ collection, resources: assets, show });
  return [
    routes.list(`${group}_ListByAutomationAccount`, {
      page: (accountId, context) => assets.list(accountId, skipToken(context)),
      show: showListed,
    }),
    routes.get(`${group}_Get`),
    routes.put(`${group}_${creates}`, bodies.put, async (write) => {
      const { asset, created } = await put(write);
      return { shown: show(write.account, asset), created };
    }),
    routes.patch(`${group}_Update`, bodies.patch, patch),
    routes.remove(`${group}_Delete`),
  ];
}
