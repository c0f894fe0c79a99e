import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

import { request as askWith } from 'undici';
import { Agent } from 'undici';
import { beforeAll, expect, test } from 'vitest';

import { createAuthority, createCertificateRequest, signClientCertificate } from '#certificates';
import { newId, silentLogger } from '#kernel';
import { sql } from '#store';
import {
  type AttemptRef,
  type JobClaim,
  type WorkerLink,
  createLinkClient,
  joinPaths,
  linkPaths,
} from '#worker-link';

import { afterFile } from '../../store/testing/after-file.ts';
import { call, completed, isolation, record } from '../../worker-link/testing/samples.ts';
import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';
import { type JoinOptions, type JoinedWorker, joinGroup, joinToken } from '../testing/joined-worker.ts';

let plane: TestControlPlane;
let caPem: string;

beforeAll(async () => {
  plane = await testControlPlane();
  caPem = readFileSync(plane.caFile, 'utf8');
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'greet');
  published.abort();
  await building;
});

async function joined(group: string, options: JoinOptions = {}): Promise<JoinedWorker> {
  const worker = await joinGroup(plane, caPem, group, options);
  afterFile(() => worker.link.close());
  return worker;
}

async function start(runOn: string): Promise<string> {
  const path = `${plane.account}/jobs/${newId()}?${version}`;
  const properties = { runbook: { name: 'greet' }, parameters: { who: 'Ada' }, runOn };
  const made = await plane.call('PUT', path, { json: { properties } });
  return made.json<{ properties: { jobId: string } }>().properties.jobId;
}

const claim = async (link: WorkerLink, waitMilliseconds = 10_000): Promise<JobClaim | undefined> =>
  (await link.claim({ worker: 'w', kinds: ['job', 'build'], waitMilliseconds })) as JobClaim | undefined;

async function running(link: WorkerLink, group: string): Promise<JobClaim> {
  const jobId = await start(group);
  const claimed = (await claim(link))!;
  expect(claimed.attempt.jobId).toBe(jobId);
  await link.started(claimed.attempt, { isolation, engine: 'test 1' });
  return claimed;
}

const revoke = (group: string, id: string) =>
  plane.call(
    'POST',
    `${plane.account}/hybridRunbookWorkerGroups/${group}/hybridRunbookWorkers/${id}/revoke?${version}`,
  );

const row = async (jobId: string) =>
  plane.db.one<Record<string, unknown>>(sql`
    select status, attempt, (select count(*)::int from job_stream where job_id = j.id) as streams,
      (select count(*)::int from job_step where job_id = j.id) as steps,
      (select count(*)::int from job_call where job_id = j.id) as calls,
      (select count(*)::int from audit_entry where actor = ${`jobs/${jobId}`}) as audited,
      (select count(*)::int from job where parent_id = j.id) as children from job j where id = ${jobId}`);

/** Everything that may be asked about an attempt: a method that is added to the link does not compile without a line here. */
type OfAttempt = Exclude<keyof WorkerLink, 'claim' | 'artifact' | 'package' | 'follow'>;
const asked: { readonly [Method in OfAttempt]: (link: WorkerLink, attempt: AttemptRef) => Promise<unknown> } =
  {
    started: (link, attempt) => link.started(attempt, { isolation, engine: 'thief' }),
    heartbeat: (link, attempt) => link.heartbeat(attempt),
    appendStreams: (link, attempt) => link.appendStreams(attempt, [record(9, 'forged')]),
    recordStep: (link, attempt) => link.recordStep(attempt, { name: 'forged', result: 1 }),
    appendCalls: (link, attempt) => link.appendCalls(attempt, [call(9)]),
    getVariable: (link, attempt) => link.getVariable(attempt, 'any'),
    setVariable: (link, attempt) => link.setVariable(attempt, 'any', 1),
    getCredential: (link, attempt) => link.getCredential(attempt, 'any'),
    getCertificate: (link, attempt) => link.getCertificate(attempt, 'any'),
    getConnection: (link, attempt) => link.getConnection(attempt, 'any'),
    token: (link, attempt) => link.token(attempt, { resource: 'https://graph.microsoft.com' }),
    end: (link, attempt) => link.end(attempt, completed),
    suspended: (link, attempt) => link.suspended(attempt),
    startJob: (link, attempt) =>
      link.startJob(attempt, { runbook: 'greet', parameters: { who: 'x' }, key: 'k' }),
    awaitJobs: (link, attempt) => link.awaitJobs(attempt, { jobs: [newId()], waitMilliseconds: 0 }),
    jobOutput: (link, attempt) => link.jobOutput(attempt, attempt.jobId),
    parked: (link, attempt) => link.parked(attempt, { jobs: [newId()] }),
    built: (link, attempt) => link.built(attempt, { ok: true, artifact: 'forged', parameters: [] }),
    imported: (link, attempt) => link.imported(attempt, { ok: false, code: 'x', message: 'forged' }),
    environmentBuilt: (link, attempt) => link.environmentBuilt(attempt, { packages: [], pairs: [] }),
    synced: (link, attempt) => link.synced(attempt, { ok: false, code: 'x', message: 'forged' }),
    release: (link, attempt) => link.release(attempt, 'forged'),
  };

test('no method reaches a job of another worker of the group, nor one of the installation', async () => {
  const [mine, thief] = [await joined('own'), await joined('own')];
  const { attempt, runbook } = await running(mine.link, 'own');
  await start('Azure');
  const local = (await claim(plane.link))!.attempt;
  const [before, localBefore] = [await row(attempt.jobId), await row(local.jobId)];
  for (const [method, ask] of Object.entries(asked))
    for (const foreign of [attempt, local])
      await expect(ask(thief.link, foreign), method).rejects.toMatchObject({ code: 'StaleAttempt' });
  await expect(thief.link.artifact(runbook.artifactHash)).rejects.toMatchObject({ code: 'ArtifactNotFound' });
  await expect(Array.fromAsync(thief.link.package('0'.repeat(64)))).rejects.toMatchObject({
    code: 'PackageNotFound',
  });
  expect([await row(attempt.jobId), await row(local.jobId)]).toEqual([before, localBefore]);
  expect(await mine.link.artifact(runbook.artifactHash)).toBe('greet');
  await mine.link.end(attempt, completed);
  // What it had is none of its business any more.
  await expect(mine.link.artifact(runbook.artifactHash)).rejects.toMatchObject({ code: 'ArtifactNotFound' });
  await plane.link.end(local, completed);
});

test('a worker hears of stops of its own jobs alone, and gets no job of another group', async () => {
  const [left, right] = [await joined('left'), await joined('right')];
  const [one, other] = [await running(left.link, 'left'), await running(right.link, 'right')];
  const heard: unknown[] = [];
  const over = new AbortController();
  const told = Promise.withResolvers<void>();
  const greeted = Promise.withResolvers<void>();
  const following = left.link.follow(
    'w',
    (event) => {
      if (event.event === 'hello') greeted.resolve();
      if (event.event === 'stop') heard.push(event.attempt);
      if (event.event === 'stop') told.resolve();
    },
    over.signal,
  );
  await greeted.promise;
  const account = await plane.automation.accounts.get({
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    name: 'main',
  });
  for (const { attempt } of [other, one])
    await plane.automation.jobs.stop(account, attempt.jobId, { objectId: 'test' });
  await told.promise;
  over.abort();
  await following;
  expect(heard).toEqual([one.attempt]);
  for (const [{ link }, { attempt }] of [
    [left, one],
    [right, other],
  ] as const)
    await link.end(attempt, { ...completed, status: 'Stopped' });
  const waiting = await start('right');
  expect(await claim(left.link, 50)).toBeUndefined();
  const taken = (await claim(right.link))!;
  expect(taken.attempt.jobId).toBe(waiting);
  await right.link.end(taken.attempt, completed);
});

test('no path is open without a certificate that the database knows, whoever signed it', async () => {
  const { csrPem, privateKeyPem: key } = await createCertificateRequest('somebody');
  const stranger = await createAuthority({ name: 'Tenantry hybrid workers' });
  const foreign = await signClientCertificate(stranger, { csrPem, name: newId(), validDays: 1 });
  const known = await joined('known');
  await plane.db.query(
    sql`update hybrid_worker_certificate set valid_until = now() where worker_id = ${known.id}`,
  );
  const identities = [{}, { key, cert: foreign }, known.identity];
  const paths = [...Object.values(linkPaths), joinPaths.renew];
  for (const identity of identities) {
    const agent = new Agent({ connect: { ca: caPem, ...identity } });
    for (const path of paths)
      for (const method of ['GET', 'POST', 'PUT'] as const) {
        const url = `${plane.workerOrigin}${path.replace(':jobId', newId()).replace(':number', '1')}`;
        const { statusCode, body } = await askWith(url, { method, dispatcher: agent });
        expect([401, 404], `${method} ${path}`).toContain(statusCode);
        const { code } = ((await body.json()) as { error: { code: string } }).error;
        expect(code, `${method} ${path}`).toBe(statusCode === 401 ? 'HybridWorkerRefused' : 'RouteNotFound');
      }
    await agent.close();
  }
});

test('a token counts once, for its own group and time, and is kept as a hash', async () => {
  const token = await joinToken(plane, 'tokens');
  const [secret = ''] = token.split('.');
  const kept = await plane.db.query(sql`select t::text as row from hybrid_join_token t`);
  expect(JSON.stringify(kept)).not.toContain(secret);
  await expect(joined('other', { token })).rejects.toMatchObject({ code: 'WorkerGroupMismatch' });
  const bad = { token, csr: 'no request' };
  await expect(joined('tokens', bad)).rejects.toMatchObject({ code: 'CertificateRequestInvalid' });
  const both = await Promise.allSettled([joined('tokens', { token }), joined('tokens', { token })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = { code: 'JoinTokenRefused', status: 401 };
  await expect(joined('tokens', { token })).rejects.toMatchObject(refused);
  await expect(joined('tokens', { token: 'guess.x' })).rejects.toMatchObject(refused);
  const late = await joinToken(plane, 'tokens');
  await plane.db.query(sql`update hybrid_join_token set expires_at = now()`);
  await expect(joined('tokens', { token: late })).rejects.toMatchObject(refused);
  const entries = await plane.db.query<{ text: string }>(
    sql`select details::text || action as text from audit_entry where resource like '%/tokens%' order by time`,
  );
  expect(entries.filter(({ text }) => text.includes('createJoinToken'))).toHaveLength(2);
  expect(entries.filter(({ text }) => text.includes('join/action'))).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toContain(secret);
});

test('what is no request that its own key signed is not signed', async () => {
  const { csrPem } = await createCertificateRequest('x');
  const der = Buffer.from(csrPem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  der[der.length - 3]! ^= 1;
  const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
  await expect(joined('keys', { csr: forged })).rejects.toMatchObject({ code: 'CertificateRequestInvalid' });
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await expect(joined('keys', { csr: pem })).rejects.toMatchObject({ code: 'CertificateRequestInvalid' });
});

test('a renewed key counts at once, the one before for a while, and jobs go on over both', async () => {
  const worker = await joined('renewing');
  const { attempt } = await running(worker.link, 'renewing');
  const { csrPem, privateKeyPem: key } = await createCertificateRequest('next');
  const cert = await worker.link.renew(csrPem);
  const next = createLinkClient({
    address: { origin: plane.workerOrigin, tls: () => ({ ca: caPem, key, cert }) },
    logger: silentLogger,
  });
  afterFile(() => next.close());
  expect(await next.heartbeat(attempt)).toEqual({ command: 'continue' });
  expect(await worker.link.heartbeat(attempt)).toEqual({ command: 'continue' });
  const { left } = await plane.db.one<{ left: number }>(sql`
    select extract(epoch from min(valid_until) - now())::float8 as left from hybrid_worker_certificate where worker_id = ${worker.id}`);
  expect(left).toBeLessThanOrEqual(3_600);
  await next.end(attempt, completed);
});

test('a revoked worker is refused at once: its held requests end, its job goes to another, its late words are lost', async () => {
  const refused = Promise.withResolvers<Error>();
  const lost = await joined('revoking', { onRefused: refused.resolve });
  const { attempt } = await running(lost.link, 'revoking');
  await lost.link.recordStep(attempt, { name: 'done', result: 1 });
  const held = claim(lost.link, 60_000);
  held.catch(() => {});
  const other = await joined('revoking');
  expect((await revoke('revoking', lost.id)).status).toBe(200);
  await expect(held).rejects.toMatchObject({ code: 'HybridWorkerRefused' });
  expect(await refused.promise).toMatchObject({ code: 'HybridWorkerRefused' });
  const taken = (await claim(other.link))!;
  expect(taken).toMatchObject({ attempt: { jobId: attempt.jobId, number: 2 }, journal: [{ name: 'done' }] });
  const late = lost.link.appendStreams(attempt, [record(1, 'late')]);
  await expect(late).rejects.toMatchObject({ code: 'HybridWorkerRefused', status: 401 });
  await other.link.end(taken.attempt, completed);
  expect(await row(attempt.jobId)).toMatchObject({ status: 'Completed', streams: 0 });
});

/** Whom a tunnel leads to: the certificate that is shown at its end must be the tenant's. */
async function talkThrough(way: Duplex): Promise<string> {
  const secure = connectTls({ socket: way, ca: caPem, servername: 'localhost' });
  await once(secure, 'secureConnect');
  secure.write(
    'GET /common/discovery/instance HTTP/1.1\r\nHost: login.microsoftonline.com\r\nConnection: close\r\n\r\n',
  );
  return (await Array.fromAsync(secure as AsyncIterable<Buffer>)).map(String).join('');
}

test('a worker is led to the tenant of a job that it has, to nothing else, and to nothing once it is revoked', async () => {
  const worker = await joined('led');
  const patient = new AbortController().signal;
  const main = { kind: 'tenant', name: 'main' } as const;
  const refused = { code: 'RelayRefused', status: 403 };
  await expect(worker.link.relay(main, patient)).rejects.toMatchObject(refused);
  const { attempt } = await running(worker.link, 'led');
  expect(await talkThrough(await worker.link.relay(main, patient))).toContain('HTTP/1.1 200');
  const others = ['other', 'MAIN', "main' or true --"].map((name) => ({ kind: 'tenant', name }) as const);
  for (const target of others)
    await expect(worker.link.relay(target, patient), target.name).rejects.toMatchObject(refused);
  const { hostname, port } = new URL(plane.tenant.origin);
  const agent = new Agent({ connect: { ca: caPem, ...worker.identity } });
  for (const path of [`${hostname}:${port}`, 'localhost:5432', '169.254.169.254:80', 'main.tenant:80'])
    expect((await agent.connect({ origin: plane.workerOrigin, path })).statusCode, path).toBe(403);
  await agent.close();
  const nobody = new Agent({ connect: { ca: caPem } });
  const asked = { origin: plane.workerOrigin, path: 'main.tenant:443' };
  expect((await nobody.connect(asked)).statusCode).toBe(401);
  await nobody.close();

  const open = await worker.link.relay(main, patient);
  open.on('error', () => {}).resume();
  await worker.link.end(attempt, completed);
  const closed = once(open, 'close');
  await revoke('led', worker.id);
  await closed;
  await expect(worker.link.relay(main, patient)).rejects.toMatchObject({ code: 'HybridWorkerRefused' });
});

test('a worker that is moved gives its jobs back, and takes those of its new group with the same certificate', async () => {
  const worker = await joined('from');
  await joinToken(plane, 'to');
  const { attempt } = await running(worker.link, 'from');
  const path = `${plane.account}/hybridRunbookWorkerGroups/from/hybridRunbookWorkers/${worker.id}/move`;
  const to = { json: { hybridRunbookWorkerGroupName: 'to' } };
  expect((await plane.call('POST', `${path}?${version}`, to)).status).toBe(200);
  const next = await start('to');
  const taken = (await claim(worker.link))!;
  expect(taken.attempt.jobId).toBe(next);
  await worker.link.end(taken.attempt, completed);
  const stayed = await joined('from');
  const again = (await claim(stayed.link))!;
  expect(again.attempt).toEqual({ jobId: attempt.jobId, number: 2 });
  await stayed.link.end(again.attempt, completed);
});

test('a job that asks for tags goes to a worker that has them all, and says which it waits for', async () => {
  const plain = await joined('tagged');
  const berlin = await start('tagged[Site=Berlin]');
  expect(await claim(plain.link, 50)).toBeUndefined();
  const shown = await plane.call('GET', `${plane.account}/jobs/${berlin}?${version}`);
  expect(shown.json<{ properties: object }>().properties).toMatchObject({
    statusDetails: 'WaitingForHybridWorker',
    waitingBecause: expect.stringContaining('one with the tags Site=Berlin'),
    runOn: 'tagged[Site=Berlin]',
  });
  const group = `${plane.account}/hybridRunbookWorkerGroups/tagged?${version}`;
  expect((await plane.call('DELETE', group)).status).toBe(409);
  const tagged = await joined('tagged', { tags: { Site: 'berlin', rack: '2' } });
  const taken = (await claim(tagged.link))!;
  expect(taken.attempt.jobId).toBe(berlin);
  await tagged.link.heartbeat(taken.attempt);
  await tagged.link.end(taken.attempt, completed);

  const waiting = claim(tagged.link, 60_000);
  const both = await start('tagged[rack=2,site=berlin]');
  const next = (await waiting)!;
  expect(next.attempt.jobId).toBe(both);
  await tagged.link.release(next.attempt, 'again');
  const again = (await claim(tagged.link))!;
  expect(again.attempt).toEqual({ jobId: both, number: 2 });
  await tagged.link.end(again.attempt, completed);
  const any = await start('tagged');
  const last = (await claim(plain.link))!;
  expect(last.attempt.jobId).toBe(any);
  await plain.link.end(last.attempt, completed);
  const properties = { runbook: { name: 'greet' }, parameters: { who: 'x' }, runOn: 'tagged[rack]' };
  const refused = await plane.call('PUT', `${plane.account}/jobs/${newId()}?${version}`, {
    json: { properties },
  });
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('no place to run on')]);
  const workers = await plane.call('GET', group.replace('?', '/hybridRunbookWorkers?'));
  expect(workers.text).toContain('"tags":{"rack":"2","site":"berlin"}');
  expect((await plane.call('DELETE', group)).status).toBe(200);
});

test('tags that a token fixes are those of the worker, whatever it states; with others it does not join, and the token still counts', async () => {
  const token = await joinToken(plane, 'fixed', { Site: 'Berlin', rack: '2' });
  await expect(joinGroup(plane, caPem, 'fixed', { token, tags: { site: 'paris' } })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('site=paris'),
  });
  await expect(joinGroup(plane, caPem, 'fixed', { token, tags: { dmz: 'yes' } })).rejects.toMatchObject({
    message: expect.stringContaining('(rack=2, site=berlin)'),
  });
  const worker = await joined('fixed', { token, tags: { site: 'berlin' } });
  const at = `${plane.account}/hybridRunbookWorkerGroups/fixed/hybridRunbookWorkers?${version}`;
  expect((await plane.call('GET', at)).text).toContain('"tags":{"rack":"2","site":"berlin"}');
  const job = await start('fixed[rack=2]');
  const taken = (await claim(worker.link))!;
  expect(taken.attempt.jobId).toBe(job);
  await worker.link.end(taken.attempt, completed);
  const none = await joinToken(plane, 'fixed', {});
  await expect(joinGroup(plane, caPem, 'fixed', { token: none, tags: { a: 'b' } })).rejects.toMatchObject({
    message: expect.stringContaining('(none)'),
  });
});

test('a worker that is silent for longer than its group allows loses its jobs, if it was told so', async () => {
  const group = `${plane.account}/hybridRunbookWorkerGroups/brief?${version}`;
  const silence = (silenceSeconds: number) =>
    plane.call('PUT', group, { json: { properties: { silenceSeconds } } });
  expect((await silence(9)).status).toBe(400);
  expect((await silence(10)).text).toContain('"silenceSeconds":10');
  const [mute, other] = [await joined('brief'), await joined('brief')];
  const [untold, told] = [await start('brief'), await start('brief')];
  const first = (await claim(mute.link))!;
  expect(first).toMatchObject({ attempt: { jobId: untold } });
  expect(first).not.toHaveProperty('leaseSeconds');
  const asked = { worker: 'w', kinds: ['job' as const], waitMilliseconds: 10_000, heedsLease: true as const };
  expect(await mute.link.claim(asked)).toMatchObject({ attempt: { jobId: told }, leaseSeconds: 10 });
  const silentFor = (seconds: number) =>
    plane.db.query(sql`
      with w as (update hybrid_worker set last_seen_at = now() - make_interval(secs => ${seconds}) where id = ${mute.id})
      update job_attempt set claimed_at = now() - make_interval(secs => ${seconds}) where hybrid_worker_id = ${mute.id}`);
  const { silenceWatch } = plane.automation;
  await silentFor(9);
  await silenceWatch.now();
  expect(await claim(other.link, 50)).toBeUndefined();
  await silentFor(13);
  await silenceWatch.now();
  const taken = (await claim(other.link))!;
  expect(taken.attempt).toEqual({ jobId: told, number: 2 });
  await other.link.end(taken.attempt, completed);
  await mute.link.end(first.attempt, completed);
});

test('an upgraded worker tells its new version with its next request', async () => {
  const worker = await joined('upgraded');
  const next = createLinkClient({
    address: { origin: plane.workerOrigin, tls: () => ({ ca: caPem, ...worker.identity }) },
    release: '0.2.0-beta.1',
    logger: silentLogger,
  });
  afterFile(() => next.close());
  expect(await next.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 0 })).toBeUndefined();
  const at = `${plane.account}/hybridRunbookWorkerGroups/upgraded/hybridRunbookWorkers?${version}`;
  expect((await plane.call('GET', at)).text).toContain('"version":"0.2.0-beta.1"');
});

test('jobs of a group count for their runbook, and not for the account', async () => {
  const worker = await joined('counting');
  const limit = (concurrency: object) =>
    plane.call('PATCH', `${plane.account}/runbooks/greet?${version}`, {
      json: { properties: { concurrency } },
    });
  await limit({ mostAtOnce: 1, whenBusy: 'queue' });
  const first = await running(worker.link, 'counting');
  const second = await start('counting');
  expect(await claim(worker.link, 50)).toBeUndefined();
  await worker.link.end(first.attempt, completed);
  const taken = (await claim(worker.link))!;
  expect(taken.attempt.jobId).toBe(second);
  await worker.link.end(taken.attempt, completed);
  await limit({ mostAtOnce: null });
  const lease = await plane.db.one<{ seconds: number }>(sql`
    select heartbeat_seconds as seconds from queue.queue where name like 'group-%' limit 1`);
  expect(lease.seconds).toBe(300);
});

test('a job of a group that names a credential runs on a worker that runs as its user, and fails elsewhere and says why', async () => {
  const worker = await joined('run-as');
  const at = (rest: string) => `${plane.account}${rest}?${version}`;
  await plane.call('PUT', at('/credentials/service'), {
    json: { properties: { userName: 'service', password: 'long-enough-to-blank' } },
  });
  const group = at('/hybridRunbookWorkerGroups/run-as');
  await plane.call('PUT', group, { json: { properties: { credential: { name: 'service' } } } });
  const jobId = await start('run-as');
  expect(await claim(worker.link, 300)).toBeUndefined();
  expect(await row(jobId)).toMatchObject({ status: 'Failed', attempt: 1 });
  const { exception } = await plane.db.one<{ exception: string }>(
    sql`select exception from job where id = ${jobId}`,
  );
  expect(exception).toContain("names the credential 'service'");
  const asked = { worker: 'w', kinds: ['job' as const], waitMilliseconds: 300 };
  const other = await start('run-as');
  expect(await worker.link.claim({ ...asked, runsAs: 'Service' })).toBeUndefined();
  expect(await row(other)).toMatchObject({ status: 'Failed' });
  const own = await start('run-as');
  const taken = (await worker.link.claim({ ...asked, waitMilliseconds: 10_000, runsAs: 'service' }))!;
  expect(taken).toMatchObject({ attempt: { jobId: own, number: 1 } });
  expect(taken).not.toHaveProperty('runAs');
  await worker.link.end(taken.attempt, completed);
  // A worker that is root is told whom the job runs as.
  const become = await start('run-as');
  const root = (await worker.link.claim({ ...asked, waitMilliseconds: 10_000, runsAsAny: true }))!;
  expect(root).toMatchObject({ attempt: { jobId: become, number: 1 }, runAs: 'service' });
  await worker.link.end(root.attempt, completed);
  await plane.call('DELETE', at('/credentials/service'));
  const orphan = await start('run-as');
  expect(await worker.link.claim({ ...asked, runsAsAny: true })).toBeUndefined();
  expect(await row(orphan)).toMatchObject({ status: 'Failed' });
  await plane.call('PUT', group, { json: { properties: { credential: null } } });
  await worker.link.end((await running(worker.link, 'run-as')).attempt, completed);
});
