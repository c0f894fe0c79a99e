import { expect } from 'vitest';

import type { ConformanceCase } from '../harness.ts';

export const accountCases: readonly ConformanceCase[] = [
  {
    name: 'an account is made, changed, found in its group and subscription, and gone when it was deleted',
    shows: {
      AutomationAccount_CreateOrUpdate: 'AutomationAccount_Get',
      AutomationAccount_Get: 'AutomationAccount_CreateOrUpdate',
      AutomationAccount_Update: 'AutomationAccount_Get',
      AutomationAccount_List: 'AutomationAccount_CreateOrUpdate',
      AutomationAccount_ListByResourceGroup: 'AutomationAccount_CreateOrUpdate',
      AutomationAccount_Delete: 'AutomationAccount_List',
    },
    async run({ v10, at: [group], refusal }) {
      const at = [group, 'Made-Here'] as const;
      expect(await refusal(v10.automationAccount.get(...at))).toEqual([404, 'ResourceNotFound']);
      const made = await v10.automationAccount.createOrUpdate(...at, {
        location: 'local',
        sku: { name: 'Basic' },
        tags: { made: 'here' },
      });
      expect([made._response.status, made.name, made.state, made.sku?.name]).toEqual([
        201,
        'Made-Here',
        'Ok',
        'Basic',
      ]);
      expect((await v10.automationAccount.createOrUpdate(...at, {}))._response.status).toBe(200);
      await v10.automationAccount.update(...at, { tags: { made: 'and changed' } });
      // The case of a path does not matter.
      const got = await v10.automationAccount.get(group.toUpperCase(), 'made-here');
      expect([got.name, got.tags]).toEqual(['Made-Here', { made: 'and changed' }]);
      const names = (list: readonly { name?: string | undefined }[]) => list.map(({ name }) => name);
      expect(names(await v10.automationAccount.list())).toContain('Made-Here');
      expect(names(await v10.automationAccount.listByResourceGroup(group))).toContain('Made-Here');
      expect((await v10.automationAccount.deleteMethod(...at))._response.status).toBe(200);
      expect((await v10.automationAccount.deleteMethod(...at))._response.status).toBe(204);
      expect(names(await v10.automationAccount.list())).not.toContain('Made-Here');
    },
  },
  {
    name: 'the operations that roles are made of name what a runbook is made with',
    shows: { Operations_List: 'RoleDefinitions_List' },
    async run({ v10, above }) {
      const names = (await v10.operations.list()).map(({ name }) => name);
      expect(names).toContain('Microsoft.Automation/automationAccounts/runbooks/write');
      const definitions = await above('GET', '/providers/Microsoft.Authorization/roleDefinitions');
      const actions = definitions
        .json<{ value: { properties: { permissions: { actions: string[] }[] } }[] }>()
        .value.flatMap(({ properties }) => properties.permissions.flatMap((each) => each.actions))
        .filter((action) => /^Microsoft\.Automation\/automationAccounts\/jobs\/\w+$/.test(action));
      expect(actions.length).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining(actions));
    },
  },
];
