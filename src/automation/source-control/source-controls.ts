import { newId, problem } from '#kernel';
import { type Database, type Queryable, type Vault, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { sourceControlBinding } from '../assets/bindings.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import { checkSource } from './check-source.ts';
import type { SourceControl } from './source-control.ts';

/** What of one may be given; what is left out stays, or has its default. */
export interface SourceControlInput {
  readonly sourceType?: string | undefined;
  readonly repoUrl?: string | undefined;
  readonly branch?: string | undefined;
  readonly folderPath?: string | undefined;
  readonly autoSync?: boolean | undefined;
  readonly publishRunbook?: boolean | undefined;
  readonly removeDeleted?: boolean | undefined;
  readonly description?: string | undefined;
  /** Goes in and never comes out. */
  readonly accessToken?: string | undefined;
}

export interface SourceControls {
  list(
    accountId: string,
    filter: { readonly sourceType?: string | undefined },
    after?: string,
  ): Promise<Page<SourceControl>>;
  /** Rejects with `SourceControlNotFound`. */
  get(accountId: string, name: string): Promise<SourceControl>;
  /** @throws SourceControlInvalid, SourceControlHostRefused */
  put(
    account: Account,
    name: string,
    input: SourceControlInput,
    actor: Actor,
  ): Promise<{ readonly sourceControl: SourceControl; readonly created: boolean }>;
  /** All but what it is and where it lies. */
  update(account: Account, name: string, input: SourceControlInput, actor: Actor): Promise<SourceControl>;
  /** What came from it stays. */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

const columns = `
  id, account_id as "accountId", name, source_type as "sourceType", repo_url as "repoUrl", branch,
  folder_path as "folderPath", auto_sync as "autoSync", publish_runbook as "publishRunbook",
  remove_deleted as "removeDeleted", description, last_commit as "lastCommit", created_at as "createdAt",
  modified_at as "modifiedAt"`;

/** @throws SourceControlNotFound */
export async function demandSourceControl(
  from: Queryable,
  accountId: string,
  name: string,
): Promise<SourceControl> {
  const found = await from.maybe<SourceControl>(
    statement(`select ${columns} from source_control where account_id = $1 and lower(name) = lower($2)`, [
      accountId,
      name,
    ]),
  );
  if (found === undefined) throw problem('SourceControlNotFound', { name });
  return found;
}

export function createSourceControls({
  db,
  vault,
}: {
  readonly db: Database;
  readonly vault: Vault;
}): SourceControls {
  const get = (accountId: string, name: string): Promise<SourceControl> =>
    demandSourceControl(db, accountId, name);

  async function write(
    account: Account,
    name: string,
    input: SourceControlInput,
    before: SourceControl | undefined,
    actor: Actor,
  ): Promise<void> {
    const source = checkSource(account, name, {
      sourceType: input.sourceType ?? before?.sourceType ?? '',
      repoUrl: input.repoUrl ?? before?.repoUrl ?? '',
      branch: input.branch ?? before?.branch ?? '',
      folderPath: input.folderPath ?? before?.folderPath ?? '/',
    });
    const { sourceType, repoUrl, branch, folderPath } = source;
    const token =
      input.accessToken === undefined
        ? null
        : vault.seal(input.accessToken, sourceControlBinding(account.id, name));
    // A token is for the host that it was given for, and goes to no other.
    const keepsToken = before !== undefined && originOf(before.repoUrl) === originOf(repoUrl);
    await db.transaction(async (tx) => {
      await tx.query(sql`
        insert into source_control (id, account_id, name, source_type, repo_url, branch, folder_path, auto_sync, publish_runbook,
          remove_deleted, description, access_token, created_by, created_at, modified_at)
        values (${newId()}, ${account.id}, ${name}, ${sourceType}, ${repoUrl}, ${branch}, ${folderPath},
          ${input.autoSync ?? before?.autoSync ?? false}, ${input.publishRunbook ?? before?.publishRunbook ?? true},
          ${input.removeDeleted ?? before?.removeDeleted ?? false}, ${input.description ?? before?.description ?? ''}, ${token},
          ${actor.objectId}, now(), now())
        on conflict (account_id, lower(name)) do update set source_type = excluded.source_type, repo_url = excluded.repo_url,
          branch = excluded.branch, folder_path = excluded.folder_path, auto_sync = excluded.auto_sync,
          publish_runbook = excluded.publish_runbook, remove_deleted = excluded.remove_deleted,
          description = excluded.description, modified_at = now(), last_commit = null,
          access_token = coalesce(excluded.access_token, case when ${keepsToken} then source_control.access_token end)`);
      await audit(tx, {
        ...auditOf(account, name, 'sourceControls/write', actor),
        details: { repoUrl, branch, folderPath, token: input.accessToken !== undefined },
      });
    });
  }

  return {
    get,
    async list(accountId, { sourceType }, after = '') {
      const rows = await db.query<SourceControl>(
        statement(
          `select ${columns} from source_control
           where account_id = $1 and lower(name) > $2 and ($3::text is null or lower(source_type) = lower($3))
           order by lower(name) limit ${pageSize + 1}`,
          [accountId, after, sourceType ?? null],
        ),
      );
      return toPage(rows, ({ name }) => name.toLowerCase());
    },
    async put(account, name, input, actor) {
      if (!isName(name)) throw problem('NameInvalid', { name, what: 'source control', most: 63 });
      const before = await get(account.id, name).catch(() => undefined);
      await write(account, before?.name ?? name, input, before, actor);
      return { sourceControl: await get(account.id, name), created: before === undefined };
    },
    async update(account, name, { sourceType: _type, repoUrl: _url, ...input }, actor) {
      const before = await get(account.id, name);
      await write(account, before.name, input, before, actor);
      return get(account.id, name);
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        const { id } = await demandSourceControl(tx, account.id, name);
        await tx.query(sql`delete from source_control where id = ${id}`);
        await audit(tx, auditOf(account, name, 'sourceControls/delete', actor));
      });
    },
  };
}

/** Of a file, an origin says nothing. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
