import { problem } from '#kernel';

import type { Row } from '../state/columns.ts';
import type { Site } from './site.ts';

/** The SKU's id, by its part number. */
export function skuNamed(site: Site, skuPartNumber: string): string {
  return String(sku(site, skuPartNumber)['skuId']);
}

/** Buys licences until so many are free; those there are stay. */
export function stockOf(site: Site, skuPartNumber: string, free: number): void {
  const { id, consumedUnits, prepaidUnits } = sku(site, skuPartNumber);
  const units = prepaidUnits as { readonly enabled: number };
  const enabled = Math.max(units.enabled, Number(consumedUnits) + free);
  if (enabled > units.enabled)
    site.tenant().state.update('subscribedSku', id, { prepaidUnits: { ...units, enabled } });
}

function sku(site: Site, skuPartNumber: string): Row {
  const all = site.tenant().state.all('subscribedSku');
  const found = all.find((each) => each['skuPartNumber'] === skuPartNumber);
  if (found !== undefined) return found;
  const known = all.map((each) => String(each['skuPartNumber'])).join(', ');
  throw problem('TenantObjectMissing', { what: 'product', name: skuPartNumber, near: `There is: ${known}.` });
}
