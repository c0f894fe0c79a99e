import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import type { SqlValue } from './columns.ts';
import type { ReaderAnswer, ReaderQuestion } from './readers.ts';

/** The program of a reading thread: its own connection to the file, which sees what was committed before it asked. */
const database = new DatabaseSync(String(workerData), { readOnly: true });
database.exec('pragma temp_store = memory; pragma cache_size = -32000; pragma mmap_size = 2000000000;');
const prepared = new Map<string, StatementSync>();

parentPort?.on('message', ({ id, sql, values }: ReaderQuestion) => {
  const answer = ask(id, sql, values);
  parentPort?.postMessage(answer);
});

function ask(id: number, sql: string, values: readonly SqlValue[]): ReaderAnswer {
  try {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      if (prepared.size >= 100) prepared.delete(prepared.keys().next().value ?? '');
      prepared.set(sql, statement);
    }
    return { id, rows: statement.all(...values) as Record<string, SqlValue>[] };
  } catch (error) {
    return { id, failure: String(error) };
  }
}
