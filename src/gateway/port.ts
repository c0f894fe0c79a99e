import { timingSafeEqual } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

import {
  type ErrorCode,
  type Logger,
  type TenantryError,
  isoTime,
  monotonicNow,
  newSecret,
  problem,
  systemClock,
} from '#kernel';

import { type BoundTokens, createBoundTokens } from './bound-tokens.ts';
import type { CertificateCache } from './certificate-cache.ts';
import { type Upstreams, forward, withoutHops } from './forward.ts';
import { answerIdentity, identityPath } from './identity-endpoint.ts';
import { demandManagement, managementHeaders } from './management.ts';
import { hostKind } from './microsoft-hosts.ts';
import { pathTemplate } from './path-template.ts';
import { portEnvironment } from './port-environment.ts';
import type { GatewaySession, Management } from './session.ts';

/** One job's way out. */
export interface GatewayPort {
  /** What the job must find in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  assign(session: GatewaySession): void;
  /** From now on nothing passes, and what is under way is broken off. */
  cut(): void;
  close(): Promise<void>;
}

export interface PortOptions {
  readonly server: Server;
  readonly port: number;
  readonly caFile: string;
  readonly certificates: CertificateCache;
  readonly upstreams: Upstreams;
  readonly logger: Logger;
  readonly onClosed: () => void;
}

interface Destination {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

export function openPort(options: PortOptions): GatewayPort {
  const { server, certificates, upstreams, logger } = options;
  const proxySecret = newSecret(24);
  const identitySecret = newSecret(24);
  const credentials = Buffer.from(`Basic ${Buffer.from(`job:${proxySecret}`).toString('base64')}`);
  const sockets = new Set<Duplex>();
  const running = new Set<() => void>();
  /** Where the requests inside a tunnel go. */
  const tunnels = new WeakMap<Duplex, Destination>();
  let session: GatewaySession | undefined;
  let tokens: BoundTokens | undefined;
  let isCut = false;

  const outer = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 });
  const inner = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 });

  const track = (socket: Duplex): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that hangs up is no error of ours.
    socket.on('error', () => socket.destroy());
  };
  const allowed = (authorization: string | undefined): boolean => {
    const given = Buffer.from(authorization ?? '');
    return given.length === credentials.length && timingSafeEqual(given, credentials);
  };

  /** Rejects with why a host may not be reached. */
  function demandRoute(host: string): GatewaySession {
    if (session === undefined || isCut) throw problem('GatewayUnassigned');
    if (hostKind(host) === 'other' && !session.allowedHosts.includes(host.toLowerCase()))
      throw problem('GatewayHostRefused', { host });
    return session;
  }

  /** Rejects where the job does not count any more; waits while that is not known. */
  async function demandMayCall(): Promise<void> {
    const may = session?.mayCall?.() ?? true;
    if (!(await may) || isCut) throw problem('GatewayUnassigned');
  }

  function record(
    method: string,
    host: string,
    path: string,
    status: number,
    beganAt: number,
    refused: boolean,
  ): void {
    const milliseconds = monotonicNow() - beganAt;
    const time = isoTime(systemClock.now() - milliseconds);
    session?.onCall({ method, host, pathTemplate: pathTemplate(path), status, milliseconds, refused, time });
  }

  outer.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const beganAt = monotonicNow();
    const { hostname: host, port } = new URL(`https://${request.url ?? ''}`);
    if (!allowed(request.headers['proxy-authorization']))
      return refuseTunnel(socket, problem('GatewayProxyCredentials'));
    try {
      demandRoute(host);
    } catch (error) {
      record('CONNECT', host, '/', 0, beganAt, true);
      return refuseTunnel(socket, error as TenantryError);
    }
    void openTunnel(socket, head, { host, port: port === '' ? 443 : Number(port), secure: true });
  });

  async function openTunnel(socket: Duplex, head: Buffer, destination: Destination): Promise<void> {
    try {
      const secureContext = await certificates.contextFor(destination.host);
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      const secure = new TLSSocket(socket as Socket, {
        isServer: true,
        secureContext,
        ALPNProtocols: ['http/1.1'],
      });
      track(secure);
      tunnels.set(secure, destination);
      inner.emit('connection', secure);
    } catch (error) {
      logger.warn('a tunnel could not be opened', { host: destination.host, error });
      socket.destroy();
    }
  }

  inner.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const destination = tunnels.get(request.socket);
    if (destination === undefined) return answer(response, 'GatewayForm');
    void pass(request, response, destination, request.url ?? '/');
  });

  outer.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? '/';
    if (target.startsWith('/')) return toIdentity(request, response, target);
    const url = URL.parse(target);
    if (url === null || url.protocol !== 'http:') return answer(response, 'GatewayForm');
    // A client that does not mind NO_PROXY asks its own identity endpoint through the proxy.
    if (url.hostname === '127.0.0.1' && Number(url.port) === options.port)
      return toIdentity(request, response, url.pathname + url.search);
    if (!allowed(request.headers['proxy-authorization'])) {
      response.setHeader('proxy-authenticate', 'Basic realm="job"');
      return answer(response, 'GatewayProxyCredentials');
    }
    const destination = { host: url.hostname, port: url.port === '' ? 80 : Number(url.port), secure: false };
    void pass(request, response, destination, url.pathname + url.search);
  });

  function toIdentity(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (path.split('?')[0] !== identityPath) return answer(response, 'GatewayForm');
    request.url = path;
    const current = isCut ? undefined : session;
    answerIdentity(request, response, { secret: identitySecret, session: current, tokens }).catch(
      (error: unknown) => {
        logger.warn('the identity endpoint failed', { error });
        response.destroy();
      },
    );
  }

  async function pass(
    request: IncomingMessage,
    response: ServerResponse,
    destination: Destination,
    path: string,
  ): Promise<void> {
    const beganAt = monotonicNow();
    const { host } = destination;
    const method = request.method ?? 'GET';
    const kind = hostKind(host);
    let current: GatewaySession;
    let management: Management | undefined;
    try {
      current = demandRoute(host);
      await demandMayCall();
      if (kind === 'management') management = demandManagement(current, method, path);
    } catch (error) {
      record(method, host, path, 0, beganAt, true);
      return answer(response, (error as TenantryError).code, error as TenantryError);
    }
    // Who waited may have hung up meanwhile.
    if (response.destroyed) return;
    let headers = withoutHops(request.headers);
    const { authorization } = request.headers;
    if (kind !== 'other' && authorization !== undefined && tokens !== undefined)
      headers['authorization'] = tokens.swap(authorization);
    const isTokenAnswer = kind === 'login' && /\/oauth2\/(v2\.0\/)?token$/.test(path.split('?')[0] ?? '');
    if (isTokenAnswer) headers['accept-encoding'] = 'identity';
    if (management !== undefined) headers = managementHeaders(headers, management);
    const pool = upstreams.poolFor(
      kind === 'other'
        ? {
            origin: `http${destination.secure ? 's' : ''}://${host}:${destination.port}`,
            certificateName: host,
          }
        : { ...(management ?? current.upstream), certificateName: 'localhost' },
      host,
    );
    let abort: (() => void) | undefined;
    const status = await forward(request, response, path, {
      pool,
      headers,
      demandMayCall,
      mayStart: () => !isCut && (current.mayCall?.() ?? true) === true,
      ...(isTokenAnswer && { rewrite: (body: string) => bindAnswer(body) }),
      onAbort: (each) => {
        abort = each;
        running.add(each);
      },
    });
    if (abort !== undefined) running.delete(abort);
    record(method, host, path, status, beganAt, false);
  }

  /** A token that a script asked Entra for itself is bound like one of the identity endpoint. */
  function bindAnswer(body: string): string {
    try {
      const parsed = JSON.parse(body) as { access_token?: unknown };
      if (typeof parsed.access_token !== 'string' || tokens === undefined) return body;
      return JSON.stringify({ ...parsed, access_token: tokens.bind(parsed.access_token) });
    } catch {
      return body;
    }
  }

  server.on('connection', (socket: Socket) => {
    if (isCut) return void socket.destroy();
    socket.setNoDelay(true);
    track(socket);
    outer.emit('connection', socket);
  });

  const cut = (): void => {
    isCut = true;
    // Sockets first: a call that is broken off gets no answer any more, not even that it was.
    for (const socket of sockets) socket.destroy();
    for (const abort of running) abort();
  };

  return {
    environment: portEnvironment({ port: options.port, caFile: options.caFile, proxySecret, identitySecret }),
    assign(given) {
      session = given;
      tokens = createBoundTokens((value) => given.onSecret(value));
    },
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      options.onClosed();
    },
  };
}

function refuseTunnel(socket: Duplex, error: TenantryError): void {
  const body = JSON.stringify({ error: { code: error.wireCode, message: error.advice } });
  const challenge = error.status === 407 ? 'Proxy-Authenticate: Basic realm="job"\r\n' : '';
  socket.end(
    `HTTP/1.1 ${error.status} Refused\r\n${challenge}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function answer(response: ServerResponse, code: ErrorCode, known?: TenantryError): void {
  const error = known ?? problem(code as 'GatewayForm');
  response.writeHead(error.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code: error.wireCode, message: error.advice } }));
}
