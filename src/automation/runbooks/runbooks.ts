import { newId, problem } from '#kernel';
import { type Database, type Queryable, type Sql, type Transaction, sql } from '#store';
import type { ParameterDefinition } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { environmentForRunbook } from '../environments/use.ts';
import type { JobOrder } from '../admission/order.ts';
import type { Concurrency } from '../admission/reasons.ts';
import { etagColumn } from '../etags/etags.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import { type ConcurrencyInput, limitConcurrency, setJobDefaults } from './concurrency.ts';
import { moveToDeleted } from './deleted-runbooks.ts';
import type { Operations } from './operations.ts';

/** Azure's types, and ours. Those that this version cannot publish may be kept as drafts. */
export const runbookTypes = [
  'TypeScript',
  'PowerShell',
  'PowerShell72',
  'PowerShellWorkflow',
  'Python',
  'Python2',
  'Python3',
  'Script',
  'Graph',
  'GraphPowerShell',
  'GraphPowerShellWorkflow',
] as const;
export type RunbookType = (typeof runbookTypes)[number];

export interface Runbook {
  readonly id: string;
  readonly name: string;
  readonly type: RunbookType;
  readonly state: 'New' | 'Edit' | 'Published';
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
  readonly logVerbose: boolean;
  readonly logProgress: boolean;
  readonly draftCreatedAt: Date | null;
  readonly draftModifiedAt: Date | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly etag: string;
  /** Of the published version; empty before. */
  readonly parameters: readonly ParameterDefinition[];
  /** Object id of who changed it last. */
  readonly modifiedBy: string | null;
  /** Jobs of this name that are kept, without tests of its draft; counted up to 100,000, in lists up to 1,000. */
  readonly jobCount: number;
  /** The runtime environment that it names; null where it has what the worker and the account have. */
  readonly runtimeEnvironment: string | null;
  /** How many of its jobs run at a time, and what becomes of one more. */
  readonly concurrency: Concurrency;
  /** What its jobs have that do not say otherwise. */
  readonly jobDefaults: JobOrder;
}

export interface RunbookInput {
  readonly type?: string | undefined;
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly description?: string | undefined;
  readonly logVerbose?: boolean | undefined;
  readonly logProgress?: boolean | undefined;
  /** Name of a runtime environment; an empty text takes it away again. */
  readonly runtimeEnvironment?: string | undefined;
  readonly concurrency?: ConcurrencyInput | undefined;
  readonly jobDefaults?: JobOrder | undefined;
}

export interface Runbooks {
  get(accountId: string, name: string): Promise<Runbook>;
  list(accountId: string, after?: string): Promise<Page<Runbook>>;
  put(
    account: Account,
    name: string,
    input: RunbookInput,
    actor: Actor,
  ): Promise<{ runbook: Runbook; created: boolean }>;
  update(account: Account, name: string, input: RunbookInput, actor: Actor): Promise<Runbook>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** The published text. */
  content(accountId: string, name: string): Promise<string>;
  draftContent(accountId: string, name: string): Promise<string>;
  /** Returns the finished operation that the client may poll. */
  putDraft(account: Account, name: string, content: string, actor: Actor): Promise<string>;
  /** The draft becomes again what is published. */
  undoEdit(account: Account, name: string, actor: Actor): Promise<void>;
}

/** Of a runbook's text. */
export const mostRunbookBytes = 1024 * 1024;

/** What a million jobs of a runbook cost is paid by no list. */
const columnsOf = (mostCounted: number): string => `
  r.id, r.name, r.type, r.state, r.location, r.tags, r.description, r.log_verbose as "logVerbose",
  r.log_progress as "logProgress", r.draft_created_at as "draftCreatedAt", r.draft_modified_at as "draftModifiedAt",
  r.created_at as "createdAt", r.modified_at as "modifiedAt", ${etagColumn('r')} as etag, coalesce(v.parameters, '[]'::jsonb) as parameters,
  coalesce(r.modified_by, v.published_by) as "modifiedBy",
  (select count(*)::int from (select 1 from job j where j.account_id = r.account_id
    and lower(j.runbook_name) = lower(r.name) and j.test_of is null limit ${mostCounted}) counted) as "jobCount", r.environment_name as "runtimeEnvironment",
  json_build_object('mostAtOnce', r.most_at_once, 'whenBusy', r.when_busy) as concurrency,
  r.job_order as "jobDefaults"`;
const columns = columnsOf(100_000);
const listedColumns = columnsOf(1_000);
const source =
  'runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number';

export function createRunbooks({
  db,
  operations,
}: {
  readonly db: Database;
  readonly operations: Operations;
}): Runbooks {
  const byName = (accountId: string, name: string): Sql => ({
    text: `select ${columns} from ${source} where r.account_id = $1 and lower(r.name) = lower($2)`,
    values: [accountId, name],
    name: 'runbook_get',
  });

  async function demand(accountId: string, name: string, queryable: Queryable = db): Promise<Runbook> {
    const runbook = await queryable.maybe<Runbook>(byName(accountId, name));
    if (runbook === undefined) throw problem('RunbookNotFound', { name });
    return runbook;
  }

  return {
    get: demand,
    async list(accountId, after = '') {
      const rows = await db.query<Runbook>({
        text: `select ${listedColumns} from ${source} where r.account_id = $1 and lower(r.name) > $2 order by lower(r.name) limit ${pageSize + 1}`,
        values: [accountId, after],
        name: 'runbook_list',
      });
      return toPage(rows, (last) => last.name.toLowerCase());
    },
    async put(account, name, input, actor) {
      if (!isName(name)) throw problem('NameInvalid', { name, what: 'runbook', most: 63 });
      const before = await db.maybe<Runbook>(byName(account.id, name));
      const type = checkType(name, input.type ?? before?.type ?? '');
      if (before !== undefined && before.type !== type) throw problem('RunbookTypeFixed', { name });
      await db.transaction(async (tx) => {
        await tx.query(sql`
          insert into runbook (id, account_id, name, type, state, location, tags, description, log_verbose, log_progress, created_at, modified_at, modified_by)
          values (${newId()}, ${account.id}, ${name}, ${type}, 'New', ${input.location ?? account.location},
            ${JSON.stringify(input.tags ?? {})}, ${input.description ?? ''}, ${input.logVerbose ?? false}, ${input.logProgress ?? false}, now(), now(), ${actor.objectId})
          on conflict (account_id, lower(name)) do update set tags = excluded.tags, description = excluded.description,
            log_verbose = excluded.log_verbose, log_progress = excluded.log_progress, modified_at = now(),
            modified_by = excluded.modified_by`);
        await nameEnvironment(tx, account.id, name, type, input.runtimeEnvironment);
        await limitConcurrency(tx, account.id, name, input.concurrency);
        await setJobDefaults(tx, account.id, name, input.jobDefaults);
        await audit(tx, auditOf(account, name, 'runbooks/write', actor));
      });
      return { runbook: await demand(account.id, name), created: before === undefined };
    },
    async update(account, name, input, actor) {
      const { type } = await demand(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update runbook set tags = coalesce(${input.tags === undefined ? null : JSON.stringify(input.tags)}::jsonb, tags),
            description = coalesce(${input.description ?? null}, description),
            log_verbose = coalesce(${input.logVerbose ?? null}, log_verbose),
            log_progress = coalesce(${input.logProgress ?? null}, log_progress), modified_at = now(), modified_by = ${actor.objectId}
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        await nameEnvironment(tx, account.id, name, type, input.runtimeEnvironment);
        await limitConcurrency(tx, account.id, name, input.concurrency);
        await setJobDefaults(tx, account.id, name, input.jobDefaults);
        await audit(tx, auditOf(account, name, 'runbooks/write', actor));
      });
      return demand(account.id, name);
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        await moveToDeleted(tx, account.id, (await demand(account.id, name, tx)).id);
        await audit(tx, auditOf(account, name, 'runbooks/delete', actor));
      });
    },
    async content(accountId, name) {
      await demand(accountId, name);
      const row = await db.maybe<{ content: string }>(sql`
        select v.content from runbook r join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
        where r.account_id = ${accountId} and lower(r.name) = lower(${name})`);
      if (row === undefined) throw problem('RunbookNotPublished', { name });
      return row.content;
    },
    async draftContent(accountId, name) {
      await demand(accountId, name);
      const row = await db.maybe<{ content: string | null }>(sql`
        select draft_content as content from runbook where account_id = ${accountId} and lower(name) = lower(${name})`);
      if (row?.content === null || row === undefined) throw problem('DraftMissing', { name });
      return row.content;
    },
    async putDraft(account, name, content, actor) {
      if (Buffer.byteLength(content) > mostRunbookBytes) throw problem('DraftTooLarge');
      return db.transaction(async (tx) => {
        const runbook = await demand(account.id, name, tx);
        await tx.query(sql`
          update runbook set draft_content = ${content}, draft_created_at = coalesce(draft_created_at, now()),
            draft_modified_at = now(), modified_at = now(), modified_by = ${actor.objectId},
            draft_authors = case when ${actor.objectId} = any(draft_authors) then draft_authors
              else draft_authors || ${actor.objectId}::text end,
            state = case when published_number is null then 'New' else 'Edit' end
          where id = ${runbook.id}`);
        await audit(tx, auditOf(account, name, 'runbooks/draft/write', actor));
        return operations.finished(tx, account.id, runbook, actor);
      });
    },
    async undoEdit(account, name, actor) {
      await db.transaction(async (tx) => {
        const runbook = await demand(account.id, name, tx);
        if (runbook.state === 'New') throw problem('RunbookNotPublished', { name });
        await tx.query(sql`
          update runbook set draft_content = null, draft_authors = '{}', draft_created_at = null, draft_modified_at = null,
            modified_at = now(), modified_by = ${actor.objectId},
            state = 'Published' where id = ${runbook.id}`);
        await audit(tx, auditOf(account, name, 'runbooks/draft/undoEdit/action', actor));
      });
    },
  };
}

/** Left out, it stays as it is: clients that know no environments must not take one away. */
async function nameEnvironment(
  tx: Transaction,
  accountId: string,
  runbook: string,
  type: string,
  wanted: string | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const found =
    wanted === '' ? { name: null, id: null } : await environmentForRunbook(tx, accountId, wanted, type);
  await tx.query(sql`
    update runbook set environment_name = ${found.name}, environment_id = ${found.id}
    where account_id = ${accountId} and lower(name) = lower(${runbook})`);
}

/** Drawn, or of a language that nobody wrote runbooks in by hand: there is nothing here that could run them. */
const notOffered: readonly RunbookType[] = ['Script', 'Graph', 'GraphPowerShell', 'GraphPowerShellWorkflow'];
const offered = runbookTypes.filter((type) => !notOffered.includes(type));

function checkType(name: string, type: string): RunbookType {
  const known = runbookTypes.find((each) => each.toLowerCase() === type.toLowerCase());
  if (known === undefined) throw problem('RunbookTypeUnknown', { type, types: offered.join(', ') });
  if (notOffered.includes(known))
    throw problem('RunbookTypeNotOffered', { name, type: known, types: offered.join(', ') });
  return known;
}
