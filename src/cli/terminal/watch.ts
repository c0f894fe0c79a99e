import {
  type Job,
  type JobEvent,
  type JobRecord,
  type JobRecords,
  type JobStep,
  type StreamType,
  type TestJob,
  hasEnded,
} from '#client';
import { parseIsoTime } from '#kernel';

import type { Painter, Terminal } from './terminal.ts';
import { duration, plain } from './text.ts';

/** Jobs by their name, or test jobs by the name of their runbook. */
export type WatchableJobs<Ended> = Pick<JobRecords, 'follow'> & {
  readonly get: (name: string) => Promise<Ended>;
};

export interface WatchedJob<Ended = Job> {
  /** As it was at its end. */
  readonly job: Ended;
  readonly records: readonly JobRecord[];
  readonly steps: readonly JobStep[];
}

export interface WatchOptions {
  /** Without one, nothing is printed. */
  readonly terminal?: Terminal;
  /** Prints each event as one line of JSON instead. */
  readonly json?: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: JobEvent) => void;
}

type Colour = Parameters<Painter>[0];

const colours: Readonly<Record<StreamType, Colour>> = {
  Output: 'reset',
  Verbose: 'dim',
  Warning: 'yellow',
  Error: 'red',
  Progress: 'cyan',
  Debug: 'magenta',
  Information: 'reset',
};

const statusLooks: Readonly<Record<string, { sign: string; colour: Colour }>> = {
  Completed: { sign: '✔', colour: 'green' },
  Failed: { sign: '✖', colour: 'red' },
  Stopped: { sign: '■', colour: 'yellow' },
  Suspended: { sign: '‖', colour: 'yellow' },
};

/** Prints a job's streams, steps and status as they come, and resolves when it has ended. */
export async function watchJob<Ended extends TestJob = Job>(
  jobs: WatchableJobs<Ended>,
  name: string,
  options: WatchOptions = {},
): Promise<WatchedJob<Ended>> {
  const { terminal, json = false, signal, onEvent } = options;
  const records: JobRecord[] = [];
  const steps: JobStep[] = [];
  for await (const event of jobs.follow(name, { signal })) {
    if (event.kind === 'stream') records.push(event.record);
    if (event.kind === 'step') steps.push(event.step);
    onEvent?.(event);
    if (terminal === undefined) continue;
    if (json) terminal.out(JSON.stringify(event));
    else print(terminal, event);
  }
  const job = await jobs.get(name);
  if (terminal !== undefined && !json) printOutcome(terminal, job);
  return { job, records, steps };
}

function print(terminal: Terminal, event: JobEvent): void {
  if (event.kind === 'status') {
    if (!hasEnded(event)) terminal.progress(event.status);
    return;
  }
  if (event.kind === 'step') {
    return terminal.say(line(terminal.paint, event.step.recordedAt, '✔ Step', event.step.name, 'green'));
  }
  const { streamType, streamText, time } = event.record;
  const text = plain(streamText).trimEnd();
  if (streamType !== 'Output') {
    const label = streamType === 'Information' ? 'Info' : streamType;
    return terminal.say(line(terminal.paint, time, label, text, colours[streamType]));
  }
  // Whoever reads our stdout by a program wants what the runbook wrote and nothing else.
  if (terminal.columns === undefined) return terminal.out(streamText.trimEnd());
  return terminal.out(line(terminal.paintOut, time, 'Output', text, 'bold'));
}

function line(paint: Painter, time: string, label: string, text: string, colour: Colour): string {
  const [first = '', ...rest] = text.split('\n');
  const head = `${paint('dim', clockTime(time))}  ${paint(colour, label.padEnd(8))}  ${first}`;
  return [head, ...rest.map((more) => `${' '.repeat(20)}${more}`)].join('\n');
}

function printOutcome(terminal: Terminal, job: TestJob): void {
  const { sign, colour } = statusLooks[job.status] ?? { sign: '■', colour: 'reset' };
  const took = lasted(job);
  const headline = `${sign} ${job.runbook.name}: ${job.status}${took === undefined ? '' : ` after ${took}`}`;
  terminal.say(terminal.paint(colour, headline));
}

export function paintStatus(paint: Painter, status: string): string {
  const look = statusLooks[status.trimEnd()];
  return look === undefined ? status : paint(look.colour, status);
}

/** From its start to its end, when it has both. */
export function lasted(job: Pick<Job, 'startTime' | 'endTime'>): string | undefined {
  const [began, ended] = [parseIsoTime(job.startTime ?? ''), parseIsoTime(job.endTime ?? '')];
  return began === undefined || ended === undefined ? undefined : duration(Math.max(ended - began, 0));
}

/** The time of day in UTC, as jobs see it. */
function clockTime(time: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(time)?.[1] ?? time;
}
