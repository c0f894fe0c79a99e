/**
 * The worker alone, on a control plane in memory: how many sandboxed no-op jobs a second it gets through, each in a host of
 * its own, against bare processes of Node.js that do nothing. Ours and the reference take turns, so that whatever else the
 * machine does falls on both: each round is held against the bare processes before and after it. `JOBS=400` makes fewer jobs.
 */
import type { MemoryLink } from '../src/worker/testing/memory-link.ts';
import { artifactOf, openWorkshop } from '../src/worker/testing/workshop.ts';
import { spawnBare } from './bare-node.ts';
import { type Measurement, rateOf, rounded } from './measurement.ts';

const jobs = Number(process.env['JOBS'] ?? 2_000);
const jobsARound = 100;
const bareARound = 60;
const parallel = 4;
/** Hosts that are started for the next round, and load what hosts load while they wait, would slow the reference down. */
const settled = 600;

interface Round {
  readonly ours: number;
  readonly reference: number;
}

export async function measure(): Promise<Measurement[]> {
  const name = `${jobs} sandboxed no-op jobs, ${parallel} at a time (reference: bare node -e 0)`;
  return [rateOf(name, await takeTurns(), 0.5)];
}

async function takeTurns(): Promise<Round[]> {
  const artifact = await artifactOf('', '{ name: z.string(), days: z.number().int().default(3) }');
  const workshop = await openWorkshop({ warmHosts: parallel, concurrency: parallel });
  const { link } = workshop;
  await link.end(link.start(artifact, { name: 'first' }));
  const rounds: Round[] = [];
  await pause(settled);
  let before = await barePerSecond();
  while (rounds.length * jobsARound < jobs) {
    const ours = await jobsPerSecond(link, artifact);
    await pause(settled);
    const after = await barePerSecond();
    const round = { ours, reference: (before + after) / 2 };
    rounds.push(round);
    tell(rounds.length, round);
    before = after;
  }
  await workshop.close();
  return rounds;
}

/**
 * The rate among others of its kind: jobs before them have used up the hosts that were warm, and for jobs after them hosts are
 * being started as they end. So there is one start of a host for each job that is counted.
 */
async function jobsPerSecond(link: MemoryLink, artifact: string): Promise<number> {
  const endedAt: number[] = [];
  const [before, after] = [2 * parallel, 2 * parallel];
  const note = async (): Promise<void> => {
    const end = await link.end(link.start(artifact, { name: 'Ada' }));
    if (end.status !== 'Completed') throw new Error(`a no-op job ended as ${JSON.stringify(end)}`);
    endedAt.push(performance.now());
  };
  await Promise.all(Array.from({ length: before + jobsARound + after }, note));
  return jobsARound / ((endedAt[before + jobsARound - 1]! - endedAt[before - 1]!) / 1_000);
}

async function barePerSecond(): Promise<number> {
  const began = performance.now();
  let left = bareARound;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await spawnBare();
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return bareARound / ((performance.now() - began) / 1_000);
}

function tell(round: number, { ours, reference }: Round): void {
  const rates = `${Math.round(ours)} /s to ${Math.round(reference)} /s, ${rounded(ours / reference)}×`;
  console.error(`  ${round * jobsARound} jobs: ${rates}`);
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
