import { Agent, type Dispatcher, request } from 'undici';

import { delay } from '#kernel';

import { ClientError, errorOf } from './client-error.ts';

/**
 * A bearer token for the origin that is called. Asked before each call, so it should come from a cache; with `renew` the last one was
 * refused, and another one is wanted.
 */
export type TokenSource = (which?: { readonly renew: boolean }) => Promise<string>;

export interface TransportOptions {
  /** `https://127.0.0.1:7443`. */
  readonly origin: string;
  /** PEM of the authority that signed the server's certificate; the system's own authorities when it is absent. */
  readonly ca?: string | undefined;
  readonly token?: TokenSource;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A path below the origin, or an absolute link that the origin itself handed out. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its own media type. */
  readonly content?: { readonly type: string } & ({ readonly text: string } | { readonly bytes: Uint8Array });
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  header(name: string): string | undefined;
  json<T>(): T;
}

export interface Transport {
  /** Answers with a 2xx status; anything else is thrown as ClientError. */
  call(call: Call): Promise<Answer>;
  /** The lines of a body that may never end. */
  lines(call: Call): AsyncGenerator<string>;
  close(): Promise<void>;
}

const tries = 4;
const longestPauseMilliseconds = 30_000;

export function createTransport({ origin, ca, token }: TransportOptions): Transport {
  const home = new URL(origin).origin;
  const agent = new Agent({
    connect: { timeout: 10_000, ...(ca !== undefined && { ca }) },
    // A followed job may be silent for as long as a step of it takes.
    bodyTimeout: 0,
  });

  const send = async (call: Call, renew: boolean): Promise<Dispatcher.ResponseData> => {
    const url = address(home, call);
    const headers: Record<string, string> = { accept: call.accept ?? 'application/json' };
    if (token !== undefined) headers['authorization'] = `Bearer ${await token({ renew })}`;
    const content =
      call.json === undefined ? call.content : { type: 'application/json', text: JSON.stringify(call.json) };
    if (content !== undefined) headers['content-type'] = content.type;
    try {
      return await request(url, {
        dispatcher: agent,
        method: call.method ?? 'GET',
        headers,
        ...(content !== undefined && { body: 'text' in content ? content.text : content.bytes }),
        ...(call.signal !== undefined && { signal: call.signal }),
      });
    } catch (error) {
      throw unreachable(home, error, call.signal);
    }
  };

  const succeed = async (call: Call): Promise<Dispatcher.ResponseData> => {
    let [renew, renewed] = [false, false];
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(call, renew);
      if (answer.statusCode < 300) return answer;
      const text = await body(answer, home, call.signal);
      renew = answer.statusCode === 401 && token !== undefined && !renewed;
      if (renew) {
        // Revoked, or made by a sign-in service whose clock was wrong: nothing was done, and the next token may be taken.
        renewed = true;
        continue;
      }
      const pause = attempt < tries ? pauseBeforeRetry(answer, attempt) : undefined;
      if (pause === undefined) throw errorOf(answer.statusCode, text);
      await delay(pause, call.signal);
    }
  };

  return {
    async call(call) {
      const answer = await succeed(call);
      const text = await body(answer, home, call.signal);
      return {
        status: answer.statusCode,
        text,
        header: (name) => {
          const value = answer.headers[name.toLowerCase()];
          return Array.isArray(value) ? value[0] : value;
        },
        json: <T>() => readJson<T>(home, answer.statusCode, text),
      };
    },
    async *lines(call) {
      const answer = await succeed(call);
      try {
        yield* splitLines(answer.body);
      } catch (error) {
        throw unreachable(home, error, call.signal);
      } finally {
        answer.body.destroy();
      }
    },
    close: () => agent.destroy(),
  };
}

/** The token belongs to one origin: a link to another one is never followed. */
function address(home: string, call: Call): URL {
  const url = new URL(call.path, home);
  if (url.origin !== home) {
    const message = `${home} handed out a link to ${url.origin}, which is not followed.`;
    throw new ClientError({ status: 0, code: 'ForeignLink', message });
  }
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** Only an answer that says nothing was done is asked again: 429 and 503 (RFC 9110 §15.6.4, RFC 6585 §4). */
function pauseBeforeRetry(answer: Dispatcher.ResponseData, attempt: number): number | undefined {
  if (answer.statusCode !== 429 && answer.statusCode !== 503) return undefined;
  const seconds = Number(answer.headers['retry-after']);
  const pause = Number.isFinite(seconds) ? seconds * 1000 : 250 * 2 ** attempt;
  return Math.min(pause, longestPauseMilliseconds);
}

async function body(
  answer: Dispatcher.ResponseData,
  home: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    return await answer.body.text();
  } catch (error) {
    throw unreachable(home, error, signal);
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}

function readJson<T>(home: string, status: number, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    const message = `${home} answered with something that is no JSON.`;
    throw new ClientError({ status, code: 'UnreadableAnswer', message }, error);
  }
}

function unreachable(home: string, error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true || error instanceof ClientError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new ClientError(
    { status: 0, code: 'Unreachable', message: `${home} does not answer (${code ?? message}).` },
    error,
  );
}
