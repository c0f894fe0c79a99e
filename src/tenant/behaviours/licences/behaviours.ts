import { demand } from '../../odata/demand.ts';
import type { Row } from '../../state/columns.ts';
import type { Action, Computed } from '../behaviour.ts';
import { answerUser, assignToUser } from './direct.ts';
import { assignToGroup } from './group-order.ts';
import { inheritLicences } from './inherited.ts';
import { licencesOf } from './keep.ts';
import { findSku } from './stock.ts';

export const licenceActions: Readonly<Record<string, Action>> = {
  'user.assignLicense': assignToUser,
  'group.assignLicense': assignToGroup,
  /** Source: learn.microsoft.com/graph/api/user-reprocesslicenseassignment: what groups give is tried again, at once. */
  'user.reprocessLicenseAssignment'(context, id) {
    inheritLicences(context, id);
    return answerUser(context, id);
  },
};

export const licenceComputed: Readonly<Record<string, Computed>> = {
  'user.licenseDetails'({ state }, id) {
    return licencesOf(demand(state, 'user', id)).flatMap(({ skuId, disabledPlans }): Row[] => {
      const sku = findSku(state, skuId);
      if (sku === undefined) return [];
      const servicePlans = sku.plans.map((plan) =>
        disabledPlans.includes(plan.servicePlanId) ? { ...plan, provisioningStatus: 'Disabled' } : plan,
      );
      return [{ id: detailId(id, skuId), skuId, skuPartNumber: sku.skuPartNumber, servicePlans }];
    });
  },
};

/** Graph's is an opaque base64url text too. */
function detailId(userId: string, skuId: string): string {
  return Buffer.from(`${userId}${skuId}`.replaceAll('-', ''), 'hex').toString('base64url');
}
