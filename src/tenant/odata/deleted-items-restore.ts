import { problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { Context } from './request.ts';

/** What changes of an object that comes back, or why it cannot. */
export function restored(
  context: Context,
  entity: EntityName,
  row: Row,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (entity === 'user') return restoredUser(context, row, given);
  if (entity === 'group') demandFree(context, 'group', 'mail', row['mail']);
  if (entity === 'servicePrincipal') demandFree(context, 'servicePrincipal', 'appId', row['appId']);
  return {};
}

/**
 * Under its old name, or under the one that the request gives. Addresses that somebody has by now are dropped when the
 * request says so. Source: learn.microsoft.com/graph/api/directory-deleteditems-restore.
 */
function restoredUser(
  context: Context,
  row: Row,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { newUserPrincipalName, autoReconcileProxyConflict } = given;
  const prefix = row.id.replaceAll('-', '');
  const mangled = String(row['userPrincipalName']);
  const old = mangled.startsWith(prefix) ? mangled.slice(prefix.length) : mangled;
  const userPrincipalName = typeof newUserPrincipalName === 'string' ? newUserPrincipalName : old;
  demandFree(context, 'user', 'userPrincipalName', userPrincipalName);
  const taken = isTaken(context, 'user', 'mail', row['mail']);
  if (taken && autoReconcileProxyConflict !== true)
    throw problem('GraphDuplicate', { property: 'proxyAddresses' });
  return {
    userPrincipalName,
    ...(taken && { mail: null, proxyAddresses: [] }),
    ...takenLicences(context, row),
  };
}

interface Assigned {
  readonly skuId: string;
}

/** Its units went back when it was deleted; those that are still there are taken again (believed, not seen). */
function takenLicences({ state }: Context, row: Row): Readonly<Record<string, unknown>> {
  const kept = ((row['assignedLicenses'] ?? []) as readonly Assigned[]).filter(({ skuId }) => {
    const [sku] = state.find('subscribedSku', 'skuId', skuId);
    const units = (sku?.['prepaidUnits'] ?? {}) as { enabled?: number; warning?: number };
    const consumed = Number(sku?.['consumedUnits'] ?? 0);
    if (sku === undefined || consumed >= (units.enabled ?? 0) + (units.warning ?? 0)) return false;
    state.update('subscribedSku', sku.id, { consumedUnits: consumed + 1 });
    return true;
  });
  const ids = new Set(kept.map(({ skuId }) => skuId));
  const states = (row['licenseAssignmentStates'] ?? []) as readonly Assigned[];
  return {
    assignedLicenses: kept,
    licenseAssignmentStates: states.filter(({ skuId }) => ids.has(skuId)),
  };
}

function demandFree(context: Context, entity: EntityName, property: string, value: unknown): void {
  if (isTaken(context, entity, property, value)) throw problem('GraphDuplicate', { property });
}

function isTaken({ state }: Context, entity: EntityName, property: string, value: unknown): boolean {
  return typeof value === 'string' && state.find(entity, property, value).length > 0;
}
