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
];
