import { problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';
import type { AttemptRef, ImportClaim, ImportResult, ModuleRef } from '#worker-link';

import { adopt } from './adopt.ts';

/** The import test of a version: a task on the queue of builds, run in a worker's sandbox. Its id is the version's. */
export interface ModuleImports {
  /** Numbers the next attempt; undefined when the version is gone, or the test is done. */
  claim(versionId: string): Promise<Omit<ImportClaim, 'kind'> | undefined>;
  /** Rejects with `StaleAttempt` when a newer attempt has come. */
  finish(attempt: AttemptRef, result: ImportResult): Promise<void>;
  /** What jobs of the account may load: every version that passed, those that are no default marked as beside. */
  ready(accountId: string): Promise<readonly ModuleRef[]>;
}

interface Claimed {
  readonly attempt: number;
  readonly accountId: string;
  readonly name: string;
  readonly hash: string;
  readonly trialId: string | null;
}

interface Tested {
  readonly id: string;
  readonly moduleId: string | null;
  readonly sequence: string;
  /** As its feed tells it. */
  readonly prerelease: string;
}

export function createModuleImports(options: {
  readonly db: Database;
  /** Called once a version on trial has its result. */
  readonly onTrial: (trialId: string) => void;
}): ModuleImports {
  const { db, onTrial } = options;

  async function ready(accountId: string): Promise<ModuleRef[]> {
    const rows = await db.query<{ name: string; hash: string; version: string; isDefault: boolean }>(sql`
      select m.name, v.package_hash as hash, v.version, v.id = m.default_version_id as "isDefault"
      from module m join module_version v on v.module_id = m.id
      where m.account_id = ${accountId} and v.state = 'Succeeded' order by lower(m.name), v.sequence`);
    return rows.map(({ isDefault, ...module }) => (isDefault ? module : beside(module)));
  }

  /** What the version is tried with: the account's other modules, and those that come with it in the same import. */
  async function others({ accountId, name, trialId }: Claimed): Promise<ModuleRef[]> {
    const companions =
      trialId === null
        ? []
        : await db.query<ModuleRef>(sql`
            select name, package_hash as hash, version from module_version
            where trial_id = ${trialId} and state = 'Succeeded' order by sequence`);
    const coming = new Set(companions.map((each) => each.name.toLowerCase()));
    const present = (await ready(accountId))
      .filter((each) => each.name.toLowerCase() !== name.toLowerCase())
      .filter(
        (each) =>
          !companions.some(
            (other) => other.name.toLowerCase() === each.name.toLowerCase() && other.version === each.version,
          ),
      )
      .map((each) => (coming.has(each.name.toLowerCase()) ? beside(each) : each));
    return [...companions, ...present];
  }

  return {
    ready,
    async claim(versionId) {
      const row = await db.maybe<Claimed & { moduleId: string | null }>(sql`
        update module_version set import_attempt = import_attempt + 1, state = 'RunningImportModuleRunbook'
        where id = ${versionId} and state in ('ContentRetrieved', 'RunningImportModuleRunbook')
        returning import_attempt as attempt, account_id as "accountId", name, package_hash as hash, trial_id as "trialId",
          module_id as "moduleId"`);
      if (row === undefined) return undefined;
      await showState(db, versionId);
      const { attempt, name, hash } = row;
      return {
        attempt: { jobId: versionId, number: attempt },
        module: { name, hash },
        others: await others(row),
      };
    },
    async finish(attempt, result) {
      const trial = await db.transaction(async (tx) => {
        const tested = await tx.maybe<Tested & { trialId: string | null }>(sql`
          select id, module_id as "moduleId", sequence, prerelease, trial_id as "trialId" from module_version
          where id = ${attempt.jobId} and import_attempt = ${attempt.number} and state = 'RunningImportModuleRunbook' for update`);
        if (tested === undefined)
          throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
        await (result.ok ? keep(tx, tested, result) : keepFailure(tx, tested, result));
        return tested.trialId;
      });
      if (trial !== null) onTrial(trial);
    },
  };
}

function beside(module: ModuleRef): ModuleRef {
  return { ...module, beside: true };
}

/** A version that is on trial waits for the rest of its import; any other is the module's from here on. */
async function keep(tx: Transaction, tested: Tested, result: ImportResult & { ok: true }): Promise<void> {
  const { version, prerelease = '', description = '', commands, parameters = {}, requiredModules } = result;
  // Numbers are unique among versions that passed: what this one replaces goes first.
  const { moduleId } = tested;
  const kept = moduleId === null || (await adopt(tx, { ...tested, moduleId, version, prerelease }));
  if (!kept) return void (await tx.query(sql`delete from module_version where id = ${tested.id}`));
  await tx.query(sql`
    update module_version set state = 'Succeeded', error = null, version = ${version}, prerelease = ${prerelease},
      description = ${description}, commands = ${JSON.stringify(commands)}, parameters = ${JSON.stringify(parameters)},
      required_modules = ${JSON.stringify(requiredModules)}, pairs = ${JSON.stringify(result.pairs ?? [])}, modified_at = now()
    where id = ${tested.id}`);
  await showState(tx, tested.id);
}

async function keepFailure(
  tx: Transaction,
  { id }: Tested,
  { code, message, missing = [] }: ImportResult & { ok: false },
): Promise<void> {
  await tx.query(sql`
    update module_version set state = 'Failed', error = ${JSON.stringify({ code, message })},
      required_modules = ${JSON.stringify(missing)}, modified_at = now() where id = ${id}`);
  await showState(tx, id);
}

/** The module shows the state of its newest content. */
async function showState(db: Pick<Transaction, 'query'>, versionId: string): Promise<void> {
  await db.query(sql`
    update module m set state = v.state, error = v.error, modified_at = now() from module_version v
    where v.id = ${versionId} and m.id = v.module_id
      and not exists (select from module_version n where n.module_id = m.id and n.sequence > v.sequence)`);
}
