import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { problem } from '#kernel';

/**
 * The port to listen on, settled before anything starts: a process that dies and is started again must come back where
 * the others look for it. 0 takes a free one. Rejects with `PortTaken` when another program listens there.
 */
export function settlePort(port: number, what: string, option: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(problem('PortTaken', { port, what, option }, error)));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: settled } = probe.address() as AddressInfo;
      probe.close(() => resolve(settled));
    });
  });
}
