import { newId, problem } from '#kernel';
import { type Database, type Queryable, sql } from '#store';

import { audit } from '../audit/audit.ts';
import { ensureResourceGroup } from '../groups/resource-groups.ts';
import { type AssignedIdentity, type IdentityChange, assignIdentities } from '../identities/assignment.ts';
import type { Identities } from '../identities/identities.ts';
import { type AccountPath, type Actor, armId, isName } from '../model.ts';
import { holdSchedules } from '../schedules/holding.ts';

export interface Account extends AccountPath {
  readonly id: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly allowedHosts: readonly string[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  /** Its own, the system-assigned one. */
  readonly identity:
    | { readonly clientId: string; readonly principalId: string; readonly tenantId: string }
    | undefined;
  /** Those that it was given. */
  readonly userAssigned: readonly AssignedIdentity[];
}

export interface AccountInput {
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Hosts beyond Microsoft's that jobs may call; unchanged when absent. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Unchanged when absent; a new account gets an identity of its own. */
  readonly identity?: IdentityChange | undefined;
}

export interface Accounts {
  /** Rejects with `AccountNotFound`. */
  get(path: AccountPath): Promise<Account>;
  find(path: AccountPath): Promise<Account | undefined>;
  /** For work that goes on without a caller's path. Rejects with `AccountNotFound`. */
  getById(id: string): Promise<Account>;
  /** Of a resource group, or of the whole subscription. */
  list(subscriptionId: string, resourceGroup?: string): Promise<Account[]>;
  /** Makes the account, with its system-assigned identity unless the input says otherwise, or changes it. `created` tells which. */
  put(path: AccountPath, input: AccountInput, actor: Actor): Promise<{ account: Account; created: boolean }>;
  remove(path: AccountPath, actor: Actor): Promise<boolean>;
}

/** Azure's limit. */
const mostTags = 15;

const selected = `
  select a.id, a.subscription_id as "subscriptionId", a.resource_group as "resourceGroup", a.name, a.location, a.tags,
    a.allowed_hosts as "allowedHosts", a.created_at as "createdAt", a.modified_at as "modifiedAt",
    case when i.client_id is null then null
      else json_build_object('clientId', i.client_id, 'principalId', i.principal_id, 'tenantId', i.tenant_id) end as identity,
    (select coalesce(json_agg(json_build_object('id', format(
        '/subscriptions/%s/resourcegroups/%s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/%s',
        u.subscription_id, u.resource_group, u.name), 'clientId', u.client_id, 'principalId', u.principal_id) order by lower(u.name)), '[]')
      from account_user_assigned_identity g join user_assigned_identity u on u.id = g.identity_id
      where g.account_id = a.id) as "userAssigned"
  from account a left join identity i on i.account_id = a.id and i.kind = 'SystemAssigned' and a.system_assigned`;

export function createAccounts({
  db,
  identities,
}: {
  readonly db: Database;
  readonly identities: Identities;
}): Accounts {
  async function find(path: AccountPath, queryable: Queryable = db): Promise<Account | undefined> {
    const [row] = await queryable.query<Account>({
      text: `${selected} where lower(a.subscription_id) = lower($1) and lower(a.resource_group) = lower($2) and lower(a.name) = lower($3)`,
      values: [path.subscriptionId, path.resourceGroup, path.name],
      name: 'account_get',
    });
    return row === undefined ? undefined : { ...row, identity: row.identity ?? undefined };
  }

  async function get(path: AccountPath): Promise<Account> {
    const account = await find(path);
    if (account === undefined)
      throw problem('AccountNotFound', { name: path.name, group: path.resourceGroup });
    return account;
  }

  const auditOf = (action: string, path: AccountPath, actor: Actor, details?: Record<string, unknown>) => ({
    actor: actor.objectId,
    action: `Microsoft.Automation/automationAccounts/${action}`,
    resource: armId(path),
    correlationId: actor.correlationId,
    ...(details !== undefined && { details }),
  });

  return {
    get,
    find,
    async getById(id) {
      const path = await db.maybe<AccountPath>(sql`
        select subscription_id as "subscriptionId", resource_group as "resourceGroup", name from account where id = ${id}`);
      if (path === undefined) throw problem('AccountNotFound', { name: id, group: '' });
      return get(path);
    },
    async list(subscriptionId, resourceGroup) {
      const rows = await db.query<Account>({
        text: `${selected} where lower(a.subscription_id) = lower($1) and ($2::text is null or lower(a.resource_group) = lower($2)) order by lower(a.name)`,
        values: [subscriptionId, resourceGroup ?? null],
        name: 'account_list',
      });
      return rows.map((row) => ({ ...row, identity: row.identity ?? undefined }));
    },
    async put(path, { location = 'local', tags = {}, allowedHosts, identity }, actor) {
      if (!isName(path.name, 50))
        throw problem('NameInvalid', { name: path.name, what: 'account', most: 50 });
      if (Object.keys(tags).length > mostTags) throw problem('TooManyTags', { most: mostTags });
      const hosts = allowedHosts?.map(checkHost);
      const { created, id, systemAssigned } = await db.transaction(async (tx) => {
        const before = await find(path, tx);
        await ensureResourceGroup(tx, path.subscriptionId, path.resourceGroup, location);
        await tx.query(sql`
          insert into account (id, subscription_id, resource_group, name, location, tags, allowed_hosts, created_at, modified_at)
          values (${newId()}, ${path.subscriptionId}, ${path.resourceGroup}, ${path.name}, ${location}, ${JSON.stringify(tags)},
            ${hosts ?? []}, now(), now())
          on conflict (lower(subscription_id), lower(resource_group), lower(name)) do update
            set tags = excluded.tags, allowed_hosts = coalesce(${hosts ?? null}::text[], account.allowed_hosts), modified_at = now()`);
        const row = await tx.one<{ id: string; systemAssigned: boolean }>(sql`
          select id, system_assigned as "systemAssigned" from account
          where lower(subscription_id) = lower(${path.subscriptionId}) and lower(resource_group) = lower(${path.resourceGroup})
            and lower(name) = lower(${path.name})`);
        if (identity !== undefined) await assignIdentities(tx, row.id, identity);
        await audit(
          tx,
          auditOf('write', path, actor, {
            ...(hosts !== undefined && { allowedHosts: hosts }),
            ...(identity !== undefined && { identity: detailsOf(identity) }),
          }),
        );
        const { systemAssigned = row.systemAssigned } = identity ?? {};
        return { created: before === undefined, id: row.id, systemAssigned };
      });
      // Outside the transaction, since the directory is: an account whose identity failed gets it at the next try.
      if (systemAssigned) await identities.ensureSystemAssigned(id);
      else await identities.removeSystemAssigned(id);
      return { account: await get(path), created };
    },
    async remove(path, actor) {
      const account = await find(path);
      if (account === undefined) return false;
      const own = await identities.systemAssigned(account.id);
      await db.transaction(async (tx) => {
        await holdSchedules(tx, account.id);
        const busy = await tx.maybe(
          sql`select 1 from job where account_id = ${account.id} and ended_at is null limit 1`,
        );
        if (busy !== undefined) throw problem('AccountInUse', { name: path.name });
        await audit(tx, auditOf('delete', path, actor));
        await tx.query(sql`delete from account where id = ${account.id}`);
      });
      if (own !== undefined) await identities.forget(own);
      return true;
    },
  };
}

function detailsOf({ systemAssigned, userAssigned }: IdentityChange) {
  return { systemAssigned, userAssigned: userAssigned === 'none' ? [] : Object.fromEntries(userAssigned) };
}

/** A host name or an address, without port: as the gateway compares it. */
function checkHost(host: string): string {
  const plain = host.toLowerCase();
  if (plain.length > 253 || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(plain))
    throw problem('HostInvalid', { host });
  return plain;
}
