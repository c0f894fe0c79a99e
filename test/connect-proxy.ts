import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import { type Socket, connect } from 'node:net';

/** An HTTP proxy that knows CONNECT alone, and a network behind it that can be broken. */
export interface ConnectProxy {
  /** Its address on a machine where this port leads to its socket, with the user and the password that it demands. */
  urlAt(port: number): string;
  /** Where it was asked to connect to. */
  readonly asked: readonly string[];
  /** Ends what is open, and swallows what comes: whoever connects gets no answer. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startConnectProxy(
  socketPath: string,
  user: string,
  password: string,
): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let broken = false;
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer((_request, response) => response.writeHead(405).end());

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  }

  server.on('connection', keep);
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (broken) return;
    if (request.headers['proxy-authorization'] !== expected)
      return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    asked.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const far = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    keep(far);
    far.once('close', () => socket.destroy());
    socket.once('close', () => far.destroy());
  });
  server.listen(socketPath);
  await once(server, 'listening');
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    urlAt: (port) => `http://${user}:${password}@127.0.0.1:${port}`,
    asked,
    cut() {
      broken = true;
      end();
    },
    mend() {
      broken = false;
      end();
    },
    async close() {
      end();
      server.close();
      await once(server, 'close');
    },
  };
}
