import type { Server } from 'node:net';

import type { CertificateAuthority } from '#certificates';
import type { Logger } from '#kernel';

import { createCertificateCache } from './certificate-cache.ts';
import { createUpstreams } from './forward.ts';
import { type GatewayPort, openPort } from './port.ts';

/** Every call out of a job passes here: identity, routing, recording, egress. */
export interface Gateway {
  /**
   * Answers on a listening server, which may have been bound inside a sandbox's network and passed out. Nothing is
   * allowed there until a session is assigned.
   */
  attach(server: Server, options: { readonly port: number; readonly caFile: string }): GatewayPort;
  close(): Promise<void>;
}

export function createGateway(options: {
  readonly authority: CertificateAuthority;
  readonly logger: Logger;
}): Gateway {
  const certificates = createCertificateCache(options.authority);
  const upstreams = createUpstreams();
  const ports = new Set<GatewayPort>();
  return {
    attach(server, { port, caFile }) {
      const opened = openPort({
        server,
        port,
        caFile,
        certificates,
        upstreams,
        logger: options.logger,
        onClosed: () => ports.delete(opened),
      });
      ports.add(opened);
      return opened;
    },
    async close() {
      await Promise.all([...ports].map((port) => port.close()));
      await upstreams.close();
    },
  };
}
