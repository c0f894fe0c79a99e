import { problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Context, GraphResponse } from '../../odata/request.ts';
import { shape } from '../../odata/shape.ts';
import type { Row } from '../../state/columns.ts';
import { instant } from '../instant.ts';
import { isUsageLocation } from '../usage-locations.ts';
import { keepStates, statesOf } from './keep.ts';
import { type AssignedLicence, type AssignmentState, effectiveLicences } from './licence.ts';
import { conflictAmong, unmetAmong } from './plan-rules.ts';
import { enabledPlans } from './plans.ts';
import { type Sku, findSku } from './stock.ts';
import { type LicenceOrder, readOrder } from './order.ts';

/** Source: learn.microsoft.com/graph/api/user-assignlicense. Nothing is done half. */
export function assignToUser(context: Context, id: string, body: unknown): GraphResponse {
  const order = readOrder(body, 'User');
  const user = demand(context.state, 'user', id);
  const states = withoutRemoved(context, user, order);
  keepStates(context, user, withAdded(context, user, states, order.add));
  return answerUser(context, id);
}

export function answerUser(context: Context, id: string): GraphResponse {
  return {
    status: 200,
    body: {
      '@odata.context': `${context.base}/$metadata#users/$entity`,
      ...shape('user', demand(context.state, 'user', id), undefined),
    },
  };
}

function withoutRemoved(context: Context, user: Row, { remove }: LicenceOrder): readonly AssignmentState[] {
  const states = statesOf(user);
  for (const skuId of remove) {
    demandSku(context, skuId);
    const held = states.filter((each) => each.skuId === skuId);
    if (held.length === 0) throw problem('GraphLicenseNotAssigned');
    if (held.every(({ assignedByGroup }) => assignedByGroup !== null)) throw problem('GraphLicenseInherited');
  }
  return states.filter(({ skuId, assignedByGroup }) => assignedByGroup !== null || !remove.includes(skuId));
}

function withAdded(
  context: Context,
  user: Row,
  states: readonly AssignmentState[],
  add: readonly AssignedLicence[],
): readonly AssignmentState[] {
  if (add.length > 0 && !isUsageLocation(user['usageLocation'])) throw problem('GraphUsageLocation');
  const heldBefore = new Set(effectiveLicences(statesOf(user)).map(({ skuId }) => skuId));
  let next = states;
  for (const { skuId, disabledPlans } of add) {
    const sku = demandSku(context, skuId);
    demandPlans(sku, disabledPlans);
    if (!heldBefore.has(skuId) && sku.free < 1) throw problem('GraphLicenseNone', { sku: skuId });
    const assigned: AssignmentState = {
      skuId,
      disabledPlans,
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime: instant(context),
    };
    next = [...next.filter((each) => each.skuId !== skuId || each.assignedByGroup !== null), assigned];
  }
  demandPlansTogether(context, effectiveLicences(next));
  return next;
}

function demandSku({ state }: Context, skuId: string): Sku {
  const sku = findSku(state, skuId);
  if (sku === undefined) throw problem('GraphLicenseUnknown', { sku: skuId });
  return sku;
}

export function demandPlans({ plans, skuId }: Sku, disabledPlans: readonly string[]): void {
  const unknown = disabledPlans.find((id) => !plans.some(({ servicePlanId }) => servicePlanId === id));
  if (unknown !== undefined) throw problem('GraphLicensePlanUnknown', { plan: unknown, sku: skuId });
}

function demandPlansTogether({ state }: Context, licences: readonly AssignedLicence[]): void {
  const enabled = new Set(enabledPlans(state, licences).keys());
  const [one, other] = conflictAmong(enabled) ?? [];
  if (one !== undefined && other !== undefined) throw problem('GraphLicenseConflict', { one, other });
  const unmet = unmetAmong(enabled);
  if (unmet !== undefined)
    throw problem('GraphLicenseDependency', { plan: unmet.plan, needs: unmet.needs.join(', ') });
}
