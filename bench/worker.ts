/**
 * The worker alone, on a control plane in memory: how soon a claimed job runs in a warm host, and how many sandboxed
 * no-op jobs a second it gets through, against bare processes of Node.js that do nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { type MemoryLink, createMemoryLink } from '../src/worker/testing/memory-link.ts';
import { artifactOf, openWorkshop } from '../src/worker/testing/workshop.ts';

export interface Measurement {
  readonly name: string;
  readonly ours: number;
  readonly reference: number;
  readonly ratio: number;
  readonly budget: string;
  readonly met: boolean;
}

const latencyRounds = 40;
const throughputJobs = 120;
const parallel = 4;

export async function measure(): Promise<Measurement[]> {
  const artifact = await artifactOf('', '{ name: z.string(), days: z.number().int().default(3) }');
  const toRunning = await claimToRunning(artifact);
  const coldStart = percentile(await repeat(20, 1, spawnBare), 0.5);
  const ourRate = await jobsPerSecond(artifact);
  const bareRate = await bareProcessesPerSecond();
  return [
    latency(
      'claim → running, warm host, p50 (ms; reference: cold node -e 0)',
      percentile(toRunning, 0.5),
      coldStart,
      10,
    ),
    latency(
      'claim → running, warm host, p99 (ms; reference: cold node -e 0)',
      percentile(toRunning, 0.99),
      coldStart,
      40,
    ),
    {
      name: `sandboxed no-op jobs per second, ${parallel} at a time (reference: bare node -e 0)`,
      ours: round(ourRate),
      reference: round(bareRate),
      ratio: round(ourRate / bareRate),
      budget: '≥ 0.5× of the reference',
      met: ourRate >= 0.5 * bareRate,
    },
  ];
}

/** One job after the other, each given time to find a warm host. */
async function claimToRunning(artifact: string): Promise<number[]> {
  const link = createMemoryLink();
  const claimed = new Map<string, number>();
  const taken: number[] = [];
  noteClaims(link, claimed);
  const workshop = await openWorkshop({
    link,
    warmHosts: 2,
    checkpoint: async (name, { attempt }) => {
      if (name === 'running') taken.push(performance.now() - claimed.get(attempt.jobId)!);
    },
  });
  for (let round = 0; round < latencyRounds; round += 1) {
    await pause(150);
    await link.end(link.start(artifact, { name: 'Ada' }));
  }
  await workshop.close();
  // The first fetches the artifact.
  return taken.slice(1);
}

function noteClaims(link: MemoryLink, claimed: Map<string, number>): void {
  const { claim } = link;
  link.claim = async (request, signal) => {
    const work = await claim(request, signal);
    if (work !== undefined) claimed.set(work.attempt.jobId, performance.now());
    return work;
  };
}

async function jobsPerSecond(artifact: string): Promise<number> {
  const workshop = await openWorkshop({ warmHosts: parallel, concurrency: parallel });
  const { link } = workshop;
  await link.end(link.start(artifact, { name: 'first' }));
  const began = performance.now();
  const ids = Array.from({ length: throughputJobs }, () => link.start(artifact, { name: 'Ada' }));
  const ends = await Promise.all(ids.map((id) => link.end(id)));
  const seconds = (performance.now() - began) / 1_000;
  await workshop.close();
  const failed = ends.find(({ status }) => status !== 'Completed');
  if (failed !== undefined) throw new Error(`a no-op job ended as ${JSON.stringify(failed)}`);
  return throughputJobs / seconds;
}

async function bareProcessesPerSecond(): Promise<number> {
  const began = performance.now();
  await repeat(throughputJobs, parallel, spawnBare);
  return throughputJobs / ((performance.now() - began) / 1_000);
}

async function spawnBare(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - began;
}

async function repeat(times: number, lanes: number, work: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  let left = times;
  const lane = async (): Promise<void> => {
    while (left-- > 0) results.push(await work());
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

function latency(name: string, ours: number, reference: number, most: number): Measurement {
  return {
    name,
    ours: round(ours),
    reference: round(reference),
    ratio: round(ours / reference),
    budget: `≤ ${most} ms`,
    met: ours <= most,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

const round = (value: number): number => Math.round(value * 100) / 100;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

if (import.meta.main) {
  console.table(await measure());
  process.exit(0);
}
