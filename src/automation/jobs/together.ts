import { TenantryError, newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Transaction, type Vault, statement } from '#store';

import { enterTogether, placesOf } from '../admission/admission.ts';
import { audited, auditOf } from '../audit/audit.ts';
import { lockOf } from '../environments/use.ts';
import { groupOf } from '../hybrid-workers/worker-groups.ts';
import type { AccountPath, Actor } from '../model.ts';
import { pinInline } from '../runbooks/inline.ts';
import { type Published, insertJob, parametersFor, published, withOffered } from './creation.ts';
import type { NewJob } from './new-job.ts';
import { type JobRow, storeJobs } from './storing.ts';

export type TogetherJob = Pick<NewJob, 'name' | 'runbook' | 'parameters' | 'offered' | 'runOn' | 'tenant'> & {
  readonly actor: Actor;
};

interface Services {
  readonly queue: Queue;
  readonly vault: Vault;
}

type AccountOfJobs = AccountPath & { readonly id: string };
type Ready = JobRow & { readonly actor: Actor };
/** The id of the job, or why there is none. */
export type Made = { readonly id: string } | TenantryError;

/**
 * Many jobs of an account, each written as if it were made alone, in a few statements for all of them. What is wrong with one
 * stands in its place and stops no other.
 */
export async function insertJobs(
  tx: Transaction,
  services: Services,
  account: AccountOfJobs,
  inputs: readonly TogetherJob[],
): Promise<readonly Made[]> {
  const runbooks = await eachOnce(
    inputs,
    ({ runbook }) => runbook,
    (name) => published(tx, account.id, name),
  );
  const made = new Map<TogetherJob, Made>();
  // Of a runbook that runs only so many at a time each has to see the one before; and the others have to see these.
  for (const input of inputs) {
    const runbook = runbooks.get(input.runbook)!;
    if (runbook instanceof TenantryError) made.set(input, runbook);
    else if (runbook.mostAtOnce !== null) made.set(input, await alone(tx, services, account, input));
  }
  const together = inputs.filter((input) => !made.has(input));
  if (together.length > 0) {
    const rows = await prepare(tx, account.id, together, runbooks as ReadonlyMap<string, PublishedRunbook>);
    await write(tx, services, account, rows);
    for (const [input, row] of rows) made.set(input, row);
  }
  return inputs.map((input) => made.get(input)!);
}

type PublishedRunbook = Published & { readonly artifactHash: string };

async function prepare(
  tx: Transaction,
  accountId: string,
  inputs: readonly TogetherJob[],
  runbooks: ReadonlyMap<string, PublishedRunbook>,
): Promise<Map<TogetherJob, Ready | TenantryError>> {
  const inline = await eachOnce(
    inputs,
    ({ runbook }) => runbook,
    (name) => pinInline(tx, accountId, runbooks.get(name)!.inline ?? []),
  );
  const groups = await eachOnce(
    inputs,
    ({ runOn }) => runOn,
    (runOn) => groupOf(tx, accountId, runOn),
  );
  const nextPlace = await placesOf(tx, accountId, inputs.length);
  return new Map(
    inputs.map((input): [TogetherJob, Ready | TenantryError] => {
      const runbook = runbooks.get(input.runbook)!;
      const [group, pinned] = [groups.get(input.runOn)!, inline.get(input.runbook)!];
      if (group instanceof TenantryError) return [input, group];
      if (pinned instanceof TenantryError) return [input, pinned];
      const parameters = caught(() =>
        parametersFor(runbook, withOffered(runbook, input.parameters ?? {}, input.offered ?? {})),
      );
      if (parameters instanceof TenantryError) return [input, parameters];
      const row: Ready = {
        ...input,
        id: newId(),
        runbook,
        artifactHash: runbook.artifactHash,
        declared: runbook.parameters ?? [],
        lock: lockOf(runbook),
        inline: pinned,
        parameters,
        workerGroupId: group,
        place: nextPlace(group !== null),
      };
      return [input, row];
    }),
  );
}

/** Rows, audit and places in the queue. A name that the account has already is told in the place of its row. */
async function write(
  tx: Transaction,
  { queue, vault }: Services,
  account: AccountOfJobs,
  rows: Map<TogetherJob, Ready | TenantryError>,
): Promise<void> {
  const good = [...rows].flatMap(([input, row]) => (row instanceof TenantryError ? [] : [{ input, row }]));
  const stored = await storeJobs(
    tx,
    vault,
    account.id,
    good.map(({ row }) => row),
  );
  for (const { input, row } of good)
    if (!stored.has(row.id)) rows.set(input, problem('JobExists', { name: row.name }));
  const written = good.map(({ row }) => row).filter(({ id }) => stored.has(id));
  await audited(
    tx,
    written.map(({ name, tenant, runbook, actor }) => ({
      ...auditOf(account, name, 'jobs/write', actor),
      details: { runbook: runbook.name, tenant },
    })),
  );
  const entering = written.filter(({ place }) => place.heldBecause === null);
  await enterTogether(
    tx,
    queue,
    entering.map(({ id, place, workerGroupId }) => ({ id, round: place.round, workerGroupId })),
  );
}

/** A refusal undoes what was begun of it, and nothing else. */
async function alone(
  tx: Transaction,
  services: Services,
  account: AccountOfJobs,
  { actor, ...input }: TogetherJob,
): Promise<Made> {
  await tx.query(statement('savepoint job'));
  try {
    return await insertJob(tx, services, account, input, actor);
  } catch (error) {
    const refused = refusal(error);
    await tx.query(statement('rollback to savepoint job'));
    return refused;
  }
}

async function eachOnce<Key, Value>(
  inputs: readonly TogetherJob[],
  keyOf: (input: TogetherJob) => Key,
  find: (key: Key) => Promise<Value>,
): Promise<Map<Key, Value | TenantryError>> {
  const found = new Map<Key, Value | TenantryError>();
  for (const key of new Set(inputs.map(keyOf))) found.set(key, await find(key).catch(refusal));
  return found;
}

function caught<Value>(work: () => Value): Value | TenantryError {
  try {
    return work();
  } catch (error) {
    return refusal(error);
  }
}

/** What is no refusal of ours is a matter of the database, and the whole is tried again. */
function refusal(error: unknown): TenantryError {
  if (error instanceof TenantryError && error.status < 500) return error;
  throw error;
}
