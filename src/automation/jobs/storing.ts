import { type Transaction, type Vault, statement } from '#store';
import type { InlineRunbook, ParameterDefinition } from '#worker-link';

import { type Order, noOrder } from '../admission/order.ts';
import type { Place } from '../admission/place.ts';
import type { lockOf } from '../environments/use.ts';
import type { Actor } from '../model.ts';
import { type Job, jobColumns, parametersBinding } from './job.ts';
import type { NewJob } from './new-job.ts';
import { secretParameters } from './parameters.ts';

export type StoredJob = Omit<Job, 'parameters'> & { readonly sealedParameters: Buffer };

/** A job as it is written: what its runbook is, and what it was given. */
export interface JobRow extends Pick<NewJob, 'name' | 'runOn' | 'tenant' | 'later'> {
  readonly id: string;
  readonly runbook: { readonly name: string; readonly type: string };
  /** Null while a worker builds it. */
  readonly artifactHash: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly inline: readonly InlineRunbook[];
  readonly lock: ReturnType<typeof lockOf>;
  readonly place: Pick<Place, 'heldBecause' | 'round'>;
  readonly order?: Order;
  /** The group of hybrid workers that it is for. */
  readonly workerGroupId?: string | null | undefined;
  readonly parentId?: string | undefined;
  /** The runbook's own parameters, where they are known by now. */
  readonly declared?: readonly ParameterDefinition[];
  /** Id of the runbook whose draft it runs. */
  readonly testOf?: string | undefined;
}

type WrittenRow = JobRow & { readonly actor: Actor };
type ValueOf = (row: WrittenRow, accountId: string, vault: Vault) => unknown;

/** Columns of what is written, with their types: a column is one array, so that many rows cost little more than one. */
const columns: readonly (readonly [name: string, type: string, value: ValueOf])[] = [
  ['id', 'uuid', ({ id }) => id],
  ['account_id', 'uuid', (_, accountId) => accountId],
  ['name', 'text', ({ name }) => name],
  ['runbook_name', 'text', ({ runbook }) => runbook.name],
  ['runbook_type', 'text', ({ runbook }) => runbook.type],
  ['artifact_hash', 'text', ({ artifactHash }) => artifactHash],
  [
    'parameters',
    'bytea',
    ({ id, parameters }, _, vault) => vault.seal(JSON.stringify(parameters), parametersBinding(id)),
  ],
  ['tenant', 'text', ({ tenant }) => tenant],
  ['run_on', 'text', ({ runOn }) => runOn ?? null],
  ['started_by', 'text', ({ actor }) => actor.objectId],
  ['trace', 'text', ({ actor }) => actor.traceparent ?? null],
  ['parent_id', 'uuid', ({ parentId }) => parentId ?? null],
  ['environment', 'jsonb', ({ lock }) => environmentOf(lock)],
  ['lock_id', 'uuid', ({ lock }) => lock?.lockId ?? null],
  ['inline', 'jsonb', ({ inline }) => JSON.stringify(inline)],
  ['held_because', 'text', ({ place }) => place.heldBecause],
  ['round', 'bigint', ({ place }) => place.round],
  ['worker_group_id', 'uuid', ({ workerGroupId }) => workerGroupId ?? null],
  ['test_of', 'uuid', ({ testOf }) => testOf ?? null],
  ['priority', 'integer', ({ order = noOrder }) => order.priority],
  ['concurrency_key', 'text', ({ order }) => order?.concurrency?.key ?? null],
  ['concurrency_most', 'integer', ({ order }) => order?.concurrency?.mostAtOnce ?? null],
  ['not_before', 'timestamptz', ({ later }) => later?.notBefore ?? null],
  ['time_zone', 'text', ({ later }) => later?.timeZone ?? null],
];

const insertion = (returning: string): string => `
  insert into job (${columns.map(([name]) => name).join(', ')}, secret_parameters, ranked_at, status, created_at, modified_at,
    status_modified_at)
  select ${columns.map(([name]) => `given.${name}`).join(', ')}, array(select jsonb_array_elements_text(given.secret_parameters)),
    now() - make_interval(mins => given.priority),
    'New', now(), now(), now()
  from unnest(${[...columns.map(([, type]) => type), 'jsonb'].map((type, at) => `$${at + 1}::${type}[]`).join(', ')})
    as given (${columns.map(([name]) => name).join(', ')}, secret_parameters)
  on conflict do nothing returning ${returning}`;

/** Writes the row alone; undefined when the account has a job of this name. */
export async function storeJob(
  tx: Transaction,
  vault: Vault,
  accountId: string,
  row: JobRow,
  actor: Actor,
): Promise<Job | undefined> {
  const values = valuesOf(vault, accountId, [{ ...row, actor }]);
  const [stored] = await tx.query<StoredJob>(statement(insertion(jobColumns), values));
  if (stored === undefined) return undefined;
  const { sealedParameters: _, ...job } = stored;
  return { ...job, parameters: row.parameters };
}

/** So many in one statement: while the database writes them, those that follow are sealed. */
const mostInStatement = 1_000;

/** Writes many, and returns the ids of those that were written: names that the account has are left out. */
export async function storeJobs(
  tx: Transaction,
  vault: Vault,
  accountId: string,
  rows: readonly WrittenRow[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  let writing: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < rows.length; at += mostInStatement) {
    const values = valuesOf(vault, accountId, rows.slice(at, at + mostInStatement));
    await writing;
    writing = tx
      .query<{ id: string }>(statement(insertion('id'), values))
      .then((written) => written.forEach(({ id }) => stored.add(id)));
  }
  await writing;
  return stored;
}

function valuesOf(vault: Vault, accountId: string, rows: readonly WrittenRow[]): unknown[] {
  return [
    ...columns.map(([, , value]) => rows.map((row) => value(row, accountId, vault))),
    // An array in an array would be a table.
    rows.map((row) => JSON.stringify(secretParameters(row.declared ?? [], row.parameters))),
  ];
}

function environmentOf(lock: JobRow['lock']): string | null {
  if (lock === undefined) return null;
  return JSON.stringify({ name: lock.name, revision: lock.revision, hash: lock.hash });
}

/** As it lies in the database, with its parameters opened. */
export function openJob(vault: Vault, { sealedParameters, ...job }: StoredJob): Job {
  const text = vault.openText(sealedParameters, parametersBinding(job.id));
  return { ...job, parameters: JSON.parse(text) as Record<string, string> };
}
