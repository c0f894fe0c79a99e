import { type Dice, delay, dice, newId } from '#kernel';

import { GraphError } from './graph-error.ts';
import { type RetryPolicy, usualRetries, waitBefore } from './retry.ts';

/** Query options without their dollar; lists are joined with commas. Graph's own names and meaning. */
export interface GraphQuery {
  readonly select?: string | readonly string[];
  readonly filter?: string;
  readonly expand?: string;
  readonly orderby?: string;
  readonly search?: string;
  readonly top?: number;
  readonly count?: boolean;
}

export interface GraphCall {
  /** `ConsistencyLevel: eventual` for advanced queries, for instance. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Microsoft Graph for runbooks: the job's identity, paging and throttling are taken care of. */
export interface GraphClient {
  /** @throws {GraphError} when Graph refuses. */
  get<Entity>(path: string, query?: GraphQuery, call?: GraphCall): Promise<Entity>;
  /** Every item of every page, fetched as they are needed. */
  list<Entity>(
    path: string,
    query?: GraphQuery,
    call?: GraphCall,
  ): AsyncIterable<Entity> & { toArray(): Promise<Entity[]> };
  /** `/$count` of a collection. */
  count(path: string, query?: Pick<GraphQuery, 'filter'>, call?: GraphCall): Promise<number>;
  post<Answer = unknown>(path: string, body?: unknown, call?: GraphCall): Promise<Answer>;
  patch<Answer = unknown>(path: string, body: unknown, call?: GraphCall): Promise<Answer>;
  put<Answer = unknown>(path: string, body: unknown, call?: GraphCall): Promise<Answer>;
  delete(path: string, call?: GraphCall): Promise<void>;
}

export interface GraphClientOptions {
  /** Asked before each call; keeps its own tokens as long as they are good. With `renew` the last one was refused: another one. */
  readonly token: (which: { readonly renew: boolean }) => Promise<string>;
  /** Without a slash at the end. */
  readonly baseUrl?: string;
  readonly version?: 'v1.0' | 'beta';
  readonly retries?: RetryPolicy;
  readonly fetch?: typeof globalThis.fetch;
  /** Told before each wait, for a log. */
  readonly onRetry?: (what: {
    readonly path: string;
    readonly status: number;
    readonly milliseconds: number;
  }) => void;
}

interface Page<Entity> {
  readonly value: readonly Entity[];
  readonly '@odata.nextLink'?: string;
}

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const {
    token,
    baseUrl = 'https://graph.microsoft.com',
    version = 'v1.0',
    retries = usualRetries,
  } = options;
  const send = options.fetch ?? globalThis.fetch;
  let chance: Dice | undefined;

  async function request(
    method: string,
    url: string,
    body: unknown,
    { headers, signal }: GraphCall = {},
  ): Promise<Response> {
    const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
    let [renew, renewed] = [false, false];
    for (let tries = 1; ; tries++) {
      const response = await send(url, {
        method,
        headers: {
          authorization: `Bearer ${await token({ renew })}`,
          accept: 'application/json',
          'client-request-id': newId(),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal !== undefined && { signal }),
      });
      if (response.ok) return response;
      const { status } = response;
      renew = status === 401 && !renewed;
      if (renew) {
        // Revoked, or made under a clock that was wrong: nothing was carried out, and the next token may be taken.
        renewed = true;
        await response.body?.cancel();
        continue;
      }
      const wait = waitBefore(
        retries,
        { method, status, retryAfter: response.headers.get('retry-after'), tries },
        (chance ??= dice(newId())).next(),
      );
      if (wait === undefined) throw await refusal(method, path.split('?')[0] ?? path, response);
      await response.body?.cancel();
      options.onRetry?.({ path, status, milliseconds: wait });
      await delay(wait, signal);
      signal?.throwIfAborted();
    }
  }

  async function ask<Answer>(
    method: string,
    url: string,
    body: unknown,
    call: GraphCall | undefined,
  ): Promise<Answer> {
    const response = await request(method, url, body, call);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  const at = (path: string, query?: GraphQuery): string =>
    `${baseUrl}/${version}${path.startsWith('/') ? '' : '/'}${path}${queryOf(query)}`;

  return {
    get: (path, query, call) => ask('GET', at(path, query), undefined, call),
    list<Entity>(path: string, query?: GraphQuery, call?: GraphCall) {
      async function* items(): AsyncGenerator<Entity> {
        let next: string | undefined = at(path, query);
        while (next !== undefined) {
          const page: Page<Entity> = await ask('GET', next, undefined, call);
          yield* page.value;
          next = page['@odata.nextLink'];
        }
      }
      return { [Symbol.asyncIterator]: items, toArray: () => Array.fromAsync(items()) };
    },
    async count(path, query, call = {}) {
      const headers = { consistencylevel: 'eventual', accept: 'text/plain', ...call.headers };
      const response = await request('GET', at(`${path}/$count`, query), undefined, { ...call, headers });
      return Number(await response.text());
    },
    post: (path, body, call) => ask('POST', at(path), body, call),
    patch: (path, body, call) => ask('PATCH', at(path), body, call),
    put: (path, body, call) => ask('PUT', at(path), body, call),
    async delete(path, call) {
      await ask('DELETE', at(path), undefined, call);
    },
  };
}

function queryOf(query: GraphQuery | undefined): string {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`$${name}=${encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

async function refusal(method: string, path: string, response: Response): Promise<GraphError> {
  const text = await response.text();
  let error: { code?: string; message?: string } = {};
  try {
    error = (JSON.parse(text) as { error?: typeof error }).error ?? {};
  } catch {
    error = { message: text.slice(0, 500) };
  }
  return new GraphError({
    status: response.status,
    code: error.code ?? '',
    message: error.message ?? response.statusText,
    requestId: response.headers.get('request-id') ?? undefined,
    method,
    path,
  });
}
