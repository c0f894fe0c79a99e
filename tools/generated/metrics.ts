import { type MetricEntry, metricSheet } from '../../src/kernel/index.ts';

/** The table of all metrics, for docs/operations.md. */
export function metricTable(): string {
  const rows = Object.entries<MetricEntry>(metricSheet).map(([name, { type, help, labels = [], shared }]) => {
    const named = labels.map((label) => `\`${label}\``).join(', ') || '–';
    return `| \`${name}\` | ${type} | ${help} | ${named} | ${shared === true ? 'all' : 'its own'} |`;
  });
  return ['', '| metric | type | what | labels | of |', '| --- | --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  );
}
