/**
 * The whole system, as a user has it: how long `tenantry start` takes, and how soon an accepted job runs its first line.
 * The reference of the latter is a raw claim on the very PostgreSQL that the system works on.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Session, openSession } from '#cli';
import { delay, newId, silentLogger } from '#kernel';
import { launch } from '#main';
import { openDatabase, sql, startPostgres } from '#store';

import { type Measurement, atMost, timed } from './measurement.ts';
import { openRawClaimer } from './raw-claimer.ts';

const program = fileURLToPath(new URL('../bin/tenantry.js', import.meta.url));
const [firstStarts, warmStarts, jobs] = [2, 5, 60];
/** Time for the worker to have its next host warm: what is measured is the warm case. */
const pauseBetweenJobs = 250;

const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({ parameters: z.object({}), run: ({ log }) => log.output('first line') });
`;

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  chmodSync(folder, 0o711);
  try {
    return [...(await starts(folder)), ...(await acceptedToFirstLine(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function starts(folder: string): Promise<Measurement[]> {
  const [first, warm, bare]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < firstStarts; round += 1) {
    const home = join(folder, `home-${round}`);
    first.push(await startOnce(home));
    for (let again = 0; again < warmStarts; again += 1) {
      warm.push(await startOnce(home));
      bare.push(await timed(() => once(spawn(process.execPath, ['-e', '0']), 'exit')));
    }
  }
  return [
    atMost('start to ready, first time, worst (reference: node -e 0)', first, bare, 1, 5_000),
    atMost('start to ready, warm, p50 (reference: node -e 0)', warm, bare, 0.5, 1_500),
  ];
}

async function startOnce(home: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [program, 'start', '--json', '--home', home, '--port', '17643', '--tenant-port', '17644'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const time = await timed(() => once(child.stdout, 'data'));
  child.kill('SIGINT');
  await once(child, 'exit');
  return time;
}

async function acceptedToFirstLine(folder: string): Promise<Measurement[]> {
  const directory = join(folder, 'system', 'postgres');
  const postgres = await startPostgres({ directory, logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  const raw = await openRawClaimer(db);
  const system = await launch({
    home: join(folder, 'system', 'home'),
    apiPort: 0,
    tenantPort: 0,
    database: postgres.connection,
  });
  const session = await openSession(system.connection);
  const [ours, reference]: [number[], number[]] = [[], []];
  try {
    await publish(session);
    for (let round = 0; round < jobs; round += 1) {
      const name = newId();
      await session.client.jobs.create(name, { runbook: 'first-line', parameters: {} });
      for await (const event of session.client.jobs.follow(name)) void event;
      reference.push(await timed(raw.enqueueAndClaim));
      await delay(pauseBetweenJobs);
    }
    const rows = await db.query<{ took: number }>(sql`
      select extract(epoch from stream.time - job.created_at) * 1000 as took
      from job join job_stream stream on stream.job_id = job.id and stream.sequence = 1
      order by job.created_at`);
    // The first job fetches the artifact, and V8 has seen nothing yet.
    ours.push(...rows.slice(5).map(({ took }) => Number(took)));
  } finally {
    await session.close();
    await system.stop();
    await raw.close();
    await db.close();
    await postgres.stop();
  }
  const name = (part: string): string =>
    `accepted → first line of a TypeScript runbook, ${part} (reference: raw claim)`;
  return [atMost(name('p50'), ours, reference, 0.5, 15), atMost(name('p99'), ours, reference, 0.99, 60)];
}

async function publish({ client }: Session): Promise<void> {
  await client.runbooks.create('first-line', { runbookType: 'TypeScript' });
  await client.runbooks.putDraft('first-line', source);
  await client.runbooks.publish('first-line');
}
