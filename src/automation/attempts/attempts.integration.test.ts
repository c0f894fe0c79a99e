import { beforeAll, expect, test } from 'vitest';

import { newId, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { type Database, openDatabase, sql } from '#store';
import type { AttemptRef, JobClaim, JobEnd } from '#worker-link';

import { afterFile } from '../../store/testing/after-file.ts';
import { waitingForLocks } from '../../store/testing/waiting-for-locks.ts';
import { buildEverything, publishRunbook } from '../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../api/testing/control-plane.ts';

const actor = { objectId: 'test' };
const isolation = { boundary: 'process', egressEnforced: false, detail: 'a test' } as const;
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
  await publishRunbook(plane, 'flow', 'workflow flow { }', 'PowerShellWorkflow');
  published.abort();
  await building;
});

const mainAccount = () =>
  plane.automation.accounts.get({
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    name: 'main',
  });
const newJob = async (who = 'somebody', name = newId(), runbook = 'greet'): Promise<string> =>
  (await plane.automation.jobs.create(await mainAccount(), { name, runbook, parameters: { who } }, actor)).id;
const claim = async (waitMilliseconds = 10_000): Promise<JobClaim> =>
  (await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds })) as JobClaim;

/** What happens when ten seconds pass without a heartbeat, without the ten seconds. */
const fallSilent = (id: string) =>
  other.db.query(sql`update queue.job set heartbeat_on = heartbeat_on - interval '1 hour' where id = ${id}`);

test('a step that is being recorded when the next attempt begins is in its journal', async () => {
  const jobId = await newJob();
  const { attempt: first } = await claim();
  await plane.link.recordStep(first, { name: 'one', result: 1 });

  // Holds the recording between its fence and its commit.
  const hold = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = other.db
    .transaction(async (tx) => {
      await tx.query(sql`
        insert into job_step (job_id, name, attempt, result, recorded_at)
        values (${jobId}, 'two', 0, ''::bytea, now())`);
      held.resolve();
      await hold.promise;
      throw new Error('never kept');
    })
    .catch(() => {});
  await held.promise;
  const recording = plane.link.recordStep(first, { name: 'two', result: 2 });
  await waitingForLocks(other.db, 1);
  await other.queue.release({ topic: 'job', id: jobId });
  const claiming = claim();
  await waitingForLocks(other.db, 2);
  hold.resolve();
  await holding;

  await recording;
  const second = await claiming;
  expect(second.attempt).toEqual({ jobId, number: 2 });
  expect(second.journal).toEqual([
    { name: 'one', result: 1 },
    { name: 'two', result: 2 },
  ]);
  await plane.link.end(second.attempt, completed);
});

test('a write that waits behind the next claim is refused: the fence is asked again after the wait', async () => {
  const writes: Record<string, (attempt: AttemptRef) => Promise<unknown>> = {
    step: (attempt) => plane.link.recordStep(attempt, { name: 'late', result: 1 }),
    streams: (attempt) =>
      plane.link.appendStreams(attempt, [
        { sequence: 1, stream: 'Output', text: 'late', time: '2026-01-01T00:00:00Z' },
      ]),
    end: (attempt) => plane.link.end(attempt, completed),
  };
  for (const [name, write] of Object.entries(writes)) {
    const jobId = await newJob();
    const { attempt } = await claim();
    const hold = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    // The next attempt is numbered, its transaction not yet committed.
    const numbering = other.db.transaction(async (tx) => {
      await tx.query(sql`update job set attempt = attempt + 1 where id = ${jobId}`);
      held.resolve();
      await hold.promise;
    });
    await held.promise;
    const late = write(attempt).then(
      () => 'written',
      (error: { code: string }) => error.code,
    );
    await waitingForLocks(other.db, 1);
    hold.resolve();
    await numbering;
    expect(await late, name).toBe('StaleAttempt');
    const { left } = await other.db.one<{ left: number }>(sql`
      select (select count(*) from job_step where job_id = ${jobId})::int
        + (select count(*) from job_stream where job_id = ${jobId})::int
        + (select count(*) from job where id = ${jobId} and ended_at is not null)::int as left`);
    expect(left, name).toBe(0);
    await plane.link.end({ jobId, number: 2 }, completed).catch(() => {});
    await other.queue.complete({ topic: 'job', id: jobId });
  }
});

test('a claimer that hangs up while its claim is prepared leaves the job to the next one', async () => {
  const jobId = await newJob();
  const hold = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = other.db.transaction(async (tx) => {
    await tx.query(sql`select 1 from job where id = ${jobId} for update`);
    held.resolve();
    await hold.promise;
  });
  await held.promise;
  const leaving = new AbortController();
  const request = { worker: 'w', kinds: ['job' as const], waitMilliseconds: 10_000 };
  const claiming = plane.automation.attempts.claim(request, leaving.signal);
  await waitingForLocks(other.db, 1);
  leaving.abort();
  hold.resolve();
  await holding;
  expect(await claiming).toBeUndefined();
  const { attempt } = await claim();
  expect(attempt.jobId).toBe(jobId);
  await plane.link.end(attempt, completed);
});

test('what has ended is done for the queue as well', async () => {
  const inQueue = (id: string): Promise<unknown[]> =>
    other.db.query(sql`select from queue.job where id = ${id}`);
  const ended = await newJob();
  expect(await inQueue(ended)).toHaveLength(1);
  const { attempt } = await claim();
  await plane.link.end(attempt, completed);
  expect(await inQueue(ended)).toEqual([]);

  const account = await mainAccount();
  const unclaimed = await newJob();
  await plane.automation.jobs.stop(account, unclaimed, actor);
  expect(await inQueue(unclaimed)).toEqual([]);

  await plane.automation.runbooks.putDraft(account, 'greet', 'greet them', actor);
  const build = await plane.automation.publishing.publish(account, 'greet', actor);
  const claimed = await plane.link.claim({ worker: 'w', kinds: ['build'], waitMilliseconds: 10_000 });
  const diagnostics = [{ file: 'greet.ts', line: 1, column: 1, message: 'no' }];
  await plane.link.built(claimed!.attempt, { ok: false, diagnostics });
  expect(await inQueue(build)).toEqual([]);
});

test('a control plane that dies between the queue and the attempt loses no job', async () => {
  const jobId = await newJob();
  // It took the job from the queue, and that is the last that was heard of it.
  expect(await other.queue.claim(['job'], { waitMilliseconds: 10_000 })).toEqual({ topic: 'job', id: jobId });
  await fallSilent(jobId);
  const { attempt } = await claim(20_000);
  expect(attempt).toEqual({ jobId, number: 1 });
  await plane.link.end(attempt, completed);
});

test('a worker that falls silent loses the job to the next claimer, and is told so', async () => {
  const jobId = await newJob();
  const first = await claim();
  await fallSilent(jobId);
  const second = await claim(20_000);
  expect(second.attempt).toEqual({ jobId, number: 2 });
  await expect(plane.link.heartbeat(first.attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });
  await plane.link.end(second.attempt, completed);
});

test('a rehearsal whose fork was deleted fails with that reason, and does not come back', async () => {
  const account = await mainAccount();
  const id = await newJob();
  await other.db.query(sql`update job set tenant = 'deleted-fork' where id = ${id}`);
  expect(await claim(2_000)).toBeUndefined();
  const job = await plane.automation.jobs.get(account.id, id);
  expect(job).toMatchObject({ status: 'Failed', exception: expect.stringContaining('deleted-fork') });
  expect(await claim(50)).toBeUndefined();
});

test('parameters and step results lie sealed in the database', async () => {
  const secret = `secret-${newId()}`;
  const jobId = await newJob(secret);
  const { attempt, parameters } = await claim();
  expect(parameters).toEqual({ who: secret });
  await plane.link.recordStep(attempt, { name: 'secret', result: { secret } });
  await plane.link.end(attempt, completed);
  const rows = await other.db.query<{ row: string }>(sql`
    select encode(parameters, 'escape') || row_to_json(job)::text as row from job where id = ${jobId}
    union all select encode(result, 'escape') || row_to_json(job_step)::text from job_step where job_id = ${jobId}
    union all select row_to_json(audit_entry)::text from audit_entry
    union all select row_to_json(j)::text from queue.job j`);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.filter(({ row }) => row.includes(secret))).toEqual([]);
});

test('a sealed result that was moved to another step is not opened', async () => {
  const jobId = await newJob();
  const { attempt } = await claim();
  await plane.link.recordStep(attempt, { name: 'one', result: 1 });
  await other.db.query(sql`update job_step set name = 'two' where job_id = ${jobId}`);
  await other.queue.release({ topic: 'job', id: jobId });
  const claimed = plane.automation.attempts.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 10_000 });
  await expect(claimed).rejects.toMatchObject({ code: 'VaultRecordBroken' });
  await other.queue.complete({ topic: 'job', id: jobId });
});

test('what is no attempt, no step name and no path is refused once, and said to be wrong', async () => {
  const invalid = { code: 'InvalidInput', status: 400 };
  await expect(plane.link.heartbeat({ jobId: 'no-guid', number: 1 })).rejects.toMatchObject(invalid);
  await expect(plane.link.heartbeat({ jobId: newId(), number: 2 ** 31 })).rejects.toMatchObject(invalid);
  await newJob();
  const { attempt } = await claim();
  await expect(plane.link.recordStep(attempt, { name: 'a\0b', result: 1 })).rejects.toMatchObject(invalid);
  const endless = 'x'.repeat(513);
  await expect(plane.link.recordStep(attempt, { name: endless, result: 1 })).rejects.toMatchObject(invalid);
  await plane.link.end(attempt, completed);
});

test('the next attempt of a workflow gets its newest checkpoint alone, beside its other steps', async () => {
  const steps = ['Checkpoint-Workflow 9', 'own', 'Checkpoint-Workflow 10', 'Checkpoint-Workflow of mine'];
  for (const [runbook, kept] of [
    ['flow', steps.slice(1)],
    ['greet', steps],
  ] as const) {
    await newJob('somebody', newId(), runbook);
    const first = await claim();
    for (const name of steps) await plane.link.recordStep(first.attempt, { name, result: name });
    await plane.link.release(first.attempt, 'the test lets go');
    const { attempt, journal } = await claim();
    expect(journal.map(({ name }) => name)).toEqual(kept);
    await plane.link.end(attempt, completed);
  }
});

const statusOf = async (id: string): Promise<string> =>
  (await plane.automation.jobs.get((await mainAccount()).id, id)).status;

test('a workflow is suspended at its checkpoint, waits with nobody, and is resumed as its next attempt', async () => {
  const account = await mainAccount();
  const { jobs } = plane.automation;
  const id = await newJob('somebody', newId(), 'flow');
  const first = await claim();
  await plane.link.started(first.attempt, { isolation, engine: 'test' });
  await plane.link.recordStep(first.attempt, { name: 'Checkpoint-Workflow 1', result: 'kept' });
  await jobs.suspend(account, id, actor);
  expect(await statusOf(id)).toBe('Suspending');
  expect(await plane.link.heartbeat(first.attempt)).toEqual({ command: 'suspend' });
  await plane.link.suspended(first.attempt);
  // Its answer may have been lost.
  await plane.link.suspended(first.attempt);
  expect(await statusOf(id)).toBe('Suspended');
  expect(await claim(50)).toBeUndefined();
  await expect(plane.link.heartbeat(first.attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });

  await jobs.resume(account, id, actor);
  expect(await statusOf(id)).toBe('Resuming');
  await expect(jobs.resume(account, id, actor)).rejects.toMatchObject({ code: 'JobStateWrong' });
  const next = await claim();
  expect(next).toMatchObject({
    attempt: { jobId: id, number: 2 },
    journal: [{ name: 'Checkpoint-Workflow 1', result: 'kept' }],
  });
  await plane.link.end(next.attempt, completed);
  expect(await statusOf(id)).toBe('Completed');
});

test('a suspension outlives its worker, a suspended job is stopped at once, and a stop wins', async () => {
  const account = await mainAccount();
  const { jobs } = plane.automation;
  const silent = await newJob('somebody', newId(), 'flow');
  const { attempt } = await claim();
  await jobs.suspend(account, silent, actor);
  await plane.link.release(attempt, 'the worker stopped');
  expect(await claim(2_000)).toBeUndefined();
  expect(await statusOf(silent)).toBe('Suspended');
  await jobs.stop(account, silent, actor);
  expect(await statusOf(silent)).toBe('Stopped');

  const stopped = await newJob('somebody', newId(), 'flow');
  const running = await claim();
  await jobs.suspend(account, stopped, actor);
  await jobs.stop(account, stopped, actor);
  await plane.link.suspended(running.attempt);
  expect(await statusOf(stopped)).toBe('Stopped');
});

test('a job that nobody claimed is suspended at once; only workflows can be', async () => {
  const account = await mainAccount();
  const { jobs } = plane.automation;
  const waiting = await newJob('somebody', newId(), 'flow');
  await jobs.suspend(account, waiting, actor);
  expect(await statusOf(waiting)).toBe('Suspended');
  expect(await claim(50)).toBeUndefined();
  await jobs.resume(account, waiting, actor);
  const { attempt } = await claim();
  expect(attempt.jobId).toBe(waiting);
  await plane.link.end(attempt, completed);

  const plain = await newJob();
  await expect(jobs.suspend(account, plain, actor)).rejects.toMatchObject({ code: 'JobNotSuspendable' });
  await expect(jobs.resume(account, plain, actor)).rejects.toMatchObject({ code: 'JobNotSuspendable' });
  await plane.link.end((await claim()).attempt, completed);
});

test('a workflow that waits for other jobs without a worker is suspended at once, and comes back only when resumed', async () => {
  const account = await mainAccount();
  const { jobs } = plane.automation;
  const id = await newJob('somebody', newId(), 'flow');
  const { attempt } = await claim();
  const child = await plane.link.startJob(attempt, {
    runbook: 'greet',
    parameters: { who: 'child' },
    key: 'a',
  });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await plane.link.parked(attempt, { jobs: [child.id], until: later });
  expect(await statusOf(id)).toBe('Waiting');
  await jobs.suspend(account, id, actor);
  expect(await statusOf(id)).toBe('Suspended');
  await plane.link.end((await claim()).attempt, completed);
  expect(await claim(50)).toBeUndefined();
  await jobs.resume(account, id, actor);
  const next = await claim();
  expect(next.attempt).toEqual({ jobId: id, number: 2 });
  await plane.link.end(next.attempt, completed);
});
