import { isProblem, problem } from '#kernel';
import { type Database, sql } from '#store';
import type { TokenAnswer, TokenRequest } from '#worker-link';

import { type AccountPath, armId } from '../model.ts';
import type { Directory } from './directory.ts';
import { parseIdentityId } from './identity-id.ts';
import type { Principal, Principals } from './principals.ts';

/** What jobs of an account may be: the account's own identity, and those that it was given. */
export interface Identities {
  /** Makes the account's service principal in the directory, with the default app roles, unless it has one. */
  ensureSystemAssigned(accountId: string): Promise<void>;
  /** Takes the account's own identity away, in the directory too. */
  removeSystemAssigned(accountId: string): Promise<void>;
  /** Asked before the account is deleted, and forgotten after. */
  systemAssigned(accountId: string): Promise<KnownPrincipal | undefined>;
  forget(principal: KnownPrincipal): Promise<void>;
  /** A token for a job of the account. Rejects with `IdentityMissing` or `DirectoryRefused`. */
  token(accountId: string, tenantOrigin: string, request: TokenRequest): Promise<TokenAnswer>;
}

type KnownPrincipal = Pick<Principal, 'clientId' | 'applicationObjectId'>;

export interface IdentitiesOptions {
  readonly db: Database;
  readonly directory: Directory;
  readonly principals: Principals;
  /** Application permissions of Microsoft Graph that a new account's identity gets. */
  readonly defaultRoles: readonly string[];
}

export function createIdentities({ db, directory, principals, defaultRoles }: IdentitiesOptions): Identities {
  const making = new Map<string, Promise<void>>();

  async function make(accountId: string): Promise<void> {
    const account = await db.maybe<AccountPath>(sql`
      select subscription_id as "subscriptionId", resource_group as "resourceGroup", name from account where id = ${accountId}`);
    // Deleted meanwhile: there is nobody to make it for.
    if (account === undefined) return;
    const made = await principals.make(
      { displayName: account.name, resourceId: armId(account), userAssigned: false },
      defaultRoles,
    );
    await db.transaction(async (tx) => {
      await tx.query(sql`delete from identity where account_id = ${accountId} and kind = 'SystemAssigned'`);
      await tx.query(sql`
        insert into identity (account_id, kind, tenant_id, application_object_id, client_id, principal_id, created_at)
        values (${accountId}, 'SystemAssigned', ${made.tenantId}, ${made.applicationObjectId}, ${made.clientId}, ${made.principalId}, now())`);
    });
  }

  /** One at a time for an account: two jobs must not make two service principals. */
  function makeOnce(accountId: string): Promise<void> {
    const running = making.get(accountId) ?? make(accountId).finally(() => making.delete(accountId));
    making.set(accountId, running);
    return running;
  }

  async function token(
    accountId: string,
    tenantOrigin: string,
    request: TokenRequest,
    again = true,
  ): Promise<TokenAnswer> {
    const { clientId, kind } = await find(accountId, request);
    try {
      const where = { origin: tenantOrigin, renew: request.renew ?? false };
      const made = await directory.token(await principals.keyOf(clientId), request.resource, where);
      return { ...made, resource: request.resource, clientId };
    } catch (error) {
      // A tenant that was reset has forgotten the application: the account's own is made again, once, in the main tenant.
      const forgotten = isProblem(error, 'DirectoryRefused') && error.message.includes('AADSTS700016');
      if (!forgotten || !again || kind !== 'SystemAssigned' || tenantOrigin !== directory.origin) throw error;
      await makeOnce(accountId);
      return token(accountId, tenantOrigin, request, false);
    }
  }

  /** Without a name it is the account's own; those that it was given are named, in one of three ways. */
  async function find(accountId: string, { clientId, objectId, resourceId }: TokenRequest) {
    const id = resourceId === undefined ? undefined : parseIdentityId(resourceId);
    const named = clientId ?? objectId ?? resourceId;
    const row = await db.maybe<{ clientId: string; kind: string }>(sql`
      select i.client_id as "clientId", 'SystemAssigned' as kind
      from identity i join account a on a.id = i.account_id
      where a.id = ${accountId} and i.kind = 'SystemAssigned' and a.system_assigned and ${resourceId === undefined}
        and i.client_id = coalesce(lower(${clientId ?? null}), i.client_id)
        and i.principal_id = coalesce(lower(${objectId ?? null}), i.principal_id)
      union all
      select u.client_id, 'UserAssigned'
      from account_user_assigned_identity g join account a on a.id = g.account_id
        join user_assigned_identity u on u.id = g.identity_id
      where a.id = ${accountId} and ${named !== undefined} and (${resourceId === undefined} or ${id !== undefined})
        and u.client_id = coalesce(lower(${clientId ?? null}), u.client_id)
        and u.principal_id = coalesce(lower(${objectId ?? null}), u.principal_id)
        and lower(u.subscription_id) = coalesce(lower(${id?.subscriptionId ?? null}), lower(u.subscription_id))
        and lower(u.resource_group) = coalesce(lower(${id?.resourceGroup ?? null}), lower(u.resource_group))
        and lower(u.name) = coalesce(lower(${id?.name ?? null}), lower(u.name))
      limit 1`);
    if (row === undefined)
      throw problem('IdentityMissing', { which: named === undefined ? '' : ` ${named}` });
    return row;
  }

  return {
    async ensureSystemAssigned(accountId) {
      const known = await db.maybe(
        sql`select 1 from identity where account_id = ${accountId} and kind = 'SystemAssigned'`,
      );
      if (known === undefined) await makeOnce(accountId);
    },
    systemAssigned: (accountId) =>
      db.maybe<KnownPrincipal>(sql`
        select client_id as "clientId", application_object_id as "applicationObjectId" from identity
        where account_id = ${accountId} and kind = 'SystemAssigned'`),
    forget: (principal) => principals.remove(principal),
    async removeSystemAssigned(accountId) {
      const [gone] = await db.query<KnownPrincipal>(sql`
        delete from identity where account_id = ${accountId} and kind = 'SystemAssigned'
        returning client_id as "clientId", application_object_id as "applicationObjectId"`);
      if (gone !== undefined) await principals.remove(gone);
    },
    token: (accountId, tenantOrigin, request) => token(accountId, tenantOrigin, request),
  };
}
