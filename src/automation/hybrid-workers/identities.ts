import { X509Certificate } from 'node:crypto';

import { type CertificateAuthority, signClientCertificate } from '#certificates';
import { newId, problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import type { AccountPath, Actor } from '../model.ts';
import { spend, tagsOfJoining } from './join-tokens.ts';
import { seenEverySeconds } from './seen.ts';

/** A worker of a group, as its certificate proves it; where it belongs to is what the database says now. */
export interface HybridIdentity {
  readonly accountId: string;
  readonly id: string;
  readonly groupId: string;
  readonly group: string;
  readonly name: string;
}

/** What a worker tells of its machine. */
export interface Machine {
  readonly name: string;
  readonly operatingSystem: string;
  /** Of Tenantry there. */
  readonly version: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface Enrolled {
  readonly worker: HybridIdentity;
  readonly account: AccountPath;
  readonly certificatePem: string;
}

export interface HybridIdentities {
  /**
   * Makes a worker of the token's group and signs its key. Rejects with `JoinTokenRefused`, with `WorkerGroupMismatch` when the
   * token is for another group, and with `CertificateRequestInvalid`.
   */
  join(request: {
    /** The token's secret. */
    readonly secret: string;
    readonly group: string;
    readonly csrPem: string;
    readonly machine: Machine;
    readonly ip: string;
  }): Promise<Enrolled>;
  /** Signs the next key; the one before counts for another hour. */
  renew(worker: HybridIdentity, csrPem: string): Promise<string>;
  /** Whose certificate it is; undefined when it counts for nothing any more. Notes that the worker was heard of. */
  identify(
    certificate: X509Certificate,
    seen: { readonly ip: string; readonly version?: string | undefined },
  ): Promise<HybridIdentity | undefined>;
  /** Whether the worker is still in that group and may still do something. */
  isActive(worker: HybridIdentity): Promise<boolean>;
  /** From now on every request of it is refused, and its jobs go to others. Rejects with `HybridWorkerNotFound`. */
  revoke(account: Account, group: string, id: string, actor: Actor): Promise<void>;
  /** The worker was revoked, moved or deleted: what it has is given back, and who holds connections of it is told. */
  dismissed(worker: { readonly accountId: string; readonly id: string }): Promise<void>;
  /** Calls `handle` with the key of each worker that is dismissed, by whichever control plane. */
  onDismissed(handle: (key: string) => void): Promise<() => Promise<void>>;
}

export interface HybridIdentitiesOptions {
  readonly db: Database;
  /** Signs the certificates of workers, and nothing else. */
  readonly authority: CertificateAuthority | undefined;
  /** Gives what a worker has back to the next claimer. */
  readonly takeBack: (hybridWorkerId: string, reason: string) => Promise<void>;
}

/** Revocation does not wait for it: it bounds for how long a copy of a forgotten machine's disk is worth something. */
export const certificateDays = 14;
/** The answer to a renewal may be lost, and connections of the old key be busy. */
const overlapMinutes = 60;
const dismissedChannel = 'tenantry_worker_dismissed';

export const workerKey = ({ accountId, id }: { readonly accountId: string; readonly id: string }): string =>
  `${accountId}/${id}`;

export function createHybridIdentities(options: HybridIdentitiesOptions): HybridIdentities {
  const { db, takeBack } = options;

  function sign(csrPem: string, id: string): Promise<string> {
    if (options.authority === undefined) throw problem('WorkersCannotJoin');
    return signClientCertificate(options.authority, { csrPem, name: id, validDays: certificateDays });
  }

  async function keep(tx: Transaction, accountId: string, id: string, certificatePem: string): Promise<void> {
    const certificate = new X509Certificate(certificatePem);
    await tx.query(sql`
      insert into hybrid_worker_certificate (fingerprint, account_id, worker_id, created_at, valid_until)
      values (${fingerprintOf(certificate)}, ${accountId}, ${id}, now(), ${certificate.validToDate})`);
  }

  async function dismissed(worker: { readonly accountId: string; readonly id: string }): Promise<void> {
    await db.notify(dismissedChannel, workerKey(worker));
    await takeBack(worker.id, 'its worker was dismissed');
  }

  return {
    async join({ secret, group, csrPem, machine, ip }) {
      return db.transaction(async (tx) => {
        const joining = await spend(tx, secret);
        if (joining.group.toLowerCase() !== group.toLowerCase())
          throw problem('WorkerGroupMismatch', { name: group });
        const id = newId();
        const certificatePem = await sign(csrPem, id);
        const { accountId, groupId } = joining;
        const tags = tagsOfJoining(joining, machine.tags ?? {});
        const account = await tx.one<AccountPath>(sql`
          select subscription_id as "subscriptionId", resource_group as "resourceGroup", name from account where id = ${accountId}`);
        await tx.query(sql`
          insert into hybrid_worker (account_id, id, group_id, name, vm_resource_id, registered_at, modified_at, last_seen_at,
            ip, version, operating_system, tags)
          values (${accountId}, ${id}, ${groupId}, ${machine.name}, '', now(), now(), now(),
            ${ip}, ${machine.version}, ${machine.operatingSystem}, ${JSON.stringify(tags)})`);
        await keep(tx, accountId, id, certificatePem);
        await audit(tx, {
          ...auditOf(account, `${joining.group}/hybridRunbookWorkers/${id}`, 'hybridRunbookWorkerGroups', {
            objectId: `worker:${id}`,
          }),
          action:
            'Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups/hybridRunbookWorkers/join/action',
          details: {
            machine: machine.name,
            ip,
            tags,
            tokenOf: joining.createdBy,
            ...(joining.tags !== null && { tagsFixed: true }),
          },
        });
        const worker = { accountId, id, groupId, group: joining.group, name: machine.name };
        return { worker, account, certificatePem };
      });
    },
    async renew(worker, csrPem) {
      const { accountId, id } = worker;
      const certificatePem = await sign(csrPem, id);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update hybrid_worker_certificate set valid_until = least(valid_until, now() + make_interval(mins => ${overlapMinutes}::int))
          where account_id = ${accountId} and worker_id = ${id}`);
        await tx.query(sql`
          delete from hybrid_worker_certificate
          where account_id = ${accountId} and worker_id = ${id} and valid_until < now()`);
        await keep(tx, accountId, id, certificatePem);
      });
      return certificatePem;
    },
    async identify(certificate, { ip, version = null }) {
      return db.maybe<HybridIdentity>(sql`
        with found as (
          select w.account_id, w.id, w.group_id, w.name, w.last_seen_at, w.ip, w.version, g.name as group
          from hybrid_worker_certificate c
          join hybrid_worker w on w.account_id = c.account_id and w.id = c.worker_id
          join hybrid_worker_group g on g.id = w.group_id
          where c.fingerprint = ${fingerprintOf(certificate)} and c.valid_until > now() and w.revoked_at is null
        ), seen as (
          update hybrid_worker w set last_seen_at = now(), ip = ${ip}, version = coalesce(${version}, w.version) from found f
          where w.account_id = f.account_id and w.id = f.id and (f.ip <> ${ip} or f.version <> ${version} or f.last_seen_at is null
            or f.last_seen_at < now() - make_interval(secs => ${seenEverySeconds}))
        )
        select account_id as "accountId", id, group_id as "groupId", "group", name from found`);
    },
    async isActive({ accountId, id, groupId }) {
      const row = await db.maybe(sql`
        select 1 from hybrid_worker
        where account_id = ${accountId} and id = ${id} and group_id = ${groupId} and revoked_at is null`);
      return row !== undefined;
    },
    async revoke(account, group, id, actor) {
      await db.transaction(async (tx) => {
        const revoked = await tx.maybe<{ group: string }>(sql`
          update hybrid_worker w set revoked_at = coalesce(w.revoked_at, now()), modified_at = now()
          from hybrid_worker_group g
          where g.id = w.group_id and w.account_id = ${account.id} and lower(g.name) = lower(${group}) and w.id::text = lower(${id})
          returning g.name as group`);
        if (revoked === undefined) throw problem('HybridWorkerNotFound', { id, group });
        await tx.query(sql`
          delete from hybrid_worker_certificate where account_id = ${account.id} and worker_id = ${id}`);
        await audit(tx, {
          ...auditOf(
            account,
            `${revoked.group}/hybridRunbookWorkers/${id}`,
            'hybridRunbookWorkerGroups',
            actor,
          ),
          action:
            'Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups/hybridRunbookWorkers/revoke/action',
        });
      });
      await dismissed({ accountId: account.id, id });
    },
    dismissed,
    onDismissed: (handle) => db.listen(dismissedChannel, handle),
  };
}

function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}
