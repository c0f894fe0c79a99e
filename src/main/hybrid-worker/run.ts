import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';

import type { RunWorkerRequest, Terminal } from '#cli';
import { createAuthority } from '#certificates';
import { createGateway } from '#gateway';
import { type Logger, createLogger } from '#kernel';
import { canBecomeOthers, createSpooledLink, groupLeaseMilliseconds, startWorker } from '#worker';
import { createLinkClient } from '#worker-link';

import { packageRoot, packageVersion } from '../home/layout.ts';
import { lockHome } from '../launcher/lock.ts';
import { stopSignal } from '../stop-signal.ts';
import { keepRenewing } from './renewal.ts';
import { readWorker, spoolKey, workerHome } from './worker-home.ts';

/** `tenantry worker run`: takes jobs of its group until it is told to stop. Resolves with the exit code. */
export async function runHybridWorker(request: RunWorkerRequest, terminal: Terminal): Promise<number> {
  const stopped = stopSignal();
  const logger = createLogger((line) => terminal.say(line));
  const worker = await startHybridWorker({ ...request, logger });
  if (request.json) terminal.out(JSON.stringify(worker.facts));
  logger.info('the worker takes jobs', worker.facts);
  const refused = await Promise.race([stopped.then(() => undefined), worker.refused]);
  logger.info('stopping: no more jobs are taken', { drainSeconds: request.drainSeconds });
  await worker.stop(refused === undefined ? request.drainSeconds * 1_000 : 0);
  if (refused === undefined) return 0;
  throw refused;
}

export interface HybridWorkerOptions extends Omit<RunWorkerRequest, 'json' | 'drainSeconds'> {
  readonly logger: Logger;
}

export interface RunningHybridWorker {
  readonly facts: {
    readonly id: string;
    readonly group: string;
    readonly name: string;
    readonly origin: string;
  };
  /** Resolves when the control plane does not know it any more. */
  readonly refused: Promise<Error>;
  /** Lets its jobs end for so long; what still runs then goes back, and goes on after its last recorded step. */
  stop(drainMilliseconds: number): Promise<void>;
}

/** Jobs are never run as root by name; of Windows nothing is known. */
function ownUser(): string | undefined {
  return process.platform === 'win32' || process.getuid?.() === 0 ? undefined : userInfo().username;
}

/** A worker of a group as a process of its own: without a database, known by its certificate. */
export async function startHybridWorker(options: HybridWorkerOptions): Promise<RunningHybridWorker> {
  const { logger, isolation, jobs } = options;
  const home = workerHome(options.home);
  const { facts, identity: first } = await readWorker(home);
  const unlock = await lockHome({ directory: home.directory, launcherLock: home.lock });
  await mkdir(home.work, { recursive: true, mode: 0o700 });
  let identity = first;
  const refused = Promise.withResolvers<Error>();
  const client = createLinkClient({
    address: {
      origin: facts.origin,
      proxy: options.proxy ?? facts.proxy,
      tls: () => ({ ca: facts.authority, ...identity }),
    },
    release: packageVersion(),
    logger,
    onRefused: refused.resolve,
  });
  const link = await createSpooledLink({
    link: client,
    directory: home.spool,
    key: await spoolKey(home),
    logger,
  });
  const authority = await createAuthority({ name: 'Tenantry worker gateway' });
  const gateway = createGateway({ authority, logger });
  const worker = await startWorker({
    link,
    name: facts.name,
    gateway,
    authorityPem: authority.certificatePem,
    warmHosts: jobs,
    isolation,
    directory: home.work,
    packageRoot,
    tenantCaPem: facts.authority,
    // As long as an attempt may go on without a word from the control plane.
    relay: (target) => client.relay(target, AbortSignal.timeout(groupLeaseMilliseconds)),
    ...(facts.managementOrigin !== undefined && { managementOrigin: facts.managementOrigin }),
    builds: false,
    runsAs: ownUser(),
    runsAsAny: canBecomeOthers(),
    leaseMilliseconds: groupLeaseMilliseconds,
    logger,
  });
  const over = new AbortController();
  const renewing = keepRenewing({
    home,
    name: facts.name,
    link: client,
    identity: () => identity,
    use: (next) => (identity = next),
    logger,
    signal: over.signal,
  });
  const { id, group, name, origin } = facts;
  return {
    facts: { id, group, name, origin },
    refused: refused.promise,
    async stop(drainMilliseconds) {
      over.abort();
      await worker.stop({ drainMilliseconds });
      link.close();
      await client.close();
      await Promise.all([gateway.close(), renewing]);
      unlock();
    },
  };
}
