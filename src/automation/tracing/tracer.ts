import type { TraceContext } from '#kernel';

/** Something that was done, and when. */
export interface Span {
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client';
  readonly context: TraceContext;
  readonly parentSpanId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** By OpenTelemetry's semantic conventions where there is one. Never a secret, never a name of a person. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly failed: boolean;
}

/** Takes what was done to whoever collects it. */
export interface Tracer {
  /** False: nobody collects, and nothing needs to be prepared. */
  readonly isOn: boolean;
  /** Returns at once. What cannot be sent is dropped: a collector that is away holds nothing up. */
  record(span: Span): void;
  /** Sends what is left, for a moment, and ends. */
  stop(): Promise<void>;
}

export const noTracer: Tracer = { isOn: false, record: () => {}, stop: async () => {} };
