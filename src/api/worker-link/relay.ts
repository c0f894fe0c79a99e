import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type Socket, connect } from 'node:net';
import type { Duplex } from 'node:stream';

import type { FastifyInstance } from 'fastify';

import { type Automation, type HybridIdentity, workerKey } from '#automation';
import { type Logger, isProblem, problem } from '#kernel';
import { relayTarget } from '#worker-link';

export interface RelayOptions {
  readonly automation: Pick<Automation, 'hybridIdentities' | 'relays'>;
  /** Tenantry's own API; nobody is led there where it is not known. */
  readonly managementOrigin: string | undefined;
  /** Whose connection it is. Rejects with `HybridWorkerRefused`. */
  readonly identify: (request: IncomingMessage) => Promise<HybridIdentity>;
  readonly logger: Logger;
}

interface Tunnel {
  readonly worker: HybridIdentity;
  readonly end: () => void;
}

/** Of one worker at a time. A gateway keeps 64 connections for each host that a job calls. */
const mostTunnels = 512;
const patience = 10_000;
/** A revocation ends tunnels at once, by NOTIFY; should that be lost, they end within this time. */
const lookAgainMilliseconds = 15_000;

/**
 * Leads workers of groups to the tenants of their jobs and to the API, which listen on this machine alone: CONNECT over their own
 * connection. Whatever is no target by name is refused, before anything is connected to.
 */
export function serveRelay(server: FastifyInstance, options: RelayOptions): void {
  const { automation, managementOrigin, identify, logger } = options;
  const { hybridIdentities, relays } = automation;
  const tunnels = new Set<Tunnel>();

  async function originOf(worker: HybridIdentity, path: string): Promise<string> {
    const target = relayTarget(path);
    if (target?.kind === 'tenant') return relays.tenantOf(worker, target.name);
    if (target === undefined || managementOrigin === undefined)
      throw problem('RelayRefused', { target: path });
    await relays.demandJob(worker);
    return managementOrigin;
  }

  async function open(request: IncomingMessage, near: Duplex, head: Buffer): Promise<void> {
    const worker = await identify(request);
    const key = workerKey(worker);
    const origin = await originOf(worker, request.url ?? '');
    if ([...tunnels].filter((each) => workerKey(each.worker) === key).length >= mostTunnels)
      throw problem('RelayBusy');
    const far = await reach(origin, request.url ?? '');
    const tunnel = { worker, end: () => (near.destroy(), far.destroy()) };
    tunnels.add(tunnel);
    for (const side of [near, far])
      side.once('close', () => {
        tunnels.delete(tunnel);
        tunnel.end();
      });
    // It may have gone while the other side was found.
    if (near.destroyed) return void tunnel.end();
    far.on('error', tunnel.end);
    near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    far.write(head);
    near.pipe(far).pipe(near);
  }

  server.server.on('connect', (request: IncomingMessage, near: Duplex, head: Buffer) => {
    near.on('error', () => near.destroy());
    open(request, near, head).catch((error: unknown) => {
      const status = isProblem(error) ? error.status : 500;
      if (status === 500) logger.warn('a tunnel could not be opened', { error });
      near.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    });
  });

  async function lookAgain(): Promise<void> {
    for (const ofOne of Map.groupBy(tunnels, ({ worker }) => workerKey(worker)).values())
      if (!(await hybridIdentities.isActive(ofOne[0]!.worker))) for (const { end } of ofOne) end();
  }
  const looking = setInterval(
    () =>
      void lookAgain().catch((error: unknown) => logger.debug('workers could not be looked up', { error })),
    lookAgainMilliseconds,
  );
  server.addHook('preClose', async () => {
    clearInterval(looking);
    for (const { end } of tunnels) end();
  });
}

async function reach(origin: string, target: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const far = connect({ host: hostname.replaceAll(/^\[|\]$/g, ''), port: Number(port || 443) });
  try {
    await once(far, 'connect', { signal: AbortSignal.timeout(patience) });
    return far.setNoDelay(true);
  } catch (error) {
    far.on('error', () => {}).destroy();
    throw problem('RelayUnreachable', { target }, error);
  }
}
