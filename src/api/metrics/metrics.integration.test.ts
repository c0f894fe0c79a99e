import { beforeAll, expect, test } from 'vitest';

import { metricSheet, newId } from '#kernel';
import { sql } from '#store';

import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

const scrape = async (): Promise<string> => {
  const answer = await plane.call('GET', '/metrics', { authorization: `Bearer ${plane.metricsKey}` });
  expect([answer.status, answer.headers['content-type']]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return answer.text;
};
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

test('metrics are told to whoever has the key, and to nobody else, owners included', async () => {
  for (const authorization of [
    '',
    'Bearer wrong',
    `Basic ${plane.metricsKey}`,
    `Bearer ${await plane.token('owner')}`,
  ]) {
    const refused = await plane.call('GET', '/metrics', { authorization });
    expect([refused.status, refused.text.includes('tenantry_')]).toEqual([401, false]);
  }
  await scrape();
});

test('every metric of the sheet is told with its type, and what is told is a document that Prometheus reads', async () => {
  const text = await scrape();
  for (const [name, { type }] of Object.entries(metricSheet))
    expect(text).toContain(`# TYPE ${name} ${type}\n`);
  const known = Object.keys(metricSheet).join('|');
  const sample = new RegExp(
    String.raw`^(?:${known})(?:_bucket|_sum|_count)?(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)+\})? [0-9.e+-]+$`,
  );
  for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#')))
    expect(line).toMatch(sample);
  expect(valueOf(text, 'tenantry_database_up')).toBe(1);
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
});

test('requests are counted by operation, and their duration by method', async () => {
  const series = 'tenantry_http_requests_total{operation="Tenantry_GetLimits",status="200"}';
  const before = valueOf(await scrape(), series) ?? 0;
  await plane.call('GET', `${plane.account}/limits?${version}`);
  const after = await scrape();
  expect(valueOf(after, series)).toBe(before + 1);
  expect(valueOf(after, 'tenantry_http_request_duration_seconds_count{method="GET"}')).toBeGreaterThan(0);
});

test('jobs are counted by state, by what holds them, and when they ended', async () => {
  const [{ id: account } = { id: '' }] = await plane.db.query<{ id: string }>(sql`select id from account`);
  const job = (status: string, held: string | null, ended: boolean) =>
    plane.db.query(sql`
      insert into job (id, account_id, name, runbook_name, runbook_type, status, held_because, parameters, started_by, created_at,
        started_at, ended_at, modified_at, status_modified_at)
      values (${newId()}, ${account}, ${newId()}, 'some-runbook', 'TypeScript', ${status}, ${held}, ''::bytea, 'test',
        now() - interval '20 seconds', now() - interval '10 seconds', case when ${ended} then now() - interval '3 seconds' end, now(), now())`);
  await scrape();
  await job('New', null, false);
  await job('New', 'account', false);
  await job('Running', null, false);
  const text = await scrape();
  expect(valueOf(text, 'tenantry_jobs{status="New"}')).toBe(1);
  expect(valueOf(text, 'tenantry_jobs{status="Running"}')).toBe(1);
  expect(valueOf(text, 'tenantry_jobs_held{because="account"}')).toBe(1);
  expect(valueOf(text, 'tenantry_queue_depth')).toBe(1);
  expect(valueOf(text, 'tenantry_queue_oldest_seconds')).toBeGreaterThanOrEqual(20);
  expect(text).not.toContain('some-runbook');
});
