import type { X509Certificate } from 'node:crypto';
import { constants } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { type Automation, type HybridIdentity, workerKey } from '#automation';
import { type Logger, problem } from '#kernel';
import {
  type JoinAnswer,
  type WorkerLink,
  joinPaths,
  joinRequest,
  joinTokenParts,
  renewRequest,
} from '#worker-link';

import { serveRelay } from './relay.ts';
import { answerLinkRefusals, workerLinkRoutes } from './worker-link-routes.ts';

export interface WorkerListenerOptions {
  readonly automation: Pick<Automation, 'hybridIdentities' | 'linkOf' | 'relays'>;
  /** PEM; the certificate with the authority behind it, which workers find by its fingerprint when they join. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Of the authority that signs certificates of workers, and nothing else. PEM. */
  readonly workerAuthority: string;
  /** Tenantry's own API, for jobs that call Azure's resource manager. */
  readonly managementOrigin?: string | undefined;
  readonly logger: Logger;
}

const joinBodyLimit = 32 * 1024;
const mostConnections = 10_000;

/**
 * Where workers of groups come in, on a port of its own: nothing else can be reached through it. But for joining, which takes a
 * token, every request must come over a connection whose certificate the database knows (see docs/decisions).
 */
export function createWorkerListener(options: WorkerListenerOptions): FastifyInstance {
  const { automation, tls, workerAuthority, managementOrigin, logger } = options;
  const { hybridIdentities, linkOf } = automation;
  const server: FastifyInstance = Fastify({
    https: {
      ...tls,
      ca: workerAuthority,
      requestCert: true,
      // Who joins has no certificate yet; all others are refused by what is found in it.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      // Each connection proves its key anew.
      secureOptions: constants.SSL_OP_NO_TICKET,
    },
    forceCloseConnections: true,
  } as object) as unknown as FastifyInstance;
  server.server.maxConnections = mostConnections;
  answerLinkRefusals(server);

  const sockets = new Map<string, Set<TLSSocket>>();
  const certificates = new WeakMap<TLSSocket, X509Certificate>();
  const workers = new WeakMap<FastifyRequest, HybridIdentity>();

  function certificateOf(socket: TLSSocket): X509Certificate | undefined {
    if (!socket.authorized) return undefined;
    const certificate = certificates.get(socket) ?? socket.getPeerX509Certificate();
    if (certificate !== undefined) certificates.set(socket, certificate);
    return certificate;
  }

  function follow(key: string, socket: TLSSocket): void {
    const open = sockets.get(key) ?? new Set();
    sockets.set(key, open);
    if (open.has(socket)) return;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      if (open.size === 0 && sockets.get(key) === open) sockets.delete(key);
    });
  }

  async function identify({ socket, headers }: IncomingMessage): Promise<HybridIdentity> {
    const secure = socket as TLSSocket;
    const certificate = certificateOf(secure);
    const ip = secure.remoteAddress ?? '';
    const version = /^tenantry\/([\w.+-]{1,64})$/.exec(headers['user-agent'] ?? '')?.[1];
    const worker = certificate && (await hybridIdentities.identify(certificate, { ip, version }));
    if (worker === undefined) throw problem('HybridWorkerRefused');
    follow(workerKey(worker), secure);
    return worker;
  }

  async function admit(request: FastifyRequest): Promise<{ readonly link: WorkerLink }> {
    const worker = await identify(request.raw);
    workers.set(request, worker);
    return { link: linkOf(worker) };
  }

  async function join(request: FastifyRequest): Promise<JoinAnswer> {
    const { token, group, csr, machine } = joinRequest.parse(request.body);
    const { secret } = joinTokenParts(token);
    const asked = { secret, group, csrPem: csr, machine, ip: request.ip };
    const { worker, account, certificatePem } = await hybridIdentities.join(asked);
    const { id, group: joined, name } = worker;
    logger.info('a worker joined', { worker: id, group: joined, ip: request.ip });
    return {
      worker: { id, group: joined, name },
      account,
      certificate: certificatePem,
      ...(managementOrigin !== undefined && { managementOrigin }),
    };
  }

  async function renew(request: FastifyRequest): Promise<{ certificate: string }> {
    const { csr } = renewRequest.parse(request.body);
    const worker = workers.get(request);
    if (worker === undefined) throw problem('HybridWorkerRefused');
    return { certificate: await hybridIdentities.renew(worker, csr) };
  }

  const small = { bodyLimit: joinBodyLimit };
  server.post(joinPaths.join, small, (request) => join(request));
  void server.register(async (scope) => {
    workerLinkRoutes(scope, admit);
    scope.post(joinPaths.renew, small, (request) => renew(request));
  });

  serveRelay(server, { automation, managementOrigin, identify, logger });

  let unlisten: (() => Promise<void>) | undefined;
  server.addHook('onReady', async () => {
    // Held requests and event streams end with the connection; the next one asks the database.
    unlisten = await hybridIdentities.onDismissed((key) => {
      for (const socket of sockets.get(key) ?? []) socket.destroy();
    });
  });
  server.addHook('onClose', async () => unlisten?.());
  return server;
}
