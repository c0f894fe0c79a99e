/** The worker alone, on a control plane in memory: how soon a claimed job runs in a warm host. */
import { type MemoryLink, createMemoryLink } from '../src/worker/testing/memory-link.ts';
import { artifactOf, openWorkshop } from '../src/worker/testing/workshop.ts';
import { spawnBare } from './bare-node.ts';
import { type Measurement, atMost } from './measurement.ts';

const rounds = 40;

export async function measure(): Promise<Measurement[]> {
  const artifact = await artifactOf('', '{ name: z.string(), days: z.number().int().default(3) }');
  const { running, cold } = await claimToRunning(artifact);
  const reference = '(reference: cold node -e 0)';
  return [
    atMost(`claim → running, warm host, p50 ${reference}`, running, cold, 0.5, 10),
    atMost(`claim → running, warm host, p99 ${reference}`, running, cold, 0.99, 40),
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
  for (let round = 0; round < rounds; round += 1) {
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

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
