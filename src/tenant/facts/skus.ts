import { servicePlans } from './service-plans.ts';
import { serviceSkus } from './sku-services.ts';
import { suiteSkus } from './sku-suites.ts';
import type { SkuFact } from './sku.ts';

/** Products that tenants commonly hold, with their real part numbers, ids and plans. */
export const skuFacts: readonly SkuFact[] = [...suiteSkus, ...serviceSkus];

const byId = new Map(skuFacts.map((fact) => [fact.skuId, fact]));
const byPartNumber = new Map(skuFacts.map((fact) => [fact.skuPartNumber, fact]));

export function skuById(skuId: string): SkuFact | undefined {
  return byId.get(skuId.toLowerCase());
}

export function skuByPartNumber(skuPartNumber: string): SkuFact | undefined {
  return byPartNumber.get(skuPartNumber);
}

/** Plans that serve the whole organisation rather than one user. Believed, not seen, for all but the first. */
const ofCompany = new Set(['EXCHANGE_S_FOUNDATION', 'MICROSOFT_SEARCH', 'GRAPH_CONNECTORS_SEARCH_INDEX']);

/** As `subscribedSku` and `licenseDetails` show the plans of a product. */
export function servicePlansOf(fact: SkuFact): {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly provisioningStatus: string;
  readonly appliesTo: string;
}[] {
  return fact.plans.map((servicePlanName) => ({
    servicePlanId: servicePlans[servicePlanName]!,
    servicePlanName,
    provisioningStatus: 'Success',
    appliesTo: ofCompany.has(servicePlanName) ? 'Company' : 'User',
  }));
}
