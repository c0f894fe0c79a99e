import type { Seal, SealedEntry } from '#audit-chain';
import { type Database, sql } from '#store';

import type { Page } from '../model.ts';

/** An entry as people read it; `position` and `hash` are null until it is sealed, a second later. */
export type AuditLogEntry = Omit<SealedEntry, 'position' | 'hash'> & {
  readonly position: number | null;
  readonly hash: string | null;
};

/** Everything that is named must be so. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  /** An action or its beginning, in any case. */
  readonly action?: string | undefined;
  /** A resource and everything below it, in any case. */
  readonly resource?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

export interface AuditLog {
  /** The newest first. */
  query(filter: AuditFilter, before?: number): Promise<Page<AuditLogEntry>>;
  /** The sealed entries behind a position, in order. */
  chain(after: number): Promise<Page<SealedEntry>>;
  seals(after: number): Promise<Page<Seal>>;
}

const columns = `position::float8 as position, id::float8 as id,
  to_char(time at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time,
  actor, action, resource, correlation_id as "correlationId", details, hash`;
const pageSize = 500;

export function createAuditLog({ db }: { readonly db: Database }): AuditLog {
  return {
    async query({ actor, action, resource, since, until }, before) {
      const rows = await db.query<AuditLogEntry>({
        text: `select ${columns} from audit_entry
          where ($1::text is null or actor = $1) and ($2::text is null or lower(action) like $2)
            and ($3::text is null or lower(resource) = $3 or lower(resource) like $4)
            and ($5::timestamptz is null or time >= $5) and ($6::timestamptz is null or time < $6)
            and ($7::bigint is null or id < $7)
          order by id desc limit ${pageSize + 1}`,
        values: [
          actor ?? null,
          action === undefined ? null : `${escapeLike(action.toLowerCase())}%`,
          resource?.toLowerCase() ?? null,
          resource === undefined ? null : `${escapeLike(resource.toLowerCase())}/%`,
          since ?? null,
          until ?? null,
          before ?? null,
        ],
        name: 'audit_query',
      });
      return pageOf(rows, ({ id }) => id);
    },
    async chain(after) {
      const rows = await db.query<SealedEntry>({
        text: `select ${columns} from audit_entry where position > $1 order by position limit ${pageSize + 1}`,
        values: [after],
        name: 'audit_chain',
      });
      return pageOf(rows, ({ position }) => position);
    },
    async seals(after) {
      const rows = await db.query<Seal>(sql`
        select number::float8 as number, position::float8 as position, head, time, key, signature
        from audit_seal where number > ${after} order by number limit ${pageSize + 1}::integer`);
      return pageOf(rows, ({ number }) => number);
    },
  };
}

function pageOf<Item>(rows: readonly Item[], tokenOf: (last: Item) => number): Page<Item> {
  const items = rows.slice(0, pageSize);
  return rows.length > pageSize ? { items, next: String(tokenOf(items.at(-1)!)) } : { items };
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
