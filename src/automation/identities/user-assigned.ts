import { newId, problem } from '#kernel';
import { type Database, type Queryable, type Transaction, sql, statement } from '#store';

import { audit } from '../audit/audit.ts';
import { ensureResourceGroup } from '../groups/resource-groups.ts';
import type { Actor } from '../model.ts';
import { type IdentityPath, identityArmId } from './identity-id.ts';
import type { Principal, Principals } from './principals.ts';

/** `Microsoft.ManagedIdentity/userAssignedIdentities`: a service principal that accounts are given, and that outlives them. */
export interface UserAssignedIdentity extends IdentityPath, Principal {
  readonly id: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Application permissions of Microsoft Graph that it was made with. */
  readonly permissions: readonly string[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface UserAssignedIdentityInput {
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** None when absent. Given once, when the identity is made. */
  readonly permissions?: readonly string[] | undefined;
}

export interface UserAssignedIdentities {
  /** Rejects with `UserAssignedIdentityNotFound`. */
  get(path: IdentityPath): Promise<UserAssignedIdentity>;
  /** Of a resource group, or of the whole subscription. */
  list(subscriptionId: string, resourceGroup?: string): Promise<UserAssignedIdentity[]>;
  /** Makes it with its service principal, or changes its tags. */
  put(
    path: IdentityPath,
    input: UserAssignedIdentityInput,
    actor: Actor,
  ): Promise<{ readonly identity: UserAssignedIdentity; readonly created: boolean }>;
  update(path: IdentityPath, input: UserAssignedIdentityInput, actor: Actor): Promise<UserAssignedIdentity>;
  /** Takes it away from the accounts that have it too: their jobs get no more tokens of it. False when there is none. */
  remove(path: IdentityPath, actor: Actor): Promise<boolean>;
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/;
const kind = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const selected = `
  select id, subscription_id as "subscriptionId", resource_group as "resourceGroup", name, location, tags, tenant_id as "tenantId",
    application_object_id as "applicationObjectId", client_id as "clientId", principal_id as "principalId", permissions,
    created_at as "createdAt", modified_at as "modifiedAt"
  from user_assigned_identity`;

export function createUserAssignedIdentities({
  db,
  principals,
  grantable,
}: {
  readonly db: Database;
  readonly principals: Principals;
  /** Permissions that an identity may be made with: no more than an account's own has, or whoever makes it would gain by it. */
  readonly grantable: readonly string[];
}): UserAssignedIdentities {
  async function get(path: IdentityPath): Promise<UserAssignedIdentity> {
    const found = await findIdentity(db, path);
    if (found === undefined)
      throw problem('UserAssignedIdentityNotFound', { name: path.name, group: path.resourceGroup });
    return found;
  }

  async function update(
    path: IdentityPath,
    { location, tags }: UserAssignedIdentityInput,
    actor: Actor,
  ): Promise<UserAssignedIdentity> {
    const before = await get(path);
    if (location !== undefined && location !== before.location)
      throw problem('IdentityLocationFixed', { name: before.name, location: before.location });
    await db.transaction(async (tx) => {
      await tx.query(sql`
        update user_assigned_identity set modified_at = now(),
          tags = coalesce(${tags === undefined ? null : JSON.stringify(tags)}::jsonb, tags) where id = ${before.id}`);
      await audit(tx, auditOf('write', path, actor));
    });
    return get(path);
  }

  return {
    get,
    update,
    list: (subscriptionId, resourceGroup) =>
      db.query<UserAssignedIdentity>(
        statement(
          `${selected} where lower(subscription_id) = lower($1) and ($2::text is null or lower(resource_group) = lower($2))
           order by lower(resource_group), lower(name)`,
          [subscriptionId, resourceGroup ?? null],
        ),
      ),
    async put(path, input, actor) {
      if ((await findIdentity(db, path)) !== undefined)
        return { identity: await update(path, input, actor), created: false };
      if (!namePattern.test(path.name)) throw problem('IdentityNameInvalid', { name: path.name });
      const { location = 'local', tags = {}, permissions = [] } = input;
      const beyond = permissions.find((each) => !grantable.includes(each));
      if (beyond !== undefined)
        throw problem('IdentityPermissionBeyond', { permission: beyond, allowed: grantable.join(', ') });
      // Before the transaction, since the directory is outside of it: one that is made for nothing is taken back.
      const made = await principals.make(
        { displayName: path.name, resourceId: identityArmId(path), userAssigned: true },
        permissions,
      );
      try {
        await db.transaction(async (tx) => {
          await ensureResourceGroup(tx, path.subscriptionId, path.resourceGroup, location);
          await insert(tx, path, { location, tags, permissions }, made);
          await audit(tx, auditOf('write', path, actor, { clientId: made.clientId, permissions }));
        });
      } catch (error) {
        await principals.remove(made);
        throw error;
      }
      return { identity: await get(path), created: true };
    },
    async remove(path, actor) {
      const found = await findIdentity(db, path);
      if (found === undefined) return false;
      await db.transaction(async (tx) => {
        const accounts = await tx.query<{ name: string }>(sql`
          select a.name from account_user_assigned_identity g join account a on a.id = g.account_id
          where g.identity_id = ${found.id} order by a.name`);
        await tx.query(sql`delete from user_assigned_identity where id = ${found.id}`);
        const details = { clientId: found.clientId, accounts: accounts.map(({ name }) => name) };
        await audit(tx, auditOf('delete', path, actor, details));
      });
      await principals.remove(found);
      return true;
    },
  };
}

/** Names are compared without regard to case. */
export function findIdentity(
  queryable: Queryable,
  { subscriptionId, resourceGroup, name }: IdentityPath,
): Promise<UserAssignedIdentity | undefined> {
  return queryable.maybe<UserAssignedIdentity>(
    statement(
      `${selected} where lower(subscription_id) = lower($1) and lower(resource_group) = lower($2) and lower(name) = lower($3)`,
      [subscriptionId, resourceGroup, name],
    ),
  );
}

async function insert(
  tx: Transaction,
  path: IdentityPath,
  input: Required<UserAssignedIdentityInput>,
  made: Principal,
): Promise<void> {
  const rows = await tx.query(sql`
    insert into user_assigned_identity (id, subscription_id, resource_group, name, location, tags, tenant_id,
      application_object_id, client_id, principal_id, permissions, created_at, modified_at)
    values (${newId()}, ${path.subscriptionId}, ${path.resourceGroup}, ${path.name}, ${input.location}, ${JSON.stringify(input.tags)},
      ${made.tenantId}, ${made.applicationObjectId}, ${made.clientId}, ${made.principalId}, ${input.permissions}, now(), now())
    on conflict do nothing returning id`);
  if (rows.length === 0) throw problem('IdentityBeingMade', { name: path.name });
}

function auditOf(action: string, path: IdentityPath, actor: Actor, details?: Record<string, unknown>) {
  return {
    actor: actor.objectId,
    action: `${kind}/${action}`,
    resource: identityArmId(path),
    correlationId: actor.correlationId,
    ...(details !== undefined && { details }),
  };
}
