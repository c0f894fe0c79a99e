import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { systemClock } from '#kernel';

import { findDotnet } from '../../src/worker/hosts/languages/dotnet.ts';
import { withoutPython } from '../../src/worker/testing/python.ts';
import { type TestSystem, startSystem, until } from '../system.ts';

const [guide, eventGuide] = ['webhooks', 'events'].map((name) =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8'),
) as [string, string];
const host = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
const withPowerShell = findDotnet() !== undefined && existsSync(host);

const eachMinute = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const ticking = `import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({}),
  async run({ log }) {
    log.output('ticked');
  },
});`;

describe('what runs unattended', () => {
  let whole: TestSystem;
  let agent: Agent;
  beforeAll(async () => {
    whole = await startSystem();
    agent = new Agent({ connect: { ca: readFileSync(whole.system.connection.caFile) } });
    // Its minute comes while the others are tried.
    await publish('tick', 'TypeScript', ticking);
    await client().schedules.put('each-minute', { cron: '* * * * *' });
    await client().jobSchedules.create(eachMinute, { schedule: 'each-minute', runbook: 'tick' });
  });
  afterAll(async () => {
    await agent?.close();
    await whole?.stop();
  });

  const client = () => whole.session.client;
  async function publish(name: string, runbookType: string, source: string): Promise<void> {
    await client().runbooks.create(name, { runbookType });
    await client().runbooks.putDraft(name, source);
    await client().runbooks.publish(name);
  }
  /** As the guide shows it. */
  const snippet = (language: string, from = guide): string => {
    const [, text] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(from) ?? [];
    if (text === undefined) throw new Error(`the guide has nothing in ${language}`);
    return text;
  };

  test.each([
    ['ts', 'TypeScript', true],
    ['powershell', 'PowerShell72', withPowerShell],
    ['python', 'Python3', !withoutPython],
  ])(
    'what is posted to a webhook is an object in %s, as the guide shows',
    async (language, type, possible) => {
      if (!possible) return;
      const name = `hook-${language}`;
      await publish(name, type, snippet(language));
      const { uri, secret = '' } = await client().webhooks.put(name, { runbook: name, signed: true });
      expect(uri).toContain(whole.system.connection.webhookOrigin);
      const body = '{"user": "ada"}';
      const timestamp = String(Math.floor(systemClock.now() / 1_000));
      const nonce = randomBytes(16).toString('hex');
      const signature = createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex');
      const answer = await request(uri, {
        dispatcher: agent,
        method: 'POST',
        body,
        headers: {
          'X-Sender': 'a test',
          'X-Tenantry-Timestamp': timestamp,
          'X-Tenantry-Nonce': nonce,
          'X-Tenantry-Signature': `v1=${signature}`,
        },
      });
      expect(answer.statusCode).toBe(202);
      const { JobIds } = (await answer.body.json()) as { JobIds: [string] };
      const job = await whole.ended((await client().jobs.get(JobIds[0])).name);
      expect(job).toMatchObject({ status: 'Completed', exception: null, startedBy: `webhooks/${name}` });
      expect((await client().jobs.output(job.name)).trim()).toBe(`${name}: ada from a test`);
    },
  );

  test.each([
    ['ts', 'TypeScript', true],
    ['powershell', 'PowerShell72', withPowerShell],
    ['python', 'Python3', !withoutPython],
  ])('an event is an object in %s, as the guide shows', async (language, type, possible) => {
    if (!possible) return;
    const name = `event-${language}`;
    await publish(name, type, snippet(language, eventGuide));
    const { uri = '' } = await client().eventSources.put(name, { kind: 'CloudEvents', runbook: name });
    const [, body] = /-d '(\{"specversion.*\})'/.exec(eventGuide) ?? [];
    const answer = await request(uri, {
      dispatcher: agent,
      method: 'POST',
      body: body!,
      headers: { 'Content-Type': 'application/cloudevents+json' },
    });
    expect(answer.statusCode).toBe(202);
    const { JobIds } = (await answer.body.json()) as { JobIds: [string] };
    const job = await whole.ended((await client().jobs.get(JobIds[0])).name);
    expect(job).toMatchObject({ status: 'Completed', exception: null, startedBy: `eventSources/${name}` });
    expect((await client().jobs.output(job.name)).trim()).toBe('com.example.order of Ada: order 7');
  });

  test('a schedule starts its runbook by itself when the minute comes', { timeout: 600_000 }, async () => {
    const run = await until(async () => (await Array.fromAsync(client().jobSchedules.runs(eachMinute)))[0]);
    expect(run).toMatchObject({ outcome: 'job', reason: null });
    const job = await whole.ended(run.job!.name!);
    expect(job).toMatchObject({ status: 'Completed', startedBy: 'schedules/each-minute' });
    expect(await client().jobs.output(job.name)).toContain('ticked');
  });
});
