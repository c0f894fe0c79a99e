import { type Sql, type Transaction, type Vault, statement } from '#store';
import type { InlineRunbook, ParameterDefinition } from '#worker-link';

import { type Order, noOrder } from '../admission/order.ts';
import type { Place } from '../admission/place.ts';
import type { lockOf } from '../environments/use.ts';
import type { Actor } from '../model.ts';
import { type Job, jobColumns, parametersBinding } from './job.ts';
import type { NewJob } from './new-job.ts';
import { secretParameters } from './parameters.ts';
import { type SealedJob, sealedParameters } from './sealed-job.ts';

export type StoredJob = Omit<Job, 'parameters'> & { readonly sealedParameters: Buffer };

/** A job as it is written: what its runbook is, and what it was given. */
export interface JobRow extends Pick<NewJob, 'name' | 'runOn' | 'tenant' | 'later'> {
  readonly id: string;
  readonly runbook: { readonly name: string; readonly type: string };
  /** Null while a worker builds it. */
  readonly artifactHash: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly ahead?: SealedJob | undefined;
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

type WrittenRow = JobRow & { readonly actor: Actor; readonly isNameNew?: boolean };
type ValueOf = (row: WrittenRow, accountId: string, vault: Vault) => unknown;

type Column = readonly [name: string, type: string, value: ValueOf];

/** Columns of what is written, with their types: a column is one array, so that many rows cost little more than one. */
const own: readonly Column[] = [
  ['id', 'uuid', ({ id }) => id],
  ['name', 'text', ({ name }) => name],
  ['runbook_name', 'text', ({ runbook }) => runbook.name],
  ['artifact_hash', 'text', ({ artifactHash }) => artifactHash],
  ['parameters', 'bytea', (row, _, vault) => sealedParameters(vault, row)],
  ['started_by', 'text', ({ actor }) => actor.objectId],
  ['round', 'bigint', ({ place }) => place.round],
];

/**
 * Those that jobs of one origin have in common, by what makes them differ. Where all rows have the same in each column of a group,
 * it is sent, read and worked on once: of a set of jobs that is a quarter of the price. So few groups give few statements.
 */
const common: readonly (readonly Column[])[] = [
  [
    ['account_id', 'uuid', (_, accountId) => accountId],
    ['tenant', 'text', ({ tenant }) => tenant],
    ['run_on', 'text', ({ runOn }) => runOn ?? null],
    ['trace', 'text', ({ actor }) => actor.traceparent ?? null],
    ['parent_id', 'uuid', ({ parentId }) => parentId ?? null],
    ['worker_group_id', 'uuid', ({ workerGroupId }) => workerGroupId ?? null],
    ['test_of', 'uuid', ({ testOf }) => testOf ?? null],
    ['not_before', 'timestamptz', ({ later }) => later?.notBefore ?? null],
    ['time_zone', 'text', ({ later }) => later?.timeZone ?? null],
  ],
  [
    ['runbook_type', 'text', ({ runbook }) => runbook.type],
    ['environment', 'jsonb', ({ lock }) => environmentOf(lock)],
    ['lock_id', 'uuid', ({ lock }) => lock?.lockId ?? null],
    ['inline', 'jsonb', ({ inline }) => JSON.stringify(inline)],
    // An array in an array would be a table.
    [
      'secret_parameters',
      'jsonb',
      ({ declared = [], parameters }) => JSON.stringify(secretParameters(declared, parameters)),
    ],
  ],
  [
    ['held_because', 'text', ({ place }) => place.heldBecause],
    ['priority', 'integer', ({ order = noOrder }) => order.priority],
    ['concurrency_key', 'text', ({ order }) => order?.concurrency?.key ?? null],
    ['concurrency_most', 'integer', ({ order }) => order?.concurrency?.mostAtOnce ?? null],
  ],
];

/** The statement for these rows. That a name is taken already has to be looked for, which costs as much as two indexes. */
function insertion(vault: Vault, accountId: string, rows: readonly WrittenRow[], returning: string): Sql {
  const values: unknown[] = [];
  const parameter = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const [arrays, sources]: [string[], Map<string, string>] = [[], new Map()];
  const differing: string[] = [];
  const valuesOf = ([, , value]: Column): unknown[] => rows.map((row) => value(row, accountId, vault));
  const differ = ([name, type]: Column, each: readonly unknown[]): void => {
    arrays.push(parameter(each, `${type}[]`));
    differing.push(name);
    sources.set(name, `given.${name}`);
  };
  for (const column of own) differ(column, valuesOf(column));
  for (const group of common) {
    const columns = group.map((column) => [column, valuesOf(column)] as const);
    const same = columns.every(([, each]) => each.every((value) => value === each[0]));
    for (const [column, each] of columns) {
      if (same) sources.set(column[0], parameter(each[0], column[1]));
      else differ(column, each);
    }
  }
  const { secret_parameters: secrets, ...plain } = Object.fromEntries(sources);
  return statement(
    `insert into job (${Object.keys(plain).join(', ')}, secret_parameters, ranked_at, status, created_at, modified_at,
      status_modified_at)
    select ${Object.values(plain).join(', ')}, array(select jsonb_array_elements_text(${secrets})),
      now() - make_interval(mins => ${plain['priority']}), 'New', now(), now(), now()
    from unnest(${arrays.join(', ')}) as given (${differing.join(', ')})
    ${rows.every(({ isNameNew = false }) => isNameNew) ? '' : 'on conflict do nothing'} returning ${returning}`,
    values,
  );
}

/** Writes the row alone; undefined when the account has a job of this name. */
export async function storeJob(
  tx: Transaction,
  vault: Vault,
  accountId: string,
  row: JobRow,
  actor: Actor,
): Promise<Job | undefined> {
  const [stored] = await tx.query<StoredJob>(insertion(vault, accountId, [{ ...row, actor }], jobColumns));
  if (stored === undefined) return undefined;
  const { sealedParameters: _, ...job } = stored;
  return { ...job, parameters: row.parameters };
}

/** So many in one statement: while the database writes them, those that follow are sealed. */
const mostInStatement = 1_250;

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
    const inserting = insertion(vault, accountId, rows.slice(at, at + mostInStatement), 'id');
    await writing;
    writing = tx
      .query<{ id: string }>(inserting)
      .then((written) => written.forEach(({ id }) => stored.add(id)));
  }
  await writing;
  return stored;
}

function environmentOf(lock: JobRow['lock']): string | null {
  if (lock === undefined) return null;
  return JSON.stringify({ name: lock.name, revision: lock.revision, hash: lock.hash });
}

/** As it lies in the database, with its parameters opened. */
export function openJob(vault: Vault, { sealedParameters: sealed, ...job }: StoredJob): Job {
  const text = vault.openText(sealed, parametersBinding(job.id));
  return { ...job, parameters: JSON.parse(text) as Record<string, string> };
}
