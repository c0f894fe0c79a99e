import {
  type BodyOf,
  type Arm,
  allOf,
  armCall,
  armGet,
  armList,
  armPut,
  equals,
  segment,
} from '../arm/arm.ts';
import type { Job, JobOrder, JobProperties, JobStatus } from './job.ts';
import { type JobRecords, act, jobRecords } from './records.ts';

export interface JobRequest extends JobOrder {
  readonly runbook: string;
  /** As Azure passes them: texts; anything but a string is JSON in the text (`jobParameters` makes them). */
  readonly parameters?: Readonly<Record<string, string>>;
  /** A hybrid worker group. */
  readonly runOn?: string;
  /** The embedded tenant that the job works on: `main`, or a fork's name. */
  readonly tenant?: string;
  /** When it begins: ISO 8601; without an offset a time of `timeZone`. */
  readonly notBefore?: string;
  /** A name of IANA's or of Windows; UTC when absent. */
  readonly timeZone?: string;
}

export interface JobFilter {
  readonly runbook?: string | undefined;
  readonly status?: JobStatus | undefined;
  /** Name or id of the job that started them. */
  readonly parent?: string | undefined;
}

export interface Jobs extends JobRecords {
  /** Starts a runbook. When this resolves, the job is durable. `name` is the client's own, a GUID by custom. */
  create(name: string, request: JobRequest): Promise<Job>;
  get(name: string): Promise<Job>;
  /** Newest first. */
  list(filter?: JobFilter): AsyncGenerator<Job>;
  /** With the jobs that it started, and theirs. */
  stop(name: string): Promise<void>;
  /** At its next checkpoint: workflows only, anything else is refused. */
  suspend(name: string): Promise<void>;
  /** Goes on after the checkpoint at which it was suspended. */
  resume(name: string): Promise<void>;
  /** What the job wrote to its output stream, as one text. */
  output(name: string): Promise<string>;
}

export function jobs(arm: Arm): Jobs {
  const at = (name: string, rest = ''): string => `/jobs/${segment(name)}${rest}`;
  const get = (name: string): Promise<Job> => armGet<JobProperties>(arm, at(name));
  return {
    ...jobRecords(arm, at, get),
    get,
    create: (name, { runbook, ...properties }) =>
      armPut<JobProperties>(arm, at(name), {
        properties: { runbook: { name: runbook }, ...properties },
      } satisfies BodyOf<'Job_Create'>),
    list: ({ runbook, status, parent } = {}) =>
      armList<JobProperties>(arm, '/jobs', {
        $filter: allOf(equals('runbook/name', runbook), equals('status', status), equals('parent', parent)),
      }),
    stop: (name) => act(arm, at(name), 'stop'),
    suspend: (name) => act(arm, at(name), 'suspend'),
    resume: (name) => act(arm, at(name), 'resume'),
    output: async (name) =>
      (await arm.transport.call(armCall(arm, at(name, '/output'), { accept: 'text/plain' }))).text,
  };
}

/** Parameters as a job takes them: strings as they are, everything else as JSON. */
export function jobParameters(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
