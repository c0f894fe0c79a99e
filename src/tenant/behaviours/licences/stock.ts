import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { ServicePlan } from './licence.ts';

/** A product that the tenant has bought. */
export interface Sku {
  readonly row: Row;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly plans: readonly ServicePlan[];
  /** Units that nobody has; none of a product that is suspended or locked. */
  readonly free: number;
}

export function findSku(state: TenantState, skuId: string): Sku | undefined {
  const [row] = state.find('subscribedSku', 'skuId', skuId);
  if (row === undefined) return undefined;
  const { enabled = 0, warning = 0 } = (row['prepaidUnits'] ?? {}) as { enabled?: number; warning?: number };
  const usable = !['Suspended', 'LockedOut', 'Deleted'].includes(String(row['capabilityStatus']));
  return {
    row,
    skuId: String(row['skuId']),
    skuPartNumber: String(row['skuPartNumber']),
    plans: (row['servicePlans'] ?? []) as readonly ServicePlan[],
    // Units in their grace period (`warning`) may still be assigned.
    free: usable ? enabled + warning - Number(row['consumedUnits']) : 0,
  };
}

export function consume(state: TenantState, skuId: string, units: number): void {
  const [row] = state.find('subscribedSku', 'skuId', skuId);
  if (row === undefined) return;
  state.update('subscribedSku', row.id, { consumedUnits: Number(row['consumedUnits']) + units });
}
