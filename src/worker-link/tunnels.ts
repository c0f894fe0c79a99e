import type { Duplex } from 'node:stream';

import { type Logger, delay, isProblem, problem } from '#kernel';

import type { LinkTransport } from './link-transport.ts';
import { type RelayTarget, relayPath } from './relay.ts';

export interface TunnelsOptions {
  readonly transport: LinkTransport;
  readonly headers: Readonly<Record<string, string>>;
  readonly logger: Logger;
  /** Ends what is open. */
  readonly closing: AbortSignal;
  /** Milliseconds after which a silent control plane is asked again, and the pauses in between. */
  readonly patience: number;
  readonly firstPause: number;
  readonly longestPause: number;
}

/** The worker's side of the relay. While the control plane is away it is asked again, until the signal. */
export function createTunnels(
  options: TunnelsOptions,
): (target: RelayTarget, signal: AbortSignal) => Promise<Duplex> {
  const { transport, headers, logger, closing, patience, firstPause, longestPause } = options;

  /** Undefined: later, the same again. */
  async function ask(target: RelayTarget, signal: AbortSignal): Promise<Duplex | undefined> {
    const path = relayPath(target);
    const { statusCode: status, socket } = await transport.connect({ path, headers, signal });
    if (status === 200) return kept(socket);
    socket.on('error', () => {}).destroy();
    if (status === 401) throw problem('HybridWorkerRefused');
    if (status === 403) throw problem('RelayRefused', { target: path });
    if (status === 502) throw problem('RelayUnreachable', { target: path });
    return undefined;
  }

  /** A tunnel is no request any more that the transport would end. */
  function kept(socket: Duplex): Duplex {
    const end = (): void => void socket.destroy();
    closing.addEventListener('abort', end, { once: true });
    socket.once('close', () => closing.removeEventListener('abort', end));
    return socket;
  }

  return async (target, signal) => {
    const over = AbortSignal.any([signal, closing]);
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      const within = AbortSignal.any([over, AbortSignal.timeout(patience)]);
      const tunnel = await ask(target, within).catch((error: unknown) => {
        if (over.aborted) throw problem('LinkClosed', {}, error);
        if (isProblem(error)) throw error;
        logger.debug('no tunnel to the control plane; asking again', { target, error });
      });
      if (tunnel !== undefined) return tunnel;
      await delay(pause, over);
      if (over.aborted) throw problem('LinkClosed');
    }
  };
}
