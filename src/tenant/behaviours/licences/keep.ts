import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import { instant } from '../instant.ts';
import { type AssignedLicence, type AssignmentState, effectiveLicences } from './licence.ts';
import { type AssignedPlan, assignedPlansOf, enabledPlans, provisionedPlansOf } from './plans.ts';
import { consume } from './stock.ts';

/** What background work has: nobody asks for it. */
export type Work = Pick<Context, 'state' | 'clock' | 'newId'>;

export function statesOf(user: Row): readonly AssignmentState[] {
  return (user['licenseAssignmentStates'] ?? []) as readonly AssignmentState[];
}

export function licencesOf(row: Row): readonly AssignedLicence[] {
  return (row['assignedLicenses'] ?? []) as readonly AssignedLicence[];
}

/** Keeps a user's assignments with all that follows from them: licences, stock, plans, errors of the groups. */
export function keepStates({ state, clock }: Work, user: Row, next: readonly AssignmentState[]): void {
  const [held, kept] = [licencesOf(user), effectiveLicences(next)];
  const has = (licences: readonly AssignedLicence[], skuId: string): boolean =>
    licences.some((each) => each.skuId === skuId);
  for (const { skuId } of held) if (!has(kept, skuId)) consume(state, skuId, -1);
  for (const { skuId } of kept) if (!has(held, skuId)) consume(state, skuId, 1);
  const before = (user['assignedPlans'] ?? []) as readonly AssignedPlan[];
  const assignedPlans = assignedPlansOf(before, enabledPlans(state, kept), instant({ clock }));
  state.update('user', user.id, {
    assignedLicenses: kept,
    licenseAssignmentStates: next,
    assignedPlans,
    provisionedPlans: provisionedPlansOf(assignedPlans),
  });
  keepGroupErrors({ state }, user, next);
}

/** `/groups/{id}/membersWithLicenseErrors` and the flag that a filter finds such groups by. */
function keepGroupErrors({ state }: Pick<Work, 'state'>, user: Row, next: readonly AssignmentState[]): void {
  const failing = new Set(
    next.flatMap(({ assignedByGroup, state: is }) =>
      is === 'Error' && assignedByGroup !== null ? [assignedByGroup] : [],
    ),
  );
  const known = state.sources('group.membersWithLicenseErrors', user.id);
  for (const group of known) {
    if (failing.has(group)) continue;
    state.unlink('group.membersWithLicenseErrors', group, user.id);
    if (state.targets('group.membersWithLicenseErrors', group).length === 0)
      state.update('group', group, { hasMembersWithLicenseErrors: false });
  }
  for (const group of failing) {
    if (known.includes(group)) continue;
    state.link('group.membersWithLicenseErrors', group, user.id);
    state.update('group', group, { hasMembersWithLicenseErrors: true });
  }
}
