/**
 * The queue against PostgreSQL alone: how soon enqueued work is claimed, how fast a filled queue is drained, and what a
 * fenced step costs. Ours and the reference take turns on one server, so that whatever else the machine does falls on both.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { monotonicNow, newId, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { type Database, migrate, openDatabase, openVault, sql, startPostgres, statement } from '#store';

import { recordStep } from '../src/automation/attempts/fenced-writes.ts';

export interface Measurement {
  readonly name: string;
  readonly ours: string;
  readonly reference: string;
  /** Ours over the reference: of times less is better, of rates more. */
  readonly ratio: number;
  readonly budget: string;
  readonly met: boolean;
}

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
      statement(`create table raw_work (id uuid primary key, state text not null, created_at timestamptz not null default now());
        create index raw_work_waiting on raw_work (created_at) where state = 'waiting';
        create table plain_step (job_id uuid not null, name text not null, attempt integer not null, result bytea not null,
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
  const raw = await rawClaimer(db);
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
    time(`enqueue → claim, p${part * 100} (reference: raw SKIP LOCKED + NOTIFY)`, ours, reference, part, 2.5),
  );
}

/** What one would write by hand: insert and notify in one transaction, claim when the notification comes. */
async function rawClaimer(db: Database) {
  let waiting = Promise.withResolvers<string>();
  const unlisten = await db.listen('raw_work', async () => {
    const { id } = await db.one<{ id: string }>(sql`
      update raw_work set state = 'active' where id = (
        select id from raw_work where state = 'waiting' order by created_at for update skip locked limit 1
      ) returning id`);
    waiting.resolve(id);
  });
  return {
    async enqueueAndClaim() {
      waiting = Promise.withResolvers();
      await db.transaction(async (tx) => {
        await tx.query(sql`insert into raw_work (id, state) values (${newId()}, 'waiting')`);
        await tx.notify('raw_work', 'job');
      });
      const id = await waiting.promise;
      await db.query(sql`update raw_work set state = 'done' where id = ${id}`);
    },
    close: unlisten,
  };
}

async function drain(db: Database, queue: Queue): Promise<Measurement> {
  const [ours, reference]: [number[], number[]] = [[], []];
  for (let round = 0; round < drainRounds; round += 1) {
    await db.transaction(async (tx) => {
      for (let at = 0; at < drainedARound; at += 1) await queue.enqueue(tx, 'job', newId());
    });
    ours.push(drainedARound / ((await timed(() => drainOurs(queue))) / 1_000));
    await db.query(
      sql`insert into raw_work (id, state) select gen_random_uuid(), 'waiting' from generate_series(1, ${drainedARound}::integer)`,
    );
    reference.push(drainedARound / ((await timed(() => drainRaw(db))) / 1_000));
  }
  const [mine, theirs] = [percentile(ours, 0.5), percentile(reference, 0.5)];
  const ratio = mine / theirs;
  return {
    name: `claim and complete, ${drainBatch} at a time (reference: raw SKIP LOCKED batch)`,
    ours: `${Math.round(mine)} /s`,
    reference: `${Math.round(theirs)} /s`,
    ratio: rounded(ratio),
    budget: '≥ 0.6×',
    met: ratio >= 0.6,
  };
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
  return time('fenced, sealed step, p50 (reference: plain INSERT)', ours, reference, 0.5, 2);
}

/** The least that a step can belong to. */
async function runningJob(db: Database): Promise<string> {
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

function time(name: string, ours: number[], reference: number[], part: number, most: number): Measurement {
  const [mine, theirs] = [percentile(ours, part), percentile(reference, part)];
  const ratio = mine / theirs;
  return {
    name,
    ours: `${mine.toFixed(2)} ms`,
    reference: `${theirs.toFixed(2)} ms`,
    ratio: rounded(ratio),
    budget: `≤ ${most}×`,
    met: ratio <= most,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = monotonicNow();
  await work();
  return monotonicNow() - began;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
