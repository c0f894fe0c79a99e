import { expect, test } from 'vitest';

import { createMeter } from '#kernel';
import type { CallRecord, WorkerLink } from '#worker-link';

import { meteredLink } from './metered-link.ts';

const attempt = { jobId: 'a-job', number: 1 };
const call = (more: Partial<CallRecord>): CallRecord =>
  ({
    sequence: 1,
    method: 'GET',
    host: 'graph.microsoft.com',
    pathTemplate: '/users/{id}',
    status: 200,
    milliseconds: 30,
    refused: false,
    ...more,
  }) as CallRecord;

test('what workers take and which calls their jobs made are counted once they are recorded', async () => {
  const meter = createMeter();
  let isStale = true;
  const link = meteredLink(
    {
      claim: async () => ({ kind: 'job' }),
      appendCalls: async () => {
        if (isStale) throw new Error('stale');
      },
    } as unknown as WorkerLink,
    meter,
  );
  await expect(link.appendCalls(attempt, [call({})])).rejects.toThrow('stale');
  expect(meter.write()).not.toContain('graph.microsoft.com');
  isStale = false;
  await link.appendCalls(attempt, [
    call({}),
    call({ status: 429 }),
    call({ host: 'evil.example', status: 403, refused: true }),
  ]);
  await link.claim({ worker: 'one' } as never);
  const text = meter.write();
  const graph = 'tenantry_gateway_calls_total{host="graph.microsoft.com",method="GET"';
  expect(text).toContain(`${graph},status="200",refused="false"} 1\n`);
  expect(text).toContain(`${graph},status="429",refused="false"} 1\n`);
  expect(text).toContain('host="evil.example",method="GET",status="403",refused="true"} 1\n');
  expect(text).toContain('tenantry_gateway_call_duration_seconds_count{host="graph.microsoft.com"} 2\n');
  expect(text).not.toContain('duration_seconds_count{host="evil.example"}');
  expect(text).toContain('tenantry_claims_total{kind="job"} 1\n');
});
