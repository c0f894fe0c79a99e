import { type Clock, TenantryError, newId, problem } from '#kernel';

import { type BatchItem, readBatch } from './batch-request.ts';
import { graphError } from './graph-error.ts';
import type { Handled } from './handle.ts';
import type { GraphRequest, GraphResponse } from './request.ts';

/** How an item goes on: the same way as a request of its own. `dropped` is a connection that ended without an answer. */
export type PassOn = (item: GraphRequest) => Promise<Handled | 'dropped'>;

/** One of `responses`. */
interface BatchAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export function isBatch({ path }: GraphRequest): boolean {
  return /^\/\$batch\/?$/i.test(path);
}

/**
 * `POST /$batch`: items are answered one after the other, those that depend on a failed one with 424. A batch that
 * cannot be read at all is refused as a whole. Source: learn.microsoft.com/graph/json-batching.
 */
export async function answerBatch(
  request: GraphRequest,
  clock: Clock,
  passOn: PassOn,
): Promise<GraphResponse> {
  let items: readonly BatchItem[];
  try {
    if (request.method !== 'POST') throw problem('GraphMethodNotAllowed');
    items = readBatch(request);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return graphError(error, clock);
  }
  const responses: BatchAnswer[] = [];
  const failed = new Set<string>();
  for (const item of items) {
    const handled = item.dependsOn.some((id) => failed.has(id.toLowerCase()))
      ? graphError(problem('GraphBatchDependency'), clock)
      : await answered(item, clock, passOn);
    if (handled.status >= 400) failed.add(item.id.toLowerCase());
    responses.push(shown(item.id, handled));
  }
  return { status: 200, body: { responses } };
}

async function answered(item: BatchItem, clock: Clock, passOn: PassOn): Promise<GraphResponse> {
  // Believed, not seen: a batch within a batch is no resource that a batch could reach.
  if (isBatch(item.request)) return graphError(problem('GraphBatchNested'), clock);
  const handled = await passOn(item.request);
  // A service that does not answer the gateway of a batch: the gateway says so.
  return handled === 'dropped' ? graphError(problem('GraphBatchUnanswered'), clock) : handled;
}

const json =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** What is not JSON is written in base64 (of `$count`'s plain text: believed, not seen). */
function shown(id: string, { status, headers = {}, body }: GraphResponse): BatchAnswer {
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [written(name), value] as const),
  );
  const common = { 'Cache-Control': 'no-cache', ...own };
  if (body === undefined) return { id, status, headers: common };
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const type = typeof body === 'string' ? 'text/plain' : 'application/octet-stream';
    return {
      id,
      status,
      headers: { 'Content-Type': type, ...common },
      body: Buffer.from(body as string).toString('base64'),
    };
  }
  return {
    id,
    status,
    headers: { ...common, ...(status < 400 && { 'OData-Version': '4.0' }), 'Content-Type': json },
    body: identified(body),
  };
}

/** `retry-after` as the wire of a batch shows it, `Retry-After`; Microsoft's own names stay as they are. */
function written(name: string): string {
  return name.startsWith('x-ms-')
    ? name
    : name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** Every refusal has an id that its sender may ask about. */
function identified(body: unknown): unknown {
  const { error } = body as { error?: { innerError?: object } };
  if (error?.innerError === undefined) return body;
  const id = newId();
  return {
    error: {
      ...error,
      innerError: { ...error.innerError, 'request-id': id, 'client-request-id': id },
    },
  };
}
