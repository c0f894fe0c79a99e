import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/**
 * What lies between a worker and a control plane: passes everything on; or nothing any more, without a word (`hole`); or
 * every write twice (`twice`); or every write, but not its answer (`deaf`).
 */
export type ProxyMode = 'pass' | 'hole' | 'twice' | 'deaf';

export interface LinkProxy {
  readonly socketPath: string;
  mode: ProxyMode;
  /** How often a mode other than `pass` did something. */
  readonly disturbed: Readonly<Record<Exclude<ProxyMode, 'pass'>, number>>;
  close(): Promise<void>;
}

const claims = /\/claim$/;

/** Another socket before that of a control plane, whichever process listens there. */
export async function openLinkProxy(socketPath: string, behind: string): Promise<LinkProxy> {
  const disturbed = { hole: 0, twice: 0, deaf: 0 };
  const sockets = new Set<Socket>();
  let mode: ProxyMode = 'pass';

  const server = createServer({ requestTimeout: 0 }, (asked, answer) => {
    handle(asked, answer).catch(() => answer.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });

  async function handle(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    for await (const chunk of asked) body.push(chunk as Buffer);
    const isWrite = asked.method !== 'GET' && !claims.test(asked.url ?? '');
    if (mode === 'hole') return void (disturbed.hole += 1);
    if (mode === 'twice' && isWrite) {
      disturbed.twice += 1;
      const first = await forward(asked, Buffer.concat(body));
      for await (const _ of first);
    }
    const got = await forward(asked, Buffer.concat(body), answer);
    // A hole opens under what is under way too.
    if ((mode as ProxyMode) === 'hole') return void (disturbed.hole += 1);
    if (mode === 'deaf' && isWrite) {
      disturbed.deaf += 1;
      for await (const _ of got);
      answer.destroy();
      return;
    }
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  }

  function forward(asked: IncomingMessage, body: Buffer, answer?: ServerResponse): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { method, url: path, headers } = asked;
      const call = request({ socketPath: behind, method, path, headers }, resolve);
      call.once('error', reject);
      answer?.once('close', () => call.destroy());
      call.end(body);
    });
  }

  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    disturbed,
    get mode() {
      return mode;
    },
    set mode(wanted) {
      // Out of a hole nobody hears what was said into it.
      if (mode === 'hole') for (const socket of sockets) socket.destroy();
      mode = wanted;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
