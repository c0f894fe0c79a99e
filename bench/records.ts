/**
 * How fast the records of a job of a million are kept, from its start to its end, against what `unnest` does by hand on the same
 * server. Ours and the reference take turns. `RECORDS` says how many instead, `ROUNDS` how often: the fewer, the more the start counts.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { delay, isoTime, silentLogger } from '#kernel';
import { type Database, openDatabase, sql, startPostgres, statement } from '#store';

import { type TestSystem, startSystem } from '../test/system.ts';
import { type Measurement, rateOf, timed } from './measurement.ts';
import { demandAll, gate, talker } from './talker.ts';

const rated = Number(process.env['RECORDS'] ?? 1_000_000);
const rounds = Number(process.env['ROUNDS'] ?? 3);
const batch = 1_000;

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const system = await startSystem({ database: postgres.connection });
  try {
    await system.publish('talker', talker);
    await gate(system.session, 'open');
    await db.query(statement('create table plain_stream (like job_stream including all)'));
    const taken: { ours: number; reference: number }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const ours = perSecond(await throughTheSystem(system, db));
      taken.push({ ours, reference: perSecond(await byHand(db, round)) });
    }
    const name = `records of one job, from its start to its end, ${rated} of them (reference: unnest insert of ${batch} rows)`;
    return [rateOf(name, taken, 0.5)];
  } finally {
    await system.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const perSecond = (milliseconds: number): number => (1_000 * rated) / milliseconds;

async function throughTheSystem({ session, ...system }: TestSystem, db: Database): Promise<number> {
  const name = await system.startJob('talker', { lines: String(rated), pause: '0' });
  const took = await timed(() => endOf(session, name));
  await demandAll(db, name, rated);
  return took;
}

/** Asked for, and not followed: a follower takes its part of the machine. */
async function endOf({ client }: TestSystem['session'], name: string): Promise<void> {
  for (;;) {
    const { status, exception } = await client.jobs.get(name);
    if (status === 'Completed') return;
    if (['Failed', 'Stopped'].includes(status)) throw new Error(`${status}: ${exception}`);
    await delay(250);
  }
}

async function byHand(db: Database, round: number): Promise<number> {
  const texts = Array.from(
    { length: batch },
    (_, at) => `line ${at} of a report about somebody or other, as long as lines are`,
  );
  const time = isoTime(Date.now());
  return timed(async () => {
    for (let at = 0; at < rated; at += batch)
      await db.query(sql`
        insert into plain_stream (job_id, attempt, sequence, stream, text, time)
        select '00000000-0000-4000-8000-000000000000', ${round}::integer, ${at}::bigint + number, 'Output', text, ${time}
        from unnest(${texts}::text[]) with ordinality as line (text, number)`);
  });
}
