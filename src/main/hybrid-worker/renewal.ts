import { X509Certificate } from 'node:crypto';

import { createCertificateRequest } from '#certificates';
import { type Clock, type Logger, delay, systemClock } from '#kernel';
import type { LinkClient } from '#worker-link';

import { type WorkerHome, type WorkerIdentity, writeIdentity } from './worker-home.ts';

export interface RenewalOptions {
  readonly home: WorkerHome;
  readonly name: string;
  readonly link: Pick<LinkClient, 'renew' | 'reconnect'>;
  readonly identity: () => WorkerIdentity;
  readonly use: (identity: WorkerIdentity) => void;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  /** Waits. */
  readonly pause?: typeof delay;
}

/** When half of its time is over, which leaves as much for a control plane that is away. */
const halfOver = 0.5;
const longestPause = 60 * 60 * 1_000;
const pauseAfterFailure = 60_000;

/** Makes a new key and has it signed over the old one's connection, again and again, until the signal. */
export async function keepRenewing(options: RenewalOptions): Promise<void> {
  const { identity, logger, signal, clock = systemClock, pause = delay } = options;
  while (!signal.aborted) {
    const due = dueAt(identity().cert) - clock.now();
    if (due > 0) await pause(Math.min(due, longestPause), signal);
    else
      await renewNow(options).catch(async (error: unknown) => {
        if (signal.aborted) return;
        logger.warn('the certificate could not be renewed, and is tried again', { error });
        await pause(pauseAfterFailure, signal);
      });
  }
}

/** The new identity is on the disk before it is used: the old one counts for another hour. */
export async function renewNow({ home, name, link, use, logger }: RenewalOptions): Promise<void> {
  const { privateKeyPem, csrPem } = await createCertificateRequest(name);
  const next = { key: privateKeyPem, cert: await link.renew(csrPem) };
  await writeIdentity(home, next);
  use(next);
  link.reconnect();
  logger.info('the certificate was renewed', { until: new X509Certificate(next.cert).validTo });
}

function dueAt(pem: string): number {
  const { validFromDate, validToDate } = new X509Certificate(pem);
  const [from, to] = [validFromDate.getTime(), validToDate.getTime()];
  return from + (to - from) * halfOver;
}
