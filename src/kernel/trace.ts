import { randomBytes } from 'node:crypto';

/** A place in a trace, as W3C's Trace Context names it. */
export interface TraceContext {
  /** 32 digits, in hex. */
  readonly traceId: string;
  /** 16 digits, in hex. */
  readonly spanId: string;
  /** Whether somebody records it. */
  readonly sampled: boolean;
}

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** The header `traceparent`; undefined when it is none (www.w3.org/TR/trace-context, 3.2). */
export function parseTraceparent(text: string | undefined): TraceContext | undefined {
  const [, version, traceId = '', spanId = '', flags = ''] = form.exec(text ?? '') ?? [];
  if (version === undefined || version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(spanId))
    return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function traceparent({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

/** A place below another one, or the first of a new trace. */
export function nextContext(parent?: TraceContext): TraceContext {
  return parent === undefined
    ? { traceId: randomBytes(16).toString('hex'), spanId: newSpanId(), sampled: true }
    : { ...parent, spanId: newSpanId() };
}
