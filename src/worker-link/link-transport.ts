import type { Duplex } from 'node:stream';

import { type Dispatcher, Pool, ProxyAgent } from 'undici';

/** How the control plane is reached. */
export type LinkAddress =
  /** On this machine. */
  | { readonly socketPath: string }
  /** On another: `https://control-plane:7446`. */
  | {
      readonly origin: string;
      /** Asked for at each (re)connection. PEM; without key and certificate the worker is nobody yet. */
      readonly tls: () => { readonly ca: string; readonly key?: string; readonly cert?: string };
      /** `http://user:password@proxy:3128`: asked to CONNECT, so that it sees no more than the address. */
      readonly proxy?: string | undefined;
    };

export interface LinkTransport {
  request(options: LinkRequest): Promise<Dispatcher.ResponseData>;
  /** Asks for a tunnel; the socket is the way through it where the status is 200. */
  connect(options: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<{ readonly statusCode: number; readonly socket: Duplex }>;
  /** From now on with what `tls` says now; what is under way ends on the old connection, what is held open is told by the signal. */
  reconnect(): void;
  /** Aborted when the connections of this moment are given up. */
  readonly current: AbortSignal;
  close(): Promise<void>;
}

export type LinkRequest = Omit<Dispatcher.RequestOptions, 'origin'>;

export function createLinkTransport(address: LinkAddress): LinkTransport {
  let dispatcher = dispatcherOf(address);
  let current = new AbortController();
  // A pool of one origin: nothing is parsed or looked up again for each call.
  const origin = 'origin' in address ? address.origin : 'http://control-plane';
  return {
    request: (options) => dispatcher.request({ ...options, origin }),
    connect: ({ path, headers, signal }) => dispatcher.connect({ path, headers, signal, origin }),
    reconnect() {
      const before = dispatcher;
      dispatcher = dispatcherOf(address);
      current.abort();
      current = new AbortController();
      void before.close().catch(() => {});
    },
    get current() {
      return current.signal;
    },
    close: () => dispatcher.destroy(),
  };
}

function dispatcherOf(address: LinkAddress): Dispatcher {
  const shared = { bodyTimeout: 0, pipelining: 1 };
  if ('socketPath' in address)
    return new Pool('http://control-plane', { ...shared, connect: { socketPath: address.socketPath } });
  const { origin, proxy } = address;
  const tls = address.tls();
  if (proxy === undefined) return new Pool(origin, { ...shared, connect: tls });
  return new ProxyAgent({ ...shared, uri: proxy, requestTls: tls, proxyTunnel: true });
}
