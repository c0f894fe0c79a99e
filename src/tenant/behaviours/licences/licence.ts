/** As `assignedLicenses` of a user or a group shows it. */
export interface AssignedLicence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** Source: learn.microsoft.com/graph/api/resources/licenseassignmentstate. */
export type AssignmentError =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation';

/** How a user came by a licence, directly or through the group named, and whether it works. */
export interface AssignmentState {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  readonly assignedByGroup: string | null;
  readonly state: 'Active' | 'Error';
  readonly error: AssignmentError;
  readonly lastUpdatedDateTime: string;
}

export interface ServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly provisioningStatus: string;
  readonly appliesTo: string;
}

/**
 * What a user has of several assignments: a licence once, and of its plans each one that any assignment leaves
 * enabled. Source: learn.microsoft.com/entra/identity/users/licensing-groups-assign ("multiple licenses").
 */
export function effectiveLicences(states: readonly AssignmentState[]): readonly AssignedLicence[] {
  const bySku = new Map<string, readonly string[]>();
  for (const { skuId, disabledPlans, state } of states) {
    if (state !== 'Active') continue;
    const before = bySku.get(skuId);
    bySku.set(
      skuId,
      before === undefined ? disabledPlans : before.filter((plan) => disabledPlans.includes(plan)),
    );
  }
  return [...bySku].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans }));
}
