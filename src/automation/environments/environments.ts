import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Queryable, type Transaction, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import { enqueueEnvironmentBuild } from './builds.ts';
import {
  type RuntimeEnvironment,
  environmentColumns,
  environmentSource,
  pythonOfAccount,
  systemEnvironment,
  systemEnvironments,
} from './environment.ts';
import { type EnvironmentLock, engineOf, readLock, writeLock } from './lock.ts';
import { takeLockedPackages } from './locked-packages.ts';

export interface EnvironmentInput {
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly description?: string | undefined;
  readonly language?: string | undefined;
  readonly version?: string | undefined;
  /** `tenantry` (our own process) or `pwsh` for PowerShell; our own unless said otherwise. */
  readonly engine?: string | undefined;
  readonly defaultPackages?: Readonly<Record<string, string>> | undefined;
  /** Made from: the environment is Succeeded only if its build comes to the same lock. */
  readonly lock?: EnvironmentLock | undefined;
}

export interface Environments {
  /** Those of the system too. Rejects with `EnvironmentNotFound`. */
  get(accountId: string, name: string): Promise<RuntimeEnvironment>;
  list(accountId: string, after?: string): Promise<Page<RuntimeEnvironment>>;
  put(
    account: Account,
    name: string,
    input: EnvironmentInput,
    actor: Actor,
  ): Promise<{ environment: RuntimeEnvironment; created: boolean }>;
  update(account: Account, name: string, input: EnvironmentInput, actor: Actor): Promise<RuntimeEnvironment>;
  /** Rejects with `EnvironmentInUse` while a runbook names it, or a job on it has not ended. */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** The lock that jobs get, or an earlier revision. Rejects with `EnvironmentNotBuilt`, `LockNotFound`. */
  lock(accountId: string, name: string, revision?: number): Promise<EnvironmentLockFile>;
}

export interface EnvironmentLockFile {
  readonly environment: string;
  readonly revision: number;
  readonly hash: string;
  readonly createdAt: Date;
  readonly lock: EnvironmentLock;
}

export interface EnvironmentsOptions {
  readonly db: Database;
  readonly queue: Queue;
  /** Forgets packages that nothing has any more. */
  readonly prune: () => Promise<void>;
}

export function createEnvironments({ db, queue, prune }: EnvironmentsOptions): Environments {
  async function put(
    account: Account,
    name: string,
    input: EnvironmentInput,
    actor: Actor,
  ): Promise<{ environment: RuntimeEnvironment; created: boolean }> {
    const created = await db.transaction(async (tx) => {
      const before = await findEnvironment(tx, account.id, name);
      const runtime = runtimeOf(name, input, before);
      const { location = account.location, tags = {}, description = '', defaultPackages = {} } = input;
      const wanted = input.lock === undefined ? null : writeLock(input.lock).content;
      const { id } = await tx.one<{ id: string }>(sql`
        insert into runtime_environment (id, account_id, name, location, tags, description, language, version, engine_kind,
          default_packages, state, build_id, wanted_lock, created_at, modified_at)
        values (${newId()}, ${account.id}, ${name}, ${location}, ${JSON.stringify(tags)}, ${description}, ${runtime.language},
          ${runtime.version}, ${runtime.engineKind}, ${JSON.stringify(defaultPackages)}, 'Building', ${newId()}, ${wanted}, now(), now())
        on conflict (account_id, lower(name)) do update set tags = excluded.tags, description = excluded.description,
          version = excluded.version, engine_kind = excluded.engine_kind, default_packages = excluded.default_packages,
          wanted_lock = coalesce(excluded.wanted_lock, runtime_environment.wanted_lock), modified_at = now()
        returning id`);
      if (input.lock !== undefined) await takeLockedPackages(tx, account.id, id, input.lock);
      const same =
        before?.version === runtime.version &&
        before.engineKind === runtime.engineKind &&
        before.state !== 'Failed' &&
        input.lock === undefined;
      if (!same) await enqueueEnvironmentBuild(tx, queue, id, { keepWanted: input.lock !== undefined });
      await audit(tx, auditOf(account, name, 'runtimeEnvironments/write', actor));
      return before === undefined;
    });
    return { environment: await getEnvironment(db, account.id, name), created };
  }

  return {
    put,
    get: (accountId, name) => getEnvironment(db, accountId, name),
    async list(accountId, after = '') {
      const rows = await db.query<RuntimeEnvironment>(
        statement(
          `select ${environmentColumns} from ${environmentSource}
           where e.account_id = $1 and not e.is_system and lower(e.name) > $2 order by lower(e.name) limit ${pageSize + 1}`,
          [accountId, after],
        ),
      );
      const ofSystem = systemEnvironments.filter(({ name }) => name.toLowerCase() > after);
      const shown = await Promise.all(ofSystem.map((each) => systemOf(db, accountId, each)));
      const all = [...rows.map(environmentOf), ...shown].toSorted((a, b) =>
        a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
      );
      return toPage(all.slice(0, pageSize + 1), (last) => last.name.toLowerCase());
    },
    async update(account, name, input, actor) {
      const before = await getEnvironment(db, account.id, name);
      const { language, version, engineKind, description, defaultPackages, tags, location } = before;
      const rest = { language, version, engine: engineKind, description, defaultPackages, tags, location };
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      return (await put(account, before.name, { ...rest, ...given }, actor)).environment;
    },
    async remove(account, name, actor) {
      if (systemEnvironment(name) !== undefined) throw problem('EnvironmentBuiltIn', { name });
      await db.transaction(async (tx) => {
        const { id } = await getEnvironment(tx, account.id, name);
        await demandUnused(tx, id, name);
        await tx.query(sql`delete from runtime_environment where id = ${id}`);
        await audit(tx, auditOf(account, name, 'runtimeEnvironments/delete', actor));
      });
      await prune();
    },
    async lock(accountId, name, revision) {
      const { id, name: environment, lock } = await getEnvironment(db, accountId, name);
      const number = revision ?? lock?.revision;
      if (number === undefined)
        throw problem('EnvironmentNotBuilt', { name, reason: 'no build of it passed' });
      const row = await db.maybe<{ hash: string; content: string; createdAt: Date }>(sql`
        select hash, content, created_at as "createdAt" from environment_lock
        where environment_id = ${id} and revision = ${number}`);
      if (row === undefined) throw problem('LockNotFound', { name, revision: number });
      const { hash, content, createdAt } = row;
      return { environment, revision: number, hash, createdAt, lock: readLock(content) };
    },
  };
}

/** What the row is made of; what a client leaves out of an environment that is there stays. */
function runtimeOf(
  name: string,
  { language, version, engine, lock }: EnvironmentInput,
  before: RuntimeEnvironment | undefined,
) {
  if (systemEnvironment(name) !== undefined) throw problem('EnvironmentBuiltIn', { name });
  if (!isName(name)) throw problem('NameInvalid', { name, what: 'runtime environment', most: 63 });
  const wanted = {
    language: lock?.language ?? language ?? before?.language ?? '',
    version: lock?.version ?? version ?? before?.version ?? '',
    engine: lock?.engine.kind ?? engine ?? before?.engineKind,
  };
  const found = engineOf(wanted.language, wanted.version, wanted.engine);
  if (before !== undefined && before.language !== found.language)
    throw problem('EnvironmentLanguageFixed', { name, language: before.language });
  return { ...found, version: wanted.version };
}

/** Its row stays locked to the end of the transaction: whoever uses it meanwhile waits. */
async function demandUnused(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.query(sql`select 1 from runtime_environment where id = ${id} for update`);
  const user = await tx.maybe<{ user: string }>(sql`
    (select 'runbook ''' || name || '''' as user from runbook where environment_id = ${id} order by lower(name) limit 1)
    union all
    (select 'job ''' || j.name || ''', which has not ended' from job j join environment_lock l on l.id = j.lock_id
     where l.environment_id = ${id} and j.ended_at is null limit 1)
    limit 1`);
  if (user !== undefined) throw problem('EnvironmentInUse', { name, user: user.user });
}

/** One of the account's own. */
export async function findEnvironment(
  from: Queryable,
  accountId: string,
  name: string,
): Promise<RuntimeEnvironment | undefined> {
  return systemEnvironment(name) === undefined ? find(from, accountId, name) : undefined;
}

async function find(
  from: Queryable,
  accountId: string,
  name: string,
): Promise<RuntimeEnvironment | undefined> {
  const row = await from.maybe<RuntimeEnvironment>(
    statement(
      `select ${environmentColumns} from ${environmentSource}
       where e.account_id = $1 and lower(e.name) = lower($2)`,
      [accountId, name],
    ),
  );
  return row === undefined ? undefined : environmentOf(row);
}

/** That of the account's Python packages has builds and locks once there are any. */
async function systemOf(
  from: Queryable,
  accountId: string,
  system: (typeof systemEnvironments)[number],
): Promise<RuntimeEnvironment> {
  const shown = shownOfSystem(system);
  const row = system.name === pythonOfAccount ? await find(from, accountId, system.name) : undefined;
  if (row === undefined) return shown;
  const { id, state, error, lock } = row;
  return { ...shown, id, state, error, lock };
}

async function getEnvironment(from: Queryable, accountId: string, name: string): Promise<RuntimeEnvironment> {
  const ofSystem = systemEnvironment(name);
  if (ofSystem !== undefined) return systemOf(from, accountId, ofSystem);
  const found = await findEnvironment(from, accountId, name);
  if (found === undefined) throw problem('EnvironmentNotFound', { name });
  return found;
}

/** Times inside of JSON come as texts. */
function environmentOf({ lock, ...row }: RuntimeEnvironment): RuntimeEnvironment {
  return { ...row, lock: lock === null ? null : { ...lock, createdAt: new Date(lock.createdAt) } };
}

const always = new Date(0);

function shownOfSystem(system: (typeof systemEnvironments)[number]): RuntimeEnvironment {
  const kinds = { PowerShell: 'tenantry', Python: 'python', TypeScript: 'node' } as const;
  return {
    ...system,
    id: system.name,
    location: 'local',
    tags: {},
    engineKind: kinds[system.language],
    defaultPackages: {},
    state: 'Succeeded',
    error: null,
    pairs: [],
    lock: null,
    createdAt: always,
    modifiedAt: always,
  };
}
