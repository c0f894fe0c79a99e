import { z } from 'zod';

import type { Job, JobCall, JobStep, JobStream, Jobs } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { isolationText } from '../../terminal/isolation.ts';
import { facts, table } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { duration, plain } from '../../terminal/text.ts';
import { lasted, paintStatus } from '../../terminal/watch.ts';
import { lockText } from '../environment/built.ts';
import { jobName } from './job-name.ts';

export const jobGet = defineCommand({
  summary: 'Shows a job: its status, and on demand what it wrote and did.',
  arguments: z.object({ job: jobName }),
  options: z.object({
    output: z.boolean().default(false).meta({ description: 'only its output stream, as text' }),
    streams: z.boolean().default(false).meta({ description: 'everything it wrote' }),
    steps: z.boolean().default(false).meta({ description: 'its recorded steps' }),
    calls: z.boolean().default(false).meta({ description: 'every call it made to Microsoft 365' }),
  }),
  examples: [
    ['tenantry job get 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11 --steps --calls', 'what it did'],
    ['tenantry job get 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11 --output', 'what it returned'],
  ],
  async run(context, { arguments: { job: name }, options }) {
    const { jobs } = (await context.connect()).client;
    if (options.output) {
      const output = await jobs.output(name);
      return context.print({ output }, () => plain(output).trimEnd());
    }
    const job = await jobs.get(name);
    const [streams, steps, calls] = await Promise.all([
      options.streams ? streamsOf(jobs, name) : undefined,
      options.steps ? jobs.steps(name) : undefined,
      options.calls ? jobs.calls(name) : undefined,
    ]);
    context.print(
      { ...job, ...(streams && { streams }), ...(steps && { steps }), ...(calls && { calls }) },
      () =>
        [
          jobFacts(context.terminal, job),
          ...(streams === undefined ? [] : [streamTable(context.terminal, streams)]),
          ...(steps === undefined ? [] : [stepTable(context.terminal, steps)]),
          ...(calls === undefined ? [] : [callTable(context.terminal, calls)]),
        ].join('\n\n'),
    );
  },
});

function jobFacts(terminal: Terminal, job: Job): string {
  const parameters = Object.entries(job.parameters ?? {}).map(([name, value]) => `${name}=${value}`);
  return facts(terminal, [
    ['job', job.name],
    ['runbook', job.runbook.name],
    ['tenant', job.tenant],
    ['environment', environmentOf(job)],
    ['engine', job.engine],
    ['isolation', isolationText(job.isolation)],
    ['status', job.status],
    ['waits because', job.waitingBecause ?? undefined],
    ['begins', job.notBefore],
    ['priority', job.priority ? String(job.priority) : undefined],
    ['concurrency', concurrencyOf(job)],
    ['reason', job.exception?.split('\n')[0]],
    ['parameters', parameters.join('  ')],
    ['started by', job.parent ? `job ${job.parent.name}` : job.startedBy],
    ['created', job.creationTime],
    ['began', job.startTime],
    ['ended', job.endTime],
    ['took', lasted(job)],
  ]);
}

function concurrencyOf({ concurrency }: Job): string | undefined {
  return concurrency ? `${concurrency.mostAtOnce} at a time of ${concurrency.key}` : undefined;
}

function environmentOf({ environmentLock: lock }: Job): string | undefined {
  return lock ? `${lock.name}, ${lockText(lock)}` : undefined;
}

async function streamsOf(jobs: Jobs, name: string): Promise<JobStream[]> {
  const streams: JobStream[] = [];
  for await (const { jobStreamId } of jobs.streams(name)) streams.push(await jobs.stream(name, jobStreamId));
  return streams;
}

function streamTable(terminal: Terminal, streams: readonly JobStream[]): string {
  const rows = streams.map(({ time, streamType, streamText }) => [time, streamType, streamText.trimEnd()]);
  return table(terminal, ['time', 'stream', 'text'], rows);
}

function stepTable(terminal: Terminal, steps: readonly JobStep[]): string {
  const rows = steps.map(({ recordedAt, attempt, name }) => [recordedAt, String(attempt), name]);
  return table(terminal, ['recorded', 'attempt', 'step'], rows);
}

function callTable(terminal: Terminal, calls: readonly JobCall[]): string {
  const rows = calls.map(({ time, method, host, pathTemplate, status, milliseconds, refused }) => [
    time,
    method,
    `${host}${pathTemplate}`,
    refused ? 'refused' : String(status),
    duration(milliseconds),
  ]);
  return table(terminal, ['time', 'method', 'call', 'status', 'took'], rows, (cell, column) =>
    column === 3 && !cell.startsWith('2') ? paintStatus(terminal.paintOut, cell) : cell,
  );
}
