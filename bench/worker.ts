/**
 * The worker alone, on a control plane in memory: how soon a claimed job runs in a warm host, and how many sandboxed
 * no-op jobs a second it gets through, against bare processes of Node.js that do nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { type MemoryLink, createMemoryLink } from '../src/worker/testing/memory-link.ts';
import { artifactOf, openWorkshop } from '../src/worker/testing/workshop.ts';
import { type Measurement, atMost, rateOf } from './measurement.ts';

const latencyRounds = 40;
/** Ours and the reference take turns, so that whatever else the machine does falls on both. */
const throughputRounds = 20;
const jobsARound = 100;
const parallel = 4;

export async function measure(): Promise<Measurement[]> {
  const artifact = await artifactOf('', '{ name: z.string(), days: z.number().int().default(3) }');
  const { running, cold } = await claimToRunning(artifact);
  const reference = '(reference: cold node -e 0)';
  return [
    atMost(`claim → running, warm host, p50 ${reference}`, running, cold, 0.5, 10),
    atMost(`claim → running, warm host, p99 ${reference}`, running, cold, 0.99, 40),
    rateOf(
      `${throughputRounds * jobsARound} sandboxed no-op jobs, ${parallel} at a time (reference: bare node -e 0)`,
      await throughput(artifact),
      0.5,
    ),
  ];
}

/** One job after the other, each given time to find a warm host. */
async function claimToRunning(artifact: string): Promise<{ running: number[]; cold: number[] }> {
  const link = createMemoryLink();
  const claimed = new Map<string, number>();
  const running: number[] = [];
  const cold: number[] = [];
  noteClaims(link, claimed);
  const workshop = await openWorkshop({
    link,
    warmHosts: 2,
    checkpoint: async (name, { attempt }) => {
      if (name === 'running') running.push(performance.now() - claimed.get(attempt.jobId)!);
    },
  });
  for (let round = 0; round < latencyRounds; round += 1) {
    await pause(150);
    cold.push(await spawnBare());
    await link.end(link.start(artifact, { name: 'Ada' }));
  }
  await workshop.close();
  // The first fetches the artifact.
  return { running: running.slice(1), cold };
}

function noteClaims(link: MemoryLink, claimed: Map<string, number>): void {
  const { claim } = link;
  link.claim = async (request, signal) => {
    const work = await claim(request, signal);
    if (work !== undefined) claimed.set(work.attempt.jobId, performance.now());
    return work;
  };
}

async function throughput(artifact: string): Promise<{ ours: number; reference: number }[]> {
  const workshop = await openWorkshop({ warmHosts: parallel, concurrency: parallel });
  const { link } = workshop;
  await link.end(link.start(artifact, { name: 'first' }));
  const rounds: { ours: number; reference: number }[] = [];
  for (let round = 0; round < throughputRounds; round += 1) {
    const ours = await jobsPerSecond(link, artifact);
    // The hosts that are started for the next round would slow the reference down.
    await pause(1_000);
    const reference = await perSecond(() => repeat(jobsARound, parallel, spawnBare));
    rounds.push({ ours, reference });
  }
  await workshop.close();
  return rounds;
}

/** The rate after as many jobs as hosts were warm beforehand: their start is not counted, so their end is not either. */
async function jobsPerSecond(link: MemoryLink, artifact: string): Promise<number> {
  const endedAt: number[] = [];
  const ids = Array.from({ length: jobsARound + parallel }, () => link.start(artifact, { name: 'Ada' }));
  const note = async (id: string): Promise<void> => {
    const end = await link.end(id);
    if (end.status !== 'Completed') throw new Error(`a no-op job ended as ${JSON.stringify(end)}`);
    endedAt.push(performance.now());
  };
  await Promise.all(ids.map(note));
  return jobsARound / ((endedAt.at(-1)! - endedAt[parallel - 1]!) / 1_000);
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return jobsARound / ((performance.now() - began) / 1_000);
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

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
