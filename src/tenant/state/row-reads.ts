import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { EntityName } from '../edm/model.ts';
import { type Row, type SqlValue, columnList, columnsNamed, fromSql, tableOf } from './columns.ts';

/**
 * Reading one row by its id, the commonest thing a tenant does: statements are made once for a choice of properties, and
 * rows are remembered until the next write. The state writes its file alone, so what it remembers is what is there.
 */
export interface RowReads {
  /** Frozen when it is remembered: it is handed to whoever asks next. */
  get(type: EntityName, id: string, only: readonly string[] | undefined, remember: boolean): Row | undefined;
  idOf(type: EntityName, property: string, value: string, remember: boolean): string | undefined;
  forget(): void;
  close(): void;
}

interface Choice {
  readonly statement: StatementSync;
  readonly columns: ReturnType<typeof columnsNamed>;
  readonly rows: Map<string, Row | undefined>;
}

const mostRemembered = 2_000;
const mostChoices = 200;

export function openRowReads(database: DatabaseSync): RowReads {
  const choices = new Map<string, Choice>();
  // The lists of properties that sheets give are the same arrays each time: found without being joined to a name.
  let byList = new WeakMap<readonly string[], Map<EntityName, Choice>>();
  const lookUps = new Map<string, { statement: StatementSync; ids: Map<string, string | undefined> }>();
  let remembered = 0;

  function choiceOf(type: EntityName, only: readonly string[] | undefined): Choice {
    const list = only ?? everything;
    const known = byList.get(list)?.get(type);
    if (known !== undefined) return known;
    const chosen = named(type, only);
    const ofList = byList.get(list) ?? new Map<EntityName, Choice>();
    byList.set(list, ofList.set(type, chosen));
    return chosen;
  }

  function named(type: EntityName, only: readonly string[] | undefined): Choice {
    const name = `${type} ${only?.join() ?? '*'}`;
    const known = choices.get(name);
    if (known !== undefined) return known;
    if (choices.size >= mostChoices) forgetChoices();
    const statement = database.prepare(`select ${columnList(type, only)} from ${tableOf(type)} where id = ?`);
    statement.setReturnArrays(true);
    const made = { statement, columns: columnsNamed(type, only), rows: new Map<string, Row | undefined>() };
    choices.set(name, made);
    return made;
  }

  function forgetChoices(): void {
    forget();
    choices.clear();
    byList = new WeakMap();
  }

  function forget(): void {
    if (remembered === 0) return;
    for (const { rows } of choices.values()) rows.clear();
    for (const { ids } of lookUps.values()) ids.clear();
    remembered = 0;
  }

  function makeRoom(): void {
    if (remembered >= mostRemembered) forget();
    remembered += 1;
  }

  function read({ statement, columns }: Choice, id: string): Row | undefined {
    const stored = statement.get(id) as unknown as SqlValue[] | undefined;
    if (stored === undefined) return undefined;
    const row: Record<string, unknown> = {};
    for (let at = 0; at < columns.length; at += 1)
      row[columns[at]!.name] = fromSql(columns[at]!.kind, stored[at]!);
    return row as Row;
  }

  return {
    get(type, id, only, remember) {
      const choice = choiceOf(type, only);
      if (!remember) return read(choice, id);
      const before = choice.rows.get(id);
      if (before !== undefined || choice.rows.has(id)) return before;
      const row = frozen(read(choice, id));
      makeRoom();
      choice.rows.set(id, row);
      return row;
    },
    idOf(type, property, value, remember) {
      const name = `${type}.${property}`;
      let lookUp = lookUps.get(name);
      if (lookUp === undefined) {
        const sql = `select id from ${tableOf(type)} where "${property}" = ? limit 1`;
        lookUp = { statement: database.prepare(sql), ids: new Map() };
        lookUps.set(name, lookUp);
      }
      if (remember && lookUp.ids.has(value)) return lookUp.ids.get(value);
      const found = lookUp.statement.get(value)?.['id'];
      const id = found === undefined ? undefined : String(found);
      if (remember) {
        makeRoom();
        lookUp.ids.set(value, id);
      }
      return id;
    },
    forget,
    close() {
      forgetChoices();
      lookUps.clear();
    },
  };
}

/** Stands for all properties where lists are told apart by what they are. */
const everything: readonly string[] = [];

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
