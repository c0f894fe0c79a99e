import { createHash } from 'node:crypto';

import type { CertificateAuthority } from '#certificates';
import { newSecret, problem } from '#kernel';
import { type Database, type Transaction, sql } from '#store';
import { joinTokenText } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import type { Actor } from '../model.ts';
import type { WorkerGroups } from './worker-groups.ts';

/** Where workers come in, and who signs their certificates. */
export interface WorkerEntrance {
  /** `https://automation.contoso.com:7446`. */
  readonly origin: string;
  /** SHA-256, in base64url, of the authority that signed the server's certificate: a token pins it. */
  readonly fingerprint: string;
  /** Signs the certificates of workers, and nothing else. */
  readonly authority: CertificateAuthority;
}

/** What one worker joins a group with, once. */
export interface JoinToken {
  /** Shown this once. */
  readonly token: string;
  readonly origin: string;
  readonly fingerprint: string;
  readonly group: string;
  readonly expiresAt: Date;
  /** What the worker gets, and no others; absent where it states its own. */
  readonly tags?: WorkerTags;
}

export type WorkerTags = Readonly<Record<string, string>>;

export interface JoinTokens {
  /** Rejects with `WorkerGroupNotFound`, `JoinTokenLifetimeInvalid`, or `WorkersCannotJoin`. */
  create(
    account: Account,
    group: string,
    how: { readonly minutes: number; readonly tags?: WorkerTags | undefined },
    actor: Actor,
  ): Promise<JoinToken>;
}

/** A day at most: whoever finds one afterwards has nothing. */
const mostMinutes = 24 * 60;

export function createJoinTokens({
  db,
  groups,
  entrance,
}: {
  readonly db: Database;
  readonly groups: WorkerGroups;
  readonly entrance: WorkerEntrance | undefined;
}): JoinTokens {
  return {
    async create(account, groupName, { minutes, tags }, actor) {
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > mostMinutes)
        throw problem('JoinTokenLifetimeInvalid', { most: mostMinutes });
      const group = await groups.get(account.id, groupName);
      if (entrance === undefined) throw problem('WorkersCannotJoin');
      const secret = newSecret();
      const expiresAt = await db.transaction(async (tx) => {
        await tx.query(sql`delete from hybrid_join_token where expires_at < now()`);
        const { expiresAt: until } = await tx.one<{ expiresAt: Date }>(sql`
          insert into hybrid_join_token (hash, group_id, created_by, created_at, expires_at, tags)
          values (${tags === undefined ? hashOf(secret) : hashOfFixing(secret)}, ${group.id}, ${actor.objectId}, now(), now() + make_interval(mins => ${minutes}::int),
            ${tags === undefined ? null : JSON.stringify(tags)}::jsonb)
          returning expires_at as "expiresAt"`);
        await audit(tx, {
          ...auditOf(account, group.name, 'hybridRunbookWorkerGroups/createJoinToken/action', actor),
          details: { minutes, ...(tags !== undefined && { tags }) },
        });
        return until;
      });
      const { origin, fingerprint } = entrance;
      const token = joinTokenText(secret, fingerprint);
      return {
        token,
        origin,
        fingerprint,
        group: group.name,
        expiresAt,
        ...(tags !== undefined && { tags }),
      };
    },
  };
}

/** Where a token leads to. */
export interface Joining {
  readonly accountId: string;
  readonly groupId: string;
  readonly group: string;
  readonly createdBy: string;
  /** Of the token; null where the worker states its own. */
  readonly tags: WorkerTags | null;
}

/** Uses the token up, in the transaction that makes the worker. Rejects with `JoinTokenRefused`, whatever is wrong with it. */
export async function spend(tx: Transaction, secret: string): Promise<Joining> {
  const found = await tx.maybe<Joining>(sql`
    delete from hybrid_join_token t using hybrid_worker_group g
    where t.hash in (${hashOf(secret)}, ${hashOfFixing(secret)}) and t.expires_at > now() and g.id = t.group_id
    returning g.account_id as "accountId", g.id as "groupId", g.name as group, t.created_by as "createdBy", t.tags`);
  if (found === undefined) throw problem('JoinTokenRefused');
  return found;
}

/** Those that the worker gets. What it states besides must be among them. Rejects with `WorkerTagsFixed`. */
export function tagsOfJoining({ tags: fixed }: Joining, stated: WorkerTags): WorkerTags {
  if (fixed === null) return stated;
  const others = Object.entries(stated).filter(([name, value]) => fixed[name] !== value);
  if (others.length === 0) return fixed;
  const text = (tags: readonly (readonly [string, string])[]): string =>
    tags.map(([name, value]) => `${name}=${value}`).join(', ') || 'none';
  throw problem('WorkerTagsFixed', { stated: text(others), fixed: text(Object.entries(fixed)) });
}

/** A release that does not know of fixed tags does not find such a token. */
function hashOfFixing(secret: string): string {
  return hashOf(`with tags ${secret}`);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
