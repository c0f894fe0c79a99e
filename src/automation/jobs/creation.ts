import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Queryable, type Transaction, type Vault, statement } from '#store';
import { type ParameterDefinition, languageOfType, languageRules } from '#worker-link';

import { enter, placeOf } from '../admission/admission.ts';
import type { Concurrency } from '../admission/reasons.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type LockRow, joinEnvironment, lockColumns, lockOf } from '../environments/use.ts';
import type { AccountPath, Actor } from '../model.ts';
import { type InlineRef, pinInline } from '../runbooks/inline.ts';
import { type Job, jobColumns, parametersBinding } from './job.ts';
import { stopOthers } from './halting.ts';
import { checkParameters } from './parameters.ts';

export interface NewJob {
  readonly name: string;
  readonly runbook: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  readonly tenant: string;
  /** The job that starts it, and how many are above it: children are claimed first, since somebody waits for them. */
  readonly parent?:
    | {
        readonly id: string;
        readonly depth: number;
        /** The same runbook is above it. */
        readonly withinItself: boolean;
      }
    | undefined;
  /** Somebody asked for it from outside: only so many of those are taken within 30 seconds. */
  readonly submitted?: boolean;
}

export type StoredJob = Omit<Job, 'parameters'> & { readonly sealedParameters: Buffer };

interface Published extends LockRow, Concurrency {
  readonly name: string;
  readonly type: string;
  readonly artifactHash: string | null;
  readonly parameters: readonly ParameterDefinition[] | null;
  readonly inline: readonly InlineRef[] | null;
}

/** Writes a job, its audit and its place in the queue: all in the caller's transaction. */
export async function insertJob(
  tx: Transaction,
  { queue, vault }: { readonly queue: Queue; readonly vault: Vault },
  account: AccountPath & { readonly id: string },
  input: NewJob,
  actor: Actor,
): Promise<Job> {
  const { name, tenant, parent } = input;
  const id = newId();
  const runbook = await published(tx, account.id, input.runbook);
  const parameters = parametersFor(runbook, input.parameters ?? {});
  const lock = lockOf(runbook);
  const inline = await pinInline(tx, account.id, runbook.inline ?? []);
  if (runbook.whenBusy === 'replace' && runbook.mostAtOnce !== null && parent?.withinItself !== true)
    await stopOthers({ tx, queue }, account, runbook.name, runbook.mostAtOnce - 1, actor);
  const place = await placeOf(tx, account.id, runbook, {
    isChild: parent !== undefined,
    withinItself: parent?.withinItself ?? false,
    counted: input.submitted ?? false,
  });
  const row = await tx.maybe<StoredJob>(
    statement(
      `insert into job (id, account_id, name, runbook_name, runbook_type, artifact_hash, status, parameters, tenant,
         run_on, started_by, parent_id, environment, lock_id, inline, held_because, round, created_at, modified_at, status_modified_at)
       values ($1, $2, $3, $4, $5, $6, 'New', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, now(), now(), now())
       on conflict do nothing returning ${jobColumns}`,
      [
        id,
        account.id,
        name,
        runbook.name,
        runbook.type,
        runbook.artifactHash,
        vault.seal(JSON.stringify(parameters), parametersBinding(id)),
        tenant,
        input.runOn ?? null,
        actor.objectId,
        parent?.id ?? null,
        lock === undefined
          ? null
          : JSON.stringify({ name: lock.name, revision: lock.revision, hash: lock.hash }),
        lock?.lockId ?? null,
        JSON.stringify(inline),
        place.heldBecause,
        place.round,
      ],
    ),
  );
  if (row === undefined) throw problem('JobExists', { name });
  await audit(tx, {
    ...auditOf(account, name, 'jobs/write', actor),
    details: { runbook: runbook.name, tenant, ...(parent !== undefined && { parent: parent.id }) },
  });
  if (place.heldBecause === null)
    await enter(tx, queue, id, { depth: parent?.depth ?? 0, round: place.round });
  const { sealedParameters: _, ...job } = row;
  return { ...job, parameters };
}

function parametersFor(
  { name, type, parameters }: Published,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const language = languageOfType(type);
  if (language !== undefined && !languageRules[language].declaresParameters) return given;
  return checkParameters(name, parameters ?? [], given);
}

async function published(
  queryable: Queryable,
  accountId: string,
  name: string,
): Promise<Published & { artifactHash: string }> {
  const found = await queryable.maybe<Published>(
    statement(
      `select r.name, r.type, v.artifact_hash as "artifactHash", v.parameters, v.inline, r.most_at_once as "mostAtOnce",
         r.when_busy as "whenBusy", ${lockColumns}
       from runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
       ${joinEnvironment} where r.account_id = $1 and lower(r.name) = lower($2)`,
      [accountId, name],
    ),
  );
  if (found === undefined) throw problem('RunbookNotFound', { name });
  const { artifactHash } = found;
  if (artifactHash === null) throw problem('RunbookNotPublished', { name });
  return { ...found, artifactHash };
}
