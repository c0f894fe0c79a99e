import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, Readable } from 'node:stream';

import { type Dispatcher, Pool, buildConnector } from 'undici';

import { problem } from '#kernel';

/** Headers of one connection, which mean nothing on the next. Source: RFC 9110, 7.6.1. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface Upstream {
  readonly origin: string;
  readonly ca?: string;
  /** The name that its certificate must carry. */
  readonly certificateName: string;
  /** The way to it, where the origin is not reached directly. */
  readonly dial?: () => Promise<Duplex>;
}

/** Pools of kept-alive connections, shared by all jobs of a worker. One for each host name that is asked for. */
export interface Upstreams {
  poolFor(upstream: Upstream, host: string): Pool;
  close(): Promise<void>;
}

export function createUpstreams(): Upstreams {
  const pools = new Map<string, Pool>();
  return {
    poolFor(upstream, host) {
      const { dial } = upstream;
      const key = `${dial === undefined ? '' : 'by '}${upstream.origin} ${host}`;
      const known = pools.get(key);
      if (known !== undefined) return known;
      const connector = buildConnector(upstream.ca === undefined ? {} : { ca: upstream.ca });
      const pool = new Pool(upstream.origin, {
        connections: 64,
        keepAliveTimeout: 30_000,
        headersTimeout: 300_000,
        bodyTimeout: 300_000,
        // The client library takes the TLS name from the Host header, which here names the host that is stood in for.
        connect(options, callback) {
          const asked = { ...options, servername: upstream.certificateName };
          if (dial === undefined) connector(asked, callback);
          else void connectBy(dial, (way) => connector({ ...asked, httpSocket: way }, callback), callback);
        },
      });
      pools.set(key, pool);
      return pool;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

/** Nobody asks for the outcome of `connect`: it is told. */
async function connectBy(
  dial: () => Promise<Duplex>,
  go: (way: Socket) => void,
  tell: buildConnector.Callback,
): Promise<void> {
  try {
    go((await dial()) as Socket);
  } catch (error) {
    tell(error as Error, null);
  }
}

export interface Forwarding {
  readonly pool: Pool;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** Rewrites a whole JSON answer before the job sees it; answers without it are passed on as they come. */
  readonly rewrite?: (body: string) => string;
  readonly onAbort: (abort: () => void) => void;
  /** Asked when it goes out, which is later where all connections are busy. */
  readonly mayStart: () => boolean;
  /** Asked for each part of a body. */
  readonly demandMayCall: () => Promise<void>;
}

/** Passes a request on and its answer back, without keeping either. Resolves with the status, 0 when none came. */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  forwarding: Forwarding,
): Promise<number> {
  const { pool, headers, rewrite, onAbort, mayStart, demandMayCall } = forwarding;
  const hasBody =
    request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  return new Promise((resolve) => {
    let status = 0;
    const parts: Buffer[] = [];
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        const abort = (): void => {
          if (!controller.aborted) controller.abort(new Error('the job hung up'));
        };
        onAbort(abort);
        if (!mayStart()) return abort();
        response.once('close', () => {
          if (!response.writableFinished) abort();
        });
      },
      onResponseStart(controller, statusCode, received) {
        // An informational answer is not the answer.
        if (statusCode < 200) return;
        status = statusCode;
        const answer = withoutHops(received);
        if (rewrite !== undefined) delete answer['content-length'];
        response.writeHead(statusCode, answer);
        response.on('drain', () => controller.resume());
      },
      onResponseData(controller, chunk) {
        if (rewrite !== undefined) parts.push(chunk);
        else if (!response.write(chunk)) controller.pause();
      },
      onResponseEnd() {
        response.end(rewrite === undefined ? undefined : rewrite(Buffer.concat(parts).toString('utf8')));
        resolve(status);
      },
      onResponseError(_controller, error) {
        if (response.headersSent) response.destroy();
        else answerProblem(response, String(request.headers.host), error);
        resolve(response.headersSent ? status : 0);
      },
    };
    pool.dispatch(
      {
        path,
        method: request.method as Dispatcher.HttpMethod,
        headers: { ...headers },
        body: hasBody ? Readable.from(whileAllowed(request, demandMayCall), { objectMode: false }) : null,
      },
      handler,
    );
  });
}

/** What is on its way when the job is held waits, too, and goes on or breaks off with it. */
async function* whileAllowed(body: IncomingMessage, demand: () => Promise<void>): AsyncGenerator<Buffer> {
  for await (const part of body as AsyncIterable<Buffer>) {
    await demand();
    yield part;
  }
}

function answerProblem(response: ServerResponse, host: string, error: Error): void {
  const { code = error.message } = error as NodeJS.ErrnoException;
  const { status, wireCode, message } = problem('GatewayUpstream', { host, reason: code });
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code: wireCode, message } }));
}

export function withoutHops(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !hopByHop.has(name)) kept[name] = value;
  }
  return kept;
}
