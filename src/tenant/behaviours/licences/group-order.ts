import { problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Context, GraphResponse } from '../../odata/request.ts';
import { shape } from '../../odata/shape.ts';
import { demandPlans } from './direct.ts';
import { licencesOf } from './keep.ts';
import type { AssignedLicence } from './licence.ts';
import { readOrder } from './order.ts';
import { findSku } from './stock.ts';

/**
 * Source: learn.microsoft.com/graph/api/group-assignlicense: 202, members follow later. Only groups that security is
 * enabled on take licences.
 */
export function assignToGroup(context: Context, id: string, body: unknown): GraphResponse {
  const { add, remove } = readOrder(body, 'Group');
  const group = demand(context.state, 'group', id);
  if (add.length > 0 && group['securityEnabled'] !== true) throw problem('GraphGroupLicenseKind');
  const held = licencesOf(group);
  for (const skuId of remove) {
    if (!held.some((each) => each.skuId === skuId)) throw problem('GraphLicenseNotAssigned');
  }
  for (const { skuId, disabledPlans } of add) {
    const sku = findSku(context.state, skuId);
    if (sku === undefined) throw problem('GraphLicenseUnknown', { sku: skuId });
    demandPlans(sku, disabledPlans);
  }
  const changed = (skuId: string): boolean =>
    remove.includes(skuId) || add.some((each) => each.skuId === skuId);
  const assignedLicenses: readonly AssignedLicence[] = [
    ...held.filter(({ skuId }) => !changed(skuId)),
    ...add,
  ];
  context.state.update('group', group.id, {
    assignedLicenses,
    licenseProcessingState: { state: 'QueuedForProcessing' },
  });
  return {
    status: 202,
    body: {
      '@odata.context': `${context.base}/$metadata#groups/$entity`,
      ...shape('group', demand(context.state, 'group', id), undefined),
    },
  };
}
