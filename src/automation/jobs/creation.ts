import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Queryable, type Transaction, type Vault, statement } from '#store';
import { type ParameterDefinition, languageOfType, languageRules } from '#worker-link';

import { enter, reorder } from '../admission/entering.ts';
import { type JobOrder, orderOf } from '../admission/order.ts';
import { placeOf } from '../admission/place.ts';
import type { Concurrency } from '../admission/reasons.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type LockRow, joinEnvironment, lockColumns, lockOf } from '../environments/use.ts';
import type { AccountPath, Actor } from '../model.ts';
import { placeOfRunOn } from '../hybrid-workers/places.ts';
import { type InlineRef, pinInline } from '../runbooks/inline.ts';
import type { Job } from './job.ts';
import type { NewJob } from './new-job.ts';
import { stopOthers } from './halting.ts';
import { checkParameters, secretParameters } from './parameters.ts';
import { storeJob } from './storing.ts';

export interface Published extends LockRow, Concurrency {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly artifactHash: string | null;
  readonly parameters: readonly ParameterDefinition[] | null;
  readonly inline: readonly InlineRef[] | null;
  /** What its jobs have that do not say otherwise. */
  readonly order: JobOrder;
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
  const { artifactHash } = runbook;
  const parameters = parametersFor(
    runbook,
    withOffered(runbook, input.parameters ?? {}, input.offered ?? {}),
  );
  const lock = lockOf(runbook);
  const inline = await pinInline(tx, account.id, runbook.inline ?? []);
  const declared = runbook.parameters ?? [];
  const order = orderOf([input.order, runbook.order], parameters, secretParameters(declared, parameters));
  const later = input.later !== undefined;
  if (
    runbook.whenBusy === 'replace' &&
    runbook.mostAtOnce !== null &&
    parent?.withinItself !== true &&
    !later
  )
    await stopOthers({ tx, queue }, account, runbook.name, runbook.mostAtOnce - 1, actor);
  const workerGroupId = await placeOfRunOn(tx, account.id, input.runOn);
  const place = await placeOf(tx, account.id, runbook, {
    order,
    isChild: parent !== undefined,
    above: parent?.above,
    counted: input.submitted ?? false,
    toGroup: workerGroupId !== null,
    later,
  });
  const row = {
    ...input,
    id,
    runbook,
    artifactHash,
    parameters,
    declared,
    lock,
    inline,
    place,
    order,
    workerGroupId,
    parentId: parent?.id,
  };
  const job = await storeJob(tx, vault, account.id, row, actor);
  if (job === undefined) throw problem('JobExists', { name });
  await audit(tx, {
    ...auditOf(account, name, 'jobs/write', actor),
    details: { runbook: runbook.name, tenant, ...(parent !== undefined && { parent: parent.id }) },
  });
  if (place.heldBecause !== null) return job;
  await enter(tx, queue, id, { ...place, depth: parent?.depth ?? 0, workerGroupId });
  if (place.overtakes) await reorder(tx, queue, account.id);
  return job;
}

/**
 * @throws `ParameterUnknown`, `ParameterInvalid` or `ParameterMissing`, where the language declares parameters
 */
export function parametersFor(
  { name, type, parameters }: Pick<Published, 'name' | 'type' | 'parameters'>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const language = languageOfType(type);
  if (language !== undefined && !languageRules[language].declaresParameters) return given;
  return checkParameters(name, parameters ?? [], given);
}

/** A language that declares no parameters takes everything. */
export function withOffered(
  { type, parameters }: Published,
  given: Readonly<Record<string, string>>,
  offered: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const language = languageOfType(type);
  const declares = language === undefined || languageRules[language].declaresParameters;
  const taken = Object.entries(offered).filter(
    ([name]) => !declares || parameters?.some((each) => isSameName(each.name, name)) === true,
  );
  if (taken.length === 0) return given;
  const others = Object.entries(given).filter(([name]) => !taken.some(([each]) => isSameName(each, name)));
  return Object.fromEntries([...others, ...taken]);
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * For what starts jobs later: the runbook, and the parameters as a job of it would get them now. `later` are names of parameters
 * that are offered when it starts one.
 * @throws RunbookNotFound, RunbookNotPublished, and what is wrong with a parameter
 */
export async function checkedParameters(
  queryable: Queryable,
  accountId: string,
  runbook: string,
  given: Readonly<Record<string, string>>,
  later: readonly string[] = [],
): Promise<{ readonly runbookId: string; readonly parameters: Readonly<Record<string, string>> }> {
  const found = await published(queryable, accountId, runbook);
  const offered = Object.fromEntries(later.map((name) => [name, '{}']));
  const checked = Object.entries(parametersFor(found, withOffered(found, given, offered)));
  const kept = checked.filter(([name]) => !later.some((each) => isSameName(each, name)));
  return { runbookId: found.id, parameters: Object.fromEntries(kept) };
}

export async function published(
  queryable: Queryable,
  accountId: string,
  name: string,
): Promise<Published & { artifactHash: string }> {
  const found = (await publishedOf(queryable, accountId, [name])).get(name.toLowerCase());
  if (found === undefined) throw problem('RunbookNotFound', { name });
  return demandPublished(found);
}

/** What has been published of these runbooks, by their names in lower case. */
export async function publishedOf(
  queryable: Queryable,
  accountId: string,
  names: readonly string[],
): Promise<Map<string, Published>> {
  const found = await queryable.query<Published>(
    statement(
      `select r.id, r.name, r.type, v.artifact_hash as "artifactHash", v.parameters, v.inline, r.most_at_once as "mostAtOnce",
         r.when_busy as "whenBusy", r.job_order as "order", ${lockColumns}
       from runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
       ${joinEnvironment} where r.account_id = $1 and lower(r.name) = any($2::text[])`,
      [accountId, names.map((name) => name.toLowerCase())],
    ),
  );
  return new Map(found.map((runbook) => [runbook.name.toLowerCase(), runbook]));
}

/** @throws RunbookNotPublished */
export function demandPublished(runbook: Published): Published & { artifactHash: string } {
  const { artifactHash, name } = runbook;
  if (artifactHash === null) throw problem('RunbookNotPublished', { name });
  return { ...runbook, artifactHash };
}
