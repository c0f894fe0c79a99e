import type { AddressInfo } from 'node:net';

import type { Automation, WorkerEntrance } from '#automation';
import { createAuthority, fingerprintOf } from '#certificates';
import type { Logger } from '#kernel';

import { createWorkerListener } from '../index.ts';

/** Where workers of groups come in to a control plane of a test. */
export interface TestEntrance {
  /** For the domain; its origin is known once it is open. */
  readonly facts: WorkerEntrance;
  /** Resolves with what closes it. */
  open(automation: Automation): Promise<() => Promise<void>>;
}

export async function testWorkerEntrance(
  tls: { readonly key: string; readonly cert: string },
  caPem: string,
  logger: Logger,
): Promise<TestEntrance> {
  const authority = await createAuthority({ name: 'Test workers' });
  let origin = '';
  return {
    facts: {
      authority,
      fingerprint: fingerprintOf(caPem),
      get origin() {
        return origin;
      },
    },
    async open(automation) {
      const listener = createWorkerListener({
        automation,
        tls: { key: tls.key, cert: `${tls.cert}${caPem}` },
        workerAuthority: authority.certificatePem,
        logger,
      });
      await listener.listen({ host: '127.0.0.1', port: 0 });
      origin = `https://127.0.0.1:${(listener.server.address() as AddressInfo).port}`;
      return async () => void (await listener.close());
    },
  };
}
