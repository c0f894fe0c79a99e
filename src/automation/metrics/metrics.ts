import { monitorEventLoopDelay } from 'node:perf_hooks';

import { type Clock, type Meter, createMeter, metricSheet } from '#kernel';
import { type Database, sql } from '#store';

/** What is counted of a control plane and of the database that it shares. */
export interface Metrics {
  /** Whoever does something that counts says it here. */
  readonly meter: Meter;
  /** The text that Prometheus reads. Never rejects: without its database it says that. */
  read(): Promise<string>;
}

const nanoseconds = 1e9;
/** A transaction that ends a job may be seen later than its time. */
const settleMilliseconds = 2_000;

export function createMetrics({ db, clock }: { readonly db: Database; readonly clock: Clock }): Metrics {
  const meter = createMeter();
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  let countedUntil = clock.now();
  let reading: Promise<string> | undefined;

  /** Gauges of the whole database, and histograms of the jobs that ended since the last look. */
  async function readDatabase(): Promise<void> {
    const now = clock.now();
    const [states, queue, alerts] = await Promise.all([
      db.query<{ status: string; because: string | null; jobs: number }>(sql`
        select status, held_because as because, count(*)::int as jobs from job where ended_at is null group by 1, 2`),
      db.one<{ depth: number; oldest: number; lag: number; deliveries: number }>(sql`
        select (select count(*)::int from job where ended_at is null and held_because is null and status in ('New', 'Resuming')) as depth,
          (select coalesce(max(extract(epoch from ${new Date(now)} - created_at)), 0)::float8 from job
            where ended_at is null and held_because is null and status = 'New') as oldest,
          (select coalesce(max(extract(epoch from ${new Date(now)} - next_run_at)), 0)::float8 from schedule
            where is_enabled and next_run_at <= ${new Date(now)}) as lag,
          (select count(*)::int from alert_delivery where next_at is not null) as deliveries`),
      db.query<{ condition: string; alerts: number }>(sql`
        select r.condition, count(*)::int as alerts from alert a join alert_rule r on r.id = a.rule_id where a.state = 'Open' group by 1`),
    ]);
    for (const name of ['tenantry_jobs', 'tenantry_jobs_held', 'tenantry_alerts_open'] as const)
      meter.clear(name);
    for (const { status, because, jobs } of states) {
      if (because === null) meter.set('tenantry_jobs', jobs, { status });
      else meter.count('tenantry_jobs_held', { because }, jobs);
    }
    for (const { condition, alerts: open } of alerts) meter.set('tenantry_alerts_open', open, { condition });
    meter.set('tenantry_queue_depth', queue.depth);
    meter.set('tenantry_queue_oldest_seconds', Math.max(queue.oldest, 0));
    meter.set('tenantry_schedule_lag_seconds', queue.lag);
    meter.set('tenantry_alert_deliveries_waiting', queue.deliveries);
    await countEnded(now - settleMilliseconds);
  }

  async function countEnded(until: number): Promise<void> {
    if (until <= countedUntil) return;
    const ended = await db.query<{ status: string; ran: number; waited: number }>(sql`
      select status, extract(epoch from ended_at - coalesce(started_at, ended_at))::float8 as ran,
        extract(epoch from coalesce(started_at, ended_at) - created_at)::float8 as waited
      from job where ended_at > ${new Date(countedUntil)} and ended_at <= ${new Date(until)}`);
    countedUntil = until;
    for (const { status, ran, waited } of ended) {
      meter.observe('tenantry_job_duration_seconds', ran, { status });
      meter.observe('tenantry_job_wait_seconds', Math.max(waited, 0));
    }
  }

  function readProcess(): void {
    const { total, idle, waiting } = db.pool();
    meter.set('tenantry_database_connections', idle, { state: 'idle' });
    meter.set('tenantry_database_connections', total - idle, { state: 'busy' });
    meter.set('tenantry_database_waiting', waiting);
    const { user, system } = process.cpuUsage();
    meter.set('process_cpu_seconds_total', (user + system) / 1e6);
    meter.set('process_resident_memory_bytes', process.memoryUsage.rss());
    meter.set('process_start_time_seconds', Math.round(clock.now() / 1_000 - process.uptime()));
    meter.set('nodejs_eventloop_lag_p50_seconds', lag.percentile(50) / nanoseconds);
    meter.set('nodejs_eventloop_lag_p99_seconds', lag.percentile(99) / nanoseconds);
    meter.set('nodejs_eventloop_lag_max_seconds', lag.max / nanoseconds);
    lag.reset();
  }

  async function readOnce(): Promise<string> {
    const up = await readDatabase().then(
      () => 1,
      () => 0,
    );
    // What was true when the database last answered is not what is true now.
    if (up === 0)
      for (const [name, entry] of Object.entries(metricSheet))
        if ('shared' in entry && entry.type === 'gauge') meter.clear(name as keyof typeof metricSheet);
    meter.set('tenantry_database_up', up);
    readProcess();
    return meter.write();
  }

  return {
    meter,
    /** Whoever asks meanwhile gets the same answer. */
    read: () => (reading ??= readOnce().finally(() => (reading = undefined))),
  };
}
