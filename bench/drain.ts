/**
 * 100,000 queued jobs, drained by one, two and four workers without hosts, against the same number of processes that claim
 * by hand (`for update skip locked`), in turns on one server.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { newId, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { type Database, openDatabase, sql, startPostgres, statement } from '#store';

import { type Measurement, rateOf } from './measurement.ts';

const jobs = Number(process.env['DRAIN_JOBS'] ?? 100_000);
const batch = 100;
const program = fileURLToPath(new URL('programs/drainer.ts', import.meta.url));

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const queue = createQueue({ db, logger: silentLogger });
  try {
    await queue.start();
    await db.query(
      statement(`create table raw_work (id uuid primary key, state text not null, created_at timestamptz not null default now());
        create index raw_work_waiting on raw_work (created_at) where state = 'waiting'`),
    );
    const measured: Measurement[] = [];
    for (const workers of [1, 2, 4]) {
      await db.query(
        sql`insert into raw_work (id, state) select gen_random_uuid(), 'waiting' from generate_series(1, ${jobs}::integer)`,
      );
      const reference = perSecond(await drained('raw', workers, db));
      await fill(db, queue);
      const ours = perSecond(await drained('queue', workers, db));
      measured.push(
        rateOf(
          `${jobs} jobs drained by ${workers} ${workers === 1 ? 'worker' : 'workers'}, ${batch} at a time (reference: raw SKIP LOCKED)`,
          [{ ours, reference }],
          0.6,
        ),
      );
    }
    return measured;
  } finally {
    await queue.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const perSecond = (milliseconds: number): number => (1_000 * jobs) / milliseconds;

async function fill(db: Database, queue: Queue): Promise<void> {
  const atOnce = 5_000;
  for (let at = 0; at < jobs; at += atOnce) {
    const items = Array.from({ length: Math.min(atOnce, jobs - at) }, () => ({ id: newId() }));
    await db.transaction((tx) => queue.enqueueMany(tx, 'job', items));
  }
}

/** From the moment in which all of them are told to begin until the last of them completed its last one. */
async function drained(how: 'queue' | 'raw', workers: number, db: Database): Promise<number> {
  const children: ChildProcess[] = Array.from({ length: workers }, () =>
    fork(program, [how, JSON.stringify(db.connection), String(batch)], { execArgv: ['--conditions=source'] }),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  const done = children.map(async (child) => ((await once(child, 'message')) as [{ last: number }])[0].last);
  const gone = children.map((child) => once(child, 'exit'));
  const began = Date.now();
  for (const child of children) child.send('go');
  const last = Math.max(...(await Promise.all(done)));
  await Promise.all(gone);
  return last - began;
}
