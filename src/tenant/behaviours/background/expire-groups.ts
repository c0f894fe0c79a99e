import type { RecordedChange } from '../../state/change.ts';
import type { TenantState } from '../../state/state.ts';
import { expiryOf } from '../groups/expiry.ts';
import { instant } from '../instant.ts';
import type { Work } from '../licences/keep.ts';

/** How often groups that expired are looked for. */
const round = 60_000;
const looked = new WeakMap<TenantState, number>();
const most = 100;

/** Puts groups whose time is over into the bin, from where they come back for 30 days. */
export function expireGroups(work: Work): number {
  const { state, clock } = work;
  if (Math.abs(clock.now() - (looked.get(state) ?? Number.NEGATIVE_INFINITY)) < round) return 0;
  looked.set(state, clock.now());
  const now = instant(work);
  const expired = state.select(
    'select id from e_group where "expirationDateTime" <= ? order by "expirationDateTime" limit ?',
    [now, most],
  );
  if (expired.length === 0) return 0;
  state.transaction(() => {
    for (const { id } of expired) state.bin.put('group', String(id), { deletedDateTime: now });
  });
  looked.delete(state);
  return expired.length;
}

/** A policy that comes, changes or goes, or takes another group, moves the day on which groups expire. */
export function followLifecycle(work: Work, changes: readonly RecordedChange[]): void {
  for (const change of changes) followOne(work, change);
}

function followOne(work: Work, { entity, navigation, other, kind }: RecordedChange): void {
  const { state } = work;
  if (navigation === 'groupLifecyclePolicy.groups' && other !== undefined) moveExpiry(work, [other]);
  if (entity !== 'groupLifecyclePolicy' || kind === 'linked' || kind === 'unlinked') return;
  const unified = state.select(
    `select id from e_group where "mailEnabled" = 1 and "groupTypes" like '%Unified%'`,
    [],
  );
  moveExpiry(
    work,
    unified.map(({ id }) => String(id)),
  );
}

function moveExpiry({ state }: Work, groups: readonly string[]): void {
  for (const id of groups) {
    const row = state.get('group', id, ['renewedDateTime', 'createdDateTime']);
    if (row === undefined) continue;
    const renewed = String(row['renewedDateTime'] ?? row['createdDateTime'] ?? '');
    state.update('group', row.id, { expirationDateTime: expiryOf({ state }, row.id, renewed) });
  }
}
