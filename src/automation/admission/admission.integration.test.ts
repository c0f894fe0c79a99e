import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createHousekeeping } from '#automation';
import { newId, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { sql, statement } from '#store';
import type { JobClaim, JobEnd } from '#worker-link';

import { buildEverything, publishRunbook } from '../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../../api/testing/control-plane.ts';

const actor = { objectId: 'test' };
const isolation = { boundary: 'process', egressEnforced: false, detail: 'a test' } as const;
const completed: JobEnd = { status: 'Completed', durationMilliseconds: 1 };
let plane: TestControlPlane;
let queue: Queue;

beforeAll(async () => {
  plane = await testControlPlane();
  queue = createQueue({ db: plane.db, logger: silentLogger });
  await queue.start();
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  for (const name of ['free', 'single', 'picky', 'newest']) await publishRunbook(plane, name, name);
  await plane.automation.accounts.put({ ...(await account('main')), name: 'other' }, {}, actor);
  await publishRunbook(plane, 'theirs', 'theirs', 'TypeScript', otherAccount());
  published.abort();
  await building;
  for (const [name, whenBusy] of [
    ['single', 'queue'],
    ['picky', 'skip'],
    ['newest', 'replace'],
  ] as const)
    await plane.call('PATCH', `${plane.account}/runbooks/${name}?${version}`, {
      json: { properties: { concurrency: { mostAtOnce: 1, whenBusy } } },
    });
});
beforeEach(async () => {
  await limit({
    concurrentJobs: null,
    newJobsPer30Seconds: 10_000,
    moduleImportsPer30Seconds: null,
    jobRuntimeMinutes: null,
    jobRetentionDays: null,
  });
});

const otherAccount = (): string => plane.account.replace(/main$/, 'other');
const account = (name: string) =>
  plane.automation.accounts.get({
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    name,
  });
const limit = (limits: object) => plane.call('PATCH', `${plane.account}/limits?${version}`, { json: limits });
const create = (runbook: string, at = plane.account, more: object = {}, name = newId()) =>
  plane.call('PUT', `${at}/jobs/${name}?${version}`, {
    json: { properties: { runbook: { name: runbook }, parameters: { who: 'somebody' }, ...more } },
  });
interface Shown {
  name: string;
  properties: {
    jobId: string;
    status: string;
    statusDetails: string;
    waitingBecause: string | null;
    notBefore: string | null;
  };
}
const start = async (runbook: string, at?: string, more?: object): Promise<string> => {
  const answer = await create(runbook, at, more);
  expect(answer.status).toBe(201);
  return answer.json<Shown>().properties.jobId;
};
const show = async (id: string) =>
  (await plane.call('GET', `${plane.account}/jobs/${id}?${version}`)).json<Shown>().properties;
const claim = async (waitMilliseconds = 10_000): Promise<JobClaim> =>
  (await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds })) as JobClaim;
const end = ({ attempt }: JobClaim) => plane.link.end(attempt, completed);
const nothingToClaim = async () => expect(await claim(300)).toBeUndefined();

test('of a runbook that runs one at a time the second job waits, says why, and begins when the first has ended', async () => {
  const [first, second, third] = [await start('single'), await start('single'), await start('single')];
  expect(await show(second)).toMatchObject({
    status: 'New',
    statusDetails: 'WaitingForRunbook',
    waitingBecause: expect.stringContaining('runbook'),
  });
  const running = await claim();
  expect(running.attempt.jobId).toBe(first);
  await nothingToClaim();
  await end(running);
  const next = await claim();
  expect(next.attempt.jobId).toBe(second);
  expect(await show(second)).toMatchObject({ statusDetails: 'None', waitingBecause: null });
  await plane.call('POST', `${plane.account}/jobs/${third}/stop?${version}`);
  expect(await show(third)).toMatchObject({ status: 'Stopped', waitingBecause: null });
  await end(next);
  await nothingToClaim();
});

test('created at the same moment, never more than one of them begins', async () => {
  await Promise.all(Array.from({ length: 8 }, () => start('single')));
  const seen = new Set<string>();
  for (let at = 0; at < 8; at += 1) {
    const running = await claim();
    seen.add(running.attempt.jobId);
    const { open } = await plane.db.one<{ open: number }>(sql`
      select count(*)::int as open from job where runbook_name = 'single' and ended_at is null and held_because is null`);
    expect(open).toBe(1);
    await end(running);
  }
  expect(seen.size).toBe(8);
});

test('a runbook that skips while it is busy refuses the job, and leaves none behind', async () => {
  await start('picky');
  const refused = await create('picky');
  expect(refused.status).toBe(409);
  expect(refused.json()).toMatchObject({
    error: { code: 'Conflict', message: expect.stringContaining('skipped') },
  });
  const running = await claim();
  await end(running);
  await start('picky');
  await end(await claim());
});

test('of a runbook that replaces, the newest runs: the one before is stopped and makes room', async () => {
  const first = await start('newest');
  const running = await claim();
  await plane.link.started(running.attempt, { isolation, engine: 'test' });
  const second = await start('newest');
  const third = await start('newest');
  expect(await show(first)).toMatchObject({ status: 'Stopping' });
  expect(await show(second)).toMatchObject({ status: 'Stopped' });
  expect(await show(third)).toMatchObject({ status: 'New', statusDetails: 'WaitingForRunbook' });
  await plane.link.end(running.attempt, { status: 'Stopped', durationMilliseconds: 1 });
  const next = await claim();
  expect(next.attempt.jobId).toBe(third);
  await end(next);
});

test('an account has only so many jobs at a time; the rest wait in their order, and none is lost', async () => {
  await limit({ concurrentJobs: 2 });
  const ids = [];
  for (let at = 0; at < 5; at += 1) ids.push(await start('free'));
  expect(await show(ids[2]!)).toMatchObject({ statusDetails: 'WaitingForAccount' });
  const [first, second] = [await claim(), await claim()];
  await nothingToClaim();
  await end(first);
  const third = await claim();
  await end(second);
  await end(third);
  const [fourth, fifth] = [await claim(), await claim()];
  expect([first, second, third, fourth, fifth].map(({ attempt }) => attempt.jobId)).toEqual(ids);
  await end(fourth);
  await end(fifth);
});

test('a limit that was raised lets held jobs in at the next look', async () => {
  await limit({ concurrentJobs: 1 });
  const ids = [await start('free'), await start('free')];
  const first = await claim();
  await nothingToClaim();
  await limit({ concurrentJobs: 2 });
  await createHousekeeping({ db: plane.db, queue, logger: silentLogger }).round();
  const second = await claim();
  expect([first, second].map(({ attempt }) => attempt.jobId)).toEqual(ids);
  await end(first);
  await end(second);
});

test('a job that a job starts is held neither by the account nor by the runbook above it', async () => {
  await limit({ concurrentJobs: 1 });
  await start('single');
  const parent = await claim();
  const child = await plane.link.startJob(parent.attempt, {
    runbook: 'single',
    parameters: { who: 'x' },
    key: 'k',
  });
  const running = await claim();
  expect(running.attempt.jobId).toBe(child.id);
  await end(running);
  await end(parent);
});

test('accounts take turns: one that has twenty jobs waiting does not keep another from its first', async () => {
  const mine = [];
  for (let at = 0; at < 20; at += 1) mine.push(await start('free'));
  const begun = await claim();
  const theirs = [await start('theirs', otherAccount()), await start('theirs', otherAccount())];
  const order = [];
  for (let at = 0; at < 6; at += 1) {
    const next = await claim();
    order.push(theirs.includes(next.attempt.jobId) ? 'theirs' : 'mine');
    await end(next);
  }
  expect(order.filter((who) => who === 'theirs')).toHaveLength(2);
  // One that always has a single job waiting is served, too, and does not take every turn.
  for (let at = 0; at < 3; at += 1) await start('theirs', otherAccount());
  const later = [];
  for (let at = 0; at < 8; at += 1) {
    const next = await claim();
    later.push(next.runbook.name);
    await end(next);
  }
  expect(later.filter((name) => name === 'theirs')).toHaveLength(3);
  expect(later.slice(0, 4)).toContain('free');
  for (;;) {
    const rest = await claim(300);
    if (rest === undefined) break;
    await end(rest);
  }
  await end(begun);
});

const one = { key: 'offboard:{who}' };
/** Takes and ends whatever there is, and tells whose it was. */
const drain = async (many: number): Promise<string[]> => {
  const order = [];
  for (let at = 0; at < many; at += 1) {
    const next = await claim();
    order.push(next.attempt.jobId);
    await end(next);
  }
  return order;
};

test('within an account the higher priority goes first, as far as its minutes reach, and others keep their turns', async () => {
  const begun = await start('free').then(() => claim());
  const late = await start('free', undefined, { priority: -5 });
  const [first, second] = [await start('free'), await start('free')];
  const theirs = await start('theirs', otherAccount());
  const urgent = await start('free', undefined, { priority: 10 });
  // It has waited for longer than ten minutes: from here on nobody with 10 overtakes it.
  await plane.db.query(sql`update job set ranked_at = now() - interval '11 minutes' where id = ${first}`);
  const urgentToo = await start('free', undefined, { priority: 10 });
  const order = await drain(6);
  expect(order.filter((id) => id !== theirs)).toEqual([first, urgent, urgentToo, second, late]);
  // The other account's only job had the next round, and nobody took it.
  expect(order.indexOf(theirs)).toBeLessThan(3);
  await end(begun);
});

test('among jobs that wait for the account, too, the priority decides', async () => {
  await limit({ concurrentJobs: 1 });
  const begun = await start('free').then(() => claim());
  const ids = [await start('free'), await start('free', undefined, { priority: 3 })];
  await end(begun);
  expect(await drain(2)).toEqual(ids.toReversed());
});

test('jobs with the same key run one at a time, say for which job they wait, and others pass by', async () => {
  const [first, second] = [
    await start('free', undefined, { concurrency: one }),
    await start('single', undefined, { concurrency: { key: 'OFFBOARD:somebody' } }),
  ];
  const third = await start('free', undefined, { concurrency: { key: 'offboard:somebody', mostAtOnce: 5 } });
  const other = await start('free', undefined, { concurrency: { key: 'offboard:ada' } });
  const running = [await claim(), await claim()];
  expect(running.map(({ attempt }) => attempt.jobId)).toEqual([first, other]);
  const { name } = (await plane.call('GET', `${plane.account}/jobs/${first}?${version}`)).json<Shown>();
  expect(await show(second)).toMatchObject({
    status: 'New',
    statusDetails: 'WaitingForKey',
    waitingBecause: expect.stringContaining(name),
    concurrency: { key: 'OFFBOARD:somebody', mostAtOnce: 1 },
  });
  const listed = (await plane.call('GET', `${plane.account}/jobs?${version}`)).json<{ value: Shown[] }>()
    .value;
  expect(listed.find(({ properties }) => properties.jobId === third)?.properties.waitingBecause).toContain(
    name,
  );
  await nothingToClaim();
  // Its worker died: it comes back as the next attempt, with its key.
  await queue.release({ topic: 'job', id: first });
  const again = await claim();
  expect(again.attempt).toMatchObject({ jobId: first, number: 2 });
  await nothingToClaim();
  await plane.call('POST', `${plane.account}/jobs/${first}/stop?${version}`);
  await plane.link.end(again.attempt, { status: 'Stopped', durationMilliseconds: 1 });
  expect(await drain(2)).toEqual([second, third]);
  await end(running[1]!);
});

test('created and ended at the same moment by two control planes, never two with one key run', async () => {
  const concurrency = { key: 'crowd', mostAtOnce: 2 };
  await Promise.all(Array.from({ length: 12 }, () => start('free', undefined, { concurrency })));
  const worker = async (): Promise<number> => {
    let ended = 0;
    for (;;) {
      const next = await claim(1_000);
      if (next === undefined) return ended;
      const { open } = await plane.db.one<{ open: number }>(sql`
        select count(*)::int as open from job where concurrency_key = 'crowd' and ended_at is null and held_because is null`);
      expect(open).toBeLessThanOrEqual(2);
      await end(next);
      ended += 1;
    }
  };
  const ended = await Promise.all([worker(), worker(), worker()]);
  expect(ended.reduce((sum, each) => sum + each)).toBe(12);
});

test('a job does not wait for the key of a job above it', async () => {
  await start('free', undefined, { concurrency: one });
  const parent = await claim();
  await plane.call('PATCH', `${plane.account}/runbooks/single?${version}`, {
    json: { properties: { jobDefaults: { concurrency: { key: 'offboard:{who}' } } } },
  });
  const child = await plane.link.startJob(parent.attempt, {
    runbook: 'single',
    parameters: { who: 'somebody' },
    key: 'k',
  });
  const running = await claim();
  expect(running.attempt.jobId).toBe(child.id);
  // A job that says nothing has the runbook's key.
  const next = await start('single');
  expect(await show(next)).toMatchObject({ statusDetails: 'WaitingForKey' });
  await end(parent);
  await nothingToClaim();
  await end(running);
  expect(await drain(1)).toEqual([next]);
  const { jobDefaults } = (
    await plane.call('PATCH', `${plane.account}/runbooks/single?${version}`, {
      json: { properties: { jobDefaults: {} } },
    })
  ).json<{ properties: { jobDefaults: object } }>().properties;
  expect(jobDefaults).toEqual({ priority: null, concurrency: null });
});

test('a job for later is there, says when it begins, holds nothing until then, and can be taken back', async () => {
  const inAWeek = Temporal.Now.plainDateTimeISO('Europe/Berlin').add({ days: 7 }).round('minute').toString();
  const later = { notBefore: inAWeek, timeZone: 'W. Europe Standard Time' };
  const [first, second, back] = [
    await start('single', undefined, { ...later, concurrency: one }),
    await start('single', undefined, { ...later, priority: 1 }),
    await start('picky', undefined, later),
  ];
  const shown = await show(first);
  expect(shown).toMatchObject({ status: 'New', statusDetails: 'WaitingForTime' });
  expect(shown.waitingBecause).toContain(`until ${inAWeek}`);
  expect(shown.notBefore).toContain(inAWeek);
  await plane.scheduler.round();
  await nothingToClaim();
  // Neither its runbook nor its key is taken.
  expect(await drain(await start('single', undefined, { concurrency: one }).then(() => 1))).toHaveLength(1);
  await plane.call('POST', `${plane.account}/jobs/${back}/stop?${version}`);
  expect(await show(back)).toMatchObject({ status: 'Stopped', waitingBecause: null });
  await plane.db.query(
    sql`update job set not_before = now() - interval '1 second' where id = any(${[first, second]}::uuid[])`,
  );
  await plane.scheduler.round();
  expect(await show(first)).toMatchObject({ statusDetails: 'WaitingForRunbook' });
  expect(await drain(2)).toEqual([second, first]);
  await nothingToClaim();
  for (const wrong of [
    { notBefore: '2020-01-01T00:00' },
    { notBefore: 'soon' },
    { ...later, timeZone: 'Moon' },
  ])
    expect((await create('free', undefined, wrong)).status).toBe(400);
  for (const wrong of [{ priority: 1001 }, { priority: 0.5 }, { concurrency: { key: ' ' } }])
    expect((await create('free', undefined, wrong)).status).toBe(400);
});

test('more new jobs within 30 seconds than the account takes are refused with 429 and when to come again', async () => {
  await limit({ newJobsPer30Seconds: 1 });
  const refused = await create('free');
  expect(refused.status).toBe(429);
  expect(refused.headers['retry-after']).toBe('10');
  expect(refused.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
});

test('limits are shown with their defaults, changed one by one, and only to what makes sense', async () => {
  await limit({ newJobsPer30Seconds: null });
  const shown = await plane.call('GET', `${plane.account}/limits?${version}`);
  expect(shown.json()).toEqual({
    newJobsPer30Seconds: 100,
    concurrentJobs: 200,
    moduleImportsPer30Seconds: 5,
    jobRuntimeMinutes: 180,
    jobRetentionDays: 30,
  });
  expect((await limit({ concurrentJobs: 500 })).json()).toMatchObject({ concurrentJobs: 500 });
  for (const wrong of [0, -1, 1.5, 1e9])
    expect((await limit({ concurrentJobs: wrong })).json()).toMatchObject({ error: { code: 'BadRequest' } });
  for (const concurrency of [{ mostAtOnce: 0 }, { whenBusy: 'sometimes' }])
    expect(
      (
        await plane.call('PATCH', `${plane.account}/runbooks/free?${version}`, {
          json: { properties: { concurrency } },
        })
      ).status,
    ).toBe(400);
});

test('more uploads of modules within 30 seconds than the account takes are refused', async () => {
  await limit({ moduleImportsPer30Seconds: 1 });
  const upload = async (name: string) => {
    const path = `${plane.account}/modules/${name}`;
    await plane.call('PUT', `${path}?${version}`, { json: { properties: {} } });
    return plane.call('PUT', `${path}/content?${version}`, { bytes: Buffer.from('PK') });
  };
  expect((await upload('One')).status).toBeLessThan(300);
  const refused = await upload('Two');
  expect(refused.status).toBe(429);
  expect(refused.json()).toMatchObject({ error: { message: expect.stringContaining('1 uploads') } });
});

test('an account has at most fifteen tags', async () => {
  const tags = Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`t${at}`, 'x']));
  const refused = await plane.call('PUT', `${otherAccount()}?${version}`, { json: { tags } });
  expect(refused.json()).toMatchObject({
    error: { code: 'BadRequest', message: expect.stringContaining('15 tags') },
  });
});

test('a job that runs for longer than it may is stopped, and says so', async () => {
  const id = await start('free');
  const running = await claim();
  await plane.link.started(running.attempt, { isolation, engine: 'test' });
  await plane.db.query(sql`update job set started_at = now() - interval '181 minutes' where id = ${id}`);
  const housekeeping = createHousekeeping({ db: plane.db, queue, logger: silentLogger });
  await housekeeping.round();
  expect(await show(id)).toMatchObject({ status: 'Stopping' });
  await plane.link.end(running.attempt, { status: 'Stopped', durationMilliseconds: 1 });
  expect(await show(id)).toMatchObject({
    status: 'Stopped',
    exception: expect.stringContaining('180 minutes'),
  });
});

test('an overdue job that cannot be stopped keeps no other from being stopped', async () => {
  const ids = [await start('free'), await start('free')];
  const claims = [await claim(), await claim()];
  for (const { attempt } of claims) await plane.link.started(attempt, { isolation, engine: 'test' });
  await plane.db.query(sql`update job set started_at = now() - interval '200 minutes' where id = ${ids[0]!}`);
  await plane.db.query(sql`update job set started_at = now() - interval '190 minutes' where id = ${ids[1]!}`);
  await plane.db.query(
    statement(`create function stuck() returns trigger language plpgsql as $$ begin
      if new.id = '${ids[0]}' and new.status = 'Stopping' then raise exception 'stuck'; end if; return new; end $$`),
  );
  await plane.db.query(sql`create trigger stuck before update on job for each row execute function stuck()`);
  try {
    await createHousekeeping({ db: plane.db, queue, logger: silentLogger }).round();
    expect(await show(ids[1]!)).toMatchObject({ status: 'Stopping' });
    expect(await show(ids[0]!)).toMatchObject({ status: 'Running' });
  } finally {
    await plane.db.query(sql`drop function stuck() cascade`);
  }
  for (const { attempt } of claims)
    await plane.link.end(attempt, { status: 'Stopped', durationMilliseconds: 1 });
});

test('what ended long ago is deleted with all that it left; what runs, or belongs to what runs, stays', async () => {
  const [old, young] = [await start('free'), await start('free')];
  const claims = [await claim(), await claim()];
  await plane.link.appendStreams(claims[0]!.attempt, [
    { sequence: 1, stream: 'Output', text: 'old', time: '2026-01-01T00:00:00Z' },
  ]);
  const child = await plane.link.startJob(claims[1]!.attempt, {
    runbook: 'free',
    parameters: { who: 'x' },
    key: 'k',
  });
  await end(await claim());
  await end(claims[0]!);
  await plane.db.query(sql`
    update job set created_at = now() - interval '31 days', started_at = now() - interval '31 days',
      ended_at = case when ended_at is not null then now() - interval '31 days' end
    where id = any(${[old, young, child.id]}::uuid[])`);
  await limit({ jobRuntimeMinutes: 1_000_000 });
  await createHousekeeping({ db: plane.db, queue, logger: silentLogger }).round();
  const left = await plane.db.query<{ id: string }>(
    sql`select id from job where id = any(${[old, young, child.id]}::uuid[]) order by created_at`,
  );
  expect(left.map(({ id }) => id).toSorted()).toEqual([young, child.id].toSorted());
  expect(await plane.db.query(sql`select 1 from job_stream where job_id = ${old}`)).toEqual([]);
  const { details } = await plane.db.one<{ details: unknown }>(
    sql`select details from audit_entry where action like '%/jobs/delete' order by id desc limit 1`,
  );
  expect(details).toMatchObject({ endedDaysAgo: 30 });
  await end(claims[1]!);
});

afterAll(() => queue.stop().catch(() => {}));
