import type { TenantState } from '../state/state.ts';

/**
 * Up to which row the logs of two states are the same: where one was forked from the other, or both from a third.
 * Undefined where they never were, or where a log has forgotten rows since.
 */
export function commonPoint(one: TenantState, other: TenantState): number | undefined {
  const [a, b] = [one.changes.lineage(), other.changes.lineage()];
  let shared = 0;
  while (a[shared] !== undefined && a[shared]?.id === b[shared]?.id) shared += 1;
  if (shared === 0) return undefined;
  const point = Math.min(a[shared]?.after ?? one.changes.last(), b[shared]?.after ?? other.changes.last());
  const forgotten = Math.max(one.changes.forgotten(), other.changes.forgotten());
  return forgotten > point ? undefined : point;
}
