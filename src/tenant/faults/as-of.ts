import type { RecordedChange } from '../state/change.ts';
import { type SqlValue, columnsOf, tableOf, toSql } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** Thrown to roll back; never leaves this file. */
class Undone {
  readonly done = true;
}

/**
 * Does the work on the state as it was before these changes, newest first: they are taken back in a transaction that is
 * then rolled back. So filters, counts, searches and relations all see the same past, exactly.
 */
export function asOf<T>(state: TenantState, changes: readonly RecordedChange[], work: () => T): T {
  const answers: T[] = [];
  try {
    state.transaction(() => {
      for (const change of changes) takeBack(state, change);
      answers.push(work());
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return answers[0]!;
}

function takeBack(state: TenantState, change: RecordedChange): void {
  const { entity, id, kind, navigation = '', other = '' } = change;
  switch (kind) {
    case 'created':
    case 'restored':
      state.select(`delete from ${tableOf(entity)} where id = ?`, [id]);
      return;
    case 'deleted':
      insert(state, change);
      return;
    case 'updated':
      update(state, change);
      return;
    case 'linked':
      state.select('delete from link where nav = ? and source = ? and target = ?', [navigation, id, other]);
      return;
    case 'unlinked':
      state.select('insert or ignore into link (nav, source, target) values (?, ?, ?)', [
        navigation,
        id,
        other,
      ]);
      return;
    case 'purged':
      return;
  }
}

/** Columns that had a value, with that value; secrets are not in the log and stay as they are. */
function before({ entity, properties }: RecordedChange): [name: string, value: SqlValue][] {
  const known: [string, SqlValue][] = [];
  for (const { name, kind } of columnsOf(entity)) {
    const change = properties[name];
    if (change !== undefined && change.length > 0) known.push([name, toSql(kind, change[0])]);
  }
  return known;
}

function insert(state: TenantState, change: RecordedChange): void {
  const columns: [string, SqlValue][] = [['id', change.id], ...before(change)];
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  state.select(
    `insert or ignore into ${tableOf(change.entity)} (${names}) values (${marks})`,
    columns.map(([, value]) => value),
  );
}

function update(state: TenantState, change: RecordedChange): void {
  const columns = before(change);
  if (columns.length === 0) return;
  const sets = columns.map(([name]) => `"${name}" = ?`).join(', ');
  state.select(`update ${tableOf(change.entity)} set ${sets} where id = ?`, [
    ...columns.map(([, value]) => value),
    change.id,
  ]);
}
