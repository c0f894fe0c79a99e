import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { type Clock, newId } from '#kernel';

import { type EntityName, isLog, sheets } from '../edm/model.ts';
import type {
  Actor,
  ChangeKind,
  ChangeReader,
  ChangedProperties,
  ChangesAsked,
  RecordedChange,
  Stretch,
} from './change.ts';
import { type Row, type SqlValue, columnsOf } from './columns.ts';

export interface ChangeLog extends ChangeReader {
  created(entity: EntityName, row: Readonly<Record<string, unknown>> & { readonly id: string }): void;
  updated(entity: EntityName, id: string, properties: ChangedProperties): void;
  /** `deleted`, `restored` and `purged`, with all that the object was. */
  moved(kind: 'deleted' | 'restored' | 'purged', entity: EntityName, row: Row): void;
  related(kind: 'linked' | 'unlinked', nav: string, source: string, target: string): void;
  /** `unlinked` for each relation from and to it, before they go. */
  unrelated(id: string): void;
  /** What is written in `work` is on that one's behalf. */
  actingAs<T>(actor: Actor, work: () => T): T;
  /** What is written in `work` leaves no rows, and whoever follows the log has to begin anew. */
  silenced<T>(work: () => T): T;
  /** Nobody who knew the log before may go on from where he was. */
  beginAnew(): void;
  /** What is in the file may be another than was written here: after a rollback, or when contents come from elsewhere. */
  reread(): void;
  clear(): void;
  /** Drops what is too old or too much, a little at a time. */
  prune(): void;
}

/** Directory audits of a tenant with Entra ID P1 reach back so far; no other reader asks for more. */
const keptFor = 30 * 24 * 60 * 60 * 1000;
const mostRows = 500_000;
/** Looked after once in so many rows, and then no more than twice as many go: pruning never takes long. */
const pruneEvery = 1_000;

const lineageSetting = 'change-lineage';
const forgottenSetting = 'change-forgotten';

export function makeChangeTable(database: DatabaseSync): void {
  // `autoincrement`: a sequence that was given is never given again, whatever is pruned.
  database.exec(`
    create table if not exists change (
      sequence integer primary key autoincrement, instant integer not null, app text, user text,
      entity text not null, id text not null collate nocase, kind text not null, properties text, nav text, other text
    );
    create index if not exists change_by_entity on change (entity, sequence);
    create index if not exists change_by_id on change (id, sequence);
  `);
}

export function openChangeLog(statement: (sql: string) => StatementSync, clock: Clock): ChangeLog {
  let actor: Actor = {};
  let silent = false;
  let generation = 0;
  // Every request asks for it, and only writes change it.
  let newest: number | undefined;
  const add = statement(
    'insert into change (instant, app, user, entity, id, kind, properties, nav, other) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const setting = (key: string): string | undefined =>
    statement('select value from setting where key = ?').get(key)?.['value'] as string | undefined;
  const setSetting = (key: string, value: string): void => {
    statement('insert or replace into setting (key, value) values (?, ?)').run(key, value);
  };

  function write(
    kind: ChangeKind,
    entity: string,
    id: string,
    properties: ChangedProperties | undefined,
    nav: string | null = null,
    other: string | null = null,
  ): void {
    if (silent || isLog(entity as EntityName)) return;
    const text = properties === undefined ? null : JSON.stringify(properties);
    const { appId = null, userId = null } = actor;
    const { lastInsertRowid } = add.run(clock.now(), appId, userId, entity, id, kind, text, nav, other);
    newest = Number(lastInsertRowid);
    if (newest % pruneEvery === 0) log.prune();
  }

  const log: ChangeLog = {
    created(entity, row) {
      if (!silent) write('created', entity, row.id, valuesOf(entity, row, 'now'));
    },
    updated: (entity, id, properties) => write('updated', entity, id, properties),
    moved: (kind, entity, row) =>
      write(kind, entity, row.id, valuesOf(entity, row, kind === 'restored' ? 'now' : 'old')),
    related: (kind, nav, source, target) => write(kind, ownerOf(nav), source, undefined, nav, target),
    unrelated(id) {
      if (silent) return;
      newest = undefined;
      for (const end of ['source', 'target']) {
        statement(
          `insert into change (instant, app, user, entity, id, kind, nav, other)
           select ?, ?, ?, substr(nav, 1, instr(nav, '.') - 1), source, 'unlinked', nav, target
           from link where ${end} = ?`,
        ).run(clock.now(), actor.appId ?? null, actor.userId ?? null, id);
      }
    },
    actingAs(one, work) {
      const before = actor;
      actor = one;
      try {
        return work();
      } finally {
        actor = before;
      }
    },
    silenced(work) {
      const before = silent;
      silent = true;
      try {
        return work();
      } finally {
        silent = before;
        if (!silent) log.beginAnew();
      }
    },
    beginAnew() {
      generation += 1;
      setSetting(lineageSetting, JSON.stringify([{ id: newId(), after: log.last() }]));
    },
    reread() {
      newest = undefined;
    },
    clear() {
      statement('delete from change').run();
      log.beginAnew();
    },
    prune() {
      const [last, forgotten] = [log.last(), log.forgotten()];
      const old = statement('select max(sequence) as s from change where sequence <= ? and instant < ?');
      const window = forgotten + 2 * pruneEvery;
      const expired = Number(old.get(window, clock.now() - keptFor)?.['s'] ?? 0);
      const upTo = Math.max(expired, Math.min(window, last - mostRows));
      if (upTo <= forgotten) return;
      statement('delete from change where sequence <= ?').run(upTo);
      setSetting(forgottenSetting, String(upTo));
    },
    read: (asked) => readChanges(statement, asked),
    last: () =>
      (newest ??= Number(
        statement(`select seq from sqlite_sequence where name = 'change'`).get()?.['seq'] ?? 0,
      )),
    generation: () => generation,
    forgotten: () => Number(setting(forgottenSetting) ?? 0),
    lineage: () => JSON.parse(setting(lineageSetting) ?? '[]') as Stretch[],
  };
  if (setting(lineageSetting) === undefined) log.beginAnew();
  return log;
}

/** In a copy of a tenant: it goes on with what it knows, and its rows from here on are its own. */
export function branchLog(database: DatabaseSync): void {
  const stored = database.prepare('select value from setting where key = ?').get(lineageSetting);
  const last = database.prepare(`select seq from sqlite_sequence where name = 'change'`).get();
  const lineage = JSON.parse(String(stored?.['value'] ?? '[]')) as Stretch[];
  database
    .prepare('insert or replace into setting (key, value) values (?, ?)')
    .run(lineageSetting, JSON.stringify([...lineage, { id: newId(), after: Number(last?.['seq'] ?? 0) }]));
}

/** The entity that owns a relation: `group` of `group.members`. */
function ownerOf(nav: string): string {
  return nav.slice(0, nav.indexOf('.'));
}

/** What was secret leaves its name and no value. */
export function changeOf(
  entity: EntityName,
  name: string,
  old: unknown,
  now: unknown,
): readonly [unknown, unknown] | readonly [] {
  return sheets[entity].properties[name]?.writeOnly === true ? [] : [old ?? null, now ?? null];
}

function valuesOf(
  entity: EntityName,
  row: Readonly<Record<string, unknown>>,
  side: 'old' | 'now',
): ChangedProperties {
  const properties: Record<string, readonly [unknown, unknown] | readonly []> = {};
  for (const { name } of columnsOf(entity)) {
    const value = row[name];
    if (name === 'id' || value === undefined || value === null) continue;
    properties[name] =
      side === 'now' ? changeOf(entity, name, null, value) : changeOf(entity, name, value, null);
  }
  return properties;
}

function readChanges(statement: (sql: string) => StatementSync, asked: ChangesAsked): RecordedChange[] {
  const { after = 0, upTo = Number.MAX_SAFE_INTEGER, entity, id, limit = 1_000, newestFirst = false } = asked;
  const conditions = ['sequence > ?', 'sequence <= ?'];
  const values: SqlValue[] = [after, upTo];
  if (entity !== undefined) {
    conditions.push('entity = ?');
    values.push(entity);
  }
  if (id !== undefined) {
    conditions.push('id = ?');
    values.push(id);
  }
  const order = newestFirst ? 'desc' : 'asc';
  return statement(
    `select * from change where ${conditions.join(' and ')} order by sequence ${order} limit ?`,
  )
    .all(...values, limit)
    .map((stored) => recorded(stored as Record<string, SqlValue>));
}

function recorded(stored: Readonly<Record<string, SqlValue>>): RecordedChange {
  const { app, user, nav, other, properties } = stored;
  return {
    sequence: Number(stored['sequence']),
    instant: Number(stored['instant']),
    actor: {
      ...(typeof app === 'string' && { appId: app }),
      ...(typeof user === 'string' && { userId: user }),
    },
    entity: String(stored['entity']) as EntityName,
    id: String(stored['id']),
    kind: String(stored['kind']) as ChangeKind,
    properties: typeof properties === 'string' ? (JSON.parse(properties) as ChangedProperties) : {},
    ...(typeof nav === 'string' && { navigation: nav }),
    ...(typeof other === 'string' && { other }),
  };
}
