import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '#kernel';
import { type OnSeedProgress, type RunningTenant, startTenant } from '#tenant';

import type { Home } from '../home/layout.ts';
import { type PreparedHome, prepareHome } from '../home/prepare.ts';
import { trustedApps } from '../home/trusted-apps.ts';
import { lockHome } from '../launcher/lock.ts';

export interface HomeTenantOptions {
  readonly home: Home;
  readonly port: number;
  /** People of the company, when there is none yet. */
  readonly users?: number | undefined;
  readonly seed?: string | undefined;
  readonly limits: 'documented' | 'off';
  /** Another folder than the home's for the tenant's files. */
  readonly data?: string | undefined;
  readonly logger?: Logger;
  readonly onProgress?: OnSeedProgress;
}

export interface HomeTenant {
  readonly tenant: RunningTenant;
  readonly prepared: PreparedHome;
  /** Whether this start made the tenant. */
  readonly fresh: boolean;
  stop(): Promise<void>;
}

/** The tenant of a home, in this process, alone. AlreadyRunning when the home is in use. */
export async function openHomeTenant(options: HomeTenantOptions): Promise<HomeTenant> {
  const { home, port, users, seed, limits, data, logger, onProgress } = options;
  const prepared = await prepareHome(home);
  const unlock = await lockHome(home);
  try {
    const directory = data ?? home.tenants;
    const fresh = !existsSync(join(directory, 'main.sqlite'));
    const { server, installation, controlPlaneApp, cliApp, portal } = prepared;
    const tenant = await startTenant({
      directory,
      port,
      tls: { key: server.privateKeyPem, cert: server.certificatePem, ca: prepared.authorityPem },
      trustedApps: trustedApps(installation, controlPlaneApp.certificatePem, cliApp.certificatePem, portal),
      limits: limits === 'documented' ? 'documented' : { on: false },
      ...(users !== undefined && { users }),
      ...(seed !== undefined && { seed }),
      ...(logger !== undefined && { logger }),
      ...(onProgress !== undefined && { onProgress }),
    });
    return {
      tenant,
      prepared,
      fresh,
      async stop() {
        await tenant.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
