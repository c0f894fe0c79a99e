import { newId, problem } from '#kernel';
import { type Queue, groupHeartbeatSeconds, jobTopic } from '#queue';
import { type Database, type Queryable, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';

/** Workers of one place, which jobs name by `runOn`. */
export interface WorkerGroup {
  readonly id: string;
  readonly name: string;
  readonly groupType: 'User' | 'System';
  /** The name of a credential of the account: as whom jobs of the group are to run; null for the worker's own user. */
  readonly credential: string | null;
  /** A worker that is silent for longer loses its jobs to others. */
  readonly silenceSeconds: number;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface WorkerGroupInput {
  /** Null for none. Unchanged when absent. */
  readonly credential?: string | null | undefined;
  /** From 10 to 300. Unchanged when absent. */
  readonly silenceSeconds?: number | undefined;
}

export interface WorkerGroupFilter {
  readonly name?: string | undefined;
  readonly groupType?: string | undefined;
}

export interface WorkerGroups {
  /** Rejects with `WorkerGroupNotFound`. */
  get(accountId: string, name: string): Promise<WorkerGroup>;
  list(accountId: string, filter: WorkerGroupFilter, after?: string): Promise<Page<WorkerGroup>>;
  /** Rejects with `NameInvalid`, `WorkerGroupCredentialMissing` or `WorkerSilenceInvalid`. */
  put(
    account: Account,
    name: string,
    input: WorkerGroupInput,
    actor: Actor,
  ): Promise<{ readonly group: WorkerGroup; readonly created: boolean }>;
  update(account: Account, name: string, input: WorkerGroupInput, actor: Actor): Promise<WorkerGroup>;
  /** With the workers registered in it. Rejects with `WorkerGroupInUse` while jobs wait for it. */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

const action = (verb: string): string => `hybridRunbookWorkerGroups/${verb}`;

export function createWorkerGroups({
  db,
  queue,
}: {
  readonly db: Database;
  readonly queue: Queue;
}): WorkerGroups {
  async function get(accountId: string, name: string, queryable: Queryable = db): Promise<WorkerGroup> {
    const found = await findGroup(queryable, accountId, name);
    if (found === undefined) throw problem('WorkerGroupNotFound', { name });
    return found;
  }

  return {
    get,
    async list(accountId, { name, groupType }, after = '') {
      const groups = await db.query<WorkerGroup>(sql`
        select id, name, group_type as "groupType", credential, silence_seconds as "silenceSeconds", created_at as "createdAt", modified_at as "modifiedAt"
        from hybrid_worker_group
        where account_id = ${accountId} and lower(name) > lower(${after})
          and (${name ?? null}::text is null or lower(name) = lower(${name ?? null}))
          and (${groupType ?? null}::text is null or lower(group_type) = lower(${groupType ?? null}))
        order by lower(name) limit ${pageSize + 1}`);
      return toPage(groups, (last) => last.name);
    },
    async put(account, name, { credential, silenceSeconds }, actor) {
      demandSilence(silenceSeconds);
      if (!isName(name, 128)) throw problem('NameInvalid', { name, what: 'hybrid worker group', most: 128 });
      return db.transaction(async (tx) => {
        const before = await findGroup(tx, account.id, name);
        await demandCredential(tx, account.id, credential);
        await tx.query(sql`
          insert into hybrid_worker_group (id, account_id, name, credential, silence_seconds, created_at, modified_at)
          values (${newId()}, ${account.id}, ${name}, ${credential ?? null}, ${silenceSeconds ?? groupHeartbeatSeconds}, now(), now())
          on conflict (account_id, lower(name)) do update set modified_at = now(),
            silence_seconds = coalesce(${silenceSeconds ?? null}, hybrid_worker_group.silence_seconds),
            credential = case when ${credential !== undefined} then excluded.credential else hybrid_worker_group.credential end`);
        await audit(tx, {
          ...auditOf(account, name, action('write'), actor),
          details: { credential, silenceSeconds },
        });
        return { group: await get(account.id, name, tx), created: before === undefined };
      });
    },
    async update(account, name, { credential, silenceSeconds }, actor) {
      demandSilence(silenceSeconds);
      return db.transaction(async (tx) => {
        const { id } = await get(account.id, name, tx);
        await demandCredential(tx, account.id, credential);
        await tx.query(sql`
          update hybrid_worker_group set modified_at = now(), silence_seconds = coalesce(${silenceSeconds ?? null}, silence_seconds),
            credential = case when ${credential !== undefined} then ${credential ?? null} else credential end
          where id = ${id}`);
        await audit(tx, {
          ...auditOf(account, name, action('write'), actor),
          details: { credential, silenceSeconds },
        });
        return get(account.id, name, tx);
      });
    },
    async remove(account, name, actor) {
      const gone = await db.transaction(async (tx) => {
        const { id } = await get(account.id, name, tx);
        // A job that is being made for the group holds its row: it is seen here, or does not find the group any more.
        await tx.query(sql`select 1 from hybrid_worker_group where id = ${id} for update`);
        const waiting = await tx.maybe(sql`
          select 1 from job where account_id = ${account.id} and ended_at is null and (lower(run_on) = lower(${name})
            or worker_group_id in (select p.id from hybrid_worker_place p where p.group_id = ${id})) limit 1`);
        const places = await tx.query<{ id: string }>(
          sql`select id from hybrid_worker_place where group_id = ${id}`,
        );
        if (waiting !== undefined) throw problem('WorkerGroupInUse', { name });
        await tx.query(sql`delete from hybrid_worker_group where id = ${id}`);
        await audit(tx, auditOf(account, name, action('delete'), actor));
        return places;
      });
      for (const { id } of gone) await queue.forget(jobTopic(id));
    },
  };
}

const leastSilence = 10;

function demandSilence(seconds: number | undefined): void {
  const most = groupHeartbeatSeconds;
  if (seconds !== undefined && (!Number.isInteger(seconds) || seconds < leastSilence || seconds > most))
    throw problem('WorkerSilenceInvalid', { least: leastSilence, most });
}

function findGroup(queryable: Queryable, accountId: string, name: string): Promise<WorkerGroup | undefined> {
  return queryable.maybe<WorkerGroup>(sql`
    select id, name, group_type as "groupType", credential, silence_seconds as "silenceSeconds", created_at as "createdAt", modified_at as "modifiedAt"
    from hybrid_worker_group where account_id = ${accountId} and lower(name) = lower(${name})`);
}

async function demandCredential(
  tx: Queryable,
  accountId: string,
  name: string | null | undefined,
): Promise<void> {
  if (name === undefined || name === null) return;
  const found = await tx.maybe(
    sql`select 1 from credential where account_id = ${accountId} and lower(name) = lower(${name})`,
  );
  if (found === undefined) throw problem('WorkerGroupCredentialMissing', { name });
}
