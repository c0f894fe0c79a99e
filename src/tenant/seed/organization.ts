import type { Dice } from '#kernel';

import { servicePlansOf, skuByPartNumber } from '../facts/skus.ts';
import type { TenantState } from '../state/state.ts';
import { automationMailbox, initialDomain, mainDomain, organizationName } from './facts.ts';
import { type SkuFacts, skus } from './licences.ts';
import { type Plan, traits } from './plan.ts';

/** The company itself: its domains and what it has subscribed to, with the stock that the plan leaves. */
export function seedOrganization(state: TenantState, throwing: Dice, plan: Plan, created: string): void {
  for (const [id, isDefault] of [
    [mainDomain, true],
    [initialDomain, false],
  ] as const) {
    state.insert('domain', {
      id,
      authenticationType: 'Managed',
      isAdminManaged: true,
      isDefault,
      isInitial: !isDefault,
      isRoot: true,
      isVerified: true,
      supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    });
  }
  state.insert('organization', {
    id: state.setting('tenant-id')!,
    assignedPlans: [],
    city: 'Lisbon',
    country: 'Portugal',
    countryLetterCode: 'PT',
    createdDateTime: created,
    displayName: organizationName,
    preferredLanguage: 'en',
    technicalNotificationMails: [automationMailbox],
    tenantType: 'AAD',
    verifiedDomains: [
      {
        name: mainDomain,
        type: 'Managed',
        isDefault: true,
        isInitial: false,
        capabilities: 'Email, OfficeCommunicationsOnline',
      },
      {
        name: initialDomain,
        type: 'Managed',
        isDefault: false,
        isInitial: true,
        capabilities: 'Email, OfficeCommunicationsOnline',
      },
    ],
  });
  for (const sku of skus) {
    state.insert('subscribedSku', {
      id: `${state.setting('tenant-id')}_${sku.skuId}`,
      accountId: throwing.id(),
      accountName: organizationName,
      appliesTo: 'User',
      capabilityStatus: 'Enabled',
      ...stockOf(sku, plan),
      servicePlans: servicePlansOf(skuByPartNumber(sku.skuPartNumber)!),
      skuId: sku.skuId,
      skuPartNumber: sku.skuPartNumber,
    });
  }
}

const licensedBy: Readonly<Record<string, number>> = {
  SPE_E3: traits.e3,
  SPE_E5: traits.e5,
  POWER_BI_PRO: traits.powerBi,
};

/** Consumed units follow from the assignments, as they do in a real tenant. */
function stockOf(sku: SkuFacts, plan: Plan) {
  const trait = licensedBy[sku.skuPartNumber] ?? 0;
  const used = plan.traits.reduce((sum, each) => sum + ((each & trait) === 0 ? 0 : 1), 0);
  return {
    consumedUnits: used,
    prepaidUnits: {
      enabled: Math.max(sku.enabled(plan.size), used + 5),
      suspended: 0,
      warning: 0,
      lockedOut: 0,
    },
  };
}
