import { type Arm, allOf, armCall, armGet, armList, armPut, equals, segment } from '../arm/arm.ts';
import { followJob } from './follow.ts';
import type {
  Job,
  JobCall,
  JobEvent,
  JobProperties,
  JobStatus,
  JobStep,
  JobStream,
  JobStreamSummary,
  StreamType,
} from './job.ts';

export interface JobRequest {
  readonly runbook: string;
  /** As Azure passes them: texts; anything but a string is JSON in the text (`jobParameters` makes them). */
  readonly parameters?: Readonly<Record<string, string>>;
  /** A hybrid worker group. */
  readonly runOn?: string;
  /** The embedded tenant that the job works on: `main`, or a fork's name. */
  readonly tenant?: string;
}

export interface JobFilter {
  readonly runbook?: string | undefined;
  readonly status?: JobStatus | undefined;
  /** Name or id of the job that started them. */
  readonly parent?: string | undefined;
}

export interface Jobs {
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
  /** Streams without their full text, as Azure lists them. */
  streams(name: string, filter?: { streamType?: StreamType }): AsyncGenerator<JobStreamSummary>;
  stream(name: string, jobStreamId: string): Promise<JobStream>;
  calls(name: string): Promise<readonly JobCall[]>;
  steps(name: string): Promise<readonly JobStep[]>;
  /** Everything so far and then live, until the job has ended. A lost connection is taken up again. */
  follow(name: string, options?: { signal?: AbortSignal | undefined }): AsyncGenerator<JobEvent>;
}

export function jobs(arm: Arm): Jobs {
  const at = (name: string, rest = ''): string => `/jobs/${segment(name)}${rest}`;
  const values = async <T>(path: string): Promise<readonly T[]> =>
    (await arm.transport.call(armCall(arm, path))).json<{ value: readonly T[] }>().value;
  const act = async (name: string, action: 'stop' | 'suspend' | 'resume'): Promise<void> => {
    await arm.transport.call(armCall(arm, at(name, `/${action}`), { method: 'POST' }));
  };
  const self: Jobs = {
    create: (name, { runbook, ...properties }) =>
      armPut<JobProperties>(arm, at(name), { properties: { runbook: { name: runbook }, ...properties } }),
    get: (name) => armGet<JobProperties>(arm, at(name)),
    list: ({ runbook, status, parent } = {}) =>
      armList<JobProperties>(arm, '/jobs', {
        $filter: allOf(equals('runbook/name', runbook), equals('status', status), equals('parent', parent)),
      }),
    stop: (name) => act(name, 'stop'),
    suspend: (name) => act(name, 'suspend'),
    resume: (name) => act(name, 'resume'),
    output: async (name) =>
      (await arm.transport.call(armCall(arm, at(name, '/output'), { accept: 'text/plain' }))).text,
    streams: (name, { streamType } = {}) =>
      armList<JobStreamSummary>(arm, at(name, '/streams'), { $filter: equals('streamType', streamType) }),
    stream: (name, jobStreamId) => armGet<JobStream>(arm, at(name, `/streams/${segment(jobStreamId)}`)),
    calls: (name) => values<JobCall>(at(name, '/calls')),
    steps: (name) => values<JobStep>(at(name, '/steps')),
    follow: (name, { signal } = {}) =>
      followJob(
        {
          job: () => self.get(name),
          streams: (since) =>
            armList<JobStreamSummary>(arm, at(name, '/streams'), {
              $filter: since === undefined ? undefined : `properties/time ge ${since}`,
            }),
          stream: (id) => self.stream(name, id),
          steps: () => self.steps(name),
          live: (aborted) =>
            arm.transport.lines(
              armCall(arm, at(name, '/follow'), {
                accept: 'text/event-stream',
                signal: aborted,
              }),
            ),
        },
        signal,
      ),
  };
  return self;
}

/** Parameters as a job takes them: strings as they are, everything else as JSON. */
export function jobParameters(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
