import type { TenantState } from '../../state/state.ts';
import type { AssignedLicence, ServicePlan } from './licence.ts';
import { findSku } from './stock.ts';

/** Source: learn.microsoft.com/graph/api/resources/assignedplan. */
export interface AssignedPlan {
  readonly assignedDateTime: string;
  readonly capabilityStatus: 'Enabled' | 'Deleted';
  readonly service: string;
  readonly servicePlanId: string;
}

/**
 * The service behind a plan, by the beginning of its name. Believed for those that no answer of Graph was seen for;
 * they are told by the plan's own name.
 */
const services: readonly (readonly [prefix: string, service: string])[] = [
  ['EXCHANGE', 'exchange'],
  ['SHAREPOINT', 'SharePoint'],
  ['TEAMS', 'TeamspaceAPI'],
  ['MCO', 'MicrosoftCommunicationsOnline'],
  ['AAD_', 'AADPremiumService'],
  ['MFA_', 'MultiFactorService'],
  ['INTUNE', 'SCO'],
  ['BI_AZURE', 'PowerBI'],
  ['VISIO', 'MicrosoftOffice'],
  ['OFFICESUBSCRIPTION', 'MicrosoftOffice'],
  ['YAMMER', 'YammerEnterprise'],
  ['RMS_', 'RMSOnline'],
];

export function serviceOf(plan: string): string {
  return services.find(([prefix]) => plan.startsWith(prefix))?.[1] ?? plan;
}

/** Every plan that these licences leave enabled, once. */
export function enabledPlans(
  state: TenantState,
  licences: readonly AssignedLicence[],
): ReadonlyMap<string, ServicePlan> {
  const enabled = new Map<string, ServicePlan>();
  for (const { skuId, disabledPlans } of licences) {
    for (const plan of findSku(state, skuId)?.plans ?? []) {
      if (plan.appliesTo !== 'Company' && !disabledPlans.includes(plan.servicePlanId))
        enabled.set(plan.servicePlanId, plan);
    }
  }
  return enabled;
}

/** What a user is shown: a plan that he lost stays, as deleted. */
export function assignedPlansOf(
  before: readonly AssignedPlan[],
  enabled: ReadonlyMap<string, ServicePlan>,
  now: string,
): readonly AssignedPlan[] {
  const kept = before.map((plan): AssignedPlan => {
    const capabilityStatus = enabled.has(plan.servicePlanId) ? 'Enabled' : 'Deleted';
    return plan.capabilityStatus === capabilityStatus
      ? plan
      : { ...plan, capabilityStatus, assignedDateTime: now };
  });
  const known = new Set(before.map(({ servicePlanId }) => servicePlanId));
  const added = [...enabled.values()]
    .filter(({ servicePlanId }) => !known.has(servicePlanId))
    .map(({ servicePlanId, servicePlanName }): AssignedPlan => ({
      assignedDateTime: now,
      capabilityStatus: 'Enabled',
      service: serviceOf(servicePlanName),
      servicePlanId,
    }));
  return [...kept, ...added];
}

/** A line a service. Source: learn.microsoft.com/graph/api/resources/provisionedplan. */
export function provisionedPlansOf(plans: readonly AssignedPlan[]): readonly Record<string, string>[] {
  const status = new Map<string, string>();
  for (const { service, capabilityStatus } of plans) {
    if (status.get(service) !== 'Enabled') status.set(service, capabilityStatus);
  }
  return [...status].map(([service, capabilityStatus]) => ({
    capabilityStatus,
    provisioningStatus: 'Success',
    service,
  }));
}
