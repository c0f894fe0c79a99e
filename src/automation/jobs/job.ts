import { createHmac } from 'node:crypto';

import { newSecret } from '#kernel';
import type { Isolation } from '#worker-link';

import type { EnvironmentFacts } from '../environments/environment.ts';
import type { ConcurrencyKey } from '../admission/order.ts';
import type { HeldBecause } from '../admission/reasons.ts';
import type { JobStatus } from './job-states.ts';

export interface Job {
  /** Server-made; differs from the name that the client chose. */
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly runbookName: string;
  readonly runbookType: string;
  /** Null while the draft of a test job is being built. */
  readonly artifactHash: string | null;
  readonly status: JobStatus;
  readonly statusDetails: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of those whose values are secrets. */
  readonly secretParameters: readonly string[];
  readonly tenant: string;
  readonly runOn: string | null;
  readonly startedBy: string;
  /** The job that started it. */
  readonly parentId: string | null;
  readonly parentName: string | null;
  /** Why it is not in the queue; `workers`: those of its group are there, and have as much as they take. */
  readonly heldBecause: HeldBecause | 'workers' | null;
  /** Names of jobs that it waits for, where it waits for its key or its runbook: the earliest, not all. */
  readonly heldBy: readonly string[];
  readonly priority: number;
  readonly concurrency: ConcurrencyKey | null;
  readonly notBefore: Date | null;
  /** Of the time that its creator told. */
  readonly timeZone: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly modifiedAt: Date;
  readonly statusModifiedAt: Date;
  readonly exception: string | null;
  readonly attempt: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly peakMemoryBytes: number | null;
  readonly durationMilliseconds: number | null;
  readonly isolation: Isolation | null;
  /** The runtime environment and which of its locks; null for what the worker and the account have. */
  readonly environment: EnvironmentFacts | null;
  /** Of the newest attempt, as the host named itself: `pwsh 7.4.6`. Null before it began. */
  readonly engine: string | null;
}

/** As lists show it. */
export type JobSummary = Pick<
  Job,
  | 'id'
  | 'name'
  | 'runbookName'
  | 'status'
  | 'createdAt'
  | 'startedAt'
  | 'endedAt'
  | 'modifiedAt'
  | 'runOn'
  | 'tenant'
  | 'parentId'
  | 'parentName'
  | 'heldBecause'
  | 'heldBy'
  | 'priority'
  | 'notBefore'
  | 'timeZone'
>;

export interface JobStream {
  readonly jobId: string;
  readonly attempt: number;
  readonly sequence: number;
  readonly stream: string;
  readonly text: string;
  readonly value: unknown;
  readonly time: Date;
}

export interface JobCall {
  readonly attempt: number;
  readonly sequence: number;
  readonly method: string;
  readonly host: string;
  readonly pathTemplate: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly refused: boolean;
  readonly time: Date;
}

export interface JobStep {
  readonly name: string;
  readonly attempt: number;
  readonly recordedAt: Date;
}

/** Terms of a list's filter, already read. */
export interface JobFilter {
  readonly runbookName?: string | undefined;
  readonly status?: string | undefined;
  readonly startedFrom?: Date | undefined;
  readonly endedUntil?: Date | undefined;
  readonly createdFrom?: Date | undefined;
  /** Name or id of the job that started them. */
  readonly parent?: string | undefined;
}

const parentColumns = `
  parent_id as "parentId", (select p.name from job p where p.id = job.parent_id) as "parentName"`;

/** A worker of a group that was silent for longer is taken for gone. */
export const liveSeconds = 90;

/** Why it has not begun: one that is for a group may find nobody there, or nobody with a free place. */
const heldColumn = `
  case when status in ('New', 'Resuming') then coalesce(held_because, case when worker_group_id is not null then
    case when exists (select 1 from hybrid_worker_place p join hybrid_worker w on w.group_id = p.group_id and w.tags @> p.tags
      where p.id = job.worker_group_id and w.revoked_at is null and w.last_seen_at > now() - interval '${liveSeconds} seconds') then 'workers' else 'group' end end) end as "heldBecause"`;

/** So many of those that it waits for are named. */
const mostNamed = 3;

const orderColumns = `
  priority, not_before as "notBefore", time_zone as "timeZone",
  case when held_because in ('key', 'runbook') then array(
    select h.name from job h where h.account_id = job.account_id and h.ended_at is null and h.held_because is null
      and case when job.held_because = 'key' then lower(h.concurrency_key) = lower(job.concurrency_key)
        else lower(h.runbook_name) = lower(job.runbook_name) and h.test_of is null and h.status <> 'Suspended' end
    order by h.created_at, h.id limit ${mostNamed}) else '{}' end as "heldBy"`;

/** Those that a list shows. */
export const summaryColumns = `
  id, name, runbook_name as "runbookName", status, created_at as "createdAt", started_at as "startedAt",
  ended_at as "endedAt", modified_at as "modifiedAt", run_on as "runOn", tenant,
  ${heldColumn}, ${orderColumns}, ${parentColumns}`;

/** All columns of a job, under the names of `Job`; parameters come sealed. */
export const jobColumns = `
  id, account_id as "accountId", name, runbook_name as "runbookName", runbook_type as "runbookType",
  artifact_hash as "artifactHash", status, status_details as "statusDetails", parameters as "sealedParameters",
  secret_parameters as "secretParameters", tenant,
  run_on as "runOn", started_by as "startedBy", created_at as "createdAt", started_at as "startedAt",
  ended_at as "endedAt", modified_at as "modifiedAt", status_modified_at as "statusModifiedAt", exception, attempt,
  exit_code as "exitCode", signal, peak_memory_bytes::float8 as "peakMemoryBytes",
  duration_milliseconds as "durationMilliseconds", isolation, environment, ${heldColumn}, ${orderColumns},
  case when concurrency_key is not null then json_build_object('key', concurrency_key, 'mostAtOnce', concurrency_most) end as concurrency,
  (select engine from job_attempt a where a.job_id = job.id and a.number = job.attempt) as engine, ${parentColumns}`;

export function parametersBinding(jobId: string): string {
  return `job-parameters:${jobId}`;
}

export function stepBinding(jobId: string, name: string): string {
  return `job-step:${jobId}:${name}`;
}

/** Of the name of a step that people do not see whole. */
export function stepNameBinding(jobId: string, name: string): string {
  return `job-step-name:${jobId}:${name}`;
}

const stepKeys = newSecret();

/**
 * A name for a step that shows no secret and still differs from that of other steps. It cannot be guessed back; another
 * process makes another one, which does no harm, since an attempt records a step once.
 */
export function stepKey(full: string, shown: string): string {
  return `${shown} #${createHmac('sha256', stepKeys).update(full).digest('hex').slice(0, 12)}`;
}

/** Tells followers of a job that something of it changed; the payload is the job's id. */
export const jobChannel = 'tenantry_job';
/** Tells the workers' event streams of a stop or a suspension; the payload is worker-link's event. */
export const stopChannel = 'tenantry_stop';
