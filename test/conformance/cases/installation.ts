import { generateKeyPairSync } from 'node:crypto';

import { expect } from 'vitest';

import { createSealing } from '#automation';
import { silentLogger, systemClock } from '#kernel';

import type { TestAnswer, TestControlPlane } from '../../../src/api/testing/control-plane.ts';
import { httpReceiver } from '../../../src/automation/alerts/testing/receivers.ts';
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
    name: 'a worker of the installation tells every account how its self-test ended',
    shows: { Tenantry_ListWorkers: 'AutomationAccount_Get' },
    async run({ call, plane, v10, at, until }) {
      await v10.automationAccount.get(...at);
      const isolation = { boundary: 'bubblewrap', egressEnforced: true, refused: 1 } as const;
      const tried = [{ what: 'read the memory of the worker', outcome: 'refused' as const }];
      await plane.link.claim({
        worker: 'shown',
        kinds: ['job'],
        waitMilliseconds: 0,
        facts: { isolation, tried, places: 2, operatingSystem: 'Linux' },
      });
      const { value } = (
        await until(
          () => call('GET', '/workers'),
          ({ text }) => text.includes('"shown"'),
        )
      ).json<{ value: { name: string }[] }>();
      expect(value.find(({ name }) => name === 'shown')).toMatchObject({
        live: true,
        places: 2,
        isolation,
        selfTest: tried,
      });
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
  {
    name: 'what is watched for, and who is told, is set, tried, told and removed',
    shows: {
      Tenantry_PutAlertDestination: 'Tenantry_GetAlertDestination',
      Tenantry_GetAlertDestination: 'Tenantry_PutAlertDestination',
      Tenantry_ListAlertDestinations: 'Tenantry_PutAlertDestination',
      Tenantry_TestAlertDestination: 'Tenantry_GetAlertDestination',
      Tenantry_DeleteAlertDestination: 'Tenantry_ListAlertDestinations',
      Tenantry_PutAlertRule: 'Tenantry_GetAlertRule',
      Tenantry_GetAlertRule: 'Tenantry_PutAlertRule',
      Tenantry_ListAlertRules: 'Tenantry_PutAlertRule',
      Tenantry_DeleteAlertRule: 'Tenantry_ListAlertRules',
      Tenantry_ListAlerts: 'Tenantry_PutAlertRule',
      Tenantry_GetAlert: 'Tenantry_ListAlerts',
      Tenantry_SnoozeAlert: 'Tenantry_GetAlert',
    },
    async run({ call, plane }) {
      const receiver = await httpReceiver();
      try {
        const properties = { kind: 'webhook', url: receiver.url, allowPrivate: true };
        expect((await call('PUT', '/alertDestinations/hook', { json: { properties } })).status).toBe(201);
        expect((await call('POST', '/alertDestinations/hook/test')).status).toBe(200);
        expect(receiver.received.map(({ body }) => body).join('')).toContain('"event":"test"');
        expect((await call('GET', '/alertDestinations/hook')).json()).toMatchObject({
          properties: { kind: 'webhook', host: new URL(receiver.url).host },
        });
        expect((await call('GET', '/alertDestinations')).text).toContain('"hook"');
        // Certificates of the account's identity end within three hundred years.
        const rule = { condition: 'expiring', threshold: 100_000, destinations: ['hook'] };
        expect((await call('PUT', '/alertRules/soon', { json: { properties: rule } })).status).toBe(201);
        expect((await call('GET', '/alertRules/soon')).json()).toMatchObject({ properties: rule });
        expect((await call('GET', '/alertRules')).text).toContain('"soon"');
        await plane.automation.alerting.round();
        const found = await call(
          'GET',
          `/alerts?$filter=${encodeURIComponent("properties/state eq 'Open'")}`,
        );
        const [alert] = found.json<{ value: { name: string }[] }>().value;
        const until = new Date(systemClock.now() + 3_600_000).toISOString();
        const snoozed = await call('POST', `/alerts/${alert?.name}/snooze`, { json: { until } });
        expect(snoozed.status).toBe(200);
        expect((await call('GET', `/alerts/${alert?.name}`)).json()).toMatchObject({
          properties: { rule: 'soon', state: 'Open', snoozedUntil: until },
        });
        expect((await call('DELETE', '/alertDestinations/hook')).status, 'a rule tells it').toBe(409);
        expect((await call('DELETE', '/alertRules/soon')).status).toBe(200);
        expect((await call('GET', '/alertRules')).json()).toEqual({ value: [] });
        expect((await call('DELETE', '/alertDestinations/hook')).status).toBe(200);
        expect((await call('GET', '/alertDestinations')).json()).toEqual({ value: [] });
      } finally {
        await receiver.close();
      }
    },
  },
];
