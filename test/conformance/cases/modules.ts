import { createHash } from 'node:crypto';

import { expect } from 'vitest';

import type { ConformanceCase, Stage } from '../harness.ts';
import { lifeOf } from './assets.ts';

/** A package on the gallery's shelf, as a link that Azure's clients would send. */
export function shelve({ feed }: Stage, name: string, version = '1.2.0') {
  const content = Buffer.from(`${name} ${version}`);
  feed.packages.push({ name, version, content });
  return {
    uri: `https://www.powershellgallery.com/api/v2/package/${name}/${version}`,
    version,
    contentHash: { algorithm: 'SHA256', value: createHash('sha256').update(content).digest('hex') },
  };
}

interface Imported {
  readonly properties: { readonly provisioningState: string; readonly version: string | null };
}
const settled = ({ properties }: Imported) => ['Succeeded', 'Failed'].includes(properties.provisioningState);

export const moduleCases: readonly ConformanceCase[] = [
  {
    name: 'the activities of a module are its commands; of types no fields are read',
    shows: {
      Activity_ListByModule: 'Module_CreateOrUpdate',
      Activity_Get: 'Module_CreateOrUpdate',
    },
    refuses: [
      'Fields_ListByType',
      'ObjectDataTypes_ListFieldsByModuleAndType',
      'ObjectDataTypes_ListFieldsByType',
    ],
    async run(stage) {
      const { v10, at, until, refusal } = stage;
      const contentLink = shelve(stage, 'Contoso.Office');
      await v10.module.createOrUpdate(...at, 'Contoso.Office', { contentLink });
      await until(
        () => v10.module.get(...at, 'Contoso.Office'),
        ({ provisioningState }) => provisioningState === 'Succeeded',
      );
      const listed = await v10.activity.listByModule(...at, 'Contoso.Office');
      expect(listed.map(({ name }) => name)).toEqual(['Get-Desk', 'Get-Office']);
      const one = await v10.activity.get(...at, 'Contoso.Office', 'get-desk');
      expect([one.name, one.creationTime instanceof Date]).toEqual(['Get-Desk', true]);
      expect(await refusal(v10.activity.get(...at, 'Contoso.Office', 'Get-Nothing'))).toEqual([
        404,
        'NotFound',
      ]);
      for (const fields of [
        await v10.fields.listByType(...at, 'Contoso.Office', 'Contoso.Desk'),
        await v10.objectDataTypes.listFieldsByModuleAndType(...at, 'Contoso.Office', 'Contoso.Desk'),
        await v10.objectDataTypes.listFieldsByType(...at, 'Contoso.Desk'),
      ])
        expect([...fields]).toEqual([]);
    },
  },
  {
    name: 'a module comes from a link, is checked against its hash, and tells what it exports',
    shows: lifeOf('Module'),
    async run(stage) {
      const { v10, at, until, refusal } = stage;
      const contentLink = shelve(stage, 'Contoso.Tools');
      const made = await v10.module.createOrUpdate(...at, 'Contoso.Tools', { contentLink });
      expect(made._response.status).toBe(201);
      const got = await until(
        () => v10.module.get(...at, 'contoso.tools'),
        ({ provisioningState = '' }) => ['Succeeded', 'Failed'].includes(provisioningState),
      );
      expect([got.provisioningState, got.version, got.activityCount, got.error?.code]).toEqual([
        'Succeeded',
        '1.2.0',
        2,
        null,
      ]);
      await v10.module.update(...at, 'Contoso.Tools', { tags: { of: 'ours' } });
      expect((await v10.module.get(...at, 'Contoso.Tools')).tags).toEqual({ of: 'ours' });
      expect((await v10.module.listByAutomationAccount(...at)).map(({ name }) => name)).toEqual([
        'Contoso.Tools',
      ]);
      expect((await v10.module.deleteMethod(...at, 'Contoso.Tools'))._response.status).toBe(200);
      expect(await v10.module.listByAutomationAccount(...at)).toHaveLength(0);
      expect(await refusal(v10.module.get(...at, 'Contoso.Tools'))).toEqual([404, 'NotFound']);
    },
  },
  {
    name: 'a module under its older address is the same module, its package sent by hand',
    shows: {
      ...lifeOf('PowerShell72Module'),
      Tenantry_PutPowerShell72ModuleContent: 'PowerShell72Module_Get',
    },
    async run({ call, until }) {
      const version = '2023-11-01';
      const path = '/powerShell72Modules/Contoso.Older';
      const put = (json: unknown) => call('PUT', path, { json, version });
      expect((await put({ properties: {} })).status).toBe(201);
      for (const [at, bytes] of [
        [path, Buffer.from('first')],
        ['/modules/Contoso.Older', Buffer.from('second')],
      ] as const) {
        expect((await call('PUT', `${at}/content`, { bytes, version })).status).toBe(202);
        const hash = createHash('sha256').update(bytes).digest('hex');
        const got = await until(
          async () => (await call('GET', path, { version })).json<Imported & { properties: object }>(),
          settled,
        );
        expect(got.properties).toMatchObject({
          provisioningState: 'Succeeded',
          contentHash: { value: hash },
        });
      }
      expect((await call('PATCH', path, { json: { tags: { of: 'ours' } }, version })).status).toBe(200);
      expect((await call('GET', path, { version })).json()).toMatchObject({ tags: { of: 'ours' } });
      const names = async () =>
        (await call('GET', '/powerShell72Modules', { version }))
          .json<{ value: { name: string }[] }>()
          .value.map(({ name }) => name);
      expect(await names()).toEqual(['Contoso.Older']);
      expect((await call('DELETE', path, { version })).status).toBe(200);
      expect(await names()).toEqual([]);
    },
  },
  {
    name: 'of a module’s versions one is the default, another can be made it, and a third deleted',
    shows: {
      Tenantry_ListModuleVersions: 'Tenantry_PutModuleContent',
      Tenantry_GetModuleVersion: 'Tenantry_PutModuleContent',
      Tenantry_MakeModuleVersionDefault: 'Module_Get',
      Tenantry_DeleteModuleVersion: 'Tenantry_ListModuleVersions',
      Tenantry_PutModuleContent: 'Tenantry_ListModuleVersions',
    },
    async run({ v10, at, call, until }) {
      const path = '/modules/Contoso.Many';
      await call('PUT', path, { json: {} });
      for (const text of ['Contoso.Many 1.0.0', 'Contoso.Many 2.0.0', 'Contoso.Many 3.0.0']) {
        expect((await call('PUT', `${path}/content`, { bytes: Buffer.from(text) })).status).toBe(202);
        await until(async () => (await call('GET', path)).json<Imported>(), settled);
      }
      const versions = async () =>
        (await call('GET', `${path}/versions`))
          .json<{ value: { name: string; properties: { isDefault: boolean } }[] }>()
          .value.map(({ name, properties: { isDefault } }) => [name, isDefault]);
      expect(new Map((await versions()) as [string, boolean][])).toEqual(
        new Map([
          ['1.0.0', false],
          ['2.0.0', false],
          ['3.0.0', true],
        ]),
      );
      expect((await call('POST', `${path}/versions/1.0.0/makeDefault`)).status).toBe(200);
      expect((await v10.module.get(...at, 'Contoso.Many')).version).toBe('1.0.0');
      expect((await call('GET', `${path}/versions/1.0.0`)).json()).toMatchObject({
        properties: { isDefault: true },
      });
      expect((await call('DELETE', `${path}/versions/2.0.0`)).status).toBe(200);
      expect((await versions()).map(([name]) => name)).not.toContain('2.0.0');
    },
  },
];
