import { newId } from '#kernel';

import { type BodyOf, type Arm, type Resource, type WireResource, armCall, flat } from './arm.ts';

export interface RoleAssignmentProperties {
  /** `…/roleDefinitions/<id>`. */
  readonly roleDefinitionId: string;
  readonly principalId: string;
  readonly principalType: string;
  readonly scope: string;
  readonly createdOn: string;
  readonly createdBy: string | null;
}
/** `role` is the name of its definition. */
export type RoleAssignment = Resource<RoleAssignmentProperties> & { readonly role: string };

export interface RoleDefinition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** Where a role is given: the account of the client, what is above it, or one of its runbooks. */
export type RoleScope = 'subscription' | 'group' | 'account' | { readonly runbook: string };

/** Who may do what with the account. */
export interface Roles {
  definitions(): Promise<readonly RoleDefinition[]>;
  /** At the account, above it and below it. */
  list(): Promise<readonly RoleAssignment[]>;
  /** `role` by its name or id; `principalId` is an object id of the directory. */
  assign(role: string, principalId: string, scope?: RoleScope): Promise<RoleAssignment>;
  /** Takes one away, wherever it is. False when there is none of that name around the account. */
  remove(name: string): Promise<boolean>;
}

export function roles(arm: Arm): Roles {
  const authorization = 'providers/Microsoft.Authorization';
  const call = (path: string, more: object = {}) =>
    arm.transport.call({ ...armCall(arm, ''), path, query: { 'api-version': '2022-04-01' }, ...more });

  async function definitions(): Promise<readonly RoleDefinition[]> {
    const answer = await call(`/${authorization}/roleDefinitions`);
    const { value } = answer.json<{
      value: WireResource<{ roleName: string; description: string }>[];
    }>();
    return value.map(({ name: id, properties }) => ({
      id,
      name: properties.roleName,
      description: properties.description,
    }));
  }

  function pathOf(scope: RoleScope): string {
    const [, subscription = '', group = ''] =
      /^(\/subscriptions\/[^/]+)(\/resourceGroups\/[^/]+)/i.exec(arm.account) ?? [];
    if (scope === 'subscription') return subscription;
    if (scope === 'group') return `${subscription}${group}`;
    if (scope === 'account') return arm.account;
    return `${arm.account}/runbooks/${encodeURIComponent(scope.runbook)}`;
  }

  const named = async (assignments: readonly WireResource<RoleAssignmentProperties>[]) => {
    const known = await definitions();
    return assignments.map((each): RoleAssignment => {
      const id = each.properties.roleDefinitionId.split('/').at(-1);
      return { ...flat(each), role: known.find((definition) => definition.id === id)?.name ?? String(id) };
    });
  };

  async function list(): Promise<readonly RoleAssignment[]> {
    const answer = await call(`${arm.account}/${authorization}/roleAssignments`);
    return named(answer.json<{ value: WireResource<RoleAssignmentProperties>[] }>().value);
  }

  return {
    definitions,
    list,
    async assign(role, principalId, scope = 'account') {
      const known = await definitions();
      const id = known.find(({ name }) => name.toLowerCase() === role.toLowerCase())?.id ?? role;
      const answer = await call(`${pathOf(scope)}/${authorization}/roleAssignments/${newId()}`, {
        method: 'PUT',
        json: {
          properties: { roleDefinitionId: `/${authorization}/roleDefinitions/${id}`, principalId },
        } satisfies BodyOf<'RoleAssignments_Create'>,
      });
      return (await named([answer.json()]))[0]!;
    },
    async remove(name) {
      const found = (await list()).find((each) => each.name === name);
      if (found === undefined) return false;
      await call(found.id, { method: 'DELETE' });
      return true;
    },
  };
}
