/**
 * A large account: 10,000 runbooks and 1,000,000 jobs in the database, asked over https as clients ask. The reference is the
 * same request at an account with next to nothing in it, in turns: what the size costs. And how many rows the database
 * reads for a request, which a plan that scans would show.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Agent } from 'undici';

import { type Session, openSession } from '#cli';
import { clientCertificateToken } from '#client';
import { delay, isoTime, newId, silentLogger, systemClock } from '#kernel';
import { type System, launch } from '#main';
import {
  type Database,
  type Transaction,
  keySource,
  openDatabase,
  openVault,
  sql,
  startPostgres,
  statement,
} from '#store';

import { type Measurement, rateOf, rounded, timed, timesAsLong } from './measurement.ts';
import { get } from './servers.ts';

const [runbooks, history] = [10_000, 1_000_000];
const [warmUps, requests] = [10, 100];
const [creations, lanes, creationRounds] = [200, 8, 5];
/** The database tells what it read at most so late after a session fell idle. */
const statisticsDelay = 11_000;
/** A page is a hundred; an index may lead through some that do not fit. */
const mostRows = 2_000;
const version = 'api-version=2024-10-23';

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  const home = join(folder, 'home');
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const system = await launch({ home, apiPort: 0, tenantPort: 0, database: postgres.connection });
  const session = await openSession(system.connection);
  try {
    const sample = await fill(db, session, system, join(home, 'keys', 'kek.json'));
    return [...(await asked(db, system, sample)), await created(db, session, system)];
  } finally {
    await session.close();
    await system.stop();
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns names of jobs that can be asked for one by one: their parameters are sealed as they should be. */
async function fill(
  db: Database,
  { client }: Session,
  { connection }: System,
  keyFile: string,
): Promise<string[]> {
  await client.runbooks.create('first', { runbookType: 'TypeScript' });
  await client.runbooks.putDraft(
    'first',
    `import { defineRunbook } from 'tenantry/runbook';
     import { z } from 'zod';
     export default defineRunbook({ parameters: z.object({}), run: () => 1 });`,
  );
  await client.runbooks.publish('first');
  await client.limits.update({
    jobRetentionDays: 36_500,
    jobRuntimeMinutes: 1_000_000,
    newJobsPer30Seconds: 1_000_000,
    concurrentJobs: 100_000,
  });
  await db.query(sql`
    insert into account (id, subscription_id, resource_group, name, location, created_at, modified_at)
    select gen_random_uuid(), subscription_id, resource_group, 'small', location, now(), now() from account
    where name = ${connection.account}`);
  await db.query(sql`
    insert into runbook (id, account_id, name, type, state, location, created_at, modified_at)
    select gen_random_uuid(), id, 'runbook-' || n, 'TypeScript', 'New', 'local', now(), now()
    from account, generate_series(1, case when name = 'small' then 10 else ${runbooks} end) n`);
  await db.transaction((tx) => withoutIndices(tx, () => insertJobs(tx)));
  const vault = openVault({ keys: keySource(keyFile, {}) });
  const sample = await db.query<{ id: string; name: string }>(
    sql`select j.id, j.name from job j join account a on a.id = j.account_id
        where a.name = 'small' or j.id in (select id from job tablesample system (0.1) limit 200)`,
  );
  for (const { id } of sample)
    await db.query(
      sql`update job set parameters = ${vault.seal('{}', `job-parameters:${id}`)} where id = ${id}`,
    );
  await db.query(statement('vacuum analyze'));
  const big = await db.query<{ name: string }>(sql`
    select j.name from job j join account a on a.id = j.account_id
    where a.name <> 'small' and j.name = any(${sample.map(({ name }) => name)})`);
  return big.map(({ name }) => name);
}

/** Thirty days of them; one in fifty failed, and two in ten thousand have not ended. */
async function insertJobs(tx: Transaction): Promise<void> {
  // Nothing is checked row by row that is right by construction.
  await tx.query(statement('set local session_replication_role = replica'));
  await tx.query(sql`
    insert into job (id, account_id, name, runbook_name, runbook_type, artifact_hash, status, parameters, started_by,
      created_at, modified_at, status_modified_at, started_at, ended_at)
    select gen_random_uuid(), a.id, gen_random_uuid()::text, 'runbook-' || (1 + n % ${runbooks}), 'TypeScript',
      (select hash from artifact limit 1), case when n % 5000 = 0 then 'Running' when n % 50 = 0 then 'Failed' else 'Completed' end,
      ''::bytea, 'bench', at, at, at, at + interval '1 second',
      case when n % 5000 <> 0 then at + interval '1 minute' end
    from account a,
      generate_series(1, case when a.name = 'small' then 100 else ${history} end) n,
      lateral (select now() - n * interval '2.5 seconds' as at) placed`);
}

/** Indices are built after the rows, which takes a fraction of the time. */
async function withoutIndices(tx: Transaction, fill: () => Promise<void>): Promise<void> {
  const indices = await tx.query<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes where tablename = 'job' and schemaname = 'public' and indexname <> 'job_pkey'`);
  for (const { name } of indices) await tx.query(statement(`drop index ${name}`));
  await fill();
  for (const { definition } of indices) await tx.query(statement(definition));
}

async function asked(db: Database, { connection }: System, sample: string[]): Promise<Measurement[]> {
  const read = (path: string): string => readFileSync(path, 'utf8');
  const ca = read(connection.caFile);
  const token = await clientCertificateToken({
    authority: connection.tenantOrigin,
    tenantId: connection.tenantId,
    clientId: connection.clientId,
    certificatePem: read(connection.certificateFile),
    privateKeyPem: read(connection.privateKeyFile),
    scope: 'https://management.azure.com/.default',
    ca,
  })();
  const target = {
    dispatcher: new Agent({ connect: { ca } }),
    origin: connection.apiOrigin,
    headers: { authorization: `Bearer ${token}` },
  };
  const at = (account: string, path: string): string =>
    `/subscriptions/${connection.subscriptionId}/resourceGroups/${connection.resourceGroup}/providers/Microsoft.Automation/automationAccounts/${account}${path}`;
  const ago = (hours: number): string => isoTime(systemClock.now() - hours * 3_600_000);
  const jobs = (...terms: string[]): string =>
    `/jobs?${version}&$filter=${encodeURIComponent(terms.map((term) => `properties/${term}`).join(' and '))}`;
  const small = await db.query<{ name: string }>(
    sql`select j.name from job j join account a on a.id = j.account_id where a.name = 'small'`,
  );
  const kinds: Readonly<Record<string, (account: string, round: number) => string>> = {
    'jobs, first page': () => `/jobs?${version}`,
    'jobs of a runbook': (_account, round) => jobs(`runbook/name eq 'runbook-${1 + (round % 10)}'`),
    'jobs that failed': () => jobs("status eq 'Failed'"),
    'jobs that run': () => jobs("status eq 'Running'"),
    'jobs of a runbook that failed': () => jobs("runbook/name eq 'runbook-50'", "status eq 'Failed'"),
    'jobs of the last hour': () => jobs(`creationTime ge ${ago(1)}`),
    'jobs that began within a minute': () => jobs(`startTime ge ${ago(1 / 60)}`),
    'jobs that ended before 28 days': () => jobs(`endTime le ${ago(28 * 24)}`),
    'a job by name': (account, round) => {
      const names = account === 'small' ? small.map(({ name }) => name) : sample;
      return `/jobs/${names[round % names.length]}?${version}`;
    },
    'runbooks, first page': () => `/runbooks?${version}`,
    'a runbook by name': (_account, round) => `/runbooks/runbook-${1 + (round % 10)}?${version}`,
  };
  const measurements: Measurement[] = [];
  for (const [kind, path] of Object.entries(kinds)) {
    const [ours, reference]: [number[], number[]] = [[], []];
    const before = await rowsRead(db);
    for (let round = 0; round < warmUps + requests; round += 1) {
      const mine = await timed(() =>
        get({ ...target, path: at(connection.account, path(connection.account, round)) }),
      );
      const theirs = await timed(() => get({ ...target, path: at('small', path('small', round)) }));
      if (round < warmUps) continue;
      ours.push(mine);
      reference.push(theirs);
    }
    const rows = ((await rowsRead(db)) - before) / (2 * (warmUps + requests));
    const name = `${kind}, among ${history.toLocaleString('en')} jobs and ${runbooks.toLocaleString('en')} runbooks`;
    measurements.push(
      timesAsLong(`${name}, p50 (reference: among a hundred)`, ours, reference, 0.5, 2.5),
      timesAsLong(`${name}, p99 (reference: among a hundred)`, ours, reference, 0.99, 4),
      {
        name: `${kind}: rows that the database reads for a request (reference: a page)`,
        ours: rounded(rows).toString(),
        reference: '100',
        ratio: rounded(rows / 100),
        budget: `≤ ${mostRows}`,
        met: rows <= mostRows,
      },
    );
  }
  await target.dispatcher.close();
  return measurements;
}

/** Of jobs and runbooks, by scans or by indices. */
async function rowsRead(db: Database): Promise<number> {
  await delay(statisticsDelay);
  const { rows } = await db.one<{ rows: number }>(sql`
    select sum(seq_tup_read + idx_tup_fetch)::float8 as rows from pg_stat_user_tables
    where relname in ('job', 'runbook', 'runbook_version')`);
  return rows;
}

/** The worker is made to stand still meanwhile: it would run what is created. */
async function created(db: Database, { client }: Session, system: System): Promise<Measurement> {
  await db.query(statement('create table plain_job (id uuid primary key, body jsonb not null)'));
  const { worker } = system.pids();
  if (worker !== undefined) process.kill(worker, 'SIGSTOP');
  try {
    const rounds: { ours: number; reference: number }[] = [];
    for (let round = 0; round < creationRounds; round += 1) {
      const ours = await inLanes(() => client.jobs.create(newId(), { runbook: 'first', parameters: {} }));
      const reference = await inLanes(() =>
        db.transaction((tx) =>
          tx.query(sql`insert into plain_job values (${newId()}, '{"runbook": "first", "status": "New"}')`),
        ),
      );
      rounds.push({ ours, reference });
    }
    return rateOf(
      `jobs created over https, ${lanes} at a time (reference: INSERT of one row)`,
      rounds.slice(1),
      0.1,
    );
  } finally {
    if (worker !== undefined) process.kill(worker, 'SIGCONT');
  }
}

/** A second. */
async function inLanes(once: () => Promise<unknown>): Promise<number> {
  let left = creations;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await once();
    }
  };
  return (1_000 * creations) / (await timed(() => Promise.all(Array.from({ length: lanes }, lane))));
}
