/**
 * What blanking in the control plane costs: batches of records as a worker sends them, into the database with and without
 * it. Ours and the reference take turns on one server.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { newSecret, silentLogger } from '#kernel';
import { type Database, type Vault, migrate, openDatabase, openVault, sql, startPostgres } from '#store';
import type { AttemptRef, StreamRecord, WorkerLink } from '#worker-link';

import { createConnectionTypes } from '../src/automation/assets/connection-types.ts';
import { variableBinding } from '../src/automation/assets/bindings.ts';
import { amendStreams, appendStreams, isKept } from '../src/automation/attempts/stream-writes.ts';
import { screenedLink } from '../src/automation/attempts/screened-link.ts';
import { createRedactors } from '../src/automation/redaction/redactors.ts';
import { type Measurement, rateOf, timed } from './measurement.ts';
import { runningJob } from './queue.ts';

const [rounds, recordsABatch, batchesARound] = [7, 1_000, 10] as const;

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  // The server may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), logger: silentLogger });
  const db = openDatabase({ connection: postgres.connection, logger: silentLogger });
  try {
    await migrate(db, fileURLToPath(new URL('../sql', import.meta.url)));
    const vault = openVault({ keyFile: join(folder, 'kek.json') });
    const measured: Measurement[] = [];
    for (const secrets of [20, 500]) measured.push(await streams(db, vault, secrets));
    return measured;
  } finally {
    await db.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function streams(db: Database, vault: Vault, secrets: number): Promise<Measurement> {
  await db.query(sql`delete from account`);
  await db.query(sql`delete from artifact`);
  const jobId = await runningJob(db);
  const attempt: AttemptRef = { jobId, number: 1 };
  const { id } = await db.one<{ id: string }>(sql`select account_id as id from job where id = ${jobId}`);
  for (let at = 0; at < secrets; at += 1)
    await db.query(sql`
      insert into variable (account_id, name, is_encrypted, value, created_at, modified_at)
      values (${id}, ${`v${at}`}, true, ${vault.seal(JSON.stringify(newSecret()), variableBinding(id, `v${at}`))}, now(), now())`);
  const raw = {
    appendStreams: (of: AttemptRef, records: readonly StreamRecord[]) => appendStreams(db, of, records),
  };
  const types = createConnectionTypes({ db });
  const screened = screenedLink({
    link: raw as WorkerLink,
    redactors: createRedactors({ db, vault, types, logger: silentLogger }),
    amend: (of, records) => amendStreams(db, of, records),
    isKept: (of, sequence) => isKept(db, of, sequence),
  });
  let sequence = 0;
  const batch = (): StreamRecord[] =>
    Array.from({ length: recordsABatch }, () => {
      sequence += 1;
      const text = `${sequence}: user adele.vance${sequence}@contoso.com has 3 licences and is a member of 12 groups`;
      return {
        sequence,
        stream: 'Output',
        text,
        value: { id: sequence, text },
        time: new Date(0).toISOString(),
      };
    });
  const send = async (link: Pick<WorkerLink, 'appendStreams'>): Promise<number> => {
    const batches = Array.from({ length: batchesARound }, batch);
    const time = await timed(async () => {
      for (const each of batches) await link.appendStreams(attempt, each);
    });
    return (1_000 * batchesARound * recordsABatch) / time;
  };
  const taken: { ours: number; reference: number }[] = [];
  await send(screened);
  for (let round = 0; round < rounds; round += 1)
    taken.push({ ours: await send(screened), reference: await send(raw) });
  return rateOf(`stream records kept, ${secrets} secrets (reference: without blanking)`, taken, 0.5);
}
