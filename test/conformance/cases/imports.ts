import { expect } from 'vitest';

import type { ConformanceCase } from '../harness.ts';
import { shelve } from './modules.ts';

interface Import {
  readonly name: string;
  readonly properties: { readonly provisioningState: string; readonly imports: { readonly name: string }[] };
}

export const importCases: readonly ConformanceCase[] = [
  {
    name: 'an import from feeds is planned, made to wait, applied or thrown away',
    shows: {
      Tenantry_PlanModuleImport: 'Tenantry_BeginModuleImport',
      Tenantry_BeginModuleImport: 'Tenantry_GetModuleImport',
      Tenantry_GetModuleImport: 'Tenantry_BeginModuleImport',
      Tenantry_ApplyModuleImport: 'Module_Get',
      Tenantry_DiscardModuleImport: 'Module_ListByAutomationAccount',
    },
    async run(stage) {
      const { call, until, v10, at } = stage;
      shelve(stage, 'Contoso.First');
      shelve(stage, 'Contoso.Second');
      const wanted = (name: string) => ({ properties: { import: [{ name }], apply: false } });
      const plan = await call('POST', '/moduleImports/plan', { json: wanted('Contoso.First') });
      expect(plan.json()).toMatchObject({ properties: { imports: [{ name: 'Contoso.First' }] } });

      const tried = async (name: string): Promise<Import> => {
        const begun = await call('POST', '/moduleImports', { json: wanted(name) });
        expect(begun.status).toBe(202);
        const { name: id, properties } = begun.json<Import>();
        expect(properties.imports.map((each) => each.name)).toEqual([name]);
        return until(
          async () => (await call('GET', `/moduleImports/${id}`)).json<Import>(),
          (each) => each.properties.provisioningState !== 'Running',
        );
      };
      const first = await tried('Contoso.First');
      const applied = await call('POST', `/moduleImports/${first.name}/apply`);
      expect([applied.status, applied.json()]).toMatchObject([200, { name: first.name }]);
      expect((await v10.module.get(...at, 'Contoso.First')).version).toBe('1.2.0');

      const second = await tried('Contoso.Second');
      expect((await call('DELETE', `/moduleImports/${second.name}`)).status).toBe(200);
      const modules = (await v10.module.listByAutomationAccount(...at)).map(({ name }) => name);
      expect(modules).toEqual(['Contoso.First']);
    },
  },
];
