import { problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { environmentForRunbook } from '../environments/use.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { holdSchedules } from '../schedules/holding.ts';

/** A runbook that was deleted, for as long as it may be brought back. */
export interface DeletedRunbook {
  /** The runbook's own: another one of the same name has another. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly runtimeEnvironment: string | null;
  readonly createdAt: Date;
  readonly deletedAt: Date;
}

export interface DeletedRunbooks {
  /** Newest first. */
  list(accountId: string, after?: string): Promise<Page<DeletedRunbook>>;
  /**
   * Brings it back with its settings, its draft and what was published, as version 1 of a new history. Test jobs, schedules
   * and earlier versions are gone for good.
   * @throws DeletedRunbookNotFound, RunbookExists
   */
  restore(account: Account, name: string, id: string, actor: Actor): Promise<void>;
}

/** As long as Azure keeps them. */
const keptDays = 30;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Moves a runbook to those that were deleted, and forgets those whose time is over. */
export async function moveToDeleted(tx: Transaction, accountId: string, runbookId: string): Promise<void> {
  await holdSchedules(tx, accountId, { runbookId });
  await tx.query(sql`
    delete from deleted_runbook
    where account_id = ${accountId} and deleted_at < now() - make_interval(days => ${keptDays}::int)`);
  await tx.query(sql`
    insert into deleted_runbook (id, account_id, name, type, location, tags, description, log_verbose, log_progress,
      environment_name, draft_content, draft_authors, version, created_at, deleted_at)
    select r.id, r.account_id, r.name, r.type, r.location, r.tags, r.description, r.log_verbose, r.log_progress,
      r.environment_name, r.draft_content, r.draft_authors,
      case when v.number is not null then jsonb_build_object('content', v.content, 'artifactHash', v.artifact_hash,
        'parameters', v.parameters, 'inline', v.inline, 'publishedAt', v.published_at, 'publishedBy', v.published_by) end,
      r.created_at, now()
    from runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
    where r.id = ${runbookId}`);
  await tx.query(sql`delete from runbook where id = ${runbookId}`);
}

export function createDeletedRunbooks({ db }: { readonly db: Database }): DeletedRunbooks {
  return {
    async list(accountId, after) {
      if (after !== undefined && !uuid.test(after)) throw problem('SkipTokenInvalid');
      const rows = await db.query<DeletedRunbook>(sql`
        select id, name, type, location, environment_name as "runtimeEnvironment", created_at as "createdAt",
          deleted_at as "deletedAt"
        from deleted_runbook
        where account_id = ${accountId} and deleted_at >= now() - make_interval(days => ${keptDays}::int)
          and (${after ?? null}::uuid is null or (deleted_at, id) < (select deleted_at, id from deleted_runbook
            where account_id = ${accountId} and id = ${after ?? null}))
        order by deleted_at desc, id desc limit ${pageSize + 1}`);
      return toPage(rows, ({ id }) => id);
    },
    async restore(account, name, id, actor) {
      if (!uuid.test(id)) throw problem('DeletedRunbookNotFound', { name, id });
      await db.transaction(async (tx) => {
        const found = await tx.maybe<DeletedRunbook>(sql`
          select id, name, type, environment_name as "runtimeEnvironment" from deleted_runbook
          where account_id = ${account.id} and id = ${id} and lower(name) = lower(${name})
            and deleted_at >= now() - make_interval(days => ${keptDays}::int) for update`);
        if (found === undefined) throw problem('DeletedRunbookNotFound', { name, id });
        await bringBack(tx, account.id, found, actor);
        await tx.query(sql`delete from deleted_runbook where id = ${id}`);
        await audit(tx, {
          ...auditOf(account, found.name, 'runbooks/write', actor),
          details: { restored: found.id },
        });
      });
    },
  };
}

async function bringBack(
  tx: Transaction,
  accountId: string,
  { id, name, type, runtimeEnvironment }: DeletedRunbook,
  actor: Actor,
): Promise<void> {
  // An environment that is gone meanwhile is told, rather than that jobs run on something else.
  const environment =
    runtimeEnvironment === null
      ? { name: null, id: null }
      : await environmentForRunbook(tx, accountId, runtimeEnvironment, type);
  const back = await tx.maybe(sql`
    insert into runbook (id, account_id, name, type, state, location, tags, description, log_verbose, log_progress,
      environment_name, environment_id, draft_content, draft_authors, draft_created_at, draft_modified_at, published_number,
      created_at, modified_at, modified_by)
    select id, account_id, name, type,
      case when version is null then 'New' when draft_content is null then 'Published' else 'Edit' end,
      location, tags, description, log_verbose, log_progress, ${environment.name}, ${environment.id}, draft_content, draft_authors,
      case when draft_content is not null then now() end, case when draft_content is not null then now() end,
      case when version is not null then 1 end, created_at, now(), ${actor.objectId}
    from deleted_runbook where id = ${id}
    on conflict (account_id, lower(name)) do nothing returning 1`);
  if (back === undefined) throw problem('RunbookExists', { name });
  await tx.query(sql`
    insert into runbook_version (runbook_id, number, content, artifact_hash, parameters, inline, published_at, published_by)
    select id, 1, version ->> 'content', version ->> 'artifactHash', version -> 'parameters', version -> 'inline',
      (version ->> 'publishedAt')::timestamptz, version ->> 'publishedBy'
    from deleted_runbook where id = ${id} and version is not null`);
}
