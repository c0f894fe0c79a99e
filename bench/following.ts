/**
 * Jobs that write much: one that two hundred clients follow, and how far they are behind; and one of three million records that
 * a client reads along, of which nothing is lost, all is in order, and nothing stays in anybody's memory. `RECORDS` says how
 * many instead: one million is over in ten seconds, a quarter of it before the heaps have the size that they work with.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { delay, silentLogger } from '#kernel';
import { type Database, openDatabase, sql, startPostgres } from '#store';

import { type TestSystem, startSystem } from '../test/system.ts';
import { type Measurement, atMost, percentile, rounded } from './measurement.ts';
import { demandAll, gate, talker } from './talker.ts';

const records = Number(process.env['RECORDS'] ?? 3_000_000);
const [followers, lines] = [200, 500];
/** What a process may take more in the last quarter of the records than in the first one. */
const mostGrowth = 1.25;

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const system = await startSystem({ database: postgres.connection });
  try {
    await system.publish('talker', talker);
    return [...(await manyFollow(system)), ...(await longJob(system, db))];
  } finally {
    await system.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each follower is held against one that is alone: what 199 others cost it. */
async function manyFollow(system: TestSystem): Promise<Measurement[]> {
  const alone = await lags(system, 1);
  const together = await lags(system, followers);
  const name = (part: number): string =>
    `record written → followed by the last of ${followers} clients, p${part * 100} (reference: by one client)`;
  return [0.5, 0.95].map((part) => atMost(name(part), together, alone, part, 1_000));
}

/** Milliseconds from a record's own time to the last follower that has it. Each must have all, in order. */
async function lags({ session, ...system }: TestSystem, many: number): Promise<number[]> {
  await gate(session, 'shut');
  const name = await system.startJob('talker', { lines: String(lines), pause: '5' });
  const latest = Array.from({ length: lines }, () => 0);
  let joined = 0;
  const follow = async (): Promise<void> => {
    let seen = 0;
    for await (const event of session.client.jobs.follow(name)) {
      if (event.kind !== 'stream') continue;
      if (event.record.streamText.startsWith('here')) {
        joined += 1;
        if (joined === many) await gate(session, 'open');
        continue;
      }
      if (!event.record.streamText.startsWith(`line ${seen + 1} `))
        throw new Error(`after line ${seen}: ${event.record.streamText}`);
      latest[seen] = Math.max(latest[seen]!, Date.now() - Date.parse(event.record.time));
      seen += 1;
    }
    if (seen !== lines) throw new Error(`a follower had ${seen} of ${lines} lines`);
  };
  await Promise.all(Array.from({ length: many }, follow));
  return latest;
}

interface Sample {
  readonly kept: number;
  readonly controlPlane: number;
  readonly worker: number;
}

async function longJob({ session, system, ...rest }: TestSystem, db: Database): Promise<Measurement[]> {
  const { controlPlane, worker } = system.pids();
  const samples: Sample[] = [];
  const over = new AbortController();
  await gate(session, 'open');
  const name = await rest.startJob('talker', { lines: String(records), pause: '0' });
  const sample = async (): Promise<void> => {
    const { kept } = await db.one<{ kept: number }>(sql`
      select coalesce(max(sequence), 0)::int as kept from job_stream
      where job_id = (select id from job where name = ${name}) and attempt = 1`);
    const [mine, workers] = [residentBytes(controlPlane!), residentBytes(worker!)];
    samples.push({ kept, controlPlane: mine, worker: workers });
  };
  const watching = (async () => {
    for (; !over.signal.aborted; await delay(1_000, over.signal)) await sample();
  })();
  await readAlong(session, name);
  over.abort();
  await watching;
  await sample();
  await demandAll(db, name, records);
  return [growth('control plane', 'controlPlane', samples), growth('worker', 'worker', samples)];
}

/** Reads until the job has ended. @throws when a line is missing, comes twice or too early */
async function readAlong({ client }: TestSystem['session'], name: string): Promise<void> {
  let seen = 0;
  for await (const event of client.jobs.follow(name)) {
    if (event.kind !== 'stream' || event.record.streamText.startsWith('here')) continue;
    if (!event.record.streamText.startsWith(`line ${seen + 1} `))
      throw new Error(`after line ${seen}: ${event.record.streamText}`);
    seen += 1;
  }
  if (seen !== records) throw new Error(`who reads along had ${seen} of ${records} lines`);
}

function growth(who: string, process: 'controlPlane' | 'worker', samples: readonly Sample[]): Measurement {
  const all = samples.map((each) => each[process]);
  const at = (from: number, to: number): number =>
    percentile(
      samples
        .filter(({ kept }) => kept >= from * records && kept <= to * records)
        .map((each) => each[process]),
      0.5,
    );
  const [early, late] = [at(0.05, 0.25), at(0.75, 1)];
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
  return {
    name: `memory of the ${who}, last quarter of ${records} records read along, at most ${mebibytes(Math.max(...all))} (reference: the first quarter, ${mebibytes(all[0]!)} before)`,
    ours: mebibytes(late),
    reference: mebibytes(early),
    ratio: rounded(late / early),
    budget: `≤ ${mostGrowth}×`,
    met: late / early <= mostGrowth,
  };
}

function residentBytes(pid: number): number {
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
