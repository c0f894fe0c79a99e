import { rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';

import { type Logger, problem, silentLogger } from '#kernel';
import { type PgConnection, type Postgres, startPostgres } from '#store';
import type { Isolation } from '#worker-link';

import { asHomeProblem } from '../home/home-problem.ts';
import { type Home, homeLayout, packageVersion } from '../home/layout.ts';
import { joinHome } from '../home/join.ts';
import { type PreparedHome, prepareHome, writeWhole } from '../home/prepare.ts';
import { type KeptProcess, keepProcess } from './child.ts';
import { lockHome } from './lock.ts';
import type { ProcessSettings, WebhookSettings, WorkerEntranceSettings } from './messages.ts';
import { settlePort } from './ports.ts';

export interface LaunchOptions {
  /** Folder that holds everything; made when it is missing. */
  readonly home: string;
  readonly apiPort?: number;
  readonly tenantPort?: number;
  /** A free port of this machine alone, unless said otherwise; `origin` is where callers reach it. */
  readonly webhooks?: Partial<WebhookSettings> | undefined;
  /** Where workers of other machines come in; nowhere unless it is given. A free port of this machine alone unless said otherwise. */
  readonly workers?: Partial<WorkerEntranceSettings> | undefined;
  readonly isolation?: 'require' | 'prefer' | 'off';
  /** The user's own PostgreSQL; without it the embedded one is started. */
  readonly database?: PgConnection | undefined;
  /**
   * Home of a running system on the same database: this one is a further control plane and worker of it, with the tenant of
   * the other.
   */
  readonly join?: string | undefined;
  /** `file:/path`, `syslog://host:514`, `syslog+tcp://host:601`, `https://…`: they are told the seals of the audit. */
  readonly auditAnchors?: readonly string[];
  readonly logger?: Logger;
  /** Told what is going on, for people who wait. */
  readonly onProgress?: (what: string) => void;
}

/** What clients need to find and enter the system; also written to `<home>/run/connection.json`. */
export interface Connection {
  readonly apiOrigin: string;
  readonly tenantOrigin: string;
  readonly webhookOrigin: string;
  /** Where workers of groups come in; absent where they cannot. */
  readonly workerOrigin?: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly account: string;
  readonly clientId: string;
  readonly certificateFile: string;
  readonly privateKeyFile: string;
  readonly caFile: string;
  /** What separates jobs from this machine, as the worker found it when it started. */
  readonly isolation: Isolation;
  readonly pid: number;
}

export interface System {
  readonly connection: Connection;
  /** The employee that the seeded company lets go in the demo; empty where the tenant is another system's. */
  readonly demoLeaver: string;
  readonly fresh: boolean;
  /** Process ids, for those who want to see what happens when one of them dies. */
  pids(): {
    readonly postgres: number | undefined;
    readonly tenant?: number;
    readonly controlPlane?: number;
    readonly worker?: number;
  };
  /** Rejects when a process could not be kept alive. */
  readonly failure: Promise<never>;
  /** Jobs that run may end within `drainMilliseconds` (0); the others are given back for their next attempt. */
  stop(options?: { readonly drainMilliseconds?: number }): Promise<void>;
}

/** Starts PostgreSQL and the three processes, and resolves when the API accepts jobs. */
export async function launch(options: LaunchOptions): Promise<System> {
  const { isolation = 'prefer', logger = silentLogger, join } = options;
  const progress = options.onProgress ?? (() => {});
  const home = homeLayout(options.home);
  const [apiPort, tenantPort, webhookPort] = await Promise.all([
    settlePort(options.apiPort ?? 7443, 'the control plane', '--port'),
    settlePort(options.tenantPort ?? 7444, 'the embedded tenant', '--tenant-port'),
    settlePort(options.webhooks?.port ?? 0, 'the webhooks', '--webhook-port'),
  ]);
  const webhooks: WebhookSettings = {
    host: options.webhooks?.host ?? '127.0.0.1',
    port: webhookPort,
    origin: options.webhooks?.origin ?? `https://127.0.0.1:${webhookPort}`,
    trustedProxies: options.webhooks?.trustedProxies ?? [],
  };
  const workers = await settleEntrance(options.workers);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});

  if (join !== undefined && options.database === undefined) throw problem('JoinNeedsDatabase');
  progress('keys and certificates');
  const joined = join === undefined ? undefined : await joinHome(home, join);
  const prepared = await prepareHome(home);
  const unlock = await lockHome(home);
  const kept: KeptProcess[] = [];
  let postgres: Postgres | undefined;

  const stop = async ({ drainMilliseconds = 0 } = {}): Promise<void> => {
    rmSync(home.connection, { force: true });
    // The worker first: it hands its jobs back while the control plane still listens.
    for (const process of kept.toReversed()) await process.stop(drainMilliseconds);
    await postgres?.stop();
    unlock();
  };

  try {
    const keep = (kind: KeptProcess['kind']): KeptProcess => {
      const process = keepProcess({ kind, home, logger, onGivenUp: failure.reject });
      // Whoever awaits it hears of it; nobody else must die of it.
      process.ready.catch(() => {});
      kept.push(process);
      return process;
    };
    const tenant = joined === undefined ? keep('tenant') : undefined;
    const [controlPlane, worker] = [keep('control-plane'), keep('worker')];
    const settings: ProcessSettings = {
      home: home.directory,
      installation: prepared.installation,
      apiPort,
      tenantPort,
      webhooks,
      workers,
      isolation,
      auditAnchors: options.auditAnchors ?? [],
    };
    tenant?.configure(settings);
    worker.configure(settings);

    progress('PostgreSQL');
    postgres =
      options.database === undefined ? await startPostgres({ directory: home.postgres, logger }) : undefined;
    const database = postgres?.connection ?? options.database;
    progress('embedded tenant');
    const tenantFacts = await tenant?.ready;
    const directory = joined ?? {
      origin: String(tenantFacts?.['origin']),
      tenantId: String(tenantFacts?.['tenantId']),
    };

    progress('control plane and worker');
    controlPlane.configure({ ...settings, database, tenant: directory });
    const [apiFacts, workerFacts] = await Promise.all([controlPlane.ready, worker.ready]);
    const connection = connectionOf(home, prepared, {
      apiOrigin: String(apiFacts['origin']),
      tenantOrigin: directory.origin,
      webhookOrigin: webhooks.origin,
      ...(workers !== undefined && { workerOrigin: workers.origin }),
      tenantId: directory.tenantId,
      isolation: workerFacts['isolation'] as Isolation,
    });
    await writeWhole(home.connection, `${JSON.stringify(connection, null, 2)}\n`);
    await chmod(home.connection, 0o600);
    await writeWhole(home.lastVersion, packageVersion());
    return {
      connection,
      demoLeaver: String(tenantFacts?.['demoLeaver'] ?? ''),
      fresh: prepared.fresh,
      failure: failure.promise,
      pids: () => ({
        postgres: postgres?.pid,
        ...(tenant?.pid !== undefined && { tenant: tenant.pid }),
        ...(controlPlane.pid !== undefined && { controlPlane: controlPlane.pid }),
        ...(worker.pid !== undefined && { worker: worker.pid }),
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw asHomeProblem(error, home.directory);
  }
}

async function settleEntrance(asked: LaunchOptions['workers']): Promise<WorkerEntranceSettings | undefined> {
  if (asked === undefined) return undefined;
  const port = await settlePort(asked.port ?? 0, 'the workers of groups', '--worker-port');
  return {
    host: asked.host ?? '127.0.0.1',
    port,
    origin: asked.origin ?? `https://127.0.0.1:${port}`,
  };
}

function connectionOf(
  home: Home,
  { installation }: PreparedHome,
  facts: Pick<
    Connection,
    'apiOrigin' | 'tenantOrigin' | 'webhookOrigin' | 'workerOrigin' | 'tenantId' | 'isolation'
  >,
): Connection {
  return {
    ...facts,
    subscriptionId: installation.subscriptionId,
    resourceGroup: installation.resourceGroup,
    account: installation.account,
    clientId: installation.cliClientId,
    certificateFile: `${home.cliApp}.pem`,
    privateKeyFile: `${home.cliApp}.key`,
    caFile: `${home.authority}.pem`,
    pid: process.pid,
  };
}
