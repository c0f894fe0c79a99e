import { problem } from '#kernel';

import { demand } from '../odata/demand.ts';
import type { Context } from '../odata/request.ts';
import { shape } from '../odata/shape.ts';
import type { Row } from '../state/columns.ts';
import type { Action, Computed } from './behaviour.ts';
import { instant, returnLicences } from './users.ts';

export interface AssignedLicence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** How a user came by a licence: directly, or through the group named. */
export interface AssignmentState {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  readonly assignedByGroup: string | null;
  readonly state: string;
  readonly error: string;
  readonly lastUpdatedDateTime: string;
}

export const licenceActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/user-assignlicense. Both lists are demanded; nothing is done half. */
  'user.assignLicense'(context, id, body) {
    const { addLicenses, removeLicenses } = (body ?? {}) as {
      addLicenses?: readonly Partial<AssignedLicence>[];
      removeLicenses?: readonly string[];
    };
    if (!Array.isArray(addLicenses))
      throw problem('GraphPropertyMissing', { property: 'addLicenses', type: 'User' });
    if (!Array.isArray(removeLicenses))
      throw problem('GraphPropertyMissing', { property: 'removeLicenses', type: 'User' });
    const user = demand(context.state, 'user', id);
    if (addLicenses.length > 0 && !user['usageLocation']) throw problem('GraphUsageLocation');
    const states = user['licenseAssignmentStates'] as AssignmentState[] | null;
    let licences = [...(user['assignedLicenses'] as AssignedLicence[])];
    let assignments = [...(states ?? [])];
    for (const skuId of removeLicenses as string[]) {
      removeOne(context, licences, assignments, skuId);
      licences = licences.filter((each) => each.skuId !== skuId);
      assignments = assignments.filter((each) => each.skuId !== skuId);
    }
    for (const { skuId = '', disabledPlans = [] } of addLicenses as Partial<AssignedLicence>[]) {
      addOne(context, licences, skuId);
      licences = [...licences.filter((each) => each.skuId !== skuId), { skuId, disabledPlans }];
      const assigned: AssignmentState = {
        skuId,
        disabledPlans,
        assignedByGroup: null,
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: instant(context),
      };
      assignments = [...assignments.filter((each) => each.skuId !== skuId), assigned];
    }
    context.state.update('user', id, { assignedLicenses: licences, licenseAssignmentStates: assignments });
    const changed = demand(context.state, 'user', id);
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#users/$entity`,
        ...shape('user', changed, undefined),
      },
    };
  },
};

export const licenceComputed: Readonly<Record<string, Computed>> = {
  'user.licenseDetails'(context, id) {
    const user = demand(context.state, 'user', id);
    return (user['assignedLicenses'] as AssignedLicence[]).flatMap(({ skuId }): Row[] => {
      const [sku] = context.state.find('subscribedSku', 'skuId', skuId);
      if (sku === undefined) return [];
      const { skuPartNumber, servicePlans } = sku;
      return [{ id: `${id}-${skuId}`, skuId, skuPartNumber, servicePlans }];
    });
  },
};

function removeOne(
  context: Context,
  licences: readonly AssignedLicence[],
  assignments: readonly AssignmentState[],
  skuId: string,
): void {
  demandSku(context, skuId);
  const held = licences.find((each) => each.skuId === skuId);
  if (held === undefined) throw problem('GraphLicenseNotAssigned');
  const inherited = assignments.some((each) => each.skuId === skuId && each.assignedByGroup !== null);
  if (inherited) throw problem('GraphLicenseInherited');
  returnLicences(context, [held]);
}

function addOne(context: Context, licences: readonly AssignedLicence[], skuId: string): void {
  const sku = demandSku(context, skuId);
  if (licences.some((each) => each.skuId === skuId)) return;
  const { enabled } = sku['prepaidUnits'] as { enabled: number };
  const consumed = Number(sku['consumedUnits']);
  if (consumed >= enabled) throw problem('GraphLicenseNone', { sku: skuId });
  context.state.update('subscribedSku', sku.id, { consumedUnits: consumed + 1 });
}

function demandSku(context: Context, skuId: string): Row {
  const [sku] = context.state.find('subscribedSku', 'skuId', skuId);
  if (sku === undefined) throw problem('GraphLicenseUnknown', { sku: skuId });
  return sku;
}
