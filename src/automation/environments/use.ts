import { problem } from '#kernel';
import { type Queryable, sql } from '#store';
import { type EnvironmentRef, type ModuleRef, languageOfType } from '#worker-link';

import { engineWish } from './builds.ts';
import { type EnvironmentFacts, systemEnvironment } from './environment.ts';
import { findEnvironment } from './environments.ts';
import { readLock } from './lock.ts';

/** What a runbook keeps of the environment that it names. */
export interface NamedEnvironment {
  /** As the environment itself writes it. */
  readonly name: string;
  /** Null for those of the system. */
  readonly id: string | null;
}

/**
 * The environment of this name, for a runbook of this type.
 * @throws EnvironmentNotFound, EnvironmentLanguageWrong
 */
export async function environmentForRunbook(
  from: Queryable,
  accountId: string,
  name: string,
  runbookType: string,
): Promise<NamedEnvironment> {
  const own = await findEnvironment(from, accountId, name);
  const found = own ?? systemEnvironment(name);
  if (found === undefined) throw problem('EnvironmentNotFound', { name });
  if (found.language.toLowerCase() !== languageOfType(runbookType))
    throw problem('EnvironmentLanguageWrong', { name, language: found.language, type: runbookType });
  return { name: found.name, id: own?.id ?? null };
}

/**
 * Joins to a `runbook r` its environment `e` and that one's ready lock `l`. A Python runbook without an environment of
 * its own has the account's Python packages.
 */
export const joinEnvironment = `
  left join runtime_environment e on e.id = r.environment_id
    or (r.environment_id is null and e.is_system and e.account_id = r.account_id and r.type in ('Python', 'Python3'))
  left join environment_lock l on l.environment_id = e.id and l.revision = e.ready_revision`;
export const lockColumns = `
  e.name as "environmentName", e.is_system as "ofSystem", e.error ->> 'message' as "environmentError",
  l.id as "lockId", l.revision as "lockRevision", l.hash as "lockHash", l.content as "lockContent"`;

export interface LockRow {
  readonly environmentName: string | null;
  readonly ofSystem: boolean | null;
  readonly environmentError: string | null;
  readonly lockId: string | null;
  readonly lockRevision: number | null;
  readonly lockHash: string | null;
  readonly lockContent: string | null;
}

/**
 * The lock that a job of the runbook gets now; undefined when it gets what the worker and the account have.
 * @throws EnvironmentNotBuilt when its environment has none yet
 */
export function lockOf(row: LockRow): (EnvironmentFacts & { readonly lockId: string }) | undefined {
  const { environmentName: name, lockId, lockRevision: revision, lockHash: hash } = row;
  if (name === null) return undefined;
  if (lockId !== null && revision !== null && hash !== null) return { name, lockId, revision, hash };
  if (row.ofSystem === true) return undefined;
  throw problem('EnvironmentNotBuilt', { name, reason: row.environmentError ?? 'its build has not ended' });
}

/** What a worker is told of a lock. */
export function lockForWorker(
  name: string,
  hash: string,
  content: string,
): { readonly environment: EnvironmentRef; readonly modules: ModuleRef[] } {
  const { version, engine, packages } = readLock(content);
  return {
    environment: { name, hash, engine: engineWish({ kind: engine.kind, version }) },
    modules: packages.map((each) => ({ name: each.name, hash: each.hash })),
  };
}

/** For a build: the lock that a job of the runbook would get. */
export async function lockOfRunbook(
  from: Queryable,
  runbookId: string,
): Promise<ReturnType<typeof lockForWorker> | undefined> {
  const row = await from.maybe<LockRow>({
    text: `select ${lockColumns} from runbook r ${joinEnvironment} where r.id = $1`,
    values: [runbookId],
    name: 'lock_of_runbook',
  });
  const lock = row === undefined ? undefined : lockOf(row);
  return lock === undefined ? undefined : lockForWorker(lock.name, lock.hash, row!.lockContent!);
}

/** For the build of a job's own draft: the lock that the job was made with. One that is gone is told when the job is claimed. */
export async function lockOfJob(
  from: Queryable,
  jobId: string,
): Promise<ReturnType<typeof lockForWorker> | undefined> {
  const row = await from.maybe<{ environment: EnvironmentFacts | null; content: string | null }>(sql`
    select j.environment, l.content from job j left join environment_lock l on l.id = j.lock_id where j.id = ${jobId}`);
  if (!row?.environment || row.content === null) return undefined;
  return lockForWorker(row.environment.name, row.environment.hash, row.content);
}

/**
 * The lock that a runbook of this type would have with this environment; undefined when it would get what the worker and the
 * account have.
 * @throws EnvironmentNotBuilt
 */
export async function lockFor(
  from: Queryable,
  runbook: { readonly accountId: string; readonly type: string; readonly environmentId: string | null },
): Promise<ReturnType<typeof lockOf>> {
  const row = await from.maybe<LockRow>({
    text: `select ${lockColumns} from (select $1::uuid as account_id, $2::text as type, $3::uuid as environment_id) r ${joinEnvironment}`,
    values: [runbook.accountId, runbook.type, runbook.environmentId],
    name: 'lock_for',
  });
  return row === undefined ? undefined : lockOf(row);
}
