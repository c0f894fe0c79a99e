import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Queryable, type Transaction, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { isModuleName, longestModuleName } from '../modules/module.ts';
import type { ModuleLink } from '../modules/gallery-imports/content-link.ts';
import type { Packages } from '../modules/packages.ts';
import { enqueueEnvironmentBuild } from './builds.ts';
import type { EnvironmentFeeds } from './from-feeds.ts';
import {
  type EnvironmentPackage,
  packageColumns,
  pythonOfAccount,
  systemEnvironment,
} from './environment.ts';

/** The account's own packages for Python, or those of an environment by its name. */
export type PackageOwner = { readonly environment: string } | 'python3Packages';

export interface PackageInput {
  /** An address to fetch the content from: refused unless it is of a feed that is configured. */
  readonly contentLink?: ModuleLink | undefined;
}

export interface EnvironmentPackages {
  /** Rejects with `EnvironmentNotFound`, `EnvironmentPackageNotFound`. */
  get(accountId: string, owner: PackageOwner, name: string): Promise<EnvironmentPackage>;
  list(accountId: string, owner: PackageOwner, after?: string): Promise<Page<EnvironmentPackage>>;
  put(
    account: Account,
    owner: PackageOwner,
    name: string,
    input: PackageInput,
    actor: Actor,
  ): Promise<{ package: EnvironmentPackage; created: boolean }>;
  /** Stores a file and has the environment built with it. */
  putContent(
    account: Account,
    owner: PackageOwner,
    name: string,
    content: AsyncIterable<Uint8Array>,
    actor: Actor,
  ): Promise<EnvironmentPackage>;
  /** The environment is built without it. */
  remove(account: Account, owner: PackageOwner, name: string, actor: Actor): Promise<void>;
}

export interface EnvironmentPackagesOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly packages: Packages;
  readonly fromFeeds: EnvironmentFeeds;
}

export function createEnvironmentPackages(options: EnvironmentPackagesOptions): EnvironmentPackages {
  const { db, queue, packages, fromFeeds } = options;

  /** Feeds have modules of PowerShell alone. */
  async function fetchLink(
    account: Account,
    owner: PackageOwner,
    name: string,
    link: ModuleLink,
    actor: Actor,
  ): Promise<void> {
    if (owner !== 'python3Packages')
      return fromFeeds.addLinked(account, owner.environment, name, link, actor);
    const { wireCode: code, advice: message } = problem('PackageLinkNotFetched', { name, uri: link.uri });
    await db.query(sql`
      update environment_package p set state = 'Failed', error = ${JSON.stringify({ code, message })}, modified_at = now()
      from runtime_environment e where e.id = p.environment_id and e.account_id = ${account.id} and e.is_system
        and lower(p.name) = lower(${name})`);
  }

  async function get(
    accountId: string,
    owner: PackageOwner,
    name: string,
    from: Queryable = db,
  ): Promise<EnvironmentPackage> {
    const environmentId = await ownerOf(from, accountId, owner);
    const found = await from.maybe<EnvironmentPackage>(
      statement(
        `select ${packageColumns} from environment_package p where p.environment_id = $1 and lower(p.name) = lower($2)`,
        [environmentId, name],
      ),
    );
    if (found === undefined) throw problem('EnvironmentPackageNotFound', { name, owner: titleOf(owner) });
    return found;
  }

  return {
    get: (accountId, owner, name) => get(accountId, owner, name),
    async list(accountId, owner, after = '') {
      const rows = await db.query<EnvironmentPackage>(
        statement(
          `select ${packageColumns} from environment_package p where p.environment_id = $1 and lower(p.name) > $2
           order by lower(p.name) limit ${pageSize + 1}`,
          [await ownerOf(db, accountId, owner), after],
        ),
      );
      return toPage(rows, (last) => last.name.toLowerCase());
    },
    async put(account, owner, name, { contentLink }, actor) {
      if (!isModuleName(name))
        throw problem('EnvironmentPackageNameInvalid', { name, most: longestModuleName });
      const created = await db.transaction(async (tx) => {
        const environmentId = await changeableOwner(tx, account, owner);
        const made = await tx.maybe(sql`
          insert into environment_package (id, environment_id, name, state, created_at, modified_at)
          values (${newId()}, ${environmentId}, ${name}, 'Creating', now(), now())
          on conflict (environment_id, lower(name)) do nothing returning 1`);
        await audit(tx, auditOf(account, `${pathOf(owner)}${name}`, actionOf(owner, 'write'), actor));
        return made !== undefined;
      });
      if (contentLink !== undefined) await fetchLink(account, owner, name, contentLink, actor);
      return { package: await get(account.id, owner, name), created };
    },
    async putContent(account, owner, name, content, actor) {
      await get(account.id, owner, name);
      const { hash, size } = await packages.store(content);
      await db.transaction(async (tx) => {
        const environmentId = await changeableOwner(tx, account, owner);
        const kept = await tx.maybe(sql`
          update environment_package set state = 'ContentRetrieved', error = null, package_hash = ${hash}, feed = null, modified_at = now()
          where environment_id = ${environmentId} and lower(name) = lower(${name}) returning 1`);
        // Deleted while its content came.
        if (kept === undefined) throw problem('EnvironmentPackageNotFound', { name, owner: titleOf(owner) });
        await enqueueEnvironmentBuild(tx, queue, environmentId);
        const entry = auditOf(account, `${pathOf(owner)}${name}`, actionOf(owner, 'write'), actor);
        await audit(tx, { ...entry, details: { contentHash: hash, sizeInBytes: size } });
      });
      await packages.prune();
      return get(account.id, owner, name);
    },
    async remove(account, owner, name, actor) {
      await db.transaction(async (tx) => {
        const { id } = await get(account.id, owner, name, tx);
        const environmentId = await changeableOwner(tx, account, owner);
        await tx.query(sql`delete from environment_package where id = ${id}`);
        await enqueueEnvironmentBuild(tx, queue, environmentId);
        await audit(tx, auditOf(account, `${pathOf(owner)}${name}`, actionOf(owner, 'delete'), actor));
      });
      await packages.prune();
    },
  };
}

function titleOf(owner: PackageOwner): string {
  return owner === 'python3Packages' ? 'the account' : `runtime environment '${owner.environment}'`;
}

function pathOf(owner: PackageOwner): string {
  return owner === 'python3Packages' ? '' : `${owner.environment}/packages/`;
}

function actionOf(owner: PackageOwner, verb: 'write' | 'delete'): string {
  return owner === 'python3Packages' ? `python3Packages/${verb}` : `runtimeEnvironments/packages/${verb}`;
}

/** Undefined for the account's own before there is any; then nothing is in it. */
async function ownerOf(from: Queryable, accountId: string, owner: PackageOwner): Promise<string | null> {
  if (owner !== 'python3Packages' && systemEnvironment(owner.environment) !== undefined) return null;
  const name = owner === 'python3Packages' ? pythonOfAccount : owner.environment;
  const row = await from.maybe<{ id: string }>(sql`
    select id from runtime_environment where account_id = ${accountId} and lower(name) = lower(${name})`);
  if (row === undefined && owner !== 'python3Packages')
    throw problem('EnvironmentNotFound', { name: owner.environment });
  return row?.id ?? null;
}

/** Locked to the end of the transaction, so that changes of one environment are built one after the other. */
async function changeableOwner(tx: Transaction, account: Account, owner: PackageOwner): Promise<string> {
  if (owner === 'python3Packages')
    await tx.query(sql`
      insert into runtime_environment (id, account_id, name, is_system, location, language, version, engine_kind, state, build_id,
        created_at, modified_at)
      values (${newId()}, ${account.id}, ${pythonOfAccount}, true, ${account.location}, 'Python', '3', 'python', 'Succeeded',
        ${newId()}, now(), now())
      on conflict (account_id, lower(name)) do nothing`);
  const id = await ownerOf(tx, account.id, owner);
  if (id === null && owner !== 'python3Packages')
    throw problem('EnvironmentBuiltIn', { name: owner.environment });
  await tx.query(sql`select 1 from runtime_environment where id = ${id} for update`);
  return id!;
}
