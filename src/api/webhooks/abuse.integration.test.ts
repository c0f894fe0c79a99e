import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { type TLSSocket, connect } from 'node:tls';

import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { manualClock } from '#kernel';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

const clock = manualClock(Date.UTC(2027, 0, 1, 12));
let plane: TestControlPlane;
let uri: string;
const agents: Agent[] = [];

beforeAll(async () => {
  plane = await testControlPlane({ clock });
  const building = new AbortController();
  const builder = buildEverything(plane.link, building.signal);
  await publishRunbook(plane, 'greet', 'hello');
  building.abort();
  await builder;
  const json = { properties: { runbook: { name: 'greet' }, parameters: { who: 'Ada' } } };
  const made = await plane.call('PUT', `${plane.account}/webhooks/abused?${version}`, { json });
  uri = made.json<{ properties: { uri: string } }>().properties.uri;
});
afterAll(() => Promise.all(agents.map((agent) => agent.close())));

const count = async (): Promise<number> =>
  (await plane.db.one<{ many: number }>({ text: 'select count(*)::int as many from job', values: [] })).many;

test('a body of 512 KB is taken, a greater one is not, whether or not it says how great it is', async () => {
  const before = await count();
  expect((await plane.post(uri, { text: 'x'.repeat(512 * 1024) })).status).toBe(202);
  expect((await plane.post(uri, { text: 'x'.repeat(512 * 1024 + 1) })).status).toBe(413);
  const agent = new Agent({ connect: { ca: readFileSync(plane.caFile) } });
  agents.push(agent);
  const long = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(64 * 1024, 'x')));
  const status = await request(uri, { dispatcher: agent, method: 'POST', body: long }).then(
    async ({ statusCode, body }) => {
      await body.dump();
      return statusCode;
    },
    // Closed while it was still being sent to.
    () => 413,
  );
  expect(status).toBe(413);
  expect(await count()).toBe(before + 1);
});

test('thousands of guesses make no job, get one answer, and lock out nobody else', async () => {
  const before = await count();
  const guess = (number: number) =>
    plane.post(`${plane.webhookOrigin}/webhooks?token=${String(number).padStart(43, 'g')}`, {
      text: 'x',
      headers: { 'x-forwarded-for': `198.51.100.${number % 4}` },
    });
  const answers: { status: number; text: string }[] = [];
  for (let round = 0; round < 20; round++) {
    const numbers = Array.from({ length: 100 }, (_, index) => round * 100 + index);
    answers.push(...(await Promise.all(numbers.map(guess))));
    // In between, whoever knows the address is served.
    const known = await plane.post(uri, { text: 'x', headers: { 'x-forwarded-for': '192.0.2.1' } });
    expect(known.status).toBe(202);
  }
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 429]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(2);
  expect(await count()).toBe(before + 20);
  // An address that guessed is looked at again after a minute, and the API was there all the time.
  clock.advance(60_000);
  expect((await guess(0)).status).toBe(400);
  expect((await plane.call('GET', `${plane.account}/webhooks/abused?${version}`)).status).toBe(200);
});

test('whoever sends slowly is cut off, and keeps nobody else from being served', async () => {
  const { port } = new URL(plane.webhookOrigin);
  const open = (head: string): Promise<TLSSocket> =>
    new Promise((resolve, reject) => {
      const socket = connect(
        { port: Number(port), host: '127.0.0.1', ca: readFileSync(plane.caFile) },
        () => {
          socket.write(head);
          resolve(socket);
        },
      );
      socket.on('error', reject);
    });
  const { pathname, search } = new URL(uri);
  const heads = Array.from({ length: 100 }, (_, number) =>
    number % 2 === 0
      ? 'POST /webhooks HTTP/1.1\r\nHost: x\r\nX-Slow: '
      : `POST ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx`,
  );
  const before = await count();
  const sockets = await Promise.all(heads.map(open));
  for (const socket of sockets) socket.on('error', () => {}).resume();
  expect((await plane.post(uri, { text: 'x', headers: { 'x-forwarded-for': '192.0.2.9' } })).status).toBe(
    202,
  );
  await Promise.all(
    sockets.map((socket) =>
      socket.destroyed ? undefined : new Promise((resolve) => socket.once('close', resolve)),
    ),
  );
  expect(await count()).toBe(before + 1);
});

test('whoever sends thousands at once without waiting for an answer is cut off, and makes no job', async () => {
  const before = await count();
  const { port } = new URL(plane.webhookOrigin);
  const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false });
  const guess = `POST /webhooks?token=${'p'.repeat(43)} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\nx`;
  let answers = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answers += text));
  const closed = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
  socket.write(guess.repeat(5_000));
  await closed;
  // How many are answered before depends on how much of them comes at once.
  expect(answers.match(/HTTP\/1\.1 /g)?.length ?? 0).toBeLessThan(5_000);
  expect((await plane.post(uri, { text: 'x' })).status).toBe(202);
  expect(await count()).toBe(before + 1);
});

test('nothing but the webhooks is there', async () => {
  const agent = new Agent({ connect: { ca: readFileSync(plane.caFile) } });
  agents.push(agent);
  for (const [method, path] of [
    ['GET', '/webhooks'],
    ['GET', '/'],
    ['PUT', new URL(uri).pathname + new URL(uri).search],
    ['GET', `${plane.account}/webhooks?${version}`],
    ['GET', '/metadata/endpoints?api-version=2022-09-01'],
    ['POST', '/webhooks/../subscriptions'],
  ] as const) {
    const { statusCode, body } = await request(new URL(path, plane.webhookOrigin), {
      dispatcher: agent,
      method,
    });
    await body.dump();
    expect([method, path, statusCode]).toEqual([method, path, 404]);
  }
});
