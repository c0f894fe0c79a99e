import { type Transaction, type Vault, statement } from '#store';
import type { InlineRunbook, ParameterDefinition } from '#worker-link';

import type { Place } from '../admission/admission.ts';
import type { lockOf } from '../environments/use.ts';
import type { Actor } from '../model.ts';
import type { NewJob } from './creation.ts';
import { type Job, jobColumns, parametersBinding } from './job.ts';
import { secretParameters } from './parameters.ts';

export type StoredJob = Omit<Job, 'parameters'> & { readonly sealedParameters: Buffer };

/** A job as it is written: what its runbook is, and what it was given. */
export interface JobRow extends Pick<NewJob, 'name' | 'runOn' | 'tenant'> {
  readonly id: string;
  readonly runbook: { readonly name: string; readonly type: string };
  /** Null while a worker builds it. */
  readonly artifactHash: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly inline: readonly InlineRunbook[];
  readonly lock: ReturnType<typeof lockOf>;
  readonly place: Place;
  readonly parentId?: string | undefined;
  /** The runbook's own parameters, where they are known by now. */
  readonly declared?: readonly ParameterDefinition[];
  /** Id of the runbook whose draft it runs. */
  readonly testOf?: string | undefined;
}

const columns = `id, account_id, name, runbook_name, runbook_type, artifact_hash, parameters, tenant, run_on, started_by, parent_id,
  environment, lock_id, inline, held_because, round, test_of, secret_parameters`;

/** The protocol of PostgreSQL counts the values of a statement with sixteen bits. */
const mostRows = 1_000;

/** Writes the row alone; undefined when the account has a job of this name. */
export async function storeJob(
  tx: Transaction,
  vault: Vault,
  accountId: string,
  row: JobRow,
  actor: Actor,
): Promise<Job | undefined> {
  return (await storeJobs(tx, vault, accountId, [{ ...row, actor }])).get(row.id);
}

/** Writes many, and returns those that were written by their ids: names that the account has are left out. */
export async function storeJobs(
  tx: Transaction,
  vault: Vault,
  accountId: string,
  rows: readonly (JobRow & { readonly actor: Actor })[],
): Promise<ReadonlyMap<string, Job>> {
  const made = new Map<string, Job>();
  const given = new Map(rows.map((row) => [row.id, row]));
  for (let from = 0; from < rows.length; from += mostRows) {
    const values = rows.slice(from, from + mostRows).map((row) => valuesOf(vault, accountId, row));
    const width = values[0]!.length;
    const tuples = values.map((_, at) => {
      const marks = Array.from({ length: width }, (__, column) => `$${at * width + column + 1}`);
      return `(${marks.join(', ')}, 'New', now(), now(), now())`;
    });
    const stored = await tx.query<StoredJob>(
      statement(
        `insert into job (${columns}, status, created_at, modified_at, status_modified_at)
         values ${tuples.join(', ')} on conflict do nothing returning ${jobColumns}`,
        values.flat(),
      ),
    );
    for (const { sealedParameters: _, ...job } of stored)
      made.set(job.id, { ...job, parameters: given.get(job.id)!.parameters });
  }
  return made;
}

function valuesOf(vault: Vault, accountId: string, row: JobRow & { readonly actor: Actor }): unknown[] {
  const { id, lock } = row;
  return [
    id,
    accountId,
    row.name,
    row.runbook.name,
    row.runbook.type,
    row.artifactHash,
    vault.seal(JSON.stringify(row.parameters), parametersBinding(id)),
    row.tenant,
    row.runOn ?? null,
    row.actor.objectId,
    row.parentId ?? null,
    lock === undefined ? null : JSON.stringify({ name: lock.name, revision: lock.revision, hash: lock.hash }),
    lock?.lockId ?? null,
    JSON.stringify(row.inline),
    row.place.heldBecause,
    row.place.round,
    row.testOf ?? null,
    secretParameters(row.declared ?? [], row.parameters),
  ];
}

/** As it lies in the database, with its parameters opened. */
export function openJob(vault: Vault, { sealedParameters, ...job }: StoredJob): Job {
  const text = vault.openText(sealedParameters, parametersBinding(job.id));
  return { ...job, parameters: JSON.parse(text) as Record<string, string> };
}
