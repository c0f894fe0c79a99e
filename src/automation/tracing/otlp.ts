import { Agent, request } from 'undici';

import { type Logger, delay } from '#kernel';

import type { Span, Tracer } from './tracer.ts';

export interface OtlpSettings {
  /** `http://127.0.0.1:4318/v1/traces`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
  readonly version: string;
}

const everyMilliseconds = 1_000;
const [mostAtOnce, mostWaiting, tries] = [512, 10_000, 3] as const;
const patience = 5_000;
/** As the protocol numbers them (opentelemetry-proto, trace.proto). */
const kinds = { internal: 1, server: 2, client: 3 } as const;
const failedStatus = 2;

/**
 * What OpenTelemetry's own variables say; undefined when they name no collector.
 * Source: opentelemetry.io/docs/specs/otel/protocol/exporter
 */
export function otlpSettings(environment: NodeJS.ProcessEnv, version: string): OtlpSettings | undefined {
  const own = environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  const base = environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const endpoint = own || (base ? `${base.replace(/\/$/, '')}/v1/traces` : undefined);
  if (endpoint === undefined || environment['OTEL_SDK_DISABLED'] === 'true') return undefined;
  const headers =
    environment['OTEL_EXPORTER_OTLP_TRACES_HEADERS'] ?? environment['OTEL_EXPORTER_OTLP_HEADERS'];
  const pairs = (headers ?? '').split(',').flatMap((pair) => {
    const [, name = '', value = ''] = /^\s*([^=\s]+)\s*=(.*)$/.exec(pair) ?? [];
    return name === '' ? [] : [[name.toLowerCase(), decodeURIComponent(value.trim())] as const];
  });
  const service = environment['OTEL_SERVICE_NAME'] || 'tenantry';
  return { endpoint, headers: Object.fromEntries(pairs), service, version };
}

/**
 * Sends spans as OTLP over HTTP in JSON. Our own hundred lines instead of OpenTelemetry's packages: all spans are written by the
 * control plane, from what it records anyway, so that nothing has to be patched, and a worker needs no way to a collector.
 */
export function createOtlpTracer(settings: OtlpSettings, logger: Logger): Tracer {
  const agent = new Agent({ connect: { timeout: patience } });
  const stopping = new AbortController();
  let waiting: Span[] = [];
  let dropped = 0;

  async function send(spans: readonly Span[]): Promise<void> {
    const body = JSON.stringify(documentOf(settings, spans));
    for (let attempt = 1; ; attempt += 1) {
      const status = await request(settings.endpoint, {
        dispatcher: agent,
        method: 'POST',
        headers: { ...settings.headers, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(patience),
      }).then(
        async (answer) => {
          await answer.body.dump();
          return answer.statusCode;
        },
        () => 0,
      );
      if (status >= 200 && status < 300) return;
      const mayRepeat = status === 0 || status === 429 || status >= 502;
      if (!mayRepeat || attempt === tries) {
        logger.warn('spans were not taken by the collector, and are dropped', {
          spans: spans.length,
          status,
        });
        return;
      }
      await delay(everyMilliseconds * attempt, stopping.signal);
    }
  }

  async function flush(): Promise<void> {
    if (dropped > 0) logger.warn('spans were dropped, since the collector is too slow', { spans: dropped });
    dropped = 0;
    while (waiting.length > 0) {
      const spans = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      await send(spans);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(everyMilliseconds, stopping.signal);
      await flush();
    }
  }
  const running = run();

  return {
    isOn: true,
    record(span) {
      if (!span.context.sampled) return;
      if (waiting.length < mostWaiting) waiting.push(span);
      else dropped += 1;
    },
    async stop() {
      stopping.abort();
      await running;
      await agent.destroy();
    },
  };
}

function documentOf({ service, version }: OtlpSettings, spans: readonly Span[]): unknown {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': service, 'service.version': version }) },
        scopeSpans: [{ scope: { name: 'tenantry', version }, spans: spans.map(spanOf) }],
      },
    ],
  };
}

function spanOf({ name, kind, context, parentSpanId, start, end, attributes, failed }: Span): unknown {
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    name,
    kind: kinds[kind],
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(Math.max(start, end)),
    attributes: attributesOf(attributes),
    ...(failed && { status: { code: failedStatus } }),
  };
}

/** Too large for a number: the protocol takes it as a text. */
function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1_000)) * 1_000n);
}

function attributesOf(attributes: Span['attributes']): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : { intValue: String(Math.round(value)) },
  }));
}
