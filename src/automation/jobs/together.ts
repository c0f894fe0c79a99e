import { TenantryError, newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Transaction, type Vault, statement } from '#store';

import { enterTogether, reorder } from '../admission/entering.ts';
import { type Order, orderOf } from '../admission/order.ts';
import { type Place, placesOf } from '../admission/place.ts';
import { audited, auditOf } from '../audit/audit.ts';
import { lockOf } from '../environments/use.ts';
import { placeOfRunOn } from '../hybrid-workers/places.ts';
import type { AccountPath, Actor } from '../model.ts';
import { pinInline } from '../runbooks/inline.ts';
import {
  type Published,
  demandPublished,
  insertJob,
  parametersFor,
  publishedOf,
  withOffered,
} from './creation.ts';
import type { NewJob } from './new-job.ts';
import { secretParameters } from './parameters.ts';
import type { SealedJob } from './sealed-job.ts';
import { type JobRow, storeJobs } from './storing.ts';

export type TogetherJob = Pick<
  NewJob,
  'name' | 'runbook' | 'parameters' | 'offered' | 'runOn' | 'tenant' | 'order'
> & {
  readonly actor: Actor;
  /** Made for it alone, so that no other job can have it. */
  readonly isNameNew?: boolean;
  /** Its parameters sealed already, for the id that it then has. A runbook of which each job is written alone leaves it. */
  readonly ahead?: SealedJob | undefined;
};

interface Services {
  readonly queue: Queue;
  readonly vault: Vault;
}

type AccountOfJobs = AccountPath & { readonly id: string };
type Checked = Omit<JobRow, 'place' | 'order'> & { readonly actor: Actor; readonly order: Order };
type Ready = Checked & { readonly place: Place };
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
  const runbooks = await runbooksOf(tx, account.id, [...new Set(inputs.map(({ runbook }) => runbook))]);
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

async function runbooksOf(
  tx: Transaction,
  accountId: string,
  names: readonly string[],
): Promise<Map<string, PublishedRunbook | TenantryError>> {
  const found = await publishedOf(tx, accountId, names);
  return new Map(
    names.map((name) => {
      const runbook = found.get(name.toLowerCase());
      if (runbook === undefined) return [name, problem('RunbookNotFound', { name })];
      return [name, caught(() => demandPublished(runbook))];
    }),
  );
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
    (runOn) => placeOfRunOn(tx, accountId, runOn),
  );
  const checked = inputs.map((input): Checked | TenantryError => {
    const runbook = runbooks.get(input.runbook)!;
    const [group, pinned] = [groups.get(input.runOn)!, inline.get(input.runbook)!];
    if (group instanceof TenantryError) return group;
    if (pinned instanceof TenantryError) return pinned;
    const declared = runbook.parameters ?? [];
    return caught(() => {
      const parameters = parametersFor(
        runbook,
        withOffered(runbook, input.parameters ?? {}, input.offered ?? {}),
      );
      const secret = secretParameters(declared, parameters);
      const order = orderOf([input.order, runbook.order], parameters, secret);
      const of = {
        id: input.ahead?.id ?? newId(),
        runbook,
        artifactHash: runbook.artifactHash,
        lock: lockOf(runbook),
      };
      return { ...input, ...of, declared, inline: pinned, parameters, order, workerGroupId: group };
    });
  });
  const places = await placesFor(tx, accountId, checked);
  return new Map(
    inputs.map((input, at) => {
      const row = checked[at]!;
      return [input, row instanceof TenantryError ? row : { ...row, place: places.get(row)! }];
    }),
  );
}

async function placesFor(
  tx: Transaction,
  accountId: string,
  checked: readonly (Checked | TenantryError)[],
): Promise<ReadonlyMap<Checked, Place>> {
  const good = checked.filter((row): row is Checked => !(row instanceof TenantryError));
  if (good.length === 0) return new Map();
  const places = await placesOf(
    tx,
    accountId,
    good.map(({ runbook, order, workerGroupId = null }) => ({
      runbook: runbook.name,
      order,
      toGroup: workerGroupId !== null,
    })),
  );
  return new Map(good.map((row, at) => [row, places[at]!]));
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
    entering.map(({ id, place, workerGroupId }) => ({ id, ...place, workerGroupId })),
    { areNew: true },
  );
  if (entering.some(({ place }) => place.overtakes)) await reorder(tx, queue, account.id);
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
