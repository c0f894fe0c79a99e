import { BoundSocket, type Server, createServer } from 'node:net';

/**
 * Makes the listener of the job's only way out. It is bound here, in the network that the job sees, and handed to the
 * worker outside, which answers on it; then the connection over which it was handed is closed for good.
 */
export async function handOutListener(): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(new BoundSocket({ host: '127.0.0.1' }), resolve);
  });
  await send(server);
  server.close();
  process.disconnect?.();
}

function send(server: Server): Promise<void> {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new Promise((resolve, reject) => {
    process.send?.({ listener: port }, server, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}
