import { readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import { type Logger, isoTime, problem } from '#kernel';

import { type TenantClock, clockSetting } from '../clock/tenant-clock.ts';
import { keySetting } from '../entra/signing-key.ts';
import { createTokenEndpoint } from '../entra/token-endpoint.ts';
import type { FaultSettings } from '../faults/settings.ts';
import { bearerCheck } from '../server/bearer.ts';
import { conductSettings, openConduct } from '../server/conduct.ts';
import { type TlsFiles, tenantServer } from '../server/http-server.ts';
import { openRequestLog } from '../server/request-log.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import { type TenantState, openState } from '../state/state.ts';
import type { LimitSettings } from '../throttling/settings.ts';
import { accountIdentities, restoreIdentities } from './account-identities.ts';

export interface TenantDescription {
  readonly name: string;
  readonly origin: string;
  readonly tenantId: string;
  readonly forkedFrom: string | null;
  readonly createdAt: string;
}

/** The main tenant and its forks: each a file of its own, each on a port of its own. */
export interface Tenants {
  list(): TenantDescription[];
  describe(name: string): TenantDescription;
  get(name: string): ServedTenant;
  fork(name: string, from: string): Promise<TenantDescription>;
  remove(name: string): Promise<void>;
  /** The main tenant is seeded anew; a fork becomes again what its origin is now. */
  reset(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface TenantsOptions {
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsFiles;
  readonly logger: Logger;
  /** One for all of them. */
  readonly clock: TenantClock;
  /** Of tenants where nobody has set any. */
  readonly limits: LimitSettings;
  readonly faults: FaultSettings;
  /** Fills an empty state. */
  readonly seed: (state: TenantState) => void;
  /** Routes that only the main tenant has. */
  readonly onMain: (server: FastifyInstance, main: ServedTenant, tenants: Tenants) => void;
}

interface Open {
  readonly tenant: ServedTenant;
  readonly server: FastifyInstance;
  readonly origin: string;
}

/** What belongs to the installation and not to the company outlives a reset. */
const keptSettings = [keySetting, clockSetting, ...conductSettings];

const nameRule = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export async function openTenants(options: TenantsOptions): Promise<Tenants> {
  const { directory, host, tls, logger, clock } = options;
  const open = new Map<string, Open>();
  const fileOf = (name: string): string => join(directory, `${name}.sqlite`);

  const demand = (name: string): Open => {
    const found = open.get(name);
    if (found === undefined) throw problem('TenantUnknown', { name });
    return found;
  };

  const describe = (name: string): TenantDescription => {
    const { tenant, origin } = demand(name);
    return {
      name,
      origin,
      tenantId: tenant.state.setting('tenant-id') ?? '',
      forkedFrom: tenant.state.setting('forked-from') ?? null,
      createdAt: tenant.state.setting('created-at') ?? '',
    };
  };

  async function serve(name: string, port: number): Promise<void> {
    const state = openState(fileOf(name), clock);
    if (name === 'main') clock.keepIn(state);
    if (name === 'main' && state.setting('seeded') === undefined) seedNow(state);
    const tokens = createTokenEndpoint(state, clock);
    const tenant: ServedTenant = {
      name,
      state,
      tokens,
      clock,
      log: openRequestLog(join(directory, `${name}.requests.sqlite`)),
      bearer: bearerCheck(state, tokens.key, clock),
      conduct: openConduct(state, clock, options),
    };
    const server = tenantServer(tenant, tls, logger);
    if (name === 'main') options.onMain(server, tenant, tenants);
    await server.listen({ host, port });
    const { port: bound } = server.server.address() as AddressInfo;
    open.set(name, { tenant, server, origin: `https://${host}:${bound}` });
  }

  function seedNow(state: TenantState): void {
    state.unlogged(() => {
      options.seed(state);
      state.setSetting('created-at', isoTime(clock.now()));
      state.setSetting('seeded', 'yes');
    });
  }

  async function shut(name: string): Promise<void> {
    const { tenant, server } = demand(name);
    open.delete(name);
    await server.close();
    tenant.log.close();
    tenant.state.close();
  }

  function erase(name: string): void {
    for (const ending of ['.sqlite', '.requests.sqlite']) {
      for (const part of ['', '-wal', '-shm'])
        rmSync(join(directory, `${name}${ending}${part}`), { force: true });
    }
  }

  async function copy(name: string, from: string): Promise<void> {
    demand(from).tenant.state.copyTo(fileOf(name));
    const state = openState(fileOf(name), clock);
    state.setSetting('forked-from', from);
    state.setSetting('created-at', isoTime(clock.now()));
    state.close();
    await serve(name, 0);
  }

  const tenants: Tenants = {
    list: () => [...open.keys()].map(describe),
    describe,
    get: (name) => demand(name).tenant,
    async fork(name, from) {
      if (!nameRule.test(name)) throw problem('TenantNameInvalid', { name });
      if (open.has(name)) throw problem('TenantExists', { name });
      demand(from);
      erase(name);
      await copy(name, from);
      return describe(name);
    },
    async remove(name) {
      if (name === 'main') throw problem('TenantMainKept');
      await shut(name);
      erase(name);
    },
    async reset(name) {
      const { tenant } = demand(name);
      const from = tenant.state.setting('forked-from');
      if (from !== undefined) {
        await shut(name);
        erase(name);
        await copy(name, open.has(from) ? from : 'main');
        return;
      }
      // In place, since the request to do so came in through this very server. Tokens stay good: the key is kept.
      tenant.state.unlogged(() => {
        const kept = keptSettings.map((key) => [key, tenant.state.setting(key)] as const);
        const identities = accountIdentities(tenant.state);
        tenant.state.clear();
        for (const [key, value] of kept) if (value !== undefined) tenant.state.setSetting(key, value);
        seedNow(tenant.state);
        restoreIdentities(tenant.state, identities);
      });
      tenant.log.clear();
    },
    async close() {
      for (const name of open.keys()) await shut(name);
      clock.close();
    },
  };

  await serve('main', options.port);
  for (const file of readdirSync(directory)) {
    const name = /^(.+)\.sqlite$/.exec(file)?.[1];
    if (name !== undefined && name !== 'main' && !name.endsWith('.requests')) await serve(name, 0);
  }
  return tenants;
}
