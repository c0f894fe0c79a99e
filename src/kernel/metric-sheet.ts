/** One metric, by the conventions of Prometheus: base units, `_total` for what only grows. */
export interface MetricEntry {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels?: readonly string[];
  /** Upper bounds of a histogram, ascending. */
  readonly buckets?: readonly number[];
  /** Of everything on the database: each control plane says the same, so they are not to be added up. */
  readonly shared?: true;
}

const quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const long = [1, 5, 15, 60, 300, 900, 3_600, 10_800, 43_200] as const;

/** Every metric there is: docs/operations.md shows this table, which a test holds against what is served. */
export const metricSheet = {
  tenantry_build_info: { type: 'gauge', help: 'The version that runs; always 1', labels: ['version'] },
  tenantry_http_requests_total: {
    type: 'counter',
    help: 'Requests that the API answered, by the operation of its description',
    labels: ['operation', 'status'],
  },
  tenantry_http_request_duration_seconds: {
    type: 'histogram',
    help: 'From a request to its whole answer; streams of events are not counted',
    labels: ['method'],
    buckets: quick,
  },
  tenantry_claims_total: {
    type: 'counter',
    help: 'Work that workers took, by its kind',
    labels: ['kind'],
  },
  tenantry_gateway_calls_total: {
    type: 'counter',
    help: 'Calls of jobs to Microsoft Graph and other hosts, as workers recorded them; refused ones never left',
    labels: ['host', 'method', 'status', 'refused'],
  },
  tenantry_gateway_call_duration_seconds: {
    type: 'histogram',
    help: 'Of calls of jobs that left',
    labels: ['host'],
    buckets: quick,
  },
  tenantry_jobs: { type: 'gauge', help: 'Jobs that have not ended', labels: ['status'], shared: true },
  tenantry_jobs_held: {
    type: 'gauge',
    help: 'Jobs that are held beside the queue, by what holds them: a limit, or a group without a worker',
    labels: ['because'],
    shared: true,
  },
  tenantry_queue_depth: { type: 'gauge', help: 'Jobs that wait for a worker', shared: true },
  tenantry_queue_oldest_seconds: {
    type: 'gauge',
    help: 'How long the oldest of them has waited',
    shared: true,
  },
  tenantry_job_duration_seconds: {
    type: 'histogram',
    help: 'Of jobs that ended since this control plane started, from their first start; the count is that of jobs',
    labels: ['status'],
    buckets: long,
    shared: true,
  },
  tenantry_job_wait_seconds: {
    type: 'histogram',
    help: 'Of the same jobs, from their creation to their first start',
    buckets: quick,
    shared: true,
  },
  tenantry_schedule_lag_seconds: {
    type: 'gauge',
    help: 'How late the latest schedule is that is due and was not fired',
    shared: true,
  },
  tenantry_alerts_open: { type: 'gauge', help: 'Alerts that are open', labels: ['condition'], shared: true },
  tenantry_alert_deliveries_waiting: {
    type: 'gauge',
    help: 'Messages of alerts that have not arrived yet',
    shared: true,
  },
  tenantry_database_up: { type: 'gauge', help: 'Whether the database answered this very question' },
  tenantry_database_connections: {
    type: 'gauge',
    help: 'Connections of the pool',
    labels: ['state'],
  },
  tenantry_database_waiting: { type: 'gauge', help: 'Statements that wait for a connection of the pool' },
  nodejs_eventloop_lag_p50_seconds: { type: 'gauge', help: 'Delay of the event loop since the last scrape' },
  nodejs_eventloop_lag_p99_seconds: { type: 'gauge', help: 'The same, in the slowest hundredth' },
  nodejs_eventloop_lag_max_seconds: { type: 'gauge', help: 'The same, at its worst' },
  process_cpu_seconds_total: { type: 'counter', help: 'Of the control plane' },
  process_resident_memory_bytes: { type: 'gauge', help: 'Of the control plane' },
  process_start_time_seconds: { type: 'gauge', help: 'When the control plane was started, since 1970' },
} as const satisfies Readonly<Record<string, MetricEntry>>;

export type MetricName = keyof typeof metricSheet;
