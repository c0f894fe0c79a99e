import { type MetricEntry, type MetricName, metricSheet } from './metric-sheet.ts';

export type Labels = Readonly<Record<string, string | number>>;

/** Counts in memory, and writes what it counted in the text format of Prometheus. */
export interface Meter {
  /** Adds to a counter. */
  count(name: MetricName, labels?: Labels, by?: number): void;
  /** Sets a gauge, or a counter that somebody else counts. */
  set(name: MetricName, value: number, labels?: Labels): void;
  /** Puts a value into a histogram, or so many of the same at once. */
  observe(name: MetricName, value: number, labels?: Labels, times?: number): void;
  /** Forgets the values of a gauge: labels that are gone are not shown any more. */
  clear(name: MetricName): void;
  /** `text/plain; version=0.0.4`. */
  write(): string;
}

interface Distribution {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** More sets of labels than that are a mistake, or somebody's attack: the rest is counted as one. */
const mostSeries = 2_000;
const other = '{other="true"}';

export function createMeter(): Meter {
  const values = new Map<MetricName, Map<string, number>>();
  const distributions = new Map<MetricName, Map<string, Distribution>>();

  function seriesOf<Value>(of: Map<MetricName, Map<string, Value>>, name: MetricName): Map<string, Value> {
    const known = of.get(name);
    if (known !== undefined) return known;
    const made = new Map<string, Value>();
    of.set(name, made);
    return made;
  }

  function keyIn(series: ReadonlyMap<string, unknown>, labels: Labels): string {
    const key = labelText(labels);
    return series.has(key) || series.size < mostSeries ? key : other;
  }

  return {
    count(name, labels = {}, by = 1) {
      const series = seriesOf(values, name);
      const key = keyIn(series, labels);
      series.set(key, (series.get(key) ?? 0) + by);
    },
    set(name, value, labels = {}) {
      const series = seriesOf(values, name);
      series.set(keyIn(series, labels), value);
    },
    observe(name, value, labels = {}, times = 1) {
      const { buckets = [] }: MetricEntry = metricSheet[name];
      const series = seriesOf(distributions, name);
      const key = keyIn(series, labels);
      const known = series.get(key) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 };
      series.set(key, known);
      for (const [at, bound] of buckets.entries()) if (value <= bound) known.counts[at]! += times;
      known.sum += value * times;
      known.count += times;
    },
    clear: (name) => void values.delete(name),
    write() {
      const lines: string[] = [];
      for (const name of Object.keys(metricSheet) as MetricName[]) {
        const { type, help, buckets = [] }: MetricEntry = metricSheet[name];
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
        for (const [labels, value] of values.get(name) ?? []) lines.push(`${name}${labels} ${value}`);
        for (const [labels, { counts, sum, count }] of distributions.get(name) ?? []) {
          for (const [at, bound] of buckets.entries())
            lines.push(`${name}_bucket${withBound(labels, String(bound))} ${counts[at]}`);
          lines.push(`${name}_bucket${withBound(labels, '+Inf')} ${count}`);
          lines.push(`${name}_sum${labels} ${sum}`, `${name}_count${labels} ${count}`);
        }
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function withBound(labels: string, bound: string): string {
  return labels === '' ? `{le="${bound}"}` : `${labels.slice(0, -1)},le="${bound}"}`;
}

/** As the text format wants it (prometheus.io/docs/instrumenting/exposition_formats). */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
