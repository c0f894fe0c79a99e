import type { RecordedChange } from '../../state/change.ts';
import { inheritLicences } from '../licences/inherited.ts';
import { type Work, licencesOf } from '../licences/keep.ts';
import { enqueue, goOn, pendingOf } from './pending.ts';

const membersAtOnce = 500;
/** A member costs as much as so many changes that nobody is interested in. */
const costOfMember = 20;

/** What changes mean for licences by group: who must be looked at, each once. */
export function followLicences(work: Work, changes: readonly RecordedChange[]): void {
  const { state } = work;
  const affected = new Set<string>();
  const giving = new Map<string, boolean>();
  const gives = (group: string): boolean => {
    const known = giving.get(group);
    if (known !== undefined) return known;
    const found = licencesOf(state.get('group', group, ['assignedLicenses']) ?? { id: group }).length > 0;
    giving.set(group, found);
    return found;
  };
  for (const { entity, id, kind, properties, navigation, other } of changes) {
    if (entity === 'group' && kind === 'updated' && Object.hasOwn(properties, 'assignedLicenses'))
      enqueue(state, 'licences', id);
    // A group that went has its licences in no row any more: who left one is always looked at.
    if (navigation === 'group.members' && other !== undefined && (kind === 'unlinked' || gives(id)))
      affected.add(other);
    // A location that was wanting, or was prohibited, is looked at again. Believed.
    if (entity === 'user' && kind === 'updated' && Object.hasOwn(properties, 'usageLocation'))
      affected.add(id);
  }
  for (const user of affected) inheritLicences(work, user);
}

/** Goes on with the groups whose licences changed, some hundred members at a time. How much was done. */
export function workOnLicences(work: Work): number {
  const { state } = work;
  const [next] = pendingOf(state, 'licences');
  if (next === undefined) return 0;
  return state.transaction(() => {
    const members = state
      .select(
        `select target as id from link where nav = 'group.members' and source = ? and target > ? order by target limit ?`,
        [next.group, next.after, membersAtOnce],
      )
      .map(({ id }) => String(id));
    for (const member of members) inheritLicences(work, member);
    const done = members.length < membersAtOnce;
    goOn(state, 'licences', next.group, done ? undefined : members.at(-1));
    if (done) state.update('group', next.group, { licenseProcessingState: { state: 'ProcessingComplete' } });
    return 1 + members.length * costOfMember;
  });
}
