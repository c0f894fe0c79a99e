import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Vault, sql, statement } from '#store';
import type { AttemptRef, SyncClaim, SyncResult } from '#worker-link';

import type { Account, Accounts } from '../accounts/accounts.ts';
import { sourceControlBinding } from '../assets/bindings.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import type { Publishing } from '../runbooks/publishing.ts';
import type { Runbooks } from '../runbooks/runbooks.ts';
import { demandReach } from './check-source.ts';
import { type SyncJob, type SyncStream, partsOf } from './source-control.ts';
import { demandSourceControl } from './source-controls.ts';
import { addLine, demandSyncAttempt, endIfDone } from './sync-progress.ts';
import { takeOver } from './take-over.ts';

/** Synchronisations: the repository is read by a worker's git, in its sandbox, as a task among the builds. */
export interface SyncJobs {
  /**
   * When this resolves it is never lost. `commitId` may be empty for the newest.
   * @throws SourceControlNotFound, SourceControlSyncExists, SourceControlSyncRunning, SourceControlHostRefused
   */
  start(
    account: Account,
    sourceControl: string,
    job: { readonly name: string; readonly commitId: string },
    actor: Actor,
  ): Promise<SyncJob>;
  get(accountId: string, sourceControl: string, name: string): Promise<SyncJob>;
  /** Newest first. */
  list(accountId: string, sourceControl: string, after?: string): Promise<Page<SyncJob>>;
  streams(
    syncId: string,
    filter: { readonly type?: string | undefined },
    after?: string,
  ): Promise<Page<SyncStream>>;
  stream(syncId: string, sequence: number): Promise<SyncStream>;
  /** Numbers the next attempt; undefined when there is nothing to read any more. */
  claim(syncId: string): Promise<Omit<SyncClaim, 'kind'> | undefined>;
  /** Rejects with `StaleAttempt` when a newer attempt has begun. */
  finish(attempt: AttemptRef, result: SyncResult): Promise<void>;
  /** Starts those that synchronise themselves and were not looked at for a while, and ends those that nothing is open of. */
  startDue(): Promise<void>;
}

const columns = `
  id, name, sync_type as "syncType", state, exception, found_commit as "foundCommit", created_at as "createdAt",
  started_at as "startedAt", ended_at as "endedAt"`;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const lookMinutes = 5;
/** Of a source control, beside the one that runs. */
const keptJobs = 200;

interface Due {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly createdBy: string;
}

interface Claimed {
  readonly attempt: number;
  readonly accountId: string;
  readonly commitId: string;
  readonly name: string;
  readonly url: string;
  readonly branch: string;
  readonly folderPath: string;
  readonly token: Buffer | null;
  readonly allowedHosts: string[];
}

interface Finishing {
  readonly sourceControlId: string;
  readonly accountId: string;
  readonly publishRunbook: boolean;
  readonly removeDeleted: boolean;
  readonly requestedBy: string;
}

export function createSyncJobs(parts: {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly accounts: Accounts;
  readonly runbooks: Runbooks;
  readonly publishing: Publishing;
}): SyncJobs {
  const { db, queue, vault, accounts } = parts;

  async function insert(
    tx: Transaction,
    of: { readonly id: string; readonly accountId: string; readonly name: string },
    job: { readonly name: string; readonly commitId: string; readonly type: SyncJob['syncType'] },
    actor: Actor,
  ): Promise<SyncJob> {
    await tx.query(sql`select 1 from source_control where id = ${of.id} for update`);
    const known = await tx.query<{ name: string; open: boolean }>(sql`
      select name, ended_at is null as open from source_control_sync
      where source_control_id = ${of.id} and (ended_at is null or lower(name) = lower(${job.name}))`);
    if (known.some(({ name }) => name.toLowerCase() === job.name.toLowerCase()))
      throw problem('SourceControlSyncExists', { name: of.name, job: job.name });
    if (known.length > 0) throw problem('SourceControlSyncRunning', { name: of.name });
    const id = newId();
    await tx.query(sql`update source_control set looked_at = now() where id = ${of.id}`);
    const row = await tx.one<SyncJob>(
      statement(
        `insert into source_control_sync (id, source_control_id, account_id, name, commit_id, sync_type, state, requested_by, created_at)
         values ($1, $2, $3, $4, $5, $6, 'Running', $7, now()) returning ${columns}`,
        [id, of.id, of.accountId, job.name, job.commitId, job.type, actor.objectId],
      ),
    );
    await tx.query(sql`
      delete from source_control_sync where id in (
        select id from source_control_sync where source_control_id = ${of.id} and ended_at is not null
        order by created_at desc offset ${keptJobs}::int)`);
    await queue.enqueue(tx, 'build', id);
    return row;
  }

  async function get(accountId: string, sourceControl: string, name: string): Promise<SyncJob> {
    const { id } = await demandSourceControl(db, accountId, sourceControl);
    const row = await db.maybe<SyncJob>(
      statement(
        `select ${columns} from source_control_sync where source_control_id = $1 and lower(name) = lower($2)`,
        [id, name],
      ),
    );
    if (row === undefined) throw problem('SourceControlSyncNotFound', { name: sourceControl, job: name });
    return row;
  }

  return {
    get,
    async start(account, name, { name: jobName, commitId }, actor) {
      return db.transaction(async (tx) => {
        const sourceControl = await demandSourceControl(tx, account.id, name);
        demandReach(account, sourceControl.name, sourceControl.repoUrl);
        const job = await insert(tx, sourceControl, { name: jobName, commitId, type: 'FullSync' }, actor);
        await audit(tx, {
          ...auditOf(account, sourceControl.name, 'sourceControls/sourceControlSyncJobs/write', actor),
          details: { job: jobName, ...(commitId !== '' && { commit: commitId }) },
        });
        return job;
      });
    },
    async list(accountId, name, after) {
      if (after !== undefined && !uuid.test(after)) throw problem('SkipTokenInvalid');
      const { id } = await demandSourceControl(db, accountId, name);
      const rows = await db.query<SyncJob>(
        statement(
          `select ${columns} from source_control_sync where source_control_id = $1 and ($2::uuid is null or (created_at, id) <
             (select created_at, id from source_control_sync where source_control_id = $1 and id = $2))
           order by created_at desc, id desc limit ${pageSize + 1}`,
          [id, after ?? null],
        ),
      );
      return toPage(rows, (last) => last.id);
    },
    async streams(syncId, { type }, after = '0') {
      if (!/^\d{1,9}$/.test(after)) throw problem('SkipTokenInvalid');
      const rows = await db.query<SyncStream>(sql`
        select sync_id as "syncId", sequence, stream, text, time from source_control_sync_stream
        where sync_id = ${syncId} and sequence > ${Number(after)} and (${type ?? null}::text is null or stream = ${type ?? null})
        order by sequence limit ${pageSize + 1}`);
      return toPage(rows, ({ sequence }) => String(sequence));
    },
    async stream(syncId, sequence) {
      const row = await db.maybe<SyncStream>(sql`
        select sync_id as "syncId", sequence, stream, text, time from source_control_sync_stream
        where sync_id = ${syncId} and sequence = ${sequence}`);
      if (row === undefined) throw problem('SourceControlSyncStreamNotFound');
      return row;
    },
    async claim(syncId) {
      const row = await db.maybe<Claimed>(sql`
        update source_control_sync s set attempt = attempt + 1, started_at = coalesce(started_at, now())
        from source_control c join account a on a.id = c.account_id
        where s.id = ${syncId} and c.id = s.source_control_id and s.ended_at is null and not s.imported
        returning s.attempt, s.account_id as "accountId", s.commit_id as "commitId", c.name, c.repo_url as url, c.branch,
          c.folder_path as "folderPath", c.access_token as token, a.allowed_hosts as "allowedHosts"`);
      if (row === undefined) return undefined;
      const { accountId, name, url, branch, folderPath, commitId, token, allowedHosts } = row;
      return {
        attempt: { jobId: syncId, number: row.attempt },
        repository: {
          url,
          branch,
          folder: partsOf(folderPath),
          ...(commitId !== '' && { commit: commitId }),
          ...(token !== null && {
            accessToken: vault.openText(token, sourceControlBinding(accountId, name)),
          }),
        },
        allowedHosts,
      };
    },
    async finish(attempt, result) {
      const syncId = attempt.jobId;
      const sync = await db.transaction(async (tx) => {
        await demandSyncAttempt(tx, attempt);
        return tx.one<Finishing>(sql`
          select c.id as "sourceControlId", c.account_id as "accountId", c.publish_runbook as "publishRunbook",
            c.remove_deleted as "removeDeleted", s.requested_by as "requestedBy"
          from source_control_sync s join source_control c on c.id = s.source_control_id where s.id = ${syncId}`);
      });
      if (!result.ok) {
        await db.transaction(async (tx) => {
          await demandSyncAttempt(tx, attempt);
          await addLine(tx, syncId, 'Error', result.message);
          await tx.query(sql`
            update source_control_sync set state = 'Failed', exception = ${result.message}, ended_at = now() where id = ${syncId}`);
        });
        return;
      }
      const actor = { objectId: sync.requestedBy };
      const account = await accounts.getById(sync.accountId);
      await takeOver(parts, { ...sync, syncId, account, actor }, result);
      await db.transaction(async (tx) => {
        await demandSyncAttempt(tx, attempt);
        await tx.query(sql`
          update source_control_sync set imported = true, found_commit = ${result.commit} where id = ${syncId}`);
        await tx.query(
          sql`update source_control set last_commit = ${result.commit} where id = ${sync.sourceControlId}`,
        );
        await endIfDone(tx, syncId);
      });
    },
    async startDue() {
      const due = await db.query<Due>(sql`
        select c.id, c.account_id as "accountId", c.name, c.created_by as "createdBy" from source_control c
        where c.auto_sync and (c.looked_at is null or c.looked_at < now() - make_interval(mins => ${lookMinutes}::int))
          and not exists (select from source_control_sync s where s.source_control_id = c.id and s.ended_at is null)
        order by c.looked_at nulls first limit 100`);
      const job = { commitId: '', type: 'PartialSync' as const };
      for (const each of due)
        await db.transaction((tx) =>
          insert(tx, each, { ...job, name: newId() }, { objectId: each.createdBy }),
        );
      // A runbook that was deleted in the middle of its publishing tells nobody that it ended.
      const left = await db.query<{ id: string }>(
        sql`select id from source_control_sync where imported and ended_at is null`,
      );
      for (const { id } of left) await db.transaction((tx) => endIfDone(tx, id));
    },
  };
}
