import { problem } from '#kernel';
import { type Database, type Queryable, type Transaction, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import type { Actor } from '../model.ts';
import { fullVersion } from './adopt.ts';
import { demandUnused } from './module-use.ts';
import type { ModuleVersion } from './module.ts';
import type { Packages } from './packages.ts';

/** The versions of a module beside each other. One is named by its number (`1.2.3`, `1.2.3-beta1`), or by its id. */
export interface ModuleVersions {
  /** The newest first, those that are still tried or failed among them. Rejects with `ModuleNotFound`. */
  list(accountId: string, name: string): Promise<readonly ModuleVersion[]>;
  /** Rejects with `ModuleVersionNotFound`. */
  get(accountId: string, name: string, version: string): Promise<ModuleVersion>;
  /** What jobs load from here on when they name no version. Rejects with `ModuleVersionNotReady`. */
  makeDefault(account: Account, name: string, version: string, actor: Actor): Promise<ModuleVersion>;
  /** Rejects with `ModuleVersionIsDefault`, and with `ModuleInUse` while another module requires it. */
  remove(account: Account, name: string, version: string, actor: Actor): Promise<void>;
}

type Row = Omit<ModuleVersion, 'sizeInBytes' | 'isDefault'> & {
  readonly prerelease: string;
  readonly sizeInBytes: string;
  readonly isDefault: boolean | null;
};

export function createModuleVersions(options: {
  readonly db: Database;
  readonly packages: Packages;
}): ModuleVersions {
  const { db, packages } = options;

  async function list(accountId: string, name: string, from: Queryable = db): Promise<ModuleVersion[]> {
    const module = await from.maybe(
      sql`select 1 from module where account_id = ${accountId} and lower(name) = lower(${name})`,
    );
    if (module === undefined) throw problem('ModuleNotFound', { name });
    const rows = await from.query<Row>(sql`
      select v.id, v.version, v.prerelease, v.id = m.default_version_id as "isDefault", v.state, v.error, v.feed,
        v.size_in_bytes as "sizeInBytes", v.package_hash as hash, v.description, v.commands,
        v.required_modules as "requiredModules", v.pairs, v.created_at as "createdAt"
      from module m join module_version v on v.module_id = m.id
      where m.account_id = ${accountId} and lower(m.name) = lower(${name}) order by v.sequence desc`);
    return rows.map(versionOf);
  }

  async function find(accountId: string, name: string, version: string, from: Queryable = db) {
    const all = await list(accountId, name, from);
    const wanted = version.toLowerCase();
    const found =
      all.find((each) => each.id === wanted || each.version?.toLowerCase() === wanted) ??
      all.find((each) => each.version?.split('-')[0] === wanted);
    if (found === undefined) throw problem('ModuleVersionNotFound', { name, version });
    return { all, found };
  }

  const locked = (tx: Transaction, account: Account, name: string): Promise<unknown> =>
    tx.query(
      sql`select 1 from module where account_id = ${account.id} and lower(name) = lower(${name}) for update`,
    );

  return {
    list: (accountId, name) => list(accountId, name),
    get: async (accountId, name, version) => (await find(accountId, name, version)).found,
    async makeDefault(account, name, version, actor) {
      await db.transaction(async (tx) => {
        await locked(tx, account, name);
        const { found } = await find(account.id, name, version, tx);
        if (found.state !== 'Succeeded')
          throw problem('ModuleVersionNotReady', { name, version, state: found.state });
        await tx.query(sql`
          update module set default_version_id = ${found.id}, modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        const entry = auditOf(account, name, 'modules/write', actor);
        await audit(tx, { ...entry, details: { defaultVersion: found.version } });
      });
      return (await find(account.id, name, version)).found;
    },
    async remove(account, name, version, actor) {
      await db.transaction(async (tx) => {
        await locked(tx, account, name);
        const { all, found } = await find(account.id, name, version, tx);
        if (found.isDefault) throw problem('ModuleVersionIsDefault', { name, version });
        const staying = all.filter((each) => each.state === 'Succeeded' && each.id !== found.id);
        if (found.state === 'Succeeded') await demandUnused(tx, account.id, name, numbersOf(staying));
        await tx.query(sql`delete from module_version where id = ${found.id}`);
        const entry = auditOf(account, name, 'modules/delete', actor);
        await audit(tx, { ...entry, details: { version: found.version } });
      });
      await packages.prune();
    },
  };
}

/** Without labels, which PowerShell does not compare. */
function numbersOf(versions: readonly ModuleVersion[]): string[] {
  return versions.map(({ version }) => version?.split('-')[0] ?? '');
}

function versionOf({ prerelease, sizeInBytes, isDefault, version, ...row }: Row): ModuleVersion {
  return {
    ...row,
    version: version === null ? null : fullVersion({ version, prerelease }),
    isDefault: isDefault === true,
    // The driver gives numbers of eight bytes as texts.
    sizeInBytes: Number(sizeInBytes),
  };
}
