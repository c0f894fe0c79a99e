import { problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';

import type { ModuleFault } from '../module.ts';
import type { GalleryImport, ModuleChange } from './gallery-import.ts';
import type { KnownVersion } from './plan.ts';
import { fullVersion } from '../adopt.ts';

/** Imports as they lie in the database. Whoever works at one has a lease on it, so that two processes never do. */
export interface ImportRecords {
  /** Rejects with `ModuleImportNotFound`. */
  get(accountId: string, id: string): Promise<GalleryImport & { readonly stale: boolean }>;
  /** The import, ours until it is released; undefined when it does not run or somebody else has it. */
  lease(id: string): Promise<GalleryImport | undefined>;
  renew(id: string): Promise<void>;
  release(id: string): Promise<void>;
  /** Those that run and that nobody has, nor had a moment ago. */
  left(): Promise<readonly string[]>;
  keepItems(id: string, part: Pick<GalleryImport, 'items' | 'present' | 'discovered'>): Promise<void>;
  ready(id: string, changes: readonly ModuleChange[]): Promise<void>;
  /** With it goes what was on trial. Modules that were asked for by a link show why. */
  fail(record: GalleryImport, error: ModuleFault): Promise<void>;
  /** Versions that the account has. */
  known(accountId: string): Promise<readonly KnownVersion[]>;
}

const leaseTime = '90 seconds';

type Row = GalleryImport & { readonly stale: boolean };

export function createImportRecords({ db }: { readonly db: Database }): ImportRecords {
  return {
    async get(accountId, id) {
      const row = await db.maybe<Row>(sql`
        select id, account_id as "accountId", wanted, applies, state, error, items, present, discovered, changes,
          created_at as "createdAt", state = 'Running' and modified_at < now() - interval '10 seconds' as stale
        from module_import where account_id = ${accountId} and id::text = lower(${id})`);
      if (row === undefined) throw problem('ModuleImportNotFound', { name: id });
      return row;
    },
    lease: (id) =>
      db.maybe<GalleryImport>(sql`
        update module_import set lease_until = now() + ${leaseTime}::interval, modified_at = now()
        where id = ${id} and state = 'Running' and (lease_until is null or lease_until < now())
        returning id, account_id as "accountId", wanted, applies, state, error, items, present, discovered, changes,
          created_at as "createdAt"`),
    async renew(id) {
      await db.query(sql`
        update module_import set lease_until = now() + ${leaseTime}::interval where id = ${id} and lease_until is not null`);
    },
    async left() {
      const rows = await db.query<{ id: string }>(sql`
        select id from module_import
        where state = 'Running' and (lease_until is null or lease_until < now()) and modified_at < now() - interval '10 seconds'`);
      return rows.map(({ id }) => id);
    },
    async release(id) {
      await db.query(sql`update module_import set lease_until = null where id = ${id}`);
    },
    async keepItems(id, { items, present, discovered }) {
      await db.query(sql`
        update module_import set items = ${JSON.stringify(items)}, present = ${JSON.stringify(present)},
          discovered = ${JSON.stringify(discovered)}, lease_until = now() + ${leaseTime}::interval, modified_at = now()
        where id = ${id}`);
    },
    async ready(id, changes) {
      await db.query(sql`
        update module_import set state = 'Ready', changes = ${JSON.stringify(changes)}, modified_at = now()
        where id = ${id} and state = 'Running'`);
    },
    async fail({ id, accountId, wanted }, error) {
      const linked = wanted.filter(({ link }) => link !== undefined).map(({ name }) => name.toLowerCase());
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update module_import set state = 'Failed', error = ${JSON.stringify(error)}, modified_at = now() where id = ${id}`);
        await tx.query(sql`delete from module_version where trial_id = ${id}`);
        await tx.query(sql`
          update module set state = 'Failed', error = ${JSON.stringify(error)}, modified_at = now()
          where account_id = ${accountId} and lower(name) = any(${linked})`);
      });
    },
    async known(accountId) {
      const rows = await db.query<KnownVersion & { prerelease: string }>(sql`
        select m.name, v.version, v.prerelease, v.feed, coalesce(v.id = m.default_version_id, false) as "isDefault"
        from module m join module_version v on v.module_id = m.id
        where m.account_id = ${accountId} and v.state = 'Succeeded' order by v.sequence`);
      return rows.map(({ prerelease, ...each }) => ({
        ...each,
        version: fullVersion({ version: each.version, prerelease }),
      }));
    },
  };
}

/** What became of the versions on trial of an import. */
export interface TriedVersion {
  readonly id: string;
  readonly state: string;
  readonly error: ModuleFault | null;
  readonly version: string | null;
  /** Of one that failed: what it did not find. */
  readonly missing: readonly { readonly name: string; readonly range?: string }[];
}

export function triedVersions(db: Pick<Transaction, 'query'>, importId: string): Promise<TriedVersion[]> {
  return db.query<TriedVersion>(sql`
    select id, state, error, version, case when state = 'Failed' then required_modules else '[]' end as missing
    from module_version where trial_id = ${importId}`);
}
