import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { describe, expect, test } from 'vitest';

import type { Seal } from '#audit-chain';

import { anchorAt } from './index.ts';

const seals: readonly Seal[] = [1, 2].map((number) => ({
  number,
  position: number * 10,
  head: 'a'.repeat(64),
  time: '2026-01-01T00:00:00.000Z',
  key: 'b'.repeat(16),
  signature: 'c',
}));

test('a file gets one seal a line, behind those that are there, and only its owner reads it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-anchor-'));
  const path = join(folder, 'below', 'seals.jsonl');
  try {
    await anchorAt(`file:${path}`).write(seals.slice(0, 1));
    await anchorAt(`file:${path}`).write(seals.slice(1));
    expect(
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(seals);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a syslog server gets a datagram for each, as RFC 5424 writes it', async () => {
  const server = createSocket('udp4');
  const got: string[] = [];
  const both = new Promise<void>((resolve) => {
    server.on('message', (message) => {
      got.push(message.toString());
      if (got.length === 2) resolve();
    });
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  await anchorAt(`syslog://127.0.0.1:${server.address().port}`).write(seals);
  await both;
  server.close();
  for (const [at, message] of got.entries()) {
    expect(message).toMatch(/^<109>1 2026-01-01T00:00:00\.000Z \S+ tenantry \d+ audit-seal - \{/);
    expect(JSON.parse(message.slice(message.indexOf('{')))).toEqual(seals[at]);
  }
});

test('by TCP each message comes with its length', async () => {
  const received = Promise.withResolvers<string>();
  const server = createServer((socket) => void text(socket).then(received.resolve));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await anchorAt(`syslog+tcp://127.0.0.1:${(server.address() as AddressInfo).port}`).write(seals);
  server.close();
  let rest = await received.promise;
  for (const seal of seals) {
    const [, length = '0'] = /^(\d+) /.exec(rest) ?? [];
    const message = rest.slice(length.length + 1, length.length + 1 + Number(length));
    expect(JSON.parse(message.slice(message.indexOf('{')))).toEqual(seal);
    rest = rest.slice(length.length + 1 + Number(length));
  }
  expect(rest).toBe('');
});

describe('a webhook', () => {
  async function answering(status: number): Promise<{ url: string; bodies: string[]; close: () => void }> {
    const bodies: string[] = [];
    const server = createHttpServer(async (request, response) => {
      bodies.push(await text(request));
      response.writeHead(status).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/seals?key=secret`,
      bodies,
      close: () => server.close(),
    };
  }

  test('is told them in one document, and its secret is in no name', async () => {
    const { url, bodies, close } = await answering(204);
    const anchor = anchorAt(url);
    await anchor.write(seals);
    close();
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([{ seals }]);
    expect(anchor.place).not.toContain('secret');
  });

  test('that answers anything but 2xx has not got them', async () => {
    const { url, close } = await answering(500);
    await expect(anchorAt(url).write(seals)).rejects.toMatchObject({ code: 'AnchorRefused' });
    close();
  });
});

test.each([
  '',
  'seals.jsonl',
  'file:seals.jsonl',
  'file://host/seals',
  'http://example.com/',
  'ftp://host/',
  'syslog:',
])('no anchor is at %j', (place) =>
  expect(() => anchorAt(place)).toThrow(expect.objectContaining({ code: 'AnchorInvalid' })),
);
