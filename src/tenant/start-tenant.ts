import { mkdirSync } from 'node:fs';

import { type Clock, type Logger, problem, silentLogger, systemClock } from '#kernel';

import { adminRoutes } from './admin/admin-routes.ts';
import { type TenantDescription, openTenants } from './admin/tenants.ts';
import { type TenantClock, tenantClock } from './clock/tenant-clock.ts';
import type { Change } from './diff/change.ts';
import { diffStates } from './diff/diff.ts';
import { setPassword } from './entra/users/passwords.ts';
import type { Faults } from './faults/faults.ts';
import { type FaultSettings, noFaults } from './faults/settings.ts';
import { demoLeaver, mainDomain } from './seed/facts.ts';
import { type OnSeedProgress, seedFile } from './seed/seed-file.ts';
import type { TrustedApp } from './seed/principals.ts';
import type { TlsFiles } from './server/http-server.ts';
import type { LoggedRequest } from './server/request-log.ts';
import type { Row } from './state/columns.ts';
import type { Limiter } from './throttling/limiter.ts';
import { type LimitSettings, documentedLimits, noLimits } from './throttling/settings.ts';

export interface TenantOptions {
  /** Holds `<name>.sqlite` of the main tenant and of every fork; made when it is missing. */
  readonly directory: string;
  /** PEM. Clients refuse a tenant without TLS. */
  readonly tls: TlsFiles;
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** The same seed gives the same company, ids included. */
  readonly seed?: string;
  readonly users?: number;
  readonly trustedApps?: readonly TrustedApp[];
  readonly logger?: Logger;
  /** What the tenant's own clock goes by. */
  readonly clock?: Clock;
  /**
   * Microsoft's published limits: `documented`, or those with changes. None unless asked for, since a test that runs
   * quicker than life would meet 429s that it does not mean; `tenantry start` keeps them.
   */
  readonly limits?: 'documented' | Partial<LimitSettings>;
  readonly faults?: Partial<FaultSettings>;
  /**
   * Lets whoever sits at this machine sign in as anybody, without a password, on the sign-in page. Off unless asked for:
   * seeded users have no passwords, and nobody signs in as one until he is given one.
   */
  readonly pickAccount?: boolean;
  /** PEM of authorities whose OpenID issuers are trusted by federated credentials, beside the system's. */
  readonly issuerCa?: string;
  /** Told of a seeding as it goes on: a million people take minutes. */
  readonly onProgress?: OnSeedProgress;
}

/** A running tenant, with what a test wants to know of it without asking over HTTP. */
export interface RunningTenant {
  readonly origin: string;
  readonly tenantId: string;
  readonly domain: string;
  /** The employee whom the demo offboards. */
  readonly demoLeaver: string;
  fork(name: string, from?: string): Promise<TenantDescription>;
  user(userPrincipalName: string, tenant?: string): Row | undefined;
  /** Names of the groups that somebody is a direct member of. */
  groupsOf(userPrincipalName: string, tenant?: string): string[];
  /** Gives a user a password to sign in with, as `PATCH /users/{id}` with a `passwordProfile` would. */
  setPassword(userPrincipalName: string, password: string, tenant?: string): void;
  outbox(tenant?: string): Row[];
  requests(after?: number, tenant?: string): LoggedRequest[];
  diff(before: string, after: string): Change[];
  /** Move it, scale it, stop it: tokens, limits, expiry and delays follow. */
  readonly clock: TenantClock;
  limits(tenant?: string): Limiter;
  faults(tenant?: string): Faults;
  close(): Promise<void>;
}

/**
 * Starts the embedded Microsoft 365 tenant in this process: Entra's token endpoint and Graph on one https origin, over a
 * SQLite file. An empty directory is seeded with a company of 250 people.
 */
export async function startTenant(options: TenantOptions): Promise<RunningTenant> {
  const { directory, seed = 'fjordlight', users = 250, trustedApps = [], limits } = options;
  const clock = tenantClock(options.clock ?? systemClock);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const tenants = await openTenants({
    directory,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    tls: options.tls,
    signIn: { pickAccount: options.pickAccount, issuerCa: options.issuerCa },
    logger: options.logger ?? silentLogger,
    clock,
    limits: limits === undefined ? noLimits : { ...documentedLimits, ...(limits !== 'documented' && limits) },
    faults: { ...noFaults, ...options.faults },
    seed: (file, asked, onProgress = options.onProgress) =>
      seedFile(
        file,
        { seed: asked.seed ?? seed, people: asked.users ?? users, trustedApps, now: clock.now() },
        onProgress,
      ),
    onMain: adminRoutes,
  });
  const { origin, tenantId } = tenants.describe('main');
  const stateOf = (name = 'main') => tenants.get(name).state;
  const user = (upn: string, name?: string): Row | undefined =>
    stateOf(name).find('user', 'userPrincipalName', upn)[0];

  return {
    origin,
    tenantId,
    domain: mainDomain,
    demoLeaver,
    fork: (name, from = 'main') => tenants.fork(name, from),
    user,
    groupsOf(upn, name) {
      const found = user(upn, name);
      if (found === undefined) return [];
      return stateOf(name)
        .sources('group.members', found.id)
        .map((id) => String(stateOf(name).get('group', id)?.['displayName']))
        .toSorted();
    },
    setPassword(upn, password, name) {
      const found = user(upn, name);
      if (found === undefined) throw problem('GraphNotFound', { id: upn });
      setPassword(stateOf(name), found.id, password);
    },
    outbox: (name) => stateOf(name).all('message'),
    requests: (after = 0, name = 'main') => tenants.get(name).log.after(after, 100_000),
    diff: (before, after) => diffStates(stateOf(before), stateOf(after)),
    clock,
    limits: (name = 'main') => tenants.get(name).conduct.limits,
    faults: (name = 'main') => tenants.get(name).conduct.faults,
    close: () => tenants.close(),
  };
}
