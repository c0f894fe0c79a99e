import type { Automation } from '#automation';
import { problem } from '#kernel';

import { listOf, skipNumber } from '../http/paging.ts';
import type { Route } from '../http/routes.ts';

const base = '/subscriptions/:subscription/providers/tenantry.audit';

const auditQuery = {
  actor: 'object id of who did it',
  action: 'as in role definitions',
  resource: 'its id, or the beginning of one',
  since: 'ISO 8601',
  until: 'ISO 8601',
};

/** Ours: the audit of the installation, to read and to verify. Nothing here changes it, and nothing else does. */
export function auditRoutes({ auditLog }: Automation): Route[] {
  return [
    {
      operation: 'Tenantry_ListAuditEntries',
      method: 'GET',
      path: `${base}/entries`,
      action: 'Tenantry.Audit/entries/read',
      query: auditQuery,
      pages: true,
      async handle(context) {
        const { query } = context;
        const filter = {
          actor: query['actor'],
          action: query['action'],
          query: auditQuery,
          pages: true,
          resource: query['resource'],
          since: timeOf(query['since']),
          until: timeOf(query['until']),
        };
        return listOf(context, await auditLog.query(filter, skipNumber(context)), (entry) => entry);
      },
    },
    {
      operation: 'Tenantry_ListAuditChain',
      method: 'GET',
      path: `${base}/chain`,
      action: 'Tenantry.Audit/entries/read',
      pages: true,
      handle: async (context) =>
        listOf(context, await auditLog.chain(skipNumber(context) ?? 0), (entry) => entry),
    },
    {
      operation: 'Tenantry_ListAuditSeals',
      method: 'GET',
      path: `${base}/seals`,
      action: 'Tenantry.Audit/seals/read',
      pages: true,
      handle: async (context) =>
        listOf(context, await auditLog.seals(skipNumber(context) ?? 0), (seal) => seal),
    },
  ];
}

function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw problem('TimeInvalid', { time: text });
  return time;
}
