import { isProblem, newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Queryable, statement, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { readLimits } from '../admission/limits.ts';
import { audit, auditOf } from '../audit/audit.ts';
import type { Feeds } from '../galleries/feeds.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { fullVersion } from './adopt.ts';
import { type ModuleLink, moduleOfLink } from './gallery-imports/content-link.ts';
import type { GalleryImports } from './gallery-imports/gallery-imports.ts';
import { demandUnused } from './module-use.ts';
import { type Module, isModuleName, longestModuleName } from './module.ts';
import type { Packages } from './packages.ts';

export interface ModuleInput {
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Fetched where it belongs to a feed; else the module fails with what to do. */
  readonly contentLink?: ModuleLink | undefined;
}

export interface Modules {
  /** Rejects with `ModuleNotFound`. */
  get(accountId: string, name: string): Promise<Module>;
  list(accountId: string, after?: string): Promise<Page<Module>>;
  put(
    account: Account,
    name: string,
    input: ModuleInput,
    actor: Actor,
  ): Promise<{ module: Module; created: boolean }>;
  update(account: Account, name: string, input: ModuleInput, actor: Actor): Promise<Module>;
  /** Stores a zip or nupkg and has a worker try it; jobs keep what passed before until this passes too. */
  putContent(
    account: Account,
    name: string,
    content: AsyncIterable<Uint8Array>,
    actor: Actor,
  ): Promise<Module>;
  /** Rejects with `ModuleInUse` while another module of the account requires it. */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

const columns = `
  m.id, m.name, m.location, m.tags, m.state, m.error, v.version, v.prerelease, v.size_in_bytes as "sizeInBytes",
  v.package_hash as hash, coalesce(v.description, '') as description, coalesce(v.commands, '[]') as commands,
  coalesce(v.required_modules, '[]') as "requiredModules", coalesce(v.pairs, '[]') as pairs, m.created_at as "createdAt", m.modified_at as "modifiedAt",
  (select coalesce(json_agg(json_build_object('version', o.version, 'prerelease', o.prerelease) order by o.sequence), '[]')
    from module_version o where o.module_id = m.id and o.state = 'Succeeded') as versions`;
const source = 'module m left join module_version v on v.id = m.default_version_id';

export function createModules(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly packages: Packages;
  readonly feeds: Feeds;
  readonly galleryImports: GalleryImports;
}): Modules {
  const { db, queue, packages, feeds, galleryImports } = options;

  async function find(accountId: string, name: string, from: Queryable = db): Promise<Module | undefined> {
    const row = await from.maybe<Row>(
      statement(`select ${columns} from ${source} where m.account_id = $1 and lower(m.name) = lower($2)`, [
        accountId,
        name,
      ]),
    );
    return row === undefined ? undefined : moduleOf(row);
  }

  async function get(accountId: string, name: string, from: Queryable = db): Promise<Module> {
    const module = await find(accountId, name, from);
    if (module === undefined) throw problem('ModuleNotFound', { name });
    return module;
  }

  const setState = (account: Account, name: string, state: string, error: unknown): Promise<unknown> =>
    db.query(sql`
      update module set state = ${state}, error = ${error === null ? null : JSON.stringify(error)}, modified_at = now()
      where account_id = ${account.id} and lower(name) = lower(${name})`);

  /** As in Azure, what is wrong with a link is told by the module, not by the call. */
  async function fetchLink(account: Account, name: string, link: ModuleLink, actor: Actor): Promise<void> {
    try {
      const wanted = await moduleOfLink(feeds, name, link);
      await setState(account, name, 'Creating', null);
      await galleryImports.begin(account, { kind: 'import', wanted: [wanted] }, actor, { applies: true });
    } catch (error) {
      if (!isProblem(error)) throw error;
      await setState(account, name, 'Failed', { code: error.wireCode, message: error.advice });
    }
  }

  return {
    get: (accountId, name) => get(accountId, name),
    async list(accountId, after = '') {
      const rows = await db.query<Row>(
        statement(
          `select ${columns} from ${source} where m.account_id = $1 and lower(m.name) > $2 order by lower(m.name) limit ${pageSize + 1}`,
          [accountId, after],
        ),
      );
      return toPage(rows.map(moduleOf), (last) => last.name.toLowerCase());
    },
    async put(account, name, { location = account.location, tags = {}, contentLink }, actor) {
      if (!isModuleName(name)) throw problem('ModuleNameInvalid', { name, most: longestModuleName });
      const created = await db.transaction(async (tx) => {
        const before = await find(account.id, name, tx);
        await tx.query(sql`
          insert into module (id, account_id, name, location, tags, state, created_at, modified_at)
          values (${newId()}, ${account.id}, ${name}, ${location}, ${JSON.stringify(tags)}, 'Creating', now(), now())
          on conflict (account_id, lower(name)) do update set tags = excluded.tags, modified_at = now()`);
        await audit(tx, auditOf(account, name, 'modules/write', actor));
        return before === undefined;
      });
      if (contentLink !== undefined) await fetchLink(account, name, contentLink, actor);
      return { module: await get(account.id, name), created };
    },
    async update(account, name, { tags, contentLink }, actor) {
      await db.transaction(async (tx) => {
        await get(account.id, name, tx);
        await tx.query(sql`
          update module set tags = coalesce(${tags === undefined ? null : JSON.stringify(tags)}::jsonb, tags), modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        await audit(tx, auditOf(account, name, 'modules/write', actor));
      });
      if (contentLink !== undefined) await fetchLink(account, name, contentLink, actor);
      return get(account.id, name);
    },
    async putContent(account, name, content, actor) {
      await get(account.id, name);
      const { hash, size } = await packages.store(content);
      await db.transaction(async (tx) => {
        // Failures of the past are told no longer. Undefined when it was deleted while its content came.
        const kept = await tx.maybe<{ id: string; name: string }>(sql`
          update module set state = 'ContentRetrieved', error = null, modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name}) returning id, name`);
        if (kept === undefined) throw problem('ModuleNotFound', { name });
        await demandImportRoom(tx, account.id);
        await tx.query(sql`delete from module_version where module_id = ${kept.id} and state = 'Failed'`);
        const versionId = newId();
        await tx.query(sql`
          insert into module_version (id, account_id, name, module_id, state, package_hash, size_in_bytes, takes_over, created_at, modified_at)
          values (${versionId}, ${account.id}, ${kept.name}, ${kept.id}, 'ContentRetrieved', ${hash}, ${size}, 'always', now(), now())`);
        await queue.enqueue(tx, 'build', versionId);
        const entry = auditOf(account, name, 'modules/write', actor);
        await audit(tx, { ...entry, details: { contentHash: hash, sizeInBytes: size } });
      });
      await packages.prune();
      return get(account.id, name);
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        await get(account.id, name, tx);
        await demandUnused(tx, account.id, name, []);
        await tx.query(
          sql`delete from module where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'modules/delete', actor));
      });
      await packages.prune();
    },
  };
}

type Row = Omit<Module, 'sizeInBytes' | 'versions'> & {
  readonly sizeInBytes: string | null;
  readonly prerelease: string | null;
  readonly versions: readonly { readonly version: string; readonly prerelease: string }[];
};

/** @throws TooManyImports */
async function demandImportRoom(tx: Transaction, accountId: string): Promise<void> {
  const { moduleImportsPer30Seconds: most } = await readLimits(tx, accountId);
  const { recent } = await tx.one<{ recent: number }>(sql`
    select count(*)::int as recent from module_version
    where account_id = ${accountId} and takes_over = 'always' and created_at > now() - interval '30 seconds'`);
  if (recent >= most) throw problem('TooManyImports', { most });
}

/** The driver gives numbers of eight bytes as texts. */
function moduleOf({ sizeInBytes, version, prerelease, versions, ...row }: Row): Module {
  return {
    ...row,
    version: version === null ? null : fullVersion({ version, prerelease: prerelease ?? '' }),
    versions: versions.map(fullVersion),
    sizeInBytes: sizeInBytes === null ? null : Number(sizeInBytes),
  };
}
