export interface SkuFact {
  readonly skuPartNumber: string;
  readonly skuId: string;
  readonly productName: string;
  /** Names of its service plans. */
  readonly plans: readonly string[];
}

/** A product with the names of its service plans, separated by white space. */
export function sku(skuPartNumber: string, skuId: string, productName: string, plans: string): SkuFact {
  return { skuPartNumber, skuId, productName, plans: plans.trim().split(/\s+/) };
}
