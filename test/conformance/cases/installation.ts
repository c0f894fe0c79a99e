import { generateKeyPairSync } from 'node:crypto';

import { expect } from 'vitest';

import { createSealing } from '#automation';
import { silentLogger, systemClock } from '#kernel';

import type { TestAnswer, TestControlPlane } from '../../../src/api/testing/control-plane.ts';
import type { ConformanceCase } from '../harness.ts';

interface Entries {
  readonly value: readonly { readonly action: string; readonly resource: string }[];
}

/** What the control plane's process does once a second. */
async function seal({ db }: TestControlPlane): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await createSealing({ db, privateKey, anchors: [], logger: silentLogger, clock: systemClock }).round();
}

async function everyPage<Item>(plane: TestControlPlane, first: TestAnswer): Promise<Item[]> {
  const { value, nextLink } = first.json<{ value: Item[]; nextLink?: string }>();
  if (nextLink === undefined) return value;
  return [...value, ...(await everyPage<Item>(plane, await plane.call('GET', nextLink)))];
}

/** What is ours: of the installation, and the limits of an account. */
export const installationCases: readonly ConformanceCase[] = [
  {
    name: 'the audit tells who did what, in a chain with seals',
    shows: {
      Tenantry_ListAuditEntries: 'Variable_CreateOrUpdate',
      Tenantry_ListAuditChain: 'Tenantry_ListAuditEntries',
      Tenantry_ListAuditSeals: 'Tenantry_ListAuditChain',
    },
    async run({ v10, at, account, above, plane }) {
      await v10.variable.createOrUpdate(...at, 'noted', { name: 'noted', value: '1', isEncrypted: false });
      const audit = '/providers/Tenantry.Audit';
      const resource = `${account}/variables/noted`;
      const found = await above('GET', `${audit}/entries?resource=${encodeURIComponent(resource)}`);
      expect(found.json<Entries>().value).toMatchObject([
        { action: 'Microsoft.Automation/automationAccounts/variables/write', actor: plane.objectId('owner') },
      ]);
      await seal(plane);
      const chain = await everyPage<{ resource: string; hash: string }>(
        plane,
        await above('GET', `${audit}/chain`),
      );
      const hash = chain.find((entry) => entry.resource === resource)?.hash;
      const [entry] = (await above('GET', `${audit}/entries?resource=${encodeURIComponent(resource)}`)).json<{
        value: { hash: string }[];
      }>().value;
      expect([entry?.hash, hash]).toEqual([hash, expect.stringMatching(/^[0-9a-f]{64}$/)]);
      const seals = (await above('GET', `${audit}/seals`)).json<{ value: { head: string }[] }>();
      expect(seals.value.map(({ head }) => head)).toEqual([chain.at(-1)?.hash]);
    },
  },
  {
    name: 'the keys of the vault are turned to a new version',
    shows: {
      Tenantry_GetVaultKeys: 'Tenantry_RotateVaultKeys',
      Tenantry_RotateVaultKeys: 'Tenantry_GetVaultKeys',
    },
    async run({ above }) {
      const keys = '/providers/Tenantry.Vault/keys';
      const before = (await above('GET', keys)).json<Record<string, unknown>>();
      expect((await above('POST', `${keys}/rotate`)).status).toBe(202);
      const after = (await above('GET', keys)).json<Record<string, unknown>>();
      expect(after).not.toEqual(before);
    },
  },
  {
    name: 'a feed is known to the installation, without its password, until it is deleted',
    shows: {
      Tenantry_PutFeed: 'Tenantry_GetFeed',
      Tenantry_GetFeed: 'Tenantry_PutFeed',
      Tenantry_ListFeeds: 'Tenantry_PutFeed',
      Tenantry_DeleteFeed: 'Tenantry_ListFeeds',
    },
    async run({ above, feed }) {
      const feeds = '/providers/Tenantry.Gallery/feeds';
      const properties = { url: feed.v3, allowPrivate: true, userName: 'reader', password: 'not told' };
      expect((await above('PUT', `${feeds}/Ours`, { json: { properties } })).status).toBe(201);
      const got = await above('GET', `${feeds}/ours`);
      expect(got.json()).toMatchObject({ name: 'Ours', properties: { url: feed.v3, userName: 'reader' } });
      expect(got.text).not.toContain('not told');
      const names = async () =>
        (await above('GET', feeds)).json<{ value: { name: string }[] }>().value.map(({ name }) => name);
      expect(await names()).toContain('Ours');
      expect((await above('DELETE', `${feeds}/Ours`)).status).toBe(200);
      expect(await names()).not.toContain('Ours');
    },
  },
  {
    name: 'the limits of an account are changed and told',
    shows: { Tenantry_UpdateLimits: 'Tenantry_GetLimits', Tenantry_GetLimits: 'Tenantry_UpdateLimits' },
    async run({ call }) {
      expect((await call('PATCH', '/limits', { json: { concurrentJobs: 7 } })).status).toBe(200);
      expect((await call('GET', '/limits')).text).toContain('7');
    },
  },
];
