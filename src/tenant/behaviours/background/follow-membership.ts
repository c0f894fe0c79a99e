import { isEntityName } from '../../edm/model.ts';
import type { RecordedChange } from '../../state/change.ts';
import type { TenantState } from '../../state/state.ts';
import type { Work } from '../licences/keep.ts';
import { decide } from './decide-membership.ts';
import { type DynamicGroup, dynamicGroups } from './dynamic-groups.ts';
import { enqueue } from './pending.ts';

/** How often a rule that asks about `system.now` is asked again. Believed. */
const clockRound = 6 * 60 * 60 * 1000;

/** What changes mean for members by rule. The rules are read once for all of them. */
export function followMembership(work: Work, changes: readonly RecordedChange[]): void {
  const { state } = work;
  let known: readonly DynamicGroup[] | undefined;
  const asking = (wanted: (group: DynamicGroup) => boolean): readonly DynamicGroup[] =>
    (known ??= dynamicGroups(state)).filter(wanted);
  for (const change of changes) {
    if (!isOfRule(change)) followOne(work, change, asking);
    else if (change.kind !== 'deleted') enqueue(state, 'membership', change.id);
  }
}

/** A rule that came, changed or goes on: everybody is asked, later and in turn. */
function isOfRule({ entity, kind, properties }: RecordedChange): boolean {
  return (
    (entity === 'group' || entity === 'administrativeUnit') &&
    (kind === 'created' || kind === 'updated' || kind === 'restored') &&
    touches(properties, ['membershipRule', 'membershipRuleProcessingState', 'membershipType', 'groupTypes'])
  );
}

function followOne(
  work: Work,
  { entity, id, kind, properties, navigation, other }: RecordedChange,
  asking: (wanted: (group: DynamicGroup) => boolean) => readonly DynamicGroup[],
): void {
  if (isCandidate(entity) && (kind === 'created' || kind === 'restored' || kind === 'updated')) {
    const everything = kind !== 'updated';
    for (const group of asking(
      ({ reads }) => reads.of === entity && (everything || touches(properties, reads.properties)),
    ))
      decideOne(work, group, id);
  }
  if (navigation === 'user.manager' && other !== undefined) {
    for (const group of asking(({ reads }) => reads.manager?.toLowerCase() === other.toLowerCase()))
      decideOne(work, group, id);
  }
  if (navigation === 'group.members' && other !== undefined) {
    for (const group of asking(({ reads }) => reads.groups.has(id.toLowerCase())))
      decideOne(work, group, other);
  }
}

/** Rules that look at the clock are asked again as it goes on. */
export function watchClock({ state, clock }: Work): void {
  const round = String(Math.floor(clock.now() / clockRound));
  const known = rounds.get(state) ?? state.setting('membership:round');
  rounds.set(state, round);
  if (known === round) return;
  state.transaction(() => {
    state.setSetting('membership:round', round);
    if (known === undefined) return;
    for (const { id, reads } of dynamicGroups(state)) if (reads.clock) enqueue(state, 'membership', id);
  });
}
const rounds = new WeakMap<TenantState, string>();

function decideOne(work: Work, group: DynamicGroup, id: string): void {
  const { of, properties } = group.reads;
  if (!isEntityName(of)) return;
  const row = work.state.get(of, id, [...properties]);
  if (row !== undefined) decide(work, group, row, work.state.linked(group.nav, group.id, row.id));
}

function isCandidate(entity: string): entity is 'user' | 'device' {
  return entity === 'user' || entity === 'device';
}

function touches(properties: RecordedChange['properties'], names: Iterable<string>): boolean {
  for (const name of names) if (Object.hasOwn(properties, name)) return true;
  return false;
}
