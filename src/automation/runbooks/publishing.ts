import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Vault, sql } from '#store';
import {
  type AttemptRef,
  type BuildClaim,
  type BuildResult,
  type Diagnostic,
  languageOfType,
  languageRules,
} from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { lockOfJob, lockOfRunbook } from '../environments/use.ts';
import type { Actor } from '../model.ts';
import type { ModuleImports } from '../modules/imports.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { closeReview, contentHash, isApproved } from '../reviews/reviews.ts';
import { publishedInSync } from '../source-control/sync-progress.ts';
import { finishTestBuild } from '../test-jobs/test-build.ts';
import { keepArtifact } from './artifacts.ts';
import { type InlineRef, checkInline } from './inline.ts';
import { compilationFailure, findingLine, findingsOf } from './findings.ts';
import { operationChannel } from './operations.ts';
import { readPolicy } from './publishing-policy.ts';
import { secretsFound, secretsRefused } from './secrets-in-text.ts';

/** Publishing is a build task: the draft is checked and bundled in a worker's sandbox, never here. */
export interface Publishing {
  /**
   * Returns the operation to poll. Rejects when there is nothing to publish, or nobody else has approved it where the account
   * wants that.
   */
  publish(
    account: Account,
    name: string,
    actor: Actor,
    how?: {
      /** The synchronisation of a repository that asks for it, and is told how it ended. */
      readonly syncId?: string;
    },
  ): Promise<string>;
  /** Numbers the next attempt at a build; undefined when it is done already. */
  claimBuild(operationId: string): Promise<Omit<BuildClaim, 'kind'> | undefined>;
  /** Rejects with `StaleAttempt` when a newer attempt has begun. Keeps all of the result or nothing. */
  finishBuild(attempt: AttemptRef, result: BuildResult): Promise<void>;
}

/** Rejects with `RunbookTypeUnsupported` a runbook whose text nothing here can run. */
export function demandRunnable(name: string, type: string): void {
  if (languageOfType(type) !== undefined) return;
  const types = Object.values(languageRules).flatMap(({ runbookTypes }) => runbookTypes);
  throw problem('RunbookTypeUnsupported', { name, type, types: types.join(', ') });
}

interface Build {
  readonly runbookId: string | null;
  readonly accountId: string;
  readonly name: string;
  readonly type: string;
  readonly source: string;
  readonly requestedBy: string;
  /** The test job that it is for; null for a publish. */
  readonly jobId: string | null;
  /** The synchronisation that asked for it. */
  readonly syncId: string | null;
}

export function createPublishing({
  db,
  queue,
  vault,
  imports,
  redactors,
}: {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly imports: ModuleImports;
  readonly redactors: Redactors;
}): Publishing {
  return {
    async publish(account, name, actor, { syncId } = {}) {
      const known = await redactors.ofAccount(account.id);
      return db.transaction(async (tx) => {
        const runbook = await tx.maybe<{ id: string; name: string; type: string; draft: string | null }>(sql`
          select id, name, type, draft_content as draft from runbook
          where account_id = ${account.id} and lower(name) = lower(${name}) for update`);
        if (runbook === undefined) throw problem('RunbookNotFound', { name });
        const { draft } = runbook;
        if (draft === null || draft.trim() === '') throw problem('DraftEmpty', { name });
        demandRunnable(name, runbook.type);
        // Rejects while its environment has no lock to check it against.
        await lockOfRunbook(tx, runbook.id);
        const policy = await readPolicy(tx, account.id);
        if (policy.review === 'required' && !(await isApproved(tx, runbook.id, draft)))
          throw problem('ReviewRequired', { name: runbook.name });
        const found = secretsFound(runbook.name, runbook.type, draft, known);
        const refusal =
          policy.secretScan === 'refuse' && found.length > 0 ? secretsRefused(runbook.name, found) : null;
        const id = newId();
        await tx.query(sql`
          insert into operation (id, account_id, kind, runbook_id, runbook_name, runbook_type, source, status, requested_by,
            sync_id, created_at, warnings, error, ended_at)
          values (${id}, ${account.id}, 'publish', ${runbook.id}, ${runbook.name}, ${runbook.type},
            ${refusal === null ? draft : null}, ${refusal === null ? 'InProgress' : 'Failed'}, ${actor.objectId},
            ${syncId ?? null}, now(),
            ${JSON.stringify(found)}, ${refusal === null ? null : JSON.stringify(refusal)},
            case when ${refusal !== null} then now() end)`);
        await audit(tx, {
          ...auditOf(account, runbook.name, 'runbooks/publish/action', actor),
          details: {
            contentHash: contentHash(draft),
            ...(found.length > 0 && { secretsInText: found.length, refused: refusal !== null }),
          },
        });
        if (refusal === null) await queue.enqueue(tx, 'build', id);
        else if (syncId !== undefined) await publishedInSync(tx, syncId, runbook.name, refusal.message);
        return id;
      });
    },
    async claimBuild(operationId) {
      const row = await db.maybe<{
        attempt: number;
        accountId: string;
        runbookId: string;
        name: string;
        type: string;
        source: string;
        jobId: string | null;
      }>(sql`
        update operation set attempt = attempt + 1 where id = ${operationId} and status = 'InProgress'
          and not exists (select 1 from job j where j.id = operation.job_id and j.ended_at is not null)
        returning attempt, account_id as "accountId", runbook_id as "runbookId", runbook_name as name, runbook_type as type, source,
          job_id as "jobId"`);
      if (row === undefined) return undefined;
      const { attempt, accountId, runbookId, name, type, source, jobId } = row;
      const claim = { attempt: { jobId: operationId, number: attempt }, runbook: { name, type }, source };
      const locked = jobId === null ? await lockOfRunbook(db, runbookId) : await lockOfJob(db, jobId);
      if (locked !== undefined) return { ...claim, ...locked };
      if (languageOfType(type) !== 'powershell') return claim;
      return { ...claim, modules: [...(await imports.ready(accountId))] };
    },
    async finishBuild(attempt, result) {
      await db.transaction(async (tx) => {
        const build = await tx.maybe<Build>(sql`
          update operation set status = ${result.ok ? 'Succeeded' : 'Failed'}, ended_at = now(), source = null
          where id = ${attempt.jobId} and attempt = ${attempt.number} and status = 'InProgress'
          returning runbook_id as "runbookId", account_id as "accountId", runbook_name as name, runbook_type as type,
            (select source from operation o where o.id = operation.id) as source, requested_by as "requestedBy", job_id as "jobId",
            sync_id as "syncId"`);
        if (build === undefined)
          throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
        const { refs, faults } = result.ok
          ? await checkInline(tx, build, result.inline ?? [])
          : { refs: [], faults: result.diagnostics };
        if (build.jobId !== null) {
          const test = { ...build, jobId: build.jobId, refs, faults };
          return finishTestBuild(tx, { queue, vault }, test, result);
        }
        const isGood = result.ok && faults.length === 0;
        if (isGood) await keepVersion(tx, build, result, refs);
        else await keepFailure(tx, attempt.jobId, build.name, faults);
        await tx.notify(operationChannel, attempt.jobId);
        if (build.syncId === null) return;
        const failure = isGood ? undefined : findingsOf(faults).map(findingLine).join('\n');
        await publishedInSync(tx, build.syncId, build.name, failure);
      });
    },
  };
}

async function keepVersion(
  tx: Transaction,
  build: Build,
  result: BuildResult & { ok: true },
  inline: readonly InlineRef[],
): Promise<void> {
  const hash = await keepArtifact(tx, result.artifact);
  const { number } = await tx.one<{ number: number }>(sql`
    select coalesce(max(number), 0) + 1 as number from runbook_version where runbook_id = ${build.runbookId}`);
  await tx.query(sql`
    insert into runbook_version (runbook_id, number, content, artifact_hash, parameters, inline, published_at, published_by)
    values (${build.runbookId}, ${number}, ${build.source}, ${hash}, ${JSON.stringify(result.parameters)},
      ${JSON.stringify(inline)}, now(), ${build.requestedBy})`);
  await closeReview(tx, build.runbookId, build.source);
  // A draft that was edited while the build ran is newer than what was published: it stays.
  await tx.query(sql`
    update runbook set published_number = ${number}, modified_at = now(), modified_by = ${build.requestedBy},
      state = case when draft_content = ${build.source} then 'Published' else 'Edit' end,
      draft_created_at = case when draft_content = ${build.source} then null else draft_created_at end,
      draft_modified_at = case when draft_content = ${build.source} then null else draft_modified_at end,
      draft_authors = case when draft_content = ${build.source} then '{}' else draft_authors end,
      draft_content = case when draft_content = ${build.source} then null else draft_content end
    where id = ${build.runbookId}`);
}

async function keepFailure(
  tx: Transaction,
  operationId: string,
  name: string,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const error = compilationFailure(name, findingsOf(diagnostics));
  await tx.query(
    sql`update operation set status = 'Failed', error = ${JSON.stringify(error)} where id = ${operationId}`,
  );
}
