import { problem } from '#kernel';
import { type Database, sql } from '#store';
import type { AttemptRef, ImportClaim, ImportResult, ModuleRef } from '#worker-link';

/** The import test of a module's new content: a task on the queue of builds, run in a worker's sandbox. */
export interface ModuleImports {
  /** Numbers the next attempt; undefined when a newer content has come, or the test is done. */
  claim(importId: string): Promise<Omit<ImportClaim, 'kind'> | undefined>;
  /** Rejects with `StaleAttempt` when a newer attempt or a newer content has come. */
  finish(attempt: AttemptRef, result: ImportResult): Promise<void>;
  /** What jobs of the account may load. */
  ready(accountId: string): Promise<readonly ModuleRef[]>;
}

export function createModuleImports({ db }: { readonly db: Database }): ModuleImports {
  const ready = (accountId: string): Promise<ModuleRef[]> =>
    db.query<ModuleRef>(sql`
      select name, ready_hash as hash from module where account_id = ${accountId} and ready_hash is not null order by lower(name)`);

  return {
    ready,
    async claim(importId) {
      const row = await db.maybe<{ attempt: number; accountId: string; name: string; hash: string }>(sql`
        update module set import_attempt = import_attempt + 1, state = 'RunningImportModuleRunbook'
        where import_id = ${importId} and state in ('ContentRetrieved', 'RunningImportModuleRunbook')
        returning import_attempt as attempt, account_id as "accountId", name, package_hash as hash`);
      if (row === undefined) return undefined;
      const { attempt, accountId, name, hash } = row;
      const others = (await ready(accountId)).filter((each) => each.name !== name);
      return { attempt: { jobId: importId, number: attempt }, module: { name, hash }, others };
    },
    async finish(attempt, result) {
      const current = sql`
        select 1 from module where import_id = ${attempt.jobId} and import_attempt = ${attempt.number}
          and state = 'RunningImportModuleRunbook' for update`;
      await db.transaction(async (tx) => {
        if ((await tx.maybe(current)) === undefined)
          throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
        if (!result.ok) {
          const { code, message } = result;
          await tx.query(sql`
            update module set state = 'Failed', error = ${JSON.stringify({ code, message })}, modified_at = now()
            where import_id = ${attempt.jobId}`);
          return;
        }
        const { version, description = '', commands, requiredModules } = result;
        await tx.query(sql`
          update module set state = 'Succeeded', error = null, ready_hash = package_hash, version = ${version},
            size_in_bytes = (select size from package where hash = package_hash), description = ${description},
            commands = ${JSON.stringify(commands)}, required_modules = ${JSON.stringify(requiredModules)}, modified_at = now()
          where import_id = ${attempt.jobId}`);
      });
    },
  };
}
