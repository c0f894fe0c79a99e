import { expect, test } from 'vitest';

import { createMeter } from './meter.ts';
import { metricSheet } from './metric-sheet.ts';

const linesOf = (text: string, name: string): string[] =>
  text.split('\n').filter((line) => line.startsWith(name));

test('counters add, gauges are set, and what is cleared is not shown', () => {
  const meter = createMeter();
  meter.count('tenantry_claims_total', { kind: 'job' });
  meter.count('tenantry_claims_total', { kind: 'job' }, 2);
  meter.set('tenantry_jobs', 3, { status: 'New' });
  meter.set('tenantry_jobs', 4, { status: 'New' });
  expect(linesOf(meter.write(), 'tenantry_claims_total')).toEqual(['tenantry_claims_total{kind="job"} 3']);
  expect(linesOf(meter.write(), 'tenantry_jobs{')).toEqual(['tenantry_jobs{status="New"} 4']);
  meter.clear('tenantry_jobs');
  expect(linesOf(meter.write(), 'tenantry_jobs{')).toEqual([]);
});

test('a histogram counts into each bucket that is wide enough', () => {
  const meter = createMeter();
  meter.observe('tenantry_job_duration_seconds', 5, { status: 'Completed' });
  meter.observe('tenantry_job_duration_seconds', 100_000, { status: 'Completed' }, 2);
  const lines = linesOf(meter.write(), 'tenantry_job_duration_seconds');
  expect(lines[0]).toBe('tenantry_job_duration_seconds_bucket{status="Completed",le="1"} 0');
  expect(lines[1]).toBe('tenantry_job_duration_seconds_bucket{status="Completed",le="5"} 1');
  expect(lines.slice(-3)).toEqual([
    'tenantry_job_duration_seconds_bucket{status="Completed",le="+Inf"} 3',
    'tenantry_job_duration_seconds_sum{status="Completed"} 200005',
    'tenantry_job_duration_seconds_count{status="Completed"} 3',
  ]);
});

test('what a label holds breaks no line, and too many of them are counted as one', () => {
  const meter = createMeter();
  meter.count('tenantry_gateway_calls_total', { host: 'a"b\\c\nd' });
  for (let at = 0; at < 5_000; at += 1) meter.count('tenantry_gateway_calls_total', { host: `host-${at}` });
  const lines = linesOf(meter.write(), 'tenantry_gateway_calls_total');
  expect(lines[0]).toBe(String.raw`tenantry_gateway_calls_total{host="a\"b\\c\nd"} 1`);
  expect(lines).toHaveLength(2_001);
  expect(lines.at(-1)).toBe('tenantry_gateway_calls_total{other="true"} 3001');
});

test('names follow the conventions of Prometheus', () => {
  for (const [name, { type }] of Object.entries(metricSheet)) {
    expect(name).toMatch(/^(?:tenantry|nodejs|process)_[a-z0-9_]+$/);
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
  }
});
