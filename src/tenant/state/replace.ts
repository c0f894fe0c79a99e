import { DatabaseSync, backup } from 'node:sqlite';

import type { TenantState } from './state.ts';

/**
 * Puts all that another file holds in the place of an open state, in one transaction of the state's file: whoever reads
 * sees the one or the other, and everything that holds the state goes on holding it. Those who follow its log begin anew.
 */
export async function replaceContents(state: TenantState, source: string): Promise<void> {
  const from = new DatabaseSync(source);
  try {
    // In one step: a state that is half another one is seen by nobody.
    await state.whileReplaced(async () => void (await backup(from, state.file, { rate: 1_000_000_000 })));
  } finally {
    from.close();
  }
  state.unlogged(() => undefined);
}
