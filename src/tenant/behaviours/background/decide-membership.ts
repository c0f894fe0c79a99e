import { isEntityName } from '../../edm/model.ts';
import { type Row, columnList, rowFromSql, tableOf } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Work } from '../licences/keep.ts';
import { holds } from '../membership/rule-evaluate.ts';
import { type DynamicGroup, dynamicGroup } from './dynamic-groups.ts';
import { goOn, pendingOf } from './pending.ts';

const candidatesAtOnce = 5_000;

/** In or out, as the rule says. */
export function decide({ state, clock }: Work, group: DynamicGroup, row: Row, isMember: boolean): void {
  const belongs = holds(group.rule, {
    of: group.reads.of,
    row,
    now: clock.now(),
    isMemberOf: (other) => state.linked('group.members', other, row.id),
    reportsTo: (manager) => state.linked('user.manager', row.id, manager),
  });
  if (belongs === isMember) return;
  // The group may have gone since its rule was read.
  if (belongs && state.get(group.entity, group.id, []) !== undefined) state.link(group.nav, group.id, row.id);
  if (!belongs) state.unlink(group.nav, group.id, row.id);
}

/** Goes on with the groups whose rule is new, some thousand candidates at a time. How many were asked. */
export function workOnMembership(work: Work): number {
  const { state } = work;
  const [next] = pendingOf(state, 'membership');
  if (next === undefined) return 0;
  return state.transaction(() => {
    const group = dynamicGroup(state, next.group);
    const candidates = group === undefined ? [] : candidatesAfter(state, group, next.after);
    const done = candidates.length < candidatesAtOnce;
    if (group !== undefined) {
      const members = membersBetween(state, group, next.after, done ? undefined : candidates.at(-1)?.id);
      for (const row of candidates) decide(work, group, row, members.has(row.id.toLowerCase()));
      if (done) dropOthers(state, group);
    }
    goOn(state, 'membership', next.group, done ? undefined : candidates.at(-1)?.id);
    return 1 + candidates.length;
  });
}

function candidatesAfter(state: TenantState, { reads }: DynamicGroup, after: string): readonly Row[] {
  const { of, properties } = reads;
  if (!isEntityName(of)) return [];
  const columns = columnList(of, [...properties]);
  return state
    .select(`select ${columns} from ${tableOf(of)} where id > ? order by id limit ?`, [
      after,
      candidatesAtOnce,
    ])
    .map((stored) => rowFromSql(of, stored));
}

function membersBetween(
  state: TenantState,
  { id, nav }: DynamicGroup,
  after: string,
  upTo: string | undefined,
): ReadonlySet<string> {
  const sql = 'select target as id from link where nav = ? and source = ? and target > ?';
  const rows =
    upTo === undefined
      ? state.select(sql, [nav, id, after])
      : state.select(`${sql} and target <= ?`, [nav, id, after, upTo]);
  return new Set(rows.map((row) => String(row['id']).toLowerCase()));
}

/** Members of before that are not even candidates: those a group had when its members were assigned. */
function dropOthers(state: TenantState, { id, nav, reads }: DynamicGroup): void {
  for (const member of state.targets(nav, id)) {
    if (state.typeOf(member) !== reads.of) state.unlink(nav, id, member);
  }
}
