import { expect } from 'vitest';

import { newId } from '#kernel';

import type { ConformanceCase } from '../harness.ts';
import { publish } from './jobs.ts';

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
    name: 'an account has two keys, told in two shapes, of which each is changed by itself',
    shows: {
      Keys_ListByAutomationAccount: 'AgentRegistrationInformation_Get',
      AgentRegistrationInformation_Get: 'Keys_ListByAutomationAccount',
      AgentRegistrationInformation_RegenerateKey: 'Keys_ListByAutomationAccount',
    },
    async run({ v10, at, refusal }) {
      const list = async () =>
        (await v10.keys.listByAutomationAccount(...at)).keys!.map(({ keyName, permissions, value }) => ({
          keyName,
          permissions,
          value,
        }));
      const keys = await list();
      expect(keys).toEqual(
        ['Primary', 'Secondary'].map((keyName) => ({
          keyName,
          permissions: 'Full',
          value: expect.stringMatching(/^\S{80,}$/),
        })),
      );
      const { agentRegistrationInformation: agents } = v10;
      const registration = await agents.get(...at);
      expect(registration.keys).toEqual({ primary: keys[0]!.value, secondary: keys[1]!.value });
      const changed = await agents.regenerateKey(...at, { keyName: 'primary' });
      expect(changed.keys!.secondary).toBe(keys[1]!.value);
      expect(changed.keys!.primary).not.toBe(keys[0]!.value);
      expect((await list()).map(({ value }) => value)).toEqual([changed.keys!.primary, keys[1]!.value]);
      expect(await refusal(agents.regenerateKey(...at, { keyName: 'third' as 'primary' }))).toEqual([
        400,
        'BadRequest',
      ]);
    },
  },
  {
    name: 'statistics and usages are counted from the jobs of the account',
    shows: {
      Statistics_ListByAutomationAccount: 'Job_Create',
      Usages_ListByAutomationAccount: 'Job_Create',
    },
    async run(stage) {
      const { v10, at, until } = stage;
      const counted = async (filter?: string) =>
        Object.fromEntries(
          (await v10.statistics.listByAutomationAccount(...at, filter === undefined ? {} : { filter })).map(
            ({ counterProperty, counterValue }) => [counterProperty, counterValue],
          ),
        );
      expect(await counted()).toMatchObject({ New: 0, Running: 0, Completed: 0, Failed: 0 });
      await publish(stage, 'counted', '// counted\n');
      const job = await v10.job.create(...at, newId(), {
        runbook: { name: 'counted' },
        parameters: { who: 'Ada' },
      });
      await until(
        () => v10.job.get(...at, job.name!),
        ({ status }) => status === 'Completed',
      );
      expect(await counted("properties/counterProperty eq 'Completed'")).toEqual({ Completed: 1 });
      const usages = await v10.usages.listByAutomationAccount(...at);
      expect(usages.map(({ name, unit, limit }) => [name!.value, unit, limit])).toEqual([
        ['AccountUsage', 'Minute', -1],
        ['SubscriptionUsage', 'Minute', -1],
      ]);
      expect(usages[0]!.currentValue).toBeGreaterThan(0);
      expect(usages[1]!.currentValue).toBeGreaterThanOrEqual(usages[0]!.currentValue!);
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
