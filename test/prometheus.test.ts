import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { createMeter, metricSheet } from '#kernel';

const folder = fileURLToPath(new URL('../examples/prometheus/', import.meta.url));
const rules = readFileSync(`${folder}tenantry.rules.yml`, 'utf8');
const operations = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');

const promtool = (...argv: string[]) => spawnSync('promtool', argv, { encoding: 'utf8', cwd: folder });
const isThere = promtool('--version').error === undefined;

test('rules of the example ask for metrics that there are', () => {
  const named = [...rules.matchAll(/\btenantry_\w+/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !Object.hasOwn(metricSheet, name))).toEqual([]);
});

test('the document shows how Prometheus is configured as the example does it', () => {
  const example = readFileSync(`${folder}prometheus.yml`, 'utf8');
  const lines = example.slice(example.indexOf('scrape_configs:')).trimEnd();
  expect(operations).toContain(lines);
});

test.runIf(isThere)(
  'promtool takes configuration and rules of the example (skipped where it is not installed)',
  () => {
    // The files that it names are those of a machine: only its syntax can be looked at here.
    const config = promtool('check', 'config', '--syntax-only', 'prometheus.yml');
    expect([config.status, config.stderr]).toEqual([0, '']);
    const checked = promtool('check', 'rules', 'tenantry.rules.yml');
    expect([checked.status, checked.stderr]).toEqual([0, '']);
  },
);

test.runIf(isThere)('promtool has nothing against the metrics (skipped where it is not installed)', () => {
  const meter = createMeter();
  for (const [name, { type }] of Object.entries(metricSheet))
    meter[type === 'histogram' ? 'observe' : 'set'](name as keyof typeof metricSheet, 1);
  const checked = spawnSync('promtool', ['check', 'metrics'], { encoding: 'utf8', input: meter.write() });
  expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, '', '']);
});
