import { DatabaseSync } from 'node:sqlite';

/** One request as the tenant saw it: the evidence of what a runbook really did. */
export interface LoggedRequest {
  /** Counts up over the life of the tenant. */
  readonly id: number;
  readonly time: string;
  readonly appId: string | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** On a 403: the permission that would have been enough. */
  readonly missing: string | null;
}

export interface RequestLog {
  add(request: Omit<LoggedRequest, 'id'>): void;
  /** Those after this id, oldest first. */
  after(id: number, most?: number): LoggedRequest[];
  clear(): void;
  close(): void;
}

const flushAfterMilliseconds = 50;

/** Kept beside the state, so that copying and comparing tenants leaves it alone. Written in batches. */
export function openRequestLog(file: string): RequestLog {
  const database = new DatabaseSync(file);
  // In this order: changing the mode would wait for the disk, and so for whatever else is being written to it.
  database.exec(`
    pragma synchronous = off; pragma journal_mode = wal;
    create table if not exists request (
      id integer primary key autoincrement, time text not null, appId text, method text not null,
      path text not null, status integer not null, missing text
    );
  `);
  const insert = database.prepare(
    'insert into request (time, appId, method, path, status, missing) values (?, ?, ?, ?, ?, ?)',
  );
  let waiting: Omit<LoggedRequest, 'id'>[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    database.exec('begin');
    for (const { time, appId, method, path, status, missing } of waiting)
      insert.run(time, appId, method, path, status, missing);
    database.exec('commit');
    waiting = [];
  };

  return {
    add(request) {
      waiting.push(request);
      // What changed something must outlive a crash of this process; reads may wait for the next batch.
      if (request.method !== 'GET') flush();
      else timer ??= setTimeout(flush, flushAfterMilliseconds);
    },
    after(id, most = 1_000) {
      flush();
      return database
        .prepare('select * from request where id > ? order by id limit ?')
        .all(id, most) as unknown as LoggedRequest[];
    },
    clear() {
      waiting = [];
      database.exec('delete from request');
    },
    close() {
      flush();
      database.close();
    },
  };
}
