import { expect } from 'vitest';

import { systemClock } from '#kernel';

import type { ConformanceCase } from '../harness.ts';
import { publish } from './jobs.ts';

const day = 86_400_000;

export const webhookCases: readonly ConformanceCase[] = [
  {
    name: 'a webhook is made with a generated address, starts its runbook, and never shows the address',
    shows: {
      Webhook_GenerateUri: 'Webhook_CreateOrUpdate',
      Webhook_CreateOrUpdate: 'Webhook_Get',
      Webhook_Get: 'Webhook_CreateOrUpdate',
      Webhook_ListByAutomationAccount: 'Webhook_CreateOrUpdate',
      Webhook_Update: 'Webhook_Get',
      Webhook_Delete: 'Webhook_ListByAutomationAccount',
      Tenantry_RotateWebhookSecret: 'Webhook_CreateOrUpdate',
    },
    async run(stage) {
      const { v10, at, call, plane, refusal } = stage;
      await publish(stage, 'greet', '// greets\n');
      const uri = (await v10.webhook.generateUri(...at)).body;
      expect(uri).toContain('/webhooks?token=');
      const expiryTime = new Date(systemClock.now() + day);
      const wanted = { name: 'hook', runbook: { name: 'greet' }, parameters: { who: 'Ada' }, expiryTime };
      const made = await v10.webhook.createOrUpdate(...at, 'hook', { ...wanted, uri, isEnabled: true });
      expect([made._response.status, made.uri, made.isEnabled]).toEqual([201, '', true]);
      const got = await v10.webhook.get(...at, 'Hook');
      expect([got.uri, got.runbook?.name, got.expiryTime, got.parameters]).toEqual([
        '',
        'greet',
        expiryTime,
        { who: 'Ada' },
      ]);
      const posted = await plane.post(uri, { json: {} });
      const [id = ''] = posted.json<{ JobIds: string[] }>().JobIds;
      expect([posted.status, (await v10.job.get(...at, id)).runbook?.name]).toEqual([202, 'greet']);
      const filter = "properties/runbook/name eq 'greet'";
      const [listed, ...others] = await v10.webhook.listByAutomationAccount(...at, { filter });
      expect([listed?.name, listed?.uri, others]).toEqual(['hook', '', []]);
      await v10.webhook.update(...at, 'hook', { name: 'hook', isEnabled: false, description: 'off' });
      const off = await v10.webhook.get(...at, 'hook');
      expect([off.isEnabled, off.description, off.lastInvokedTime]).toEqual([false, 'off', expect.any(Date)]);
      expect((await plane.post(uri, { json: {} })).status).toBe(400);
      expect((await v10.webhook.createOrUpdate(...at, 'hook', wanted))._response.status).toBe(200);
      expect((await v10.webhook.deleteMethod(...at, 'hook'))._response.status).toBe(200);
      expect(await v10.webhook.listByAutomationAccount(...at)).toHaveLength(0);
      expect(await refusal(v10.webhook.get(...at, 'hook'))).toEqual([404, 'NotFound']);

      const json = { properties: { runbook: { name: 'greet' }, signed: true } };
      type Signed = { properties: { secret: string } };
      const signed = (await call('PUT', '/webhooks/signed', { json })).json<Signed>();
      const rotated = (await call('POST', '/webhooks/signed/rotateSecret', { json: {} })).json<Signed>();
      expect(rotated.properties.secret).not.toBe(signed.properties.secret);
    },
  },
  {
    name: 'an event source is made, takes an event once, and is renewed and deleted',
    shows: {
      Tenantry_PutEventSource: 'Tenantry_GetEventSource',
      Tenantry_GetEventSource: 'Tenantry_PutEventSource',
      Tenantry_ListEventSources: 'Tenantry_PutEventSource',
      Tenantry_RenewEventSource: 'Tenantry_PutEventSource',
      Tenantry_DeleteEventSource: 'Tenantry_ListEventSources',
    },
    async run(stage) {
      const { call, plane } = stage;
      await publish(stage, 'greet', '// greets\n');
      type Shown = { name: string; properties: { uri: string; resource?: string } };
      const properties = { runbook: { name: 'greet' }, parameters: { who: 'Ada' } };
      const json = { properties: { ...properties, kind: 'CloudEvents' } };
      const made = await call('PUT', '/eventSources/orders', { json });
      const { uri } = made.json<Shown>().properties;
      expect([made.status, uri]).toEqual([201, expect.stringContaining('/events?token=')]);
      const event = { specversion: '1.0', id: '1', source: '/a', type: 'b' };
      const headers = { 'content-type': 'application/cloudevents+json' };
      const post = async (to: string) => plane.post(to, { text: JSON.stringify(event), headers });
      const [once, again] = [await post(uri), await post(uri)];
      expect([once.status, again.json()]).toEqual([202, once.json()]);
      const got = (await call('GET', '/eventSources/Orders')).json<Shown>();
      expect([got.name, got.properties.uri]).toEqual(['orders', '']);
      const renewed = (await call('POST', '/eventSources/orders/renew')).json<Shown>();
      expect((await post(uri)).status).toBe(400);
      expect((await post(renewed.properties.uri)).status).toBe(202);
      const users = { properties: { ...properties, kind: 'MicrosoftGraph', resource: 'users' } };
      expect((await call('PUT', '/eventSources/people', { json: users })).status).toBe(201);
      const listed = async (): Promise<string[]> =>
        (await call('GET', '/eventSources')).json<{ value: Shown[] }>().value.map(({ name }) => name);
      expect(await listed()).toEqual(['orders', 'people']);
      for (const name of await listed()) await call('DELETE', `/eventSources/${name}`);
      expect(await listed()).toEqual([]);
    },
  },
];
