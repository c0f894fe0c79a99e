import type { Row } from '../../state/columns.ts';
import { instant } from '../instant.ts';
import { isCountry, isUsageLocation } from '../usage-locations.ts';
import { type Work, keepStates, licencesOf, statesOf } from './keep.ts';
import { type AssignmentError, type AssignmentState, effectiveLicences } from './licence.ts';
import { conflictAmong, unmetAmong } from './plan-rules.ts';
import { enabledPlans } from './plans.ts';
import { findSku } from './stock.ts';

interface Wanted {
  readonly group: string;
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/**
 * Brings what a user inherits up to date: from the groups that he is a direct member of, since nested ones give
 * nothing. What he has already is kept before what is new, and what cannot be given is kept as an error. Sources:
 * learn.microsoft.com/entra/identity/users/licensing-group-advanced and …/licensing-groups-resolve-problems.
 */
export function inheritLicences(work: Work, userId: string): void {
  const user = work.state.get('user', userId);
  if (user === undefined) return;
  const before = statesOf(user);
  let next = before.filter(({ assignedByGroup }) => assignedByGroup === null);
  for (const wanted of wantedBy(work, user.id, before)) {
    const error = whyNot(work, user, next, wanted);
    next = [...next, assigned(work, before, wanted, error)];
  }
  if (JSON.stringify(next) !== JSON.stringify(before)) keepStates(work, user, next);
}

/** Of every licensed group that he is in; those that work come first. */
function wantedBy({ state }: Work, userId: string, before: readonly AssignmentState[]): readonly Wanted[] {
  const wanted = state.sources('group.members', userId).flatMap((group) =>
    licencesOf(state.get('group', group, ['assignedLicenses']) ?? { id: group }).map((licence) => ({
      ...licence,
      group,
    })),
  );
  const place = ({ group, skuId }: Wanted): number => {
    const known = before.findIndex(
      (each) => each.assignedByGroup === group && each.skuId === skuId && each.state === 'Active',
    );
    return known < 0 ? before.length : known;
  };
  return wanted.toSorted((one, other) => place(one) - place(other));
}

function whyNot(
  { state }: Work,
  user: Row,
  states: readonly AssignmentState[],
  { group, skuId, disabledPlans }: Wanted,
): AssignmentError {
  // Who has no location of his own takes the tenant's.
  const own = user['usageLocation'];
  const location = isCountry(own) ? own : state.all('organization')[0]?.['countryLetterCode'];
  if (isCountry(location) && !isUsageLocation(location)) return 'ProhibitedInUsageLocationViolation';
  const trial: AssignmentState = {
    skuId,
    disabledPlans,
    assignedByGroup: group,
    state: 'Active',
    error: 'None',
    lastUpdatedDateTime: '',
  };
  const enabled = new Set(enabledPlans(state, effectiveLicences([...states, trial])).keys());
  if (conflictAmong(enabled) !== undefined) return 'MutuallyExclusiveViolation';
  if (unmetAmong(enabled) !== undefined) return 'DependencyViolation';
  const held = [...licencesOf(user), ...effectiveLicences(states)].some((each) => each.skuId === skuId);
  return held || (findSku(state, skuId)?.free ?? 0) > 0 ? 'None' : 'CountViolation';
}

/** As it was where nothing changed, so that its time tells when it last did. */
function assigned(
  work: Work,
  before: readonly AssignmentState[],
  { group, skuId, disabledPlans }: Wanted,
  error: AssignmentError,
): AssignmentState {
  const known = before.find(
    (each) =>
      each.assignedByGroup === group &&
      each.skuId === skuId &&
      each.error === error &&
      each.disabledPlans.join() === disabledPlans.join(),
  );
  return (
    known ?? {
      skuId,
      disabledPlans,
      assignedByGroup: group,
      state: error === 'None' ? 'Active' : 'Error',
      error,
      lastUpdatedDateTime: instant(work),
    }
  );
}
