import type { TestJob } from '#client';
import { problem } from '#kernel';

import type { Context } from '../../command/definition.ts';
import { type ExitCode, exitCodes } from '../../command/exit-codes.ts';
import { type WatchableJobs, watchJob } from '../../terminal/watch.ts';

/** Watches a job for a person; a job that did not complete is an error of the command. */
export async function watchToTheEnd<Ended extends TestJob>(
  context: Context,
  jobs: WatchableJobs<Ended>,
  name: string,
  stop = `tenantry job stop ${name}`,
): Promise<ExitCode> {
  const { terminal, json, interrupt } = context;
  try {
    const { job } = await watchJob(jobs, name, { terminal, json, signal: interrupt });
    if (job.status === 'Completed') return exitCodes.done;
    const reason = job.exception ?? job.statusDetails ?? 'no reason was given';
    throw problem('JobDidNotComplete', { job: name, status: job.status, reason: reason.split('\n')[0]! });
  } catch (error) {
    if (interrupt.aborted && !json) {
      terminal.say(`The job goes on. Stop it with \`${stop}\`, or watch it again.`);
    }
    throw error;
  }
}
