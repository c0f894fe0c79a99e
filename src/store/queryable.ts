import type { Sql } from './sql.ts';

export interface Queryable {
  query<Row>(statement: Sql): Promise<Row[]>;
  /** The first row, or undefined. */
  maybe<Row>(statement: Sql): Promise<Row | undefined>;
  /** The first row; rejects when there is none. */
  one<Row>(statement: Sql): Promise<Row>;
}

export interface Transaction extends Queryable {
  /** Delivered to listeners when the transaction commits. */
  notify(channel: string, payload: string): Promise<void>;
}
