import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, expect, test } from 'vitest';

import { createLogger, nextContext } from '#kernel';

import { createOtlpTracer, otlpSettings } from './otlp.ts';
import type { Span } from './tracer.ts';

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))));

/** Answers with these, one after the other, and then with 200. */
async function collector(...statuses: number[]) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(statuses.shift() ?? 200, { connection: 'close' }).end('{}');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  return { bodies, settings: { endpoint, headers: {}, service: 'tenantry', version: '1' } };
}

const span = (more: Partial<Span> = {}): Span => ({
  name: 'GET /users',
  kind: 'client',
  context: nextContext(),
  start: 1_764_136_800_000.25,
  end: 1_764_136_800_010,
  attributes: { 'http.response.status_code': 200, 'tenantry.refused': false, 'server.address': 'a' },
  failed: true,
  ...more,
});

test("OpenTelemetry's own variables say where spans go, and without them they go nowhere", () => {
  expect(otlpSettings({}, '1')).toBeUndefined();
  expect(
    otlpSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:4318/', OTEL_SDK_DISABLED: 'true' }, '1'),
  ).toBeUndefined();
  expect(
    otlpSettings(
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:4318/', OTEL_EXPORTER_OTLP_HEADERS: 'Key=a%3Db, other=c,,' },
      '1',
    ),
  ).toEqual({
    endpoint: 'http://a:4318/v1/traces',
    headers: { key: 'a=b', other: 'c' },
    service: 'tenantry',
    version: '1',
  });
  expect(
    otlpSettings({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/in', OTEL_SERVICE_NAME: 'ours' }, '1'),
  ).toMatchObject({ endpoint: 'http://b/in', service: 'ours' });
});

test('spans are sent as the protocol writes them, and sent again while the collector asks for patience', async () => {
  const { bodies, settings } = await collector(503, 429);
  const tracer = createOtlpTracer(
    settings,
    createLogger(() => {}),
  );
  const sent = span();
  tracer.record(sent);
  tracer.record(span({ context: { ...nextContext(), sampled: false } }));
  await tracer.stop();
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies).size).toBe(1);
  expect(JSON.parse(bodies[0]!)).toMatchObject({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: sent.context.traceId,
                kind: 3,
                startTimeUnixNano: '1764136800000250000',
                endTimeUnixNano: '1764136800010000000',
                status: { code: 2 },
                attributes: [
                  { key: 'http.response.status_code', value: { intValue: '200' } },
                  { key: 'tenantry.refused', value: { boolValue: false } },
                  { key: 'server.address', value: { stringValue: 'a' } },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('a collector that refuses or is away costs its spans, which is said, and nothing else', async () => {
  const lines: string[] = [];
  const { settings } = await collector(400);
  const tracer = createOtlpTracer(
    settings,
    createLogger((line) => void lines.push(line)),
  );
  tracer.record(span());
  await tracer.stop();
  const away = createOtlpTracer(
    { ...settings, endpoint: 'http://127.0.0.1:1/' },
    createLogger((line) => void lines.push(line)),
  );
  for (let at = 0; at < 10_005; at += 1) away.record(span());
  await away.stop();
  const messages = lines.map(
    (line) => JSON.parse(line) as { message: string; spans: number; status?: number },
  );
  expect(messages[0]).toMatchObject({ spans: 1, status: 400 });
  expect(messages[1]).toMatchObject({ message: expect.stringContaining('too slow'), spans: 5 });
  expect(messages.slice(2).reduce((sum, { spans }) => sum + spans, 0)).toBe(10_000);
});
