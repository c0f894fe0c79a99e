import { problem } from '#kernel';

import type { GraphRequest } from './request.ts';

/** One of `requests`, as a request of its own. */
export interface BatchItem {
  readonly id: string;
  readonly dependsOn: readonly string[];
  readonly request: GraphRequest;
}

interface GivenItem {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly url?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly dependsOn?: unknown;
}

/** Source: learn.microsoft.com/graph/json-batching#batch-size-limitations. */
const mostItems = 20;
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Reads and checks the whole batch: one item that cannot be read refuses all. */
export function readBatch(batch: GraphRequest): readonly BatchItem[] {
  const { requests } = (batch.body ?? {}) as { requests?: unknown };
  if (!Array.isArray(requests) || requests.length === 0) throw problem('GraphBatchFormat');
  if (requests.length > mostItems) throw problem('GraphBatchSize', { most: mostItems });
  const before = new Set<string>();
  return requests.map((given: unknown) => {
    const item = readItem(batch, given);
    if (before.has(item.id.toLowerCase())) throw problem('GraphBatchId', { id: item.id });
    // The service expects a dependency earlier in the array (microsoftgraph/msgraph-sdk-dotnet-core#891).
    if (item.dependsOn.some((id) => !before.has(id.toLowerCase())))
      throw problem('GraphBatchOrder', { id: item.id });
    before.add(item.id.toLowerCase());
    return item;
  });
}

function readItem(batch: GraphRequest, given: unknown): BatchItem {
  if (typeof given !== 'object' || given === null) throw problem('GraphBatchFormat');
  const { id, method, url, headers, body, dependsOn = [] } = given as GivenItem;
  if (typeof id !== 'string' || id === '' || typeof method !== 'string' || typeof url !== 'string')
    throw problem('GraphBatchFormat');
  if (!isTexts(dependsOn)) throw problem('GraphBatchFormat');
  const verb = method.toUpperCase();
  if (!methods.has(verb)) throw problem('GraphBatchFormat');
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//')) throw problem('GraphBatchUrl', { id });
  const lower = readHeaders(headers);
  const type = lower['content-type'];
  const writes = verb !== 'GET' && verb !== 'DELETE';
  if (writes && (type === undefined || body === undefined || body === null))
    throw problem('GraphBatchBody', { id });
  const [path = '', ...query] = url.replace(/#.*$/, '').split('?');
  return {
    id,
    dependsOn,
    request: {
      ...batch,
      method: verb,
      path: `/${path.replace(/^\/+/, '')}`,
      query: new URLSearchParams(query.join('?')),
      headers: { ...inherited(batch), ...lower },
      body: writes || body !== undefined ? readBody(body, type) : undefined,
    },
  };
}

/** What says who asks holds for every item; all else is each item's own. */
function inherited({ headers }: GraphRequest): GraphRequest['headers'] {
  const kept = ['authorization', 'client-request-id', 'user-agent', 'x-ms-throttle-priority'];
  return Object.fromEntries(kept.flatMap((name) => (name in headers ? [[name, headers[name]]] : [])));
}

function readHeaders(headers: unknown): Record<string, string> {
  if (headers === undefined || headers === null) return {};
  if (typeof headers !== 'object' || Array.isArray(headers)) throw problem('GraphBatchFormat');
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** JSON as it is; anything else comes in base64, plain or for URLs. */
function readBody(body: unknown, type: string | undefined): unknown {
  if (typeof body !== 'string' || type === undefined || /[/+]json\b/i.test(type)) return body;
  return new Uint8Array(Buffer.from(body, 'base64'));
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
