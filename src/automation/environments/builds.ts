import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, sql } from '#store';
import type {
  AttemptRef,
  EngineWish,
  EnvironmentClaim,
  EnvironmentResult,
  ImportResult,
  ModuleRef,
} from '#worker-link';

import type { Fault } from './environment.ts';
import {
  type EnvironmentLanguage,
  type EnvironmentLock,
  lockDifference,
  readLock,
  writeLock,
} from './lock.ts';

/** Builds of environments: tasks on the queue of builds, run in a worker's sandbox. */
export interface EnvironmentBuilds {
  /** Numbers the next attempt; undefined when a change has made the build another one, or it is done. */
  claim(buildId: string): Promise<Omit<EnvironmentClaim, 'kind'> | undefined>;
  /** Rejects with `StaleAttempt` when a newer attempt or a change has come. A build that failed leaves the lock before it. */
  finish(attempt: AttemptRef, result: EnvironmentResult): Promise<void>;
}

/** Has a worker build the environment as it is when the transaction commits. */
export async function enqueueEnvironmentBuild(
  tx: Transaction,
  queue: Queue,
  environmentId: string,
  { keepWanted = false }: { readonly keepWanted?: boolean } = {},
): Promise<void> {
  const buildId = newId();
  await tx.query(sql`
    update runtime_environment set build_id = ${buildId}, build_attempt = 0, state = 'Building', error = null,
      wanted_lock = case when ${keepWanted} then wanted_lock end, modified_at = now()
    where id = ${environmentId}`);
  await queue.enqueue(tx, 'build', buildId);
}

interface Building {
  readonly id: string;
  readonly attempt: number;
  readonly name: string;
  readonly language: EnvironmentLanguage;
  readonly version: string;
  readonly kind: EngineWish['kind'];
  readonly wanted: string | null;
}

export function createEnvironmentBuilds({ db }: { readonly db: Database }): EnvironmentBuilds {
  return {
    async claim(buildId) {
      return db.transaction(async (tx) => {
        const row = await tx.maybe<Building>(sql`
          update runtime_environment set build_attempt = build_attempt + 1 where build_id = ${buildId} and state = 'Building'
          returning id, build_attempt as attempt, name, language, version, engine_kind as kind`);
        if (row === undefined) return undefined;
        const packages = await tx.query<ModuleRef>(sql`
          update environment_package set state = 'RunningImportModuleRunbook'
          where environment_id = ${row.id} and package_hash is not null returning name, package_hash as hash`);
        return {
          attempt: { jobId: buildId, number: row.attempt },
          environment: {
            name: row.name,
            language: row.language === 'Python' ? 'python' : 'powershell',
            engine: engineWish(row),
          },
          packages: packages.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
        };
      });
    },
    async finish(attempt, result) {
      await db.transaction(async (tx) => {
        const building = await tx.maybe<Building>(sql`
          select id, build_attempt as attempt, name, language, version, engine_kind as kind, wanted_lock as wanted
          from runtime_environment
          where build_id = ${attempt.jobId} and build_attempt = ${attempt.number} and state = 'Building' for update`);
        if (building === undefined)
          throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
        const fault = await keepPackages(tx, building, result);
        const outcome = fault ?? (await keepLock(tx, building, result));
        await tx.query(sql`
          update runtime_environment set state = ${outcome === undefined ? 'Succeeded' : 'Failed'},
            error = ${outcome === undefined ? null : JSON.stringify(outcome)}, pairs = ${JSON.stringify(result.pairs)}, modified_at = now()
          where id = ${building.id}`);
      });
    },
  };
}

/** Our own process has one version, whatever is written; of the others the version must fit. */
export function engineWish({ kind, version }: { kind: EngineWish['kind']; version: string }): EngineWish {
  return { kind, version: kind === 'tenantry' ? '' : version };
}

/** Writes down what became of each package; why the environment cannot be, if it cannot. */
async function keepPackages(
  tx: Transaction,
  building: Building,
  { packages, engine, fault }: EnvironmentResult,
): Promise<Fault | undefined> {
  const none: ImportResult = { ok: false, ...(fault ?? { code: 'NotTried', message: 'It was not tried.' }) };
  const rows = await tx.query<{ id: string; name: string }>(sql`
    select id, name from environment_package where environment_id = ${building.id} and package_hash is not null`);
  for (const { id, name } of rows) {
    const result = packages.find((each) => each.name === name)?.result ?? none;
    await keepPackage(tx, id, result);
  }
  if (fault !== undefined) return fault;
  const failed = packages.find(({ result }) => !result.ok);
  if (failed !== undefined && !failed.result.ok) {
    const { wireCode, advice } = problem('EnvironmentPackageFailed', {
      name: building.name,
      package: failed.name,
      reason: failed.result.message,
    });
    return { code: wireCode, message: advice };
  }
  return engine === undefined ? { code: 'NoEngine', message: 'The build named no engine.' } : undefined;
}

async function keepPackage(tx: Transaction, id: string, result: ImportResult): Promise<void> {
  if (!result.ok) {
    const { code, message } = result;
    await tx.query(sql`
      update environment_package set state = 'Failed', error = ${JSON.stringify({ code, message })} where id = ${id}`);
    return;
  }
  const { prerelease = '', description = '', commands, requiredModules } = result;
  const version = prerelease === '' ? result.version : `${result.version}-${prerelease}`;
  await tx.query(sql`
    update environment_package set state = 'Succeeded', error = null, version = ${version}, description = ${description},
      size_in_bytes = (select size from package where hash = package_hash), commands = ${JSON.stringify(commands)},
      required_modules = ${JSON.stringify(requiredModules)}
    where id = ${id}`);
}

/** The next revision, unless the newest is the same lock. A fault when another lock was wanted. */
async function keepLock(
  tx: Transaction,
  { id, name, language, version, wanted }: Building,
  { engine }: EnvironmentResult,
): Promise<Fault | undefined> {
  const packages = await tx.query<{ name: string; version: string; hash: string }>(sql`
    select name, version, package_hash as hash from environment_package
    where environment_id = ${id} and package_hash is not null`);
  const lock: EnvironmentLock = { language, version, engine: engine!, packages };
  const difference = wanted === null ? undefined : lockDifference(readLock(wanted), lock);
  if (difference !== undefined) {
    const { wireCode, advice } = problem('LockDiffers', { name, difference });
    return { code: wireCode, message: advice };
  }
  const { hash, content } = writeLock(lock);
  const newest = await tx.maybe<{ revision: number; hash: string }>(sql`
    select revision, hash from environment_lock where environment_id = ${id} order by revision desc limit 1`);
  const revision = newest?.hash === hash ? newest.revision : (newest?.revision ?? 0) + 1;
  if (newest?.hash !== hash) {
    const lockId = newId();
    await tx.query(sql`
      insert into environment_lock (id, environment_id, revision, hash, content, created_at)
      values (${lockId}, ${id}, ${revision}, ${hash}, ${content}, now())`);
    await tx.query(sql`
      insert into environment_lock_package (lock_id, package_hash)
      select distinct ${lockId}::uuid, hash from unnest(${packages.map((each) => each.hash)}::text[]) as hash`);
  }
  await tx.query(sql`update runtime_environment set ready_revision = ${revision} where id = ${id}`);
  return undefined;
}
