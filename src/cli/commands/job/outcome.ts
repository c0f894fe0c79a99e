import type { Jobs } from '#client';
import { problem } from '#kernel';

import type { Context } from '../../command/definition.ts';
import { type ExitCode, exitCodes } from '../../command/exit-codes.ts';
import { watchJob } from '../../terminal/watch.ts';

/** Watches a job for a person; a job that did not complete is an error of the command. */
export async function watchToTheEnd(context: Context, jobs: Jobs, name: string): Promise<ExitCode> {
  const { terminal, json, interrupt } = context;
  try {
    const { job } = await watchJob(jobs, name, { terminal, json, signal: interrupt });
    if (job.status === 'Completed') return exitCodes.done;
    const reason = job.exception ?? job.statusDetails ?? 'no reason was given';
    throw problem('JobDidNotComplete', { job: name, status: job.status, reason: reason.split('\n')[0]! });
  } catch (error) {
    if (interrupt.aborted && !json) {
      terminal.say(`The job goes on. Stop it with \`tenantry job stop ${name}\`, or watch it again.`);
    }
    throw error;
  }
}
