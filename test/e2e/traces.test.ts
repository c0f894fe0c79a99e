import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { clientCertificateToken } from '#client';
import { newId } from '#kernel';

import { type TestSystem, startSystem, until } from '../system.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { key: string; value: { stringValue?: string; intValue?: string } }[];
}
interface Document {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const [caller, callerSpan] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const parent = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({}),
  async run({ runbooks, graph }) {
    await graph.get('/users?$top=1&$select=id');
    await runbooks.run('child', {});
  },
});`;
const child = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({}),
  async run({ graph }) {
    await graph.get('/organization');
  },
});`;

describe('with a collector of OpenTelemetry', () => {
  const spans: Span[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const services = new Set<string>();
  let collector: Server;
  let whole: TestSystem;
  let agent: Agent;

  beforeAll(async () => {
    collector = createServer((asked, answer) => {
      void json(asked).then((body) => {
        headers.push({ ...asked.headers, path: asked.url ?? '' } as IncomingHttpHeaders);
        for (const { resource, scopeSpans } of (body as Document).resourceSpans) {
          services.add(resource.attributes.find(({ key }) => key === 'service.name')!.value.stringValue);
          spans.push(...scopeSpans.flatMap((scope) => scope.spans));
        }
        answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] =
      `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    process.env['OTEL_EXPORTER_OTLP_HEADERS'] = 'x-key=a%20key';
    whole = await startSystem();
    agent = new Agent({ connect: { ca: readFileSync(whole.system.connection.caFile) } });
    await whole.publish('child', child);
    await whole.publish('parent', parent);
  });
  afterAll(async () => {
    delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    delete process.env['OTEL_EXPORTER_OTLP_HEADERS'];
    await agent?.close();
    await whole?.stop();
    collector.closeAllConnections();
    await new Promise((resolve) => collector.close(resolve));
  });

  /** Starts the parent as a caller that is in a trace itself. */
  async function start(flags: string): Promise<string> {
    const { connection } = whole.system;
    const token = await clientCertificateToken({
      authority: connection.tenantOrigin,
      tenantId: connection.tenantId,
      clientId: connection.clientId,
      certificatePem: readFileSync(connection.certificateFile, 'utf8'),
      privateKeyPem: readFileSync(connection.privateKeyFile, 'utf8'),
      ca: readFileSync(connection.caFile, 'utf8'),
      scope: 'https://management.azure.com/.default',
    })();
    const name = newId();
    const { subscriptionId, resourceGroup, account } = connection;
    const path = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Automation/automationAccounts/${account}/jobs/${name}`;
    const answer = await request(`${connection.apiOrigin}${path}?api-version=2024-10-23`, {
      dispatcher: agent,
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        traceparent: `00-${caller}-${callerSpan}-${flags}`,
      },
      body: JSON.stringify({ properties: { runbook: { name: 'parent' } } }),
    });
    expect([answer.statusCode, await answer.body.text()]).toEqual([201, expect.any(String)]);
    return name;
  }

  const named = (name: string): Span | undefined =>
    spans.find((span) => span.traceId === caller && span.name === name);
  /** From a span up to the caller's, by name. */
  function way(name: string): string[] {
    const names: string[] = [];
    for (let span = named(name); span !== undefined;) {
      names.push(span.name);
      const above = span.parentSpanId;
      span = spans.find((each) => each.traceId === caller && each.spanId === above);
      if (span === undefined) names.push(above ?? 'nobody');
    }
    return names;
  }

  test('one trace leads from the request to each call to Graph, also of jobs that the job started', async () => {
    const name = await start('01');
    expect(await whole.ended(name)).toMatchObject({ status: 'Completed' });
    await until(async () => named('GET /v1.0/organization') && named('job child') && named('job parent'));
    expect(way('GET /v1.0/users')).toEqual([
      'GET /v1.0/users',
      'attempt 1',
      'job parent',
      'Job_Create',
      callerSpan,
    ]);
    expect(way('GET /v1.0/organization')).toEqual([
      'GET /v1.0/organization',
      'attempt 1',
      'job child',
      'job parent',
      'Job_Create',
      callerSpan,
    ]);
    const call = named('GET /v1.0/users')!;
    const attributes = Object.fromEntries(
      call.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
    );
    expect([call.kind, attributes]).toEqual([
      3,
      expect.objectContaining({
        'server.address': 'graph.microsoft.com',
        'url.template': '/v1.0/users',
        'http.response.status_code': '200',
      }),
    ]);
    const job = named('job parent')!;
    expect(BigInt(call.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(job.startTimeUnixNano));
    expect(BigInt(call.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(job.endTimeUnixNano));
    expect([...services]).toEqual(['tenantry']);
    expect(headers[0]).toMatchObject({ path: '/v1/traces', 'x-key': 'a key' });
  });

  test('a caller that is not recorded is not recorded here, and no host outside is told of traces', async () => {
    const before = spans.filter(({ traceId }) => traceId === caller).length;
    const name = await start('00');
    expect(await whole.ended(name)).toMatchObject({ status: 'Completed' });
    // A job of its own trace, whose end comes after whatever the other one would have told.
    const own = await whole.startJob('child');
    await whole.ended(own);
    await until(async () =>
      spans.find(({ traceId, name: span }) => traceId !== caller && span === 'job child'),
    );
    expect(spans.filter(({ traceId }) => traceId === caller)).toHaveLength(before);
    const asked = await whole.session.tenants.requests('main');
    expect(JSON.stringify(asked)).not.toContain(caller);
  });
});
