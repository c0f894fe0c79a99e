import type { Automation } from '#automation';
import { problem } from '#kernel';

import { listOf, skipToken } from '../http/paging.ts';
import type { Route, RouteContext } from '../http/routes.ts';

const base = '/subscriptions/:subscription/providers/tenantry.audit';

/** Ours: the audit of the installation, to read and to verify. Nothing here changes it, and nothing else does. */
export function auditRoutes({ auditLog }: Automation): Route[] {
  return [
    {
      method: 'GET',
      path: `${base}/entries`,
      action: 'Tenantry.Audit/entries/read',
      async handle(context) {
        const { query } = context;
        const filter = {
          actor: query['actor'],
          action: query['action'],
          resource: query['resource'],
          since: timeOf(query['since']),
          until: timeOf(query['until']),
        };
        return listOf(context, await auditLog.query(filter, skipToken(context)), (entry) => entry);
      },
    },
    {
      method: 'GET',
      path: `${base}/chain`,
      action: 'Tenantry.Audit/entries/read',
      handle: async (context) => listOf(context, await auditLog.chain(positionOf(context)), (entry) => entry),
    },
    {
      method: 'GET',
      path: `${base}/seals`,
      action: 'Tenantry.Audit/seals/read',
      handle: async (context) => listOf(context, await auditLog.seals(positionOf(context)), (seal) => seal),
    },
  ];
}

function positionOf(context: RouteContext): number {
  return Number(skipToken(context) ?? 0);
}

function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw problem('TimeInvalid', { time: text });
  return time;
}
