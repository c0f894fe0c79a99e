import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Queryable, type Transaction, statement, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { type Module, isModuleName, longestModuleName } from './module.ts';
import type { Packages } from './packages.ts';

export interface ModuleInput {
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** An address to fetch the content from. Nothing fetches it in this version: the module fails with what to do. */
  readonly contentLink?: string | undefined;
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
  id, name, location, tags, state, error, version, size_in_bytes as "sizeInBytes", ready_hash as hash, description,
  commands, required_modules as "requiredModules", created_at as "createdAt", modified_at as "modifiedAt"`;

export function createModules(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly packages: Packages;
}): Modules {
  const { db, queue, packages } = options;

  async function find(accountId: string, name: string, from: Queryable = db): Promise<Module | undefined> {
    const row = await from.maybe<Row>(
      statement(`select ${columns} from module where account_id = $1 and lower(name) = lower($2)`, [
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

  return {
    get: (accountId, name) => get(accountId, name),
    async list(accountId, after = '') {
      const rows = await db.query<Row>(
        statement(
          `select ${columns} from module where account_id = $1 and lower(name) > $2 order by lower(name) limit ${pageSize + 1}`,
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
        if (contentLink !== undefined) await refuseLink(tx, account.id, name, contentLink);
        await audit(tx, auditOf(account, name, 'modules/write', actor));
        return before === undefined;
      });
      return { module: await get(account.id, name), created };
    },
    async update(account, name, { tags, contentLink }, actor) {
      await db.transaction(async (tx) => {
        await get(account.id, name, tx);
        await tx.query(sql`
          update module set tags = coalesce(${tags === undefined ? null : JSON.stringify(tags)}::jsonb, tags), modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        if (contentLink !== undefined) await refuseLink(tx, account.id, name, contentLink);
        await audit(tx, auditOf(account, name, 'modules/write', actor));
      });
      return get(account.id, name);
    },
    async putContent(account, name, content, actor) {
      const { id } = await get(account.id, name);
      const { hash, size } = await packages.store(content);
      await db.transaction(async (tx) => {
        const importId = newId();
        const kept = await tx.maybe(sql`
          update module set state = 'ContentRetrieved', error = null, package_hash = ${hash}, import_id = ${importId},
            import_attempt = 0, modified_at = now() where id = ${id} returning 1`);
        // Deleted while its content came.
        if (kept === undefined) throw problem('ModuleNotFound', { name });
        await queue.enqueue(tx, 'build', importId);
        const entry = auditOf(account, name, 'modules/write', actor);
        await audit(tx, { ...entry, details: { contentHash: hash, sizeInBytes: size } });
      });
      await packages.prune();
      return get(account.id, name);
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        await get(account.id, name, tx);
        const user = await tx.maybe<{ name: string }>(sql`
          select m.name from module m where m.account_id = ${account.id} and lower(m.name) <> lower(${name}) and exists (
            select from jsonb_array_elements(m.required_modules) r where lower(r ->> 'name') = lower(${name}))
          order by lower(m.name) limit 1`);
        if (user !== undefined) throw problem('ModuleInUse', { name, user: user.name });
        await tx.query(
          sql`delete from module where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'modules/delete', actor));
      });
      await packages.prune();
    },
  };
}

/** Whoever may name an address could make the control plane call into its own network: it fetches nothing. */
async function refuseLink(tx: Transaction, accountId: string, name: string, uri: string): Promise<void> {
  const { wireCode: code, advice: message } = problem('ModuleLinkNotFetched', { name, uri });
  await tx.query(sql`
    update module set state = 'Failed', error = ${JSON.stringify({ code, message })}, import_id = null
    where account_id = ${accountId} and lower(name) = lower(${name})`);
}

type Row = Omit<Module, 'sizeInBytes'> & { readonly sizeInBytes: string | null };

/** The driver gives numbers of eight bytes as texts. */
function moduleOf({ sizeInBytes, ...row }: Row): Module {
  return { ...row, sizeInBytes: sizeInBytes === null ? null : Number(sizeInBytes) };
}
