import { expect } from 'vitest';

import { newId } from '#kernel';

import type { ConformanceCase } from '../harness.ts';

interface Listed {
  readonly value: readonly { readonly id: string; readonly name: string; readonly tenantId?: string }[];
}
const read = '2022-12-01';

/** What clients ask of Resource Manager around an account. */
export const surroundingCases: readonly ConformanceCase[] = [
  {
    name: 'a client finds its tenant, its subscription, where things may be, and that the provider is registered',
    shows: {
      Tenants_List: 'Subscriptions_Get',
      Subscriptions_List: 'Subscriptions_Get',
      Subscriptions_Get: 'Subscriptions_List',
      Subscriptions_ListLocations: 'Providers_Get',
      Providers_List: 'Providers_Get',
      Providers_Get: 'Providers_Register',
      Providers_Register: 'Providers_Get',
    },
    async run({ plane, above }) {
      const get = (path: string) => plane.call('GET', `${path}?api-version=${read}`);
      const subscription = (await above('GET', '', { version: read })).json<{
        id: string;
        tenantId: string;
      }>();
      expect(subscription).toMatchObject({ subscriptionId: plane.subscriptionId, state: 'Enabled' });
      expect((await get('/tenants')).json<Listed>().value.map(({ tenantId }) => tenantId)).toEqual([
        subscription.tenantId,
      ]);
      expect((await get('/subscriptions')).json<Listed>().value.map(({ id }) => id)).toEqual([
        subscription.id,
      ]);
      const registered = await above('POST', '/providers/Microsoft.Automation/register', { version: read });
      const provider = await above('GET', '/providers/microsoft.automation', { version: read });
      expect(provider.json()).toEqual(registered.json());
      expect(provider.json()).toMatchObject({
        namespace: 'Microsoft.Automation',
        registrationState: 'Registered',
        resourceTypes: expect.arrayContaining([
          expect.objectContaining({ resourceType: 'automationAccounts/runbooks', locations: ['local'] }),
        ]),
      });
      const all = await above('GET', '/providers', { version: read });
      expect(all.json<{ value: unknown[] }>().value).toContainEqual(provider.json());
      const locations = await above('GET', '/locations', { version: read });
      expect(locations.json<Listed>().value.map(({ name }) => name)).toEqual(['local']);
    },
  },
  {
    name: 'a resource group is made, asked for, changed, listed and deleted',
    shows: {
      ResourceGroups_CreateOrUpdate: 'ResourceGroups_Get',
      ResourceGroups_Get: 'ResourceGroups_CreateOrUpdate',
      ResourceGroups_CheckExistence: 'ResourceGroups_CreateOrUpdate',
      ResourceGroups_Update: 'ResourceGroups_Get',
      ResourceGroups_List: 'ResourceGroups_CreateOrUpdate',
      ResourceGroups_Delete: 'ResourceGroups_List',
    },
    async run({ above }) {
      const [path, version] = ['/resourceGroups/Made-Here', '2021-04-01'];
      const call = (method: string, json?: unknown) =>
        above(method, path, { version, ...(json !== undefined && { json }) });
      expect((await call('HEAD')).status).toBe(404);
      expect((await call('PUT', { location: 'local', tags: { of: 'ours' } })).status).toBe(201);
      expect((await call('HEAD')).status).toBe(204);
      expect((await call('PATCH', { tags: { of: 'others' } })).status).toBe(200);
      expect((await call('GET')).json()).toMatchObject({
        name: 'Made-Here',
        location: 'local',
        tags: { of: 'others' },
        properties: { provisioningState: 'Succeeded' },
      });
      const names = async () =>
        (await above('GET', '/resourceGroups', { version })).json<Listed>().value.map(({ name }) => name);
      expect(await names()).toContain('Made-Here');
      expect((await call('DELETE')).status).toBe(200);
      expect(await names()).not.toContain('Made-Here');
    },
  },
  {
    name: 'a role is given at an account, opens it, and is taken away',
    shows: {
      RoleAssignments_Create: 'RoleAssignments_Get',
      RoleAssignments_Get: 'RoleAssignments_Create',
      RoleAssignments_ListForScope: 'RoleAssignments_Create',
      RoleAssignments_Delete: 'RoleAssignments_ListForScope',
      RoleDefinitions_List: 'RoleAssignments_Create',
      RoleDefinitions_Get: 'RoleDefinitions_List',
    },
    async run({ plane, above, call, account }) {
      const version = '2022-04-01';
      const provider = '/providers/Microsoft.Authorization';
      const filter = encodeURIComponent("roleName eq 'Reader'");
      const found = await above('GET', `${provider}/roleDefinitions?$filter=${filter}`, { version });
      const [reader] = found.json<Listed>().value;
      const definition = await above('GET', `${provider}/roleDefinitions/${reader!.name}`, { version });
      expect(definition.json()).toEqual(reader);

      const principalId = plane.objectId('stranger');
      const mayRead = async () => (await call('GET', '', { as: 'stranger' })).status === 200;
      expect(await mayRead()).toBe(false);
      const one = `${provider}/roleAssignments/${newId()}`;
      const json = { properties: { roleDefinitionId: reader!.id, principalId } };
      expect((await call('PUT', one, { json, version })).status).toBe(201);
      expect((await call('GET', one, { version })).json()).toMatchObject({
        properties: { principalId, scope: account },
      });
      expect(await mayRead()).toBe(true);
      const assigned = encodeURIComponent(`atScope() and assignedTo('${principalId}')`);
      const listed = async () =>
        (await call('GET', `${provider}/roleAssignments?$filter=${assigned}`, { version })).json<Listed>()
          .value;
      expect(await listed()).toHaveLength(1);
      expect((await call('DELETE', one, { version })).status).toBe(200);
      expect((await call('DELETE', one, { version })).status).toBe(204);
      expect(await listed()).toHaveLength(0);
      expect(await mayRead()).toBe(false);
    },
  },
  {
    name: 'an identity of one’s own is made, found, changed and deleted, and its principal with it',
    shows: {
      UserAssignedIdentities_CreateOrUpdate: 'UserAssignedIdentities_Get',
      UserAssignedIdentities_Get: 'UserAssignedIdentities_CreateOrUpdate',
      UserAssignedIdentities_Update: 'UserAssignedIdentities_Get',
      UserAssignedIdentities_ListBySubscription: 'UserAssignedIdentities_CreateOrUpdate',
      UserAssignedIdentities_ListByResourceGroup: 'UserAssignedIdentities_CreateOrUpdate',
      UserAssignedIdentities_Delete: 'UserAssignedIdentities_ListBySubscription',
    },
    async run({ above, at: [group] }) {
      const version = '2023-01-31';
      const all = '/providers/Microsoft.ManagedIdentity/userAssignedIdentities';
      const inGroup = `/resourceGroups/${group}${all}`;
      const path = `${inGroup}/sender`;
      const made = await above('PUT', path, { json: { location: 'local' }, version });
      expect([made.status, made.json()]).toMatchObject([
        201,
        { name: 'sender', properties: { clientId: expect.any(String) } },
      ]);
      expect((await above('PATCH', path, { json: { tags: { of: 'ours' } }, version })).status).toBe(200);
      expect((await above('GET', path, { version })).json()).toMatchObject({ tags: { of: 'ours' } });
      const names = async (where: string) =>
        (await above('GET', where, { version })).json<Listed>().value.map(({ name }) => name);
      expect(await names(all)).toContain('sender');
      expect(await names(inGroup)).toContain('sender');
      expect((await above('DELETE', path, { version })).status).toBe(200);
      expect((await above('DELETE', path, { version })).status).toBe(204);
      expect(await names(all)).not.toContain('sender');
    },
  },
];
