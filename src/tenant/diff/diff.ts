import type { TenantState } from '../state/state.ts';
import type { Change } from './change.ts';
import { compareFiles } from './compare-files.ts';
import { diffFromLogs } from './from-logs.ts';

/**
 * What it takes to come from `before` to `after`: objects, then properties, then relations, in the order of the sheets
 * and of their ids. Where both go back to one state, the logs of changes name what may differ, and only that is looked
 * at; elsewhere all is compared.
 */
export function diffStates(before: TenantState, after: TenantState): Change[] {
  return diffFromLogs(before, after) ?? compareFiles(before, after);
}
