/**
 * The queue against PostgreSQL alone: how soon enqueued work is claimed, how fast a filled queue is drained, and what a
 * fenced step costs. Ours and the reference take turns on one server, so that whatever else the machine does falls on both.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { newId, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { type Database, migrate, openDatabase, openVault, sql, startPostgres, statement } from '#store';

import { recordStep } from '../src/automation/attempts/fenced-writes.ts';
import { type Measurement, rateOf, timed, timesAsLong } from './measurement.ts';
import { openRawClaimer } from './raw-claimer.ts';

const warmUps = 30;
const latencyRounds = 400;
const stepRounds = 500;
const [drainRounds, drainedARound, drainBatch] = [5, 2_000, 100];

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  // The server may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const queue = createQueue({ db, logger: silentLogger });
  try {
    await migrate(db, fileURLToPath(new URL('../sql', import.meta.url)));
    await db.query(
      statement(`create table plain_step (job_id uuid not null, name text not null, attempt integer not null, result bytea not null,
          position bigint generated always as identity, recorded_at timestamptz not null, primary key (job_id, name))`),
    );
    await queue.start();
    return [
      ...(await enqueueToClaim(db, queue)),
      await drain(db, queue),
      await step(db, join(folder, 'kek.json')),
    ];
  } finally {
    await queue.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function enqueueToClaim(db: Database, queue: Queue): Promise<Measurement[]> {
  const raw = await openRawClaimer(db);
  const [ours, reference]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUps + latencyRounds; round += 1) {
    const claimed = queue.claim(['job'], { waitMilliseconds: 10_000 });
    const mine = await timed(async () => {
      await db.transaction((tx) => queue.enqueue(tx, 'job', newId()));
      return claimed;
    });
    await queue.complete((await claimed)!);
    const theirs = await timed(raw.enqueueAndClaim);
    if (round < warmUps) continue;
    ours.push(mine);
    reference.push(theirs);
  }
  await raw.close();
  return [0.5, 0.99].map((part) =>
    timesAsLong(
      `enqueue → claim, p${part * 100} (reference: raw SKIP LOCKED + NOTIFY)`,
      ours,
      reference,
      part,
      2.5,
    ),
  );
}

async function drain(db: Database, queue: Queue): Promise<Measurement> {
  const rounds: { ours: number; reference: number }[] = [];
  for (let round = 0; round < drainRounds; round += 1) {
    await db.transaction(async (tx) => {
      for (let at = 0; at < drainedARound; at += 1) await queue.enqueue(tx, 'job', newId());
    });
    const mine = await timed(() => drainOurs(queue));
    await db.query(
      sql`insert into raw_work (id, state) select gen_random_uuid(), 'waiting' from generate_series(1, ${drainedARound}::integer)`,
    );
    const theirs = await timed(() => drainRaw(db));
    rounds.push({ ours: (1_000 * drainedARound) / mine, reference: (1_000 * drainedARound) / theirs });
  }
  return rateOf(
    `claim and complete, ${drainBatch} at a time (reference: raw SKIP LOCKED batch)`,
    rounds,
    0.6,
  );
}

async function drainOurs(queue: Queue): Promise<void> {
  let left = drainedARound;
  const claimer = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await queue.complete((await queue.claim(['job'], { waitMilliseconds: 10_000 }))!);
    }
  };
  await Promise.all(Array.from({ length: drainBatch }, claimer));
}

async function drainRaw(db: Database): Promise<void> {
  for (;;) {
    const rows = await db.query<{ id: string }>(sql`
      update raw_work set state = 'active' where id in (
        select id from raw_work where state = 'waiting' order by created_at for update skip locked limit ${drainBatch}
      ) returning id`);
    if (rows.length === 0) return;
    await db.query(sql`update raw_work set state = 'done' where id = any(${rows.map(({ id }) => id)})`);
  }
}

async function step(db: Database, keyFile: string): Promise<Measurement> {
  const vault = openVault({ keyFile });
  const jobId = await runningJob(db);
  const result = { employee: 'Ada', groups: Array.from({ length: 8 }, (_, at) => `group ${at}`) };
  const sealed = vault.seal(JSON.stringify(result), 'reference');
  const [ours, reference]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUps + stepRounds; round += 1) {
    const name = `step ${round}`;
    const mine = await timed(() => recordStep(db, vault, { jobId, number: 1 }, { name, result }));
    const theirs = await timed(() =>
      db.query(sql`insert into plain_step (job_id, name, attempt, result, recorded_at)
        values (${jobId}, ${name}, 1, ${sealed}, now())`),
    );
    if (round < warmUps) continue;
    ours.push(mine);
    reference.push(theirs);
  }
  return timesAsLong('fenced, sealed step, p50 (reference: plain INSERT)', ours, reference, 0.5, 2);
}

/** The least that a step can belong to. */
export async function runningJob(db: Database): Promise<string> {
  const { id } = await db.one<{ id: string }>(sql`
    with owner as (
      insert into account (id, subscription_id, resource_group, name, location, created_at, modified_at)
      values (gen_random_uuid(), 's', 'g', 'bench', 'local', now(), now()) returning id
    ), code as (
      insert into artifact (hash, content, created_at) values ('hash', '', now()) returning hash
    )
    insert into job (id, account_id, name, runbook_name, runbook_type, artifact_hash, status, parameters, started_by,
      created_at, modified_at, status_modified_at, attempt)
    select gen_random_uuid(), owner.id, 'bench', 'bench', 'TypeScript', code.hash, 'Running', '', 'bench', now(), now(), now(), 1
    from owner, code returning id`);
  return id;
}
