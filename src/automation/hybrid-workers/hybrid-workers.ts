import { problem } from '#kernel';
import { type Database, type Queryable, type Transaction, sql, statement } from '#store';

import type { WorkerFacts } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { liveSeconds } from '../jobs/job.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import type { HybridIdentities } from './identities.ts';
import type { WorkerGroup, WorkerGroups } from './worker-groups.ts';

/** A worker as it is registered in a group. */
export interface HybridWorker {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly vmResourceId: string;
  readonly registeredAt: Date;
  /** Null before it was heard of. */
  readonly lastSeenAt: Date | null;
  readonly modifiedAt: Date;
  readonly ip: string;
  /** Of Tenantry there; null for one that is registered and never joined. */
  readonly version: string | null;
  readonly operatingSystem: string | null;
  /** As it told when it joined. */
  readonly tags: Readonly<Record<string, string>>;
  readonly revokedAt: Date | null;
  /** What it says of itself; null before that. */
  readonly facts: WorkerFacts | null;
  /** Heard of lately. */
  readonly live: boolean;
}

export interface HybridWorkers {
  /** Rejects with `WorkerGroupNotFound` or `HybridWorkerNotFound`. */
  get(accountId: string, group: string, id: string): Promise<HybridWorker>;
  list(
    accountId: string,
    group: string,
    filter: { readonly name?: string | undefined },
    after?: string,
  ): Promise<Page<HybridWorker>>;
  /** Rejects with `HybridWorkerIdInvalid`, or with `HybridWorkerElsewhere` when another group has it. */
  put(
    account: Account,
    group: string,
    id: string,
    vmResourceId: string,
    actor: Actor,
  ): Promise<{ readonly worker: HybridWorker; readonly created: boolean }>;
  update(
    account: Account,
    group: string,
    id: string,
    vmResourceId: string | undefined,
    actor: Actor,
  ): Promise<HybridWorker>;
  move(account: Account, group: string, id: string, to: string, actor: Actor): Promise<void>;
  /** False when there is none. */
  remove(account: Account, group: string, id: string, actor: Actor): Promise<boolean>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const selected = `
  select w.id, g.name as group, w.name, w.vm_resource_id as "vmResourceId", w.registered_at as "registeredAt",
    w.last_seen_at as "lastSeenAt", w.modified_at as "modifiedAt", w.ip, w.version,
    w.operating_system as "operatingSystem", w.tags, w.revoked_at as "revokedAt", w.facts,
    coalesce(w.revoked_at is null and w.last_seen_at > now() - interval '${liveSeconds} seconds', false) as live
  from hybrid_worker w join hybrid_worker_group g on g.id = w.group_id`;

export function createHybridWorkers({
  db,
  groups,
  dismissed,
}: {
  readonly db: Database;
  readonly groups: WorkerGroups;
  /** It has left its group: what it has goes to others. */
  readonly dismissed: HybridIdentities['dismissed'];
}): HybridWorkers {
  async function find(group: WorkerGroup, id: string, queryable: Queryable = db) {
    if (!uuid.test(id)) return undefined;
    return queryable.maybe<HybridWorker>(
      statement(`${selected} where w.group_id = $1 and w.id = $2`, [group.id, id]),
    );
  }

  async function demand(group: WorkerGroup, id: string, queryable: Queryable = db): Promise<HybridWorker> {
    const found = await find(group, id, queryable);
    if (found === undefined) throw problem('HybridWorkerNotFound', { id, group: group.name });
    return found;
  }

  const auditWorker = (
    tx: Transaction,
    account: Account,
    group: WorkerGroup,
    id: string,
    verb: string,
    actor: Actor,
    details = {},
  ) =>
    audit(tx, {
      ...auditOf(account, `${group.name}/hybridRunbookWorkers/${id}`, 'hybridRunbookWorkerGroups', actor),
      action: `Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups/hybridRunbookWorkers/${verb}`,
      details,
    });

  return {
    get: async (accountId, group, id) => demand(await groups.get(accountId, group), id),
    async list(accountId, groupName, { name }, after) {
      const group = await groups.get(accountId, groupName);
      const workers = await db.query<HybridWorker>(
        statement(
          `${selected} where w.group_id = $1 and ($2::text is null or lower(w.name) = lower($2))
             and ($3::uuid is null or w.id > $3) order by w.id limit ${pageSize + 1}`,
          [group.id, name ?? null, after !== undefined && uuid.test(after) ? after : null],
        ),
      );
      return toPage(workers, (last) => last.id);
    },
    async put(account, groupName, id, vmResourceId, actor) {
      if (!uuid.test(id)) throw problem('HybridWorkerIdInvalid', { id });
      const group = await groups.get(account.id, groupName);
      return db.transaction(async (tx) => {
        const before = await find(group, id, tx);
        const rows = await tx.query(sql`
          insert into hybrid_worker (account_id, id, group_id, name, vm_resource_id, registered_at, modified_at)
          values (${account.id}, ${id}, ${group.id}, ${nameOf(vmResourceId, id)}, ${vmResourceId}, now(), now())
          on conflict (account_id, id) do update
            set name = excluded.name, vm_resource_id = excluded.vm_resource_id, modified_at = now()
            where hybrid_worker.group_id = ${group.id}
          returning id`);
        if (rows.length === 0) throw problem('HybridWorkerElsewhere', { id });
        await auditWorker(tx, account, group, id, 'write', actor, { vmResourceId });
        return { worker: await demand(group, id, tx), created: before === undefined };
      });
    },
    async update(account, groupName, id, vmResourceId, actor) {
      const group = await groups.get(account.id, groupName);
      return db.transaction(async (tx) => {
        const before = await demand(group, id, tx);
        const machine = vmResourceId ?? before.vmResourceId;
        await tx.query(sql`
          update hybrid_worker set vm_resource_id = ${machine}, name = ${nameOf(machine, id)}, modified_at = now()
          where account_id = ${account.id} and id = ${id}`);
        await auditWorker(tx, account, group, id, 'write', actor, { vmResourceId: machine });
        return demand(group, id, tx);
      });
    },
    async move(account, groupName, id, toName, actor) {
      const [group, to] = [await groups.get(account.id, groupName), await groups.get(account.id, toName)];
      await db.transaction(async (tx) => {
        await demand(group, id, tx);
        await tx.query(sql`
          update hybrid_worker set group_id = ${to.id}, modified_at = now()
          where account_id = ${account.id} and id = ${id}`);
        await auditWorker(tx, account, group, id, 'move/action', actor, { to: to.name });
      });
      await dismissed({ accountId: account.id, id });
    },
    async remove(account, groupName, id, actor) {
      const group = await groups.get(account.id, groupName);
      const removed = await db.transaction(async (tx) => {
        if ((await find(group, id, tx)) === undefined) return false;
        await tx.query(sql`delete from hybrid_worker where account_id = ${account.id} and id = ${id}`);
        await auditWorker(tx, account, group, id, 'delete', actor);
        return true;
      });
      if (removed) await dismissed({ accountId: account.id, id });
      return removed;
    },
  };
}

/** As Azure names it: by its machine. */
function nameOf(vmResourceId: string, id: string): string {
  return vmResourceId.split('/').at(-1) || id;
}
