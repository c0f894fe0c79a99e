import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { type LinkEvent, createLinkClient } from './index.ts';

type Handle = (request: IncomingMessage & { body: string }, response: ServerResponse) => void;

const attempt = { jobId: 'a0a0a0a0-0000-4000-8000-000000000001', number: 3 };
let folder: string;
let socketPath: string;
let server: Server | undefined;
let link: ReturnType<typeof createLinkClient>;

/** A control plane that answers what the test says. */
async function serve(handle: Handle): Promise<void> {
  server = createServer(async (request, response) => {
    handle(Object.assign(request, { body: await text(request) }), response);
  });
  await new Promise<void>((resolve) => server!.listen(socketPath, resolve));
}

async function goAway(): Promise<void> {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  server = undefined;
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** One answer a request, in order; the last one for all that follow. */
function inTurn(...handles: Handle[]): Handle & { readonly bodies: string[] } {
  const bodies: string[] = [];
  return Object.assign(
    ((request, response) => {
      bodies.push(request.body);
      handles[Math.min(bodies.length, handles.length) - 1]!(request, response);
    }) satisfies Handle,
    { bodies },
  );
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-link-'));
  socketPath = join(folder, 'link.sock');
  link = createLinkClient({ address: { socketPath }, workerKey: 'key', logger: silentLogger });
});
afterEach(async () => {
  await link.close();
  await goAway();
  rmSync(folder, { recursive: true, force: true });
});

test('every call carries the worker key, and goes to the path of its attempt', async () => {
  const seen: unknown[] = [];
  await serve((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization, request.body]);
    answer(response, 204);
  });
  await link.recordStep(attempt, { name: 'one', result: { a: 1 } });
  await link.setVariable(attempt, 'a name/with ?', 5);
  const path = `/link/v1/attempts/${attempt.jobId}/3`;
  expect(seen).toEqual([
    ['POST', `${path}/steps`, 'Bearer key', '{"name":"one","result":{"a":1}}'],
    ['PUT', `${path}/variables/a%20name%2Fwith%20%3F`, 'Bearer key', '{"value":5}'],
  ]);
});

test('a call waits for a control plane that is not there yet', async () => {
  const waiting = link.heartbeat(attempt);
  await serve((_request, response) => answer(response, 200, { command: 'stop' }));
  expect(await waiting).toEqual({ command: 'stop' });
});

test('503 and a connection that breaks before or within the answer are tried again, with the same body', async () => {
  const handle = inTurn(
    (_request, response) => answer(response, 503, { error: { code: 'DatabaseUnavailable', message: '' } }),
    (request) => request.socket.destroy(),
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"cut":', () => response.destroy());
    },
    (_request, response) => answer(response, 204),
  );
  await serve(handle);
  await link.recordStep(attempt, { name: 'one', result: 1 });
  expect(handle.bodies).toEqual(Array.from({ length: 4 }, () => '{"name":"one","result":1}'));
});

test('a refusal is final and is the control plane’s own error', async () => {
  const values = { job: attempt.jobId, number: 3 };
  const handle = inTurn((_request, response) =>
    answer(response, 409, { error: { code: 'StaleAttempt', message: 'said there', values } }),
  );
  await serve(handle);
  await expect(link.heartbeat(attempt)).rejects.toMatchObject({
    code: 'StaleAttempt',
    status: 409,
    values,
    message: `Attempt 3 of ${attempt.jobId} is no longer the one that counts.`,
  });
  expect(handle.bodies).toHaveLength(1);
});

test('a refusal of another version is final too, and keeps its words', async () => {
  await serve((_request, response) =>
    answer(response, 418, { error: { code: 'NotKnownHere', message: 'too new', values: {} } }),
  );
  await expect(link.heartbeat(attempt)).rejects.toMatchObject({
    code: 'LinkRefused',
    status: 400,
    values: { code: 'NotKnownHere', detail: 'too new' },
  });
});

test('an answer that is no refusal of ours is final where it blames the question', async () => {
  await serve(
    inTurn(
      (_request, response) => response.writeHead(502).end('<html>a proxy</html>'),
      (_request, response) => response.writeHead(414).end('too long'),
    ),
  );
  await expect(link.heartbeat(attempt)).rejects.toMatchObject({ code: 'LinkBroken', status: 502 });
  await expect(link.heartbeat(attempt)).rejects.toMatchObject({
    code: 'LinkRefused',
    status: 400,
    values: { code: 414, detail: 'too long' },
  });
});

test('events are read whole, whatever pieces they come in, and followed again when the stream breaks', async () => {
  const stop = { event: 'stop', attempt } as const;
  const line = `${JSON.stringify(stop)}\n`;
  await serve(
    inTurn(
      (_request, response) => {
        response.write('{"event":"hello"}\n{"event":"pi');
        setImmediate(() => response.write('ng"}\n', () => response.destroy()));
      },
      (_request, response) => answer(response, 503, { error: { code: 'QueueStopped', message: '' } }),
      (request, response) => {
        expect(request.url).toBe('/link/v1/events?worker=w%201');
        response.write('{"event":"hello"}\n' + line + line);
      },
    ),
  );
  const events: LinkEvent[] = [];
  const over = new AbortController();
  const following = link.follow(
    'w 1',
    (event) => {
      events.push(event);
      if (events.length === 5) over.abort();
    },
    over.signal,
  );
  await following;
  expect(events).toEqual([{ event: 'hello' }, { event: 'ping' }, { event: 'hello' }, stop, stop]);
});

test('a claim whose signal is aborted comes back with nothing, and the control plane learns of it', async () => {
  const asked = Promise.withResolvers<void>();
  const hungUp = Promise.withResolvers<void>();
  await serve((_request, response) => {
    response.once('close', () => hungUp.resolve());
    asked.resolve();
  });
  const leaving = new AbortController();
  const claiming = link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 60_000 }, leaving.signal);
  await asked.promise;
  leaving.abort();
  expect(await claiming).toBeUndefined();
  await hungUp.promise;
});

test('a control plane that does not know of batches under way is sent one at a time, and asked once', async () => {
  const asked: (string | undefined)[] = [];
  await serve((request, response) => {
    asked.push(request.url);
    if (request.url?.endsWith('/following') !== true) return answer(response, 204);
    answer(response, 404, {
      error: { code: 'RouteNotFound', message: 'none', values: { path: request.url } },
    });
  });
  const records = [{ sequence: 5, stream: 'Output', text: 'a', time: '2026-11-24T10:17:06.123Z' }] as const;
  for (let time = 0; time < 2; time += 1) {
    const early = link.appendStreams(attempt, records, 'following');
    await expect(early).rejects.toMatchObject({ code: 'RecordsTooEarly' });
    await link.appendStreams(attempt, records);
  }
  const path = `/link/v1/attempts/${attempt.jobId}/3/streams`;
  expect(asked).toEqual([`${path}/following`, path, path]);
});

test('closing ends what waits: calls are refused, following ends', async () => {
  const call = link.end(attempt, { status: 'Completed', durationMilliseconds: 1 });
  const following = link.follow('w', () => {}, new AbortController().signal);
  await link.close();
  await expect(call).rejects.toMatchObject({ code: 'LinkClosed' });
  await following;
});
