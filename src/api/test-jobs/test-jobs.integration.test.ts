import { beforeAll, expect, test } from 'vitest';

import { sql } from '#store';
import type { BuildClaim, BuildResult, Claim, JobClaim } from '#worker-link';

import { plainBuild, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

const at = (runbook: string, rest = ''): string =>
  `${plane.account}/runbooks/${runbook}/draft${rest}?${version}`;
async function draft(runbook: string, source: string, runbookType = 'TypeScript'): Promise<void> {
  await plane.call('PUT', `${plane.account}/runbooks/${runbook}?${version}`, {
    json: { properties: { runbookType } },
  });
  const put = await plane.call('PUT', at(runbook, '/content'), { text: source });
  expect(put.status).toBe(202);
}
const start = (runbook: string, json: object = {}) => plane.call('PUT', at(runbook, '/testJob'), { json });
const shown = async (runbook: string) =>
  (await plane.call('GET', at(runbook, '/testJob'))).json<{
    jobId: string;
    status: string;
    exception: string | null;
    parameters: Record<string, string>;
    endTime: string | null;
  }>();

/** A claim that finds nothing to do any more comes back empty: the next one is asked for. */
async function claim<Kind extends 'build' | 'job'>(kind: Kind): Promise<Claim & { kind: Kind }> {
  for (;;) {
    const next = await plane.link.claim({ worker: 'w', kinds: [kind], waitMilliseconds: 5_000 });
    if (next?.kind === kind) return next as Claim & { kind: Kind };
  }
}
const claimBuild = (): Promise<BuildClaim> => claim('build');
const claimJob = (): Promise<JobClaim> => claim('job');
async function build(make: (source: string) => BuildResult = plainBuild): Promise<BuildClaim> {
  const claimed = await claimBuild();
  await plane.link.built(claimed.attempt, make(claimed.source));
  return claimed;
}
const isolation = { boundary: 'process', egressEnforced: false } as const;

test('a draft is built and run without being published, and no list of jobs has the run', async () => {
  await draft('tried', 'tried');
  const started = await start('tried', { parameters: { WHO: 'Ada' } });
  expect(started.status).toBe(201);
  expect(started.json()).toMatchObject({ status: 'New', exception: null, logActivityTrace: 0 });
  expect((await build()).source).toBe('tried');
  const claim = await claimJob();
  expect(claim).toMatchObject({ runbook: { name: 'tried' }, parameters: { who: 'Ada' } });
  expect(await plane.link.artifact(claim.runbook.artifactHash)).toBe('tried');
  await plane.link.started(claim.attempt, { isolation, engine: 'test' });
  expect((await shown('tried')).status).toBe('Running');
  const time = '2026-11-24T10:00:00.000Z';
  await plane.link.appendStreams(claim.attempt, [
    { sequence: 1, stream: 'Output', text: 'hello Ada', time },
    { sequence: 2, stream: 'Warning', text: 'mind the gap', time },
  ]);
  await plane.link.end(claim.attempt, { status: 'Completed', durationMilliseconds: 1 });

  const { jobId, ...ended } = await shown('tried');
  expect(ended).toMatchObject({ status: 'Completed', parameters: { who: 'Ada' } });
  // The specification spells its own provider in small letters here.
  const spelt = at('tried', '/testJob/streams').replace('Microsoft.Automation', 'microsoft.Automation');
  const listed = await plane.call('GET', `${spelt}&$filter=properties/streamType eq 'Warning'`);
  const { value } = listed.json<{ value: { id: string; properties: { jobStreamId: string } }[] }>();
  expect(value).toEqual([
    {
      id: expect.stringMatching(/\/runbooks\/tried\/draft\/testJob\/streams\/[0-9a-f-]+_\d+_\d+$/),
      properties: expect.objectContaining({ streamType: 'Warning', summary: 'mind the gap' }),
    },
  ]);
  const one = await plane.call('GET', `${value[0]!.id}?${version}`);
  expect(one.json()).toMatchObject({ properties: { streamText: 'mind the gap\r\n' } });

  const jobs = await plane.call('GET', `${plane.account}/jobs?${version}`);
  expect(jobs.json<{ value: unknown[] }>().value).toEqual([]);
  expect((await plane.call('GET', `${plane.account}/jobs/${jobId}?${version}`)).status).toBe(404);
  const runbook = await plane.call('GET', `${plane.account}/runbooks/tried?${version}`);
  expect(runbook.json()).toMatchObject({ properties: { state: 'New', parameters: {} } });
});

test('a second one is refused while the first runs, and takes its place when it has ended', async () => {
  await draft('twice', 'twice');
  await start('twice', { parameters: { who: 'x' } });
  const first = await shown('twice');
  const refused = await start('twice');
  expect([refused.status, refused.json()]).toEqual([
    409,
    expect.objectContaining({ code: 'Conflict', message: expect.stringContaining('tested already') }),
  ]);
  expect((await plane.call('POST', at('twice', '/testJob/stop'))).status).toBe(200);
  expect((await shown('twice')).status).toBe('Stopped');
  expect((await plane.call('POST', at('twice', '/testJob/stop'))).status).toBe(400);
  expect((await start('twice', { parameters: { who: 'y' } })).status).toBe(201);
  const second = await shown('twice');
  expect(second.jobId).not.toBe(first.jobId);
  // The build of the one that was stopped is nobody's any more: only that of the second is claimed.
  await build();
  const claim = await claimJob();
  expect(claim).toMatchObject({ attempt: { jobId: second.jobId }, parameters: { who: 'y' } });
  await plane.link.end(claim.attempt, { status: 'Completed', durationMilliseconds: 1 });
});

test('a draft that does not compile is the failure of its test, with line and column', async () => {
  await draft('broken', 'broken');
  await start('broken');
  await build(() => ({
    ok: false,
    diagnostics: [
      { file: 'broken.ts', line: 3, column: 7, message: 'Cannot find name "x".', code: 'TS2304' },
      { file: 'broken.ts', line: 9, column: 1, message: "';' expected." },
    ],
  }));
  const failed = await shown('broken');
  expect(failed).toMatchObject({ status: 'Failed', endTime: expect.any(String) });
  expect(failed.exception).toContain('broken.ts(3,7): TS2304: Cannot find name "x".');
  const streams = await plane.call(
    'GET',
    `${at('broken', '/testJob/streams')}&$filter=properties/streamType eq 'Error'`,
  );
  const { value } = streams.json<{ value: { id: string; properties: { summary: string } }[] }>();
  expect(value.map(({ properties }) => properties.summary)).toEqual([
    'broken.ts(3,7): TS2304: Cannot find name "x".',
    "broken.ts(9,1): ';' expected.",
  ]);
  expect((await plane.call('GET', `${value[0]!.id}?${version}`)).json()).toMatchObject({
    properties: { value: { Position: 'broken.ts(3,7)', FullyQualifiedErrorId: 'TS2304' } },
  });
  expect((await start('broken', { parameters: { who: 'x' } })).status).toBe(201);
  await build();
  const claim = await claimJob();
  await plane.link.end(claim.attempt, { status: 'Completed', durationMilliseconds: 1 });
});

test('parameters are checked against the draft: one that is missing or unknown fails the test by its name', async () => {
  await draft('asks', 'asks');
  await start('asks');
  await build();
  expect((await shown('asks')).exception).toContain("needs a value for parameter 'who'");
  await start('asks', { parameters: { who: 'x', nobody: 'y' } });
  await build();
  expect((await shown('asks')).exception).toContain("has no parameter 'nobody'");
});

test('what has no draft cannot be tested, and what was never tested has no test job', async () => {
  expect((await start('nowhere')).status).toBe(404);
  await plane.call('PUT', `${plane.account}/runbooks/empty?${version}`, {
    json: { properties: { runbookType: 'TypeScript' } },
  });
  expect((await start('empty')).json()).toMatchObject({ message: expect.stringContaining('no draft') });
  expect((await plane.call('GET', at('empty', '/testJob'))).status).toBe(404);
  expect((await plane.call('GET', at('empty', '/testJob/streams'))).status).toBe(404);

  const publishing = publishRunbook(plane, 'done', 'done');
  await build();
  await publishing;
  expect((await start('done')).json()).toMatchObject({ message: expect.stringContaining('no draft') });
});

test('a test that is stopped while its draft is built never runs', async () => {
  await draft('halted', 'halted');
  await start('halted', { parameters: { who: 'x' } });
  const claim = await claimBuild();
  expect((await plane.call('POST', at('halted', '/testJob/stop'))).status).toBe(200);
  await plane.link.built(claim.attempt, plainBuild(claim.source));
  const next = await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 0 });
  expect([next, (await shown('halted')).status]).toEqual([undefined, 'Stopped']);
});

test('a workflow that is suspended while it is built is queued when it is resumed; nothing else is suspended', async () => {
  const flow = (): BuildResult => ({ ok: true, artifact: 'flow', parameters: [] });
  await draft('flow', 'workflow flow {}', 'PowerShellWorkflow');
  await start('flow');
  const claim = await claimBuild();
  expect((await plane.call('POST', at('flow', '/testJob/suspend'))).status).toBe(200);
  await plane.link.built(claim.attempt, flow());
  expect((await shown('flow')).status).toBe('Suspended');
  expect((await plane.call('POST', at('flow', '/testJob/resume'))).status).toBe(200);
  const job = await claimJob();
  await plane.link.end(job.attempt, { status: 'Completed', durationMilliseconds: 1 });

  // Resumed before the build has ended: its end queues the job.
  await start('flow');
  const again = await claimBuild();
  await plane.call('POST', at('flow', '/testJob/suspend'));
  await plane.call('POST', at('flow', '/testJob/resume'));
  expect((await shown('flow')).status).toBe('Resuming');
  await plane.link.built(again.attempt, flow());
  const resumed = await claimJob();
  await plane.link.end(resumed.attempt, { status: 'Completed', durationMilliseconds: 1 });
  expect((await shown('flow')).status).toBe('Completed');

  const refused = await plane.call('POST', at('tried', '/testJob/suspend'));
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('PowerShellWorkflow')]);
});

test('each of its actions stands in the audit with the runbook as its resource', async () => {
  const rows = await plane.db.query<{ action: string }>(sql`
    select distinct action from audit_entry where resource like '%/runbooks/flow' and action like '%testJob%'`);
  expect(rows.map(({ action }) => action.split('/testJob/')[1]).toSorted()).toEqual([
    'resume/action',
    'suspend/action',
    'write',
  ]);
});

test('a runbook that is deleted takes its test with it, in the middle of it', async () => {
  await draft('leaving', 'leaving');
  await start('leaving', { parameters: { who: 'x' } });
  await build();
  const { attempt } = await claimJob();
  await plane.call('DELETE', `${plane.account}/runbooks/leaving?${version}`);
  await expect(plane.link.heartbeat(attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });
});
