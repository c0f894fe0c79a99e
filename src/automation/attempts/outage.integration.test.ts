import { beforeAll, expect, test } from 'vitest';

import { newId, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { type Database, openDatabase, sql } from '#store';
import type { JobEnd } from '#worker-link';

import { afterFile } from '../../store/testing/after-file.ts';
import { buildEverything, publishRunbook } from '../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../api/testing/control-plane.ts';

const actor = { objectId: 'test' };
const completed: JobEnd = { status: 'Completed', durationMilliseconds: 1 };
let plane: TestControlPlane;
/** Another control plane on the same database. */
let other: { readonly db: Database; readonly queue: Queue };

beforeAll(async () => {
  plane = await testControlPlane();
  const db = openDatabase({ connection: plane.db.connection, logger: silentLogger });
  afterFile(() => db.close());
  other = { db, queue: createQueue({ db, logger: silentLogger }) };
  await other.queue.start();
  afterFile(() => other.queue.stop());
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'greet');
  published.abort();
  await building;
});

const mainAccount = () =>
  plane.automation.accounts.get({
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    name: 'main',
  });
const newJob = async (who = 'somebody', name = newId()): Promise<string> =>
  (
    await plane.automation.jobs.create(
      await mainAccount(),
      { name, runbook: 'greet', parameters: { who } },
      actor,
    )
  ).id;
test('201 outlives everything: each accepted job is run, whatever connections broke meanwhile', async () => {
  const done = new AbortController();
  const ended = new Map<string, number>();
  const workers = Array.from({ length: 4 }, async () => {
    while (!done.signal.aborted) {
      const next = await plane.link
        .claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 500 }, done.signal)
        .catch(() => undefined);
      if (next?.kind !== 'job') continue;
      const { attempt, journal } = next;
      try {
        for (const name of ['a', 'b', 'c'].filter((step) => !journal.some((each) => each.name === step)))
          await plane.link.recordStep(attempt, { name, result: name });
        await plane.link.end(attempt, completed);
        ended.set(attempt.jobId, (ended.get(attempt.jobId) ?? 0) + 1);
      } catch {
        await plane.link.release(attempt, 'broke').catch(() => {});
      }
    }
  });
  const accepted: string[] = [];
  for (let at = 0; at < 40; at++) {
    // Every connection of the control plane, its listener's as well, in the middle of whatever they do.
    if (at % 8 === 4) {
      await other.db.query(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    }
    const name = newId();
    const id = await newJob('x', name).catch(() => undefined);
    if (id !== undefined) accepted.push(id);
  }
  expect(accepted.length).toBeGreaterThan(20);
  for (;;) {
    // What a broken answer left with nobody, as after ten silent seconds.
    await other.db
      .query(sql`
        update queue.job set heartbeat_on = heartbeat_on - interval '1 hour'
        where state = 'active' and heartbeat_on < now() - interval '2 seconds'`)
      .catch(() => {});
    const { open } = await other.db.one<{ open: number }>(
      sql`select count(*)::int as open from job where ended_at is null`,
    );
    if (open === 0) break;
    await other.db.query(sql`select pg_sleep(0.1)`);
  }
  done.abort();
  await Promise.all(workers);
  const rows = await other.db.query<{ id: string; status: string; steps: number }>(sql`
    select j.id, j.status, (select count(*)::int from job_step s where s.job_id = j.id) as steps
    from job j where j.id = any(${accepted}::uuid[])`);
  expect(rows).toHaveLength(accepted.length);
  expect(rows.filter(({ status, steps }) => status !== 'Completed' || steps !== 3)).toEqual([]);
});
