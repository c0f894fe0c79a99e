import { type Arm, armCall, armGet, armList, equals, segment } from '../arm/arm.ts';
import { followJob } from './follow.ts';
import type { JobCall, JobEvent, JobStep, JobStream, JobStreamSummary, StreamType } from './job.ts';
import type { ReadJob } from './poll.ts';

/** What jobs leave behind. `name` is the job's; of a test job it is the runbook's. */
export interface JobRecords {
  /** Streams without their full text, as Azure lists them. */
  streams(name: string, filter?: { streamType?: StreamType }): AsyncGenerator<JobStreamSummary>;
  stream(name: string, jobStreamId: string): Promise<JobStream>;
  calls(name: string): Promise<readonly JobCall[]>;
  steps(name: string): Promise<readonly JobStep[]>;
  /** Everything so far and then live, until the job has ended. A lost connection is taken up again. */
  follow(name: string, options?: { signal?: AbortSignal | undefined }): AsyncGenerator<JobEvent>;
}

/** `at` is the path of a job in its account, with what is asked of it behind it. */
export function jobRecords(
  arm: Arm,
  at: (name: string, rest: string) => string,
  job: (name: string) => Promise<ReadJob>,
): JobRecords {
  const values = async <T>(path: string): Promise<readonly T[]> =>
    (await arm.transport.call(armCall(arm, path))).json<{ value: readonly T[] }>().value;
  const stream = (name: string, id: string): Promise<JobStream> =>
    armGet<JobStream>(arm, at(name, `/streams/${segment(id)}`));
  const steps = (name: string): Promise<readonly JobStep[]> => values<JobStep>(at(name, '/steps'));
  return {
    stream,
    steps,
    streams: (name, { streamType } = {}) =>
      armList<JobStreamSummary>(arm, at(name, '/streams'), { $filter: equals('streamType', streamType) }),
    calls: (name) => values<JobCall>(at(name, '/calls')),
    follow: (name, { signal } = {}) =>
      followJob(
        {
          job: () => job(name),
          streams: (since) =>
            armList<JobStreamSummary>(arm, at(name, '/streams'), {
              $filter: since === undefined ? undefined : `properties/time ge ${since}`,
            }),
          stream: (id) => stream(name, id),
          steps: () => steps(name),
          live: (aborted) =>
            arm.transport.lines(
              armCall(arm, at(name, '/follow'), { accept: 'text/event-stream', signal: aborted }),
            ),
        },
        signal,
      ),
  };
}

/** Stops, suspends or resumes what is at a path. */
export async function act(arm: Arm, path: string, action: 'stop' | 'suspend' | 'resume'): Promise<void> {
  await arm.transport.call(armCall(arm, `${path}/${action}`, { method: 'POST' }));
}
