import { generateKeyPair } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Clock, type Logger, isoTime, silentLogger, systemClock } from '#kernel';

import { adminRoutes } from './admin/admin-routes.ts';
import { openTenants } from './admin/tenants.ts';
import { tenantClock } from './clock/tenant-clock.ts';
import { type FaultSettings, noFaults } from './faults/settings.ts';
import { assemble } from './library/assemble.ts';
import { ownTls } from './library/own-certificate.ts';
import type { RunningTenant } from './library/running-tenant.ts';
import { seedFromTemplate } from './library/template.ts';
import { type TrustedApp, addMissingApps } from './seed/principals.ts';
import { type OnSeedProgress, seedFile } from './seed/seed-file.ts';
import type { TlsFiles } from './server/http-server.ts';
import { type LimitSettings, documentedLimits, noLimits } from './throttling/settings.ts';

export interface TenantOptions {
  /**
   * Holds `<name>.sqlite` of the main tenant and of every fork; made when it is missing, and kept. A temporary one that is
   * gone with the tenant unless told.
   */
  readonly directory?: string;
  /** PEM. Clients refuse a tenant without TLS: one is made for this process unless told, and `caPem` is its authority. */
  readonly tls?: TlsFiles & { readonly ca?: string };
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** The same seed gives the same company, ids included. */
  readonly seed?: string;
  /** People of the company: 250 unless told; 0 for a tenant with nobody in it. */
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

/** Made once for a process: a client that trusts one of its tenants trusts all of them. */
let ownCertificate: ReturnType<typeof ownTls> | undefined;

/**
 * Starts the embedded Microsoft 365 tenant in this process: Entra and Graph on one https origin, over a SQLite file. An
 * empty directory is seeded with a company.
 */
export async function startTenant(options: TenantOptions = {}): Promise<RunningTenant> {
  const { seed = 'fjordlight', users = 250, trustedApps = [], limits, directory = temporary() } = options;
  const clock = tenantClock(options.clock ?? systemClock);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const tls = options.tls ?? (ownCertificate ??= ownTls());
  const isTemporary = options.directory === undefined;
  const tenants = await openTenants({
    directory,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    tls,
    signIn: { pickAccount: options.pickAccount, issuerCa: options.issuerCa },
    durable: !isTemporary,
    logger: options.logger ?? silentLogger,
    clock,
    limits: limits === undefined ? noLimits : { ...documentedLimits, ...(limits !== 'documented' && limits) },
    faults: { ...noFaults, ...options.faults },
    ...(!existsSync(join(directory, 'main.sqlite')) && { signingKey: newSigningKey(isTemporary) }),
    seed: (file, asked, onProgress = options.onProgress) => {
      const company = {
        seed: asked.seed ?? seed,
        people: asked.users ?? users,
        trustedApps,
        known: asked.known,
        now: clock.now(),
      };
      return isTemporary ? seedFromTemplate(file, company) : seedFile(file, company, onProgress);
    },
    onMain: (server, main, all) => {
      addMissingApps(main.state, trustedApps, isoTime(clock.now()));
      adminRoutes(server, main, all);
    },
  });
  return assemble({
    tenants,
    clock,
    caPem: tls.ca ?? '',
    onClose: () => {
      if (isTemporary) rmSync(directory, { recursive: true, force: true });
    },
  });
}

function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'tenantry-tenant-'));
}

let sharedKey: Promise<string> | undefined;

/** Made beside the seeding, on another thread: it takes a tenth of a second. Tenants of a moment share the process's. */
function newSigningKey(shared: boolean): Promise<string> {
  if (shared && sharedKey !== undefined) return sharedKey;
  const made = promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then(({ privateKey }) =>
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  if (shared) sharedKey = made;
  return made;
}
