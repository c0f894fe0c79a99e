/**
 * One job that writes a million records, and one that two hundred clients follow: how fast its records are kept against
 * what `unnest` does by hand, how far followers are behind, and what of it stays in the control plane's memory.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { delay, isoTime, silentLogger } from '#kernel';
import { type Database, openDatabase, sql, startPostgres, statement } from '#store';

import { type TestSystem, startSystem } from '../test/system.ts';
import { type Measurement, atMost, percentile, rateOf, rounded, timed } from './measurement.ts';

const records = Number(process.env['RECORDS'] ?? 1_000_000);
const [followers, lines, batch] = [200, 500, 1_000];
/** What a control plane may take more at the end of a million records than after the first tenth of them. */
const mostGrowth = 1.25;

const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ lines: z.coerce.number(), pause: z.coerce.number() }),
  async run({ params, log, assets }) {
    log.output('here');
    while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 50));
    for (let line = 1; line <= params.lines; line++) {
      log.output('line ' + line + ' of a report about somebody or other, as long as lines are');
      if (line % 1000 === 0) await new Promise((go) => setImmediate(go));
      if (params.pause > 0) await new Promise((go) => setTimeout(go, params.pause));
    }
  },
});
`;

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const system = await startSystem({ database: postgres.connection });
  try {
    await system.publish('talker', source);
    return [...(await manyFollow(system)), ...(await millionRecords(system, db))];
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

const gate = ({ client }: TestSystem['session'], state: 'open' | 'shut') =>
  client.variables.put('gate', { value: state, isEncrypted: false });

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

async function millionRecords(
  { session, system, ...rest }: TestSystem,
  db: Database,
): Promise<Measurement[]> {
  const pid = system.pids().controlPlane!;
  const memory: { kept: number; bytes: number }[] = [];
  const over = new AbortController();
  await gate(session, 'open');
  const name = await rest.startJob('talker', { lines: String(records), pause: '0' });
  const watching = (async () => {
    while (!over.signal.aborted) {
      const { kept } = await db.one<{ kept: number }>(sql`select count(*)::int as kept from job_stream`);
      memory.push({ kept, bytes: residentBytes(pid) });
      await delay(1_000, over.signal);
    }
  })();
  let status = '';
  const took = await timed(async () => {
    for (; !['Completed', 'Failed', 'Stopped'].includes(status); await delay(250))
      ({ status } = await session.client.jobs.get(name));
  });
  over.abort();
  await watching;
  const { kept } = await db.one<{ kept: number }>(sql`
    select count(*)::int as kept from job_stream where job_id = (select id from job where name = ${name})`);
  if (status !== 'Completed' || kept !== records + 1)
    throw new Error(`${status} with ${kept} of ${records} records`);
  const reference = await byHand(db);
  return [
    rateOf(
      `records of one job, from its start to its end, ${records} of them (reference: unnest insert of ${batch} rows)`,
      [{ ours: (1_000 * records) / took, reference: (1_000 * records) / reference }],
      0.5,
    ),
    growth(memory),
  ];
}

async function byHand(db: Database): Promise<number> {
  await db.query(statement('create table plain_stream (like job_stream including all)'));
  const texts = Array.from(
    { length: batch },
    (_, at) => `line ${at} of a report about somebody or other, as long as lines are`,
  );
  const time = isoTime(Date.now());
  return timed(async () => {
    for (let at = 0; at < records; at += batch)
      await db.query(sql`
        insert into plain_stream (job_id, attempt, sequence, stream, text, time)
        select '00000000-0000-4000-8000-000000000000', 1, ${at}::bigint + number, 'Output', text, ${time}
        from unnest(${texts}::text[]) with ordinality as line (text, number)`);
  });
}

function growth(memory: readonly { readonly kept: number; readonly bytes: number }[]): Measurement {
  const at = (from: number, to: number): number =>
    percentile(
      memory.filter(({ kept }) => kept >= from * records && kept <= to * records).map(({ bytes }) => bytes),
      0.5,
    );
  const [early, late] = [at(0.05, 0.25), at(0.75, 1)];
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
  return {
    name: `memory of the control plane, last quarter of ${records} records (reference: the first)`,
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
