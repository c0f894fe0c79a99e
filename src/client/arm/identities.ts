import { ClientError } from '../client-error.ts';
import type { Account, AccountProperties } from './accounts.ts';
import { type BodyOf, type Arm, type Resource, type WireResource, armCall, flat, segment } from './arm.ts';

export interface IdentityProperties {
  readonly tenantId: string;
  /** Object id of its service principal. */
  readonly principalId: string;
  readonly clientId: string;
  /** Permissions of Microsoft Graph that it was made with. */
  readonly graphPermissions: readonly string[];
}
/** A user-assigned identity (`Microsoft.ManagedIdentity/userAssignedIdentities`). */
export type ManagedIdentity = Resource<IdentityProperties>;

export interface IdentitySettings {
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Of those that a new account's own identity has; none when absent. */
  readonly graphPermissions?: readonly string[];
}

/** User-assigned identities in the account's resource group, and which of them the account has. */
export interface ManagedIdentities {
  list(): Promise<readonly ManagedIdentity[]>;
  get(name: string): Promise<ManagedIdentity>;
  create(name: string, settings?: IdentitySettings): Promise<ManagedIdentity>;
  /** From all accounts too. False when there was none. */
  delete(name: string): Promise<boolean>;
  /** Gives it to the account: jobs take it by its client id. */
  assign(name: string): Promise<Account>;
  unassign(name: string): Promise<Account>;
}

export function managedIdentities(arm: Arm): ManagedIdentities {
  const [group = ''] = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(arm.account) ?? [];
  const base = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  const query = { 'api-version': '2023-01-31' };
  const at = (name: string): string => `${base}/${segment(name)}`;

  async function change(name: string, value: object | null): Promise<Account> {
    const { id } = await get(name);
    const account = (await arm.transport.call(armCall(arm, ''))).json<Account>();
    const own = account.identity?.principalId === undefined ? [] : ['SystemAssigned'];
    const others = Object.keys(account.identity?.userAssignedIdentities ?? {}).filter((each) => each !== id);
    const types = value === null && others.length === 0 ? own : [...own, 'UserAssigned'];
    const identity =
      types.includes('UserAssigned') === false
        ? { type: types[0] ?? 'None' }
        : { type: types.join(', '), userAssignedIdentities: { [id]: value } };
    const answer = await arm.transport.call(
      armCall(arm, '', { method: 'PATCH', json: { identity } satisfies BodyOf<'AutomationAccount_Update'> }),
    );
    return flat(answer.json<WireResource<AccountProperties>>()) as Account;
  }

  async function get(name: string): Promise<ManagedIdentity> {
    const answer = await arm.transport.call({ path: at(name), query });
    return flat(answer.json<WireResource<IdentityProperties>>());
  }

  return {
    get,
    async list() {
      const answer = await arm.transport.call({ path: base, query });
      return answer.json<{ value: WireResource<IdentityProperties>[] }>().value.map(flat);
    },
    async create(name, { location = 'local', tags = {}, graphPermissions = [] } = {}) {
      const json = {
        location,
        tags,
        properties: { graphPermissions },
      } satisfies BodyOf<'UserAssignedIdentities_CreateOrUpdate'>;
      const answer = await arm.transport.call({ method: 'PUT', path: at(name), query, json });
      return flat(answer.json<WireResource<IdentityProperties>>());
    },
    async delete(name) {
      try {
        const answer = await arm.transport.call({ method: 'DELETE', path: at(name), query });
        return answer.status !== 204;
      } catch (error) {
        if (error instanceof ClientError && error.status === 404) return false;
        throw error;
      }
    },
    assign: (name) => change(name, {}),
    unassign: (name) => change(name, null),
  };
}
