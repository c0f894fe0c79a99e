import { problem } from '#kernel';
import { type Database, type Queryable, sql } from '#store';

import { audit } from '../audit/audit.ts';
import type { Actor } from '../model.ts';

export interface ResourceGroup {
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ResourceGroupInput {
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What accounts are in. An account that names a group which is not there brings it along. */
export interface ResourceGroups {
  list(subscriptionId: string): Promise<ResourceGroup[]>;
  /** Rejects with `ResourceGroupNotFound`. */
  get(subscriptionId: string, name: string): Promise<ResourceGroup>;
  put(
    subscriptionId: string,
    name: string,
    input: ResourceGroupInput,
    actor: Actor,
  ): Promise<{ group: ResourceGroup; created: boolean }>;
  /** False when there is none. Rejects with `ResourceGroupNotEmpty` while an account is in it. */
  remove(subscriptionId: string, name: string, actor: Actor): Promise<boolean>;
}

/** As Resource Manager has it: letters and digits of any script, and `-_().`, not with a dot at the end. */
const namePattern = /^[\p{L}\p{N}\-_().]{0,89}[\p{L}\p{N}\-_()]$/u;

export function createResourceGroups({ db }: { readonly db: Database }): ResourceGroups {
  async function find(
    subscriptionId: string,
    name: string,
    from: Queryable = db,
  ): Promise<ResourceGroup | undefined> {
    return from.maybe<ResourceGroup>(sql`
      select subscription_id as "subscriptionId", name, location, tags from resource_group
      where lower(subscription_id) = lower(${subscriptionId}) and lower(name) = lower(${name})`);
  }

  async function get(subscriptionId: string, name: string): Promise<ResourceGroup> {
    const group = await find(subscriptionId, name);
    if (group === undefined) throw problem('ResourceGroupNotFound', { group: name });
    return group;
  }

  const auditOf = (verb: 'write' | 'delete', subscriptionId: string, name: string, actor: Actor) => ({
    actor: actor.objectId,
    action: `Microsoft.Resources/subscriptions/resourceGroups/${verb}`,
    resource: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
    correlationId: actor.correlationId,
  });

  return {
    get,
    list: (subscriptionId) =>
      db.query<ResourceGroup>(sql`
        select subscription_id as "subscriptionId", name, location, tags from resource_group
        where lower(subscription_id) = lower(${subscriptionId}) order by lower(name)`),
    async put(subscriptionId, name, { location, tags }, actor) {
      if (!namePattern.test(name)) throw problem('ResourceGroupNameInvalid', { group: name });
      const created = await db.transaction(async (tx) => {
        const before = await find(subscriptionId, name, tx);
        if (before !== undefined && location !== undefined && location !== before.location)
          throw problem('ResourceGroupLocationFixed', { group: name, location: before.location });
        await tx.query(sql`
          insert into resource_group (subscription_id, name, location, tags)
          values (${subscriptionId}, ${name}, ${location ?? 'local'}, ${JSON.stringify(tags ?? {})})
          on conflict (lower(subscription_id), lower(name)) do update
            set tags = coalesce(${tags === undefined ? null : JSON.stringify(tags)}::jsonb, resource_group.tags)`);
        await audit(tx, auditOf('write', subscriptionId, name, actor));
        return before === undefined;
      });
      return { group: await get(subscriptionId, name), created };
    },
    async remove(subscriptionId, name, actor) {
      return db.transaction(async (tx) => {
        if ((await find(subscriptionId, name, tx)) === undefined) return false;
        const resource = await tx.maybe<{ what: string; name: string }>(sql`
          select 'automation account' as what, name from account
          where lower(subscription_id) = lower(${subscriptionId}) and lower(resource_group) = lower(${name})
          union all select 'user-assigned identity', name from user_assigned_identity
          where lower(subscription_id) = lower(${subscriptionId}) and lower(resource_group) = lower(${name})
          order by 1, 2 limit 1`);
        if (resource !== undefined)
          throw problem('ResourceGroupNotEmpty', { group: name, what: resource.what, name: resource.name });
        await audit(tx, auditOf('delete', subscriptionId, name, actor));
        await tx.query(sql`
          delete from resource_group where lower(subscription_id) = lower(${subscriptionId}) and lower(name) = lower(${name})`);
        return true;
      });
    },
  };
}

/** In the transaction that makes an account. */
export async function ensureResourceGroup(
  tx: Queryable,
  subscriptionId: string,
  name: string,
  location: string,
): Promise<void> {
  await tx.query(sql`
    insert into resource_group (subscription_id, name, location) values (${subscriptionId}, ${name}, ${location})
    on conflict (lower(subscription_id), lower(name)) do nothing`);
}
