import { problem } from '#kernel';

import type { AssignedLicence } from './licence.ts';

/** What `assignLicense` asks for. */
export interface LicenceOrder {
  readonly add: readonly AssignedLicence[];
  readonly remove: readonly string[];
}

/** Both lists are demanded, be they empty. */
export function readOrder(body: unknown, type: 'User' | 'Group'): LicenceOrder {
  const { addLicenses, removeLicenses } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(addLicenses)) throw problem('GraphPropertyMissing', { property: 'addLicenses', type });
  if (!Array.isArray(removeLicenses))
    throw problem('GraphPropertyMissing', { property: 'removeLicenses', type });
  const wrong = (property: string): Error => problem('GraphPropertyInvalid', { property, type });
  return {
    add: addLicenses.map((each: unknown) => {
      const { skuId, disabledPlans = [] } = (typeof each === 'object' && each !== null ? each : {}) as {
        skuId?: unknown;
        disabledPlans?: unknown;
      };
      if (typeof skuId !== 'string') throw wrong('skuId');
      if (!Array.isArray(disabledPlans) || disabledPlans.some((plan) => typeof plan !== 'string'))
        throw wrong('disabledPlans');
      return {
        skuId: skuId.toLowerCase(),
        disabledPlans: disabledPlans.map((plan: string) => plan.toLowerCase()),
      };
    }),
    remove: removeLicenses.map((skuId: unknown) => {
      if (typeof skuId !== 'string') throw wrong('removeLicenses');
      return skuId.toLowerCase();
    }),
  };
}
