/**
 * Ten thousand schedules due in the same minute, one of them broken: how late the last of their jobs is in the queue. The
 * reference writes as many rows into a table like that of jobs with one statement.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { manualClock, newId, silentLogger } from '#kernel';
import { createQueue } from '#queue';
import { type Database, type Vault, migrate, openDatabase, openVault, sql, startPostgres } from '#store';

import { linkBinding } from '../src/automation/schedules/job-schedules.ts';
import { createScheduler, pause } from '../src/automation/schedules/scheduler.ts';
import { createSchedules } from '../src/automation/schedules/schedules.ts';
import type { Account } from '../src/automation/accounts/accounts.ts';
import { type Measurement, percentile, rounded, timed } from './measurement.ts';

const [due, rounds, mostMilliseconds] = [10_000, 3, 2_000];
/** In which it looks ten times a second. */
const secondsBefore = 5;
const begin = Date.UTC(2027, 2, 1);

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const queue = createQueue({ db, logger: silentLogger });
  const vault = openVault({ keyFile: join(folder, 'kek.json') });
  const clock = manualClock(begin);
  try {
    await migrate(db, fileURLToPath(new URL('../sql', import.meta.url)));
    await queue.start();
    await fill(db, vault, clock);
    const scheduler = createScheduler({ db, queue, vault, logger: silentLogger, clock });
    const [ours, reference]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      // As it comes in real time: the rounds of the seconds before.
      clock.advance(86_400_000 - secondsBefore * 1_000);
      for (let look = 0; look < secondsBefore * 10; look += 1) await scheduler.round();
      clock.advance(secondsBefore * 1_000);
      await db.query(
        sql`update schedule set rule = '{"frequency":"Cron","cron":"nonsense"}' where name = 's77'`,
      );
      ours.push(pause + (await timed(() => scheduler.round())));
      reference.push(await timed(() => plain(db)));
    }
    const [{ made }] = (await db.query<{ made: number }>(sql`select count(*)::int as made from job`)) as [
      { made: number },
    ];
    const [mine, theirs] = [percentile(ours, 0.5), percentile(reference, 0.5)];
    return [
      {
        name: `schedules: ${due} due at once, one of them broken: the last job in the queue, from their minute on, the look's pause included (reference: one INSERT of as many rows)`,
        ours: `${Math.round(mine)} ms (${made} jobs in ${rounds} rounds)`,
        reference: `${Math.round(theirs)} ms`,
        ratio: rounded(mine / theirs),
        budget: `≤ ${mostMilliseconds} ms`,
        met: mine <= mostMilliseconds && made === rounds * (due - 1),
      },
    ];
  } finally {
    await queue.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One account, a hundred runbooks, and a schedule with one link for each job that will be. */
async function fill(db: Database, vault: Vault, clock: ReturnType<typeof manualClock>): Promise<void> {
  const account = { id: newId(), subscriptionId: 'subscription', resourceGroup: 'group', name: 'main' };
  await db.query(sql`
    insert into account (id, subscription_id, resource_group, name, location, limits, created_at, modified_at)
    values (${account.id}, 'subscription', 'group', 'main', 'local', '{"concurrentJobs": 1000000}', now(), now())`);
  await db.query(sql`insert into artifact (hash, content, created_at) values ('hash', '', now())`);
  await db.query(sql`
    insert into runbook (id, account_id, name, type, state, location, published_number, created_at, modified_at)
    select gen_random_uuid(), ${account.id}, 'r' || n, 'TypeScript', 'Published', 'local', 1, now(), now() from generate_series(0, 99) n`);
  await db.query(sql`
    insert into runbook_version (runbook_id, number, content, artifact_hash, parameters, published_at, published_by)
    select id, 1, '', 'hash', '[]', now(), 'bench' from runbook`);
  const schedules = createSchedules({ db, clock });
  const input = { startTime: '2027-03-02T00:00:00Z', frequency: 'Day' } as const;
  await schedules.put(account as unknown as Account, 's0', input, { objectId: 'bench' });
  await db.query(sql`
    insert into schedule select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'name', 's' || n))).*
    from schedule s, generate_series(1, ${due - 1}::int) n`);
  const ids = (await db.query<{ id: string }>(sql`select id from schedule`)).map(({ id }) => id);
  const links = ids.map(() => newId());
  await db.query(sql`
    insert into job_schedule (account_id, id, schedule_id, runbook_id, parameters, created_at)
    select ${account.id}, link, schedule, (select id from runbook where name = 'r' || (n % 100)), sealed, now()
    from unnest(${links}::uuid[], ${ids}::uuid[], ${links.map((id) => vault.seal('{}', linkBinding(account.id, id)))}::bytea[])
      with ordinality as given (link, schedule, sealed, n)`);
}

async function plain(db: Database): Promise<void> {
  await db.query(sql`create table if not exists plain_job (
    id uuid primary key, account_id uuid not null, name text not null, runbook_name text not null, status text not null,
    parameters bytea not null, round bigint not null, created_at timestamptz not null, unique (account_id, name))`);
  await db.query(sql`
    insert into plain_job select gen_random_uuid(), id, gen_random_uuid()::text, 'r1', 'New', decode(repeat('00', 64), 'hex'), n, now()
    from account, generate_series(1, ${due}::int) n`);
}
