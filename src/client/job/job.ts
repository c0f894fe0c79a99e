import type { Resource } from '../arm/arm.ts';

/** As Azure Automation names them; `Completed`, `Failed`, `Stopped` and `Suspended` no longer move by themselves. */
export type JobStatus =
  | 'New'
  | 'Activating'
  | 'Running'
  | 'Completed'
  | 'Failed'
  | 'Stopped'
  | 'Blocked'
  | 'Suspended'
  | 'Disconnected'
  | 'Suspending'
  | 'Stopping'
  | 'Resuming'
  | 'Removing';

/** Which of an account's jobs go first, and which never run at the same time. */
export interface JobOrder {
  /** It goes before jobs of the account that have waited for up to so many minutes longer; from -1000 to 1000. */
  readonly priority?: number;
  /** Jobs of the account with the same key run so many (1) at a time. `{name}` in it is the parameter of that name. */
  readonly concurrency?: { readonly key: string; readonly mostAtOnce?: number };
}

/** As it is shown: null for what is not said. */
export interface ShownOrder {
  readonly priority: number | null;
  readonly concurrency: { readonly key: string; readonly mostAtOnce: number } | null;
}

export interface JobProperties {
  /** Made by the server; `name` is the client's. Either finds the job. */
  readonly jobId: string;
  readonly status: JobStatus;
  readonly runbook: { readonly name: string };
  readonly creationTime: string;
  readonly lastModifiedTime: string;
  readonly startTime?: string | null;
  readonly endTime?: string | null;
  readonly runOn?: string | null;
  /** The job that started it. */
  readonly parent?: { readonly jobId: string; readonly name: string } | null;
  /** Why it has not begun, where it is more than that no worker has a place; else null. */
  readonly waitingBecause?: string | null;
  readonly priority?: number;
  /** When it begins, by the clocks of `timeZone`; null for a job that began, or begins, when it can. */
  readonly notBefore?: string | null;
  /** Absent in lists, as everything below. */
  readonly statusDetails?: string | null;
  readonly timeZone?: string | null;
  readonly concurrency?: ShownOrder['concurrency'];
  readonly exception?: string | null;
  readonly startedBy?: string | null;
  readonly parameters?: Readonly<Record<string, string>>;
  /** `main`, or the fork that the job works on. */
  readonly tenant?: string;
  /** The latest attempt, from 1; 0 before the first. Absent in lists. */
  readonly attempt?: number;
  /** Of the latest attempt, as its host named itself: `PowerShell 7.6.9 (Tenantry)`. Absent in lists. */
  readonly engine?: string | null;
  /** What separated its latest attempt from the machine of the worker; null before it ran. Absent in lists. */
  readonly isolation?: JobIsolation | null;
  /** The runtime environment and which of its locks; null without one. Absent in lists. */
  readonly environmentLock?: {
    readonly name: string;
    readonly revision: number;
    readonly hash: string;
  } | null;
}
export type Job = Resource<JobProperties>;

export interface JobIsolation {
  /** `process`: nothing of the operating system keeps the job from the worker's machine. */
  readonly boundary: 'bubblewrap' | 'process';
  /** The gateway was its only way out. */
  readonly egressEnforced: boolean;
  /** Why it is weaker than it could be, and what to do about it. */
  readonly detail?: string | undefined;
  readonly remedy?: string | undefined;
  /** What stood between the job and the machine, in words. */
  readonly layers?: readonly string[] | undefined;
  /** How many ways out the self-test of the worker tried, all of them refused. */
  readonly refused?: number | undefined;
}

/** Azure's six; `Information` (PowerShell's `Write-Host`) is beside them: told live, and listed only when asked for. */
export type StreamType = 'Output' | 'Verbose' | 'Warning' | 'Error' | 'Progress' | 'Debug' | 'Information';

export interface JobStreamSummary {
  readonly jobStreamId: string;
  readonly streamType: StreamType;
  readonly time: string;
  /** The beginning of the text. */
  readonly summary: string;
}

export interface JobStream extends JobStreamSummary {
  readonly streamText: string;
  readonly value?: unknown;
}

/** A step whose result is durable: it never runs again. */
export interface JobStep {
  readonly name: string;
  /** The attempt of the job that ran it, from 1. */
  readonly attempt: number;
  readonly recordedAt: string;
}

/** One call of the job that passed the gateway. */
export interface JobCall {
  readonly attempt: number;
  readonly sequence: number;
  readonly method: string;
  readonly host: string;
  /** Ids replaced: `/v1.0/users/{id}`. */
  readonly pathTemplate: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly milliseconds: number;
  /** True when the gateway did not let it pass. */
  readonly refused: boolean;
  readonly time: string;
}

/** One record that a job wrote. */
export interface JobRecord {
  /** Tells records of one job apart. */
  readonly key: string;
  readonly streamType: StreamType;
  readonly streamText: string;
  readonly value?: unknown;
  readonly time: string;
}

/** What a followed job does, in order; the last event of all is its final status. */
export type JobEvent =
  | { readonly kind: 'status'; readonly status: JobStatus; readonly exception: string | null }
  | { readonly kind: 'step'; readonly step: JobStep }
  | { readonly kind: 'stream'; readonly record: JobRecord };

const ends: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);

/** Whether nothing more happens unless somebody asks for it. */
export function hasEnded(job: Pick<JobProperties, 'status'>): boolean {
  return ends.has(job.status);
}
