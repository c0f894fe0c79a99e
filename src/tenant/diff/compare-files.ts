import { DatabaseSync } from 'node:sqlite';

import { type EntityName, entityNames, isLog, sheets } from '../edm/model.ts';
import { type Column, type SqlValue, columnsOf, fromSql, tableOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Change, ChangeEnd } from './change.ts';
import { nameProperty } from './names.ts';

type Stored = Readonly<Record<string, SqlValue>>;
type Side = 'before' | 'after';

/**
 * What it takes to come from `before` to `after`: objects, then properties, then relations, in the order of the sheets
 * and of their ids. Compared by SQLite over both files: for two states whose logs do not tell what they have in common.
 */
export function compareFiles(before: TenantState, after: TenantState): Change[] {
  const both = new DatabaseSync(':memory:');
  try {
    both.prepare('attach ? as before').run(before.file);
    both.prepare('attach ? as after').run(after.file);
    // One transaction: every comparison sees the same two states, whatever is written meanwhile.
    both.exec('begin');
    const changes = [
      ...entityNames.flatMap((entity) => (isLog(entity) ? [] : objectChanges(both, entity))),
      ...linkChanges(both),
    ];
    both.exec('rollback');
    return changes;
  } finally {
    both.close();
  }
}

function objectChanges(both: DatabaseSync, entity: EntityName): Change[] {
  const onlyIn = (side: Side, other: Side): Change[] =>
    rows(
      both,
      `select one.* from ${side}.${tableOf(entity)} as one
       where not exists (select 1 from ${other}.${tableOf(entity)} as two where two.id = one.id) order by one.id`,
    ).map((stored) => ({
      op: side === 'after' ? 'added' : 'removed',
      type: entity,
      id: String(stored['id']),
      name: nameOf(entity, stored),
    }));
  return [...onlyIn('before', 'after'), ...onlyIn('after', 'before'), ...propertyChanges(both, entity)];
}

function propertyChanges(both: DatabaseSync, entity: EntityName): Change[] {
  const columns = columnsOf(entity).filter(({ name }) => name !== 'id');
  const pairs = columns.flatMap(({ name }, at) => [`b."${name}" as b${at}`, `a."${name}" as a${at}`]);
  // Columns compare without regard to case, for filters; a change of case is a change all the same.
  const differ = columns.map(({ name }) => `b."${name}" is not a."${name}" collate binary`);
  return rows(
    both,
    `select a.id as id, a."${nameProperty(entity)}" as name, ${pairs.join(', ')}
     from after.${tableOf(entity)} as a join before.${tableOf(entity)} as b on b.id = a.id
     where ${differ.join(' or ')} order by a.id`,
  ).flatMap((stored) =>
    columns.flatMap((column, at) => {
      const [was, is] = [valueOf(column, stored[`b${at}`]), valueOf(column, stored[`a${at}`])];
      return was === is ? [] : [propertyChange(entity, stored, column, was, is)];
    }),
  );
}

/** A collection that was never written is an empty one. */
function valueOf({ kind }: Column, stored: SqlValue | undefined): SqlValue {
  return stored ?? (kind === 'strings' ? '[]' : null);
}

function propertyChange(
  entity: EntityName,
  stored: Stored,
  column: Column,
  was: SqlValue,
  is: SqlValue,
): Change {
  const id = String(stored['id']);
  const change = {
    op: 'changed',
    type: entity,
    id,
    name: String(stored['name'] ?? id),
    property: column.name,
  } as const;
  if (sheets[entity].properties[column.name]?.writeOnly === true) return change;
  return { ...change, before: fromSql(column.kind, was), after: fromSql(column.kind, is) };
}

function linkChanges(both: DatabaseSync): Change[] {
  const onlyIn = (side: Side, other: Side): Change[] =>
    rows(
      both,
      `select nav, source, target from ${side}.link as one where not exists (
         select 1 from ${other}.link as two where two.nav = one.nav and two.source = one.source and two.target = one.target
       ) order by nav, source, target`,
    ).flatMap((stored) => {
      // `group.members`: the entity that owns the relation, and its navigation.
      const [owner = '', nav = ''] = String(stored['nav']).split('.');
      const source = endOf(both, side, String(stored['source']), owner as EntityName);
      const target = endOf(both, side, String(stored['target']));
      return [{ op: side === 'after' ? 'added' : 'removed', ...source, link: { nav, target } } as const];
    });
  return [...onlyIn('before', 'after'), ...onlyIn('after', 'before')];
}

const directory = entityNames.filter((name) => sheets[name].directoryObject === true);

function endOf(both: DatabaseSync, side: Side, id: string, usual: EntityName = 'user'): ChangeEnd {
  for (const type of [usual, ...directory]) {
    const [stored] = rows(both, `select * from ${side}.${tableOf(type)} where id = ?`, id);
    if (stored !== undefined) return { type, id, name: nameOf(type, stored) };
  }
  return { type: usual, id, name: id };
}

function nameOf(entity: EntityName, stored: Stored): string {
  return String(stored[nameProperty(entity)] ?? stored['id']);
}

function rows(both: DatabaseSync, sql: string, ...values: SqlValue[]): Stored[] {
  return both.prepare(sql).all(...values) as Stored[];
}
