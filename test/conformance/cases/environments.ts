import { expect } from 'vitest';

import type { ConformanceCase, Stage } from '../harness.ts';
import { lifeOf } from './assets.ts';
import { shelve } from './modules.ts';

interface Shown {
  readonly name: string;
  readonly tags?: unknown;
  readonly properties: Readonly<Record<string, unknown>> & { readonly provisioningState: string };
}

const shown = async ({ call }: Stage, path: string): Promise<Shown> =>
  (await call('GET', path)).json<Shown>();
const names = async ({ call }: Stage, path: string): Promise<string[]> =>
  (await call('GET', path)).json<{ value: Shown[] }>().value.map(({ name }) => name);
const settled = (stage: Stage, path: string): Promise<Shown> =>
  stage.until(
    () => shown(stage, path),
    ({ properties }) => ['Succeeded', 'Failed'].includes(properties.provisioningState),
  );
const powershell = { runtime: { language: 'PowerShell', version: '7.4' } };

export const environmentCases: readonly ConformanceCase[] = [
  {
    name: 'a runtime environment is made, built into a lock, changed and deleted',
    shows: {
      RuntimeEnvironments_Create: 'RuntimeEnvironments_Get',
      RuntimeEnvironments_Get: 'RuntimeEnvironments_Create',
      RuntimeEnvironments_Update: 'RuntimeEnvironments_Get',
      RuntimeEnvironments_ListByAutomationAccount: 'RuntimeEnvironments_Create',
      RuntimeEnvironments_Delete: 'RuntimeEnvironments_ListByAutomationAccount',
      Tenantry_GetEnvironmentLock: 'RuntimeEnvironments_Create',
    },
    async run(stage) {
      const { call } = stage;
      const path = '/runtimeEnvironments/Own';
      const made = await call('PUT', path, { json: { location: 'local', properties: powershell } });
      expect([made.status, made.json()]).toMatchObject([201, { name: 'Own', properties: powershell }]);
      expect((await settled(stage, path)).properties).toMatchObject({
        provisioningState: 'Succeeded',
        defaultPackages: {},
      });
      const lock = (await call('GET', `${path}/locks/current`)).json<{ properties: object }>().properties;
      expect(lock).toMatchObject({ environment: 'Own', revision: 1, lock: { language: 'PowerShell' } });
      await call('PATCH', path, { json: { properties: { description: 'of ours' } } });
      expect((await shown(stage, '/RUNTIMEENVIRONMENTS/own')).properties['description']).toBe('of ours');
      expect(await names(stage, '/runtimeEnvironments')).toContain('Own');
      expect((await call('DELETE', path)).status).toBe(200);
      expect((await call('DELETE', path)).status).toBe(204);
      expect(await names(stage, '/runtimeEnvironments')).not.toContain('Own');
    },
  },
  {
    name: 'packages of a runtime environment come by link, by hand and from feeds, and are in its next lock',
    shows: {
      Package_CreateOrUpdate: 'Package_Get',
      Package_Get: 'Package_CreateOrUpdate',
      Package_Update: 'Package_Get',
      Package_ListByRuntimeEnvironment: 'Package_CreateOrUpdate',
      Package_Delete: 'Package_ListByRuntimeEnvironment',
      Tenantry_PutPackageContent: 'Package_Get',
      Tenantry_ImportPackages: 'Package_ListByRuntimeEnvironment',
    },
    async run(stage) {
      const { call } = stage;
      const environment = '/runtimeEnvironments/Packed';
      await call('PUT', environment, { json: { properties: powershell } });
      await settled(stage, environment);
      const path = `${environment}/packages/Contoso.Linked`;
      const contentLink = shelve(stage, 'Contoso.Linked');
      expect((await call('PUT', path, { json: { properties: { contentLink } } })).status).toBe(201);
      expect((await settled(stage, path)).properties).toMatchObject({
        provisioningState: 'Succeeded',
        version: '1.2.0',
        contentHash: contentLink.contentHash,
      });
      expect(await names(stage, `${environment}/packages`)).toEqual(['Contoso.Linked']);

      const newer = shelve(stage, 'Contoso.Linked', '1.3.0');
      await call('PATCH', path, { json: { properties: { contentLink: newer } } });
      const { properties: updated } = await settled(stage, path);
      expect(updated['contentHash']).toEqual(newer.contentHash);
      expect((await call('PUT', `${path}/content`, { bytes: Buffer.from('by hand') })).status).toBe(202);
      const { properties: sent } = await settled(stage, path);
      expect(sent['contentHash']).not.toEqual(newer.contentHash);

      shelve(stage, 'Contoso.Fed');
      const json = { properties: { import: [{ name: 'Contoso.Fed' }] } };
      expect((await call('POST', `${environment}/importPackages`, { json })).status).toBe(202);
      expect(await names(stage, `${environment}/packages`)).toEqual(['Contoso.Fed', 'Contoso.Linked']);
      expect((await call('DELETE', path)).status).toBe(200);
      expect((await call('DELETE', path)).status).toBe(204);
      expect(await names(stage, `${environment}/packages`)).toEqual(['Contoso.Fed']);
    },
  },
  {
    name: 'Python packages of an account are sent, tried, listed and deleted',
    shows: { ...lifeOf('Python3Package'), Tenantry_PutPython3PackageContent: 'Python3Package_Get' },
    async run(stage) {
      const { call } = stage;
      const path = '/python3Packages/greeter';
      expect((await call('PUT', path, { json: { properties: {} } })).status).toBe(201);
      expect((await call('PUT', `${path}/content`, { bytes: Buffer.from('a wheel') })).status).toBe(202);
      expect((await settled(stage, path)).properties).toMatchObject({ provisioningState: 'Succeeded' });
      // No address that the installation does not know is fetched; the refusal is what one sees.
      const contentLink = { uri: 'https://example.org/greeter.whl' };
      expect((await call('PATCH', path, { json: { properties: { contentLink } } })).status).toBe(200);
      expect((await settled(stage, path)).properties).toMatchObject({
        provisioningState: 'Failed',
        error: { code: 'PackageLinkNotFetched' },
      });
      expect(await names(stage, '/python3Packages')).toEqual(['greeter']);
      expect((await call('DELETE', path)).status).toBe(200);
      expect(await names(stage, '/python3Packages')).toEqual([]);
    },
  },
];
