import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import { type Logger, isoTime, problem } from '#kernel';

import { decideAccess } from '../behaviours/policies/decide-access.ts';
import { recordSignIn } from '../behaviours/sign-ins.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import { type EntraOptions, createEntra } from '../entra/entra.ts';
import { keySetting } from '../entra/signing-key.ts';
import type { FaultSettings } from '../faults/settings.ts';
import { bearerCheck } from '../server/bearer.ts';
import { openConduct } from '../server/conduct.ts';
import { type TlsFiles, tenantServer } from '../server/http-server.ts';
import { openRequestLog } from '../server/request-log.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import { type KnownIds, knownIds } from '../seed/known-ids.ts';
import { type OnSeedProgress, type Seeded, seededWith } from '../seed/seed-file.ts';
import { openSubscriptions } from '../services/subscriptions/subscriptions.ts';
import { openReaders } from '../state/readers.ts';
import { openState } from '../state/state.ts';
import type { LimitSettings } from '../throttling/settings.ts';
import { refill } from './refill.ts';
import { type Snapshots, openSnapshots } from './snapshots.ts';

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
  /** The main tenant is seeded anew, as it was or as is asked; a fork becomes again what its origin is now. */
  reset(name: string, asked?: Partial<Seeded>, onProgress?: OnSeedProgress): Promise<void>;
  readonly snapshots: Snapshots;
  close(): Promise<void>;
}

export interface TenantsOptions {
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsFiles;
  readonly signIn?: Pick<EntraOptions, 'pickAccount' | 'issuerCa'>;
  readonly logger: Logger;
  /** One for all of them. */
  readonly clock: TenantClock;
  /** Of tenants where nobody has set any. */
  readonly limits: LimitSettings;
  readonly faults: FaultSettings;
  /** Makes the file of a tenant with a company in it, the usual one unless something is asked. */
  readonly seed: (
    file: string,
    asked: Partial<Seeded> & { readonly known?: KnownIds | undefined },
    onProgress?: OnSeedProgress,
  ) => Promise<void>;
  /** Kept through a crash of the machine; without that it is quicker. */
  readonly durable: boolean;
  /** PEM of the key that a new main tenant signs tokens with; it makes its own unless told. */
  readonly signingKey?: Promise<string>;
  /** Routes that only the main tenant has. */
  readonly onMain: (server: FastifyInstance, main: ServedTenant, tenants: Tenants) => void;
}

interface Open {
  readonly tenant: ServedTenant;
  readonly server: FastifyInstance;
  readonly origin: string;
}

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
    if (name === 'main' && !existsSync(fileOf(name))) await options.seed(fileOf(name), {});
    const state = openState(fileOf(name), clock);
    if (!options.durable) state.select('pragma synchronous = off', []);
    if (name === 'main') clock.keepIn(state);
    if (options.signingKey !== undefined && state.setting(keySetting) === undefined)
      state.setSetting(keySetting, await options.signingKey);
    if (state.setting('created-at') === undefined) state.setSetting('created-at', isoTime(clock.now()));
    const conduct = openConduct(state, clock, options);
    const entra = createEntra(state, clock, {
      decideAccess,
      ...options.signIn,
      signIns: { record: (facts) => recordSignIn(state, facts) },
      outside: { now: clock.outside },
      freshCredentials: conduct.consistency.freshCredentials,
    });
    const tenant: ServedTenant = {
      name,
      state,
      readers: openReaders(fileOf(name)),
      entra,
      clock,
      log: openRequestLog(join(directory, `${name}.requests.sqlite`)),
      bearer: bearerCheck(state, entra.key, clock),
      conduct,
      subscriptions: openSubscriptions(state, clock, logger),
    };
    const server = tenantServer(tenant, tls, logger);
    if (name === 'main') options.onMain(server, tenant, tenants);
    await server.listen({ host, port });
    const { port: bound } = server.server.address() as AddressInfo;
    open.set(name, { tenant, server, origin: `https://${host}:${bound}` });
  }

  async function shut(name: string): Promise<void> {
    const { tenant, server } = demand(name);
    open.delete(name);
    await server.close();
    await tenant.entra.close();
    await tenant.subscriptions.close();
    tenant.log.close();
    await tenant.readers.close();
    tenant.state.close();
  }

  function erase(name: string): void {
    for (const ending of ['.sqlite', '.requests.sqlite']) {
      for (const part of ['', '-wal', '-shm'])
        rmSync(join(directory, `${name}${ending}${part}`), { force: true });
    }
    snapshots.forget(name);
  }

  function copy(file: string, from: string): void {
    demand(from).tenant.state.copyTo(file);
    const state = openState(file, clock);
    // Closing would wait for the disk, which the copy goes to by itself.
    state.select('pragma synchronous = off', []);
    state.setSetting('forked-from', from);
    state.setSetting('created-at', isoTime(clock.now()));
    state.close();
  }

  /** What is being made has a folder of its own: a start takes every file of a tenant for a tenant. */
  async function withDraft(name: string, work: (file: string) => Promise<void>): Promise<void> {
    const folder = join(directory, 'drafts');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(mkdtempSync(join(folder, `${name}-`)), 'draft.sqlite');
    try {
      await work(file);
    } finally {
      rmSync(dirname(file), { recursive: true, force: true });
    }
  }

  const snapshots = openSnapshots({
    folder: join(directory, 'snapshots'),
    tenant: (name) => demand(name).tenant,
    withDraft,
  });

  const tenants: Tenants = {
    list: () => [...open.keys()].map(describe),
    describe,
    get: (name) => demand(name).tenant,
    async fork(name, from) {
      if (!nameRule.test(name)) throw problem('TenantNameInvalid', { name });
      if (open.has(name)) throw problem('TenantExists', { name });
      demand(from);
      erase(name);
      copy(fileOf(name), from);
      await serve(name, 0);
      return describe(name);
    },
    async remove(name) {
      if (name === 'main') throw problem('TenantMainKept');
      await shut(name);
      erase(name);
    },
    async reset(name, asked, onProgress) {
      const { tenant } = demand(name);
      const from = tenant.state.setting('forked-from');
      await withDraft(name, async (draft) => {
        if (from === undefined || asked !== undefined) {
          const { state } = tenant;
          await options.seed(draft, { ...seededWith(state), ...asked, known: knownIds(state) }, onProgress);
        } else copy(draft, open.has(from) ? from : 'main');
        await refill(tenant, draft);
      });
      if (tenant.state.setting('created-at') === undefined)
        tenant.state.setSetting('created-at', isoTime(clock.now()));
      tenant.log.clear();
    },
    snapshots,
    async close() {
      for (const name of open.keys()) await shut(name);
      clock.close();
    },
  };

  // Left by a process that was killed while it made something.
  rmSync(join(directory, 'drafts'), { recursive: true, force: true });
  await serve('main', options.port);
  for (const file of readdirSync(directory)) {
    const name = /^(.+)\.sqlite$/.exec(file)?.[1];
    if (name !== undefined && name !== 'main' && !name.endsWith('.requests')) await serve(name, 0);
  }
  return tenants;
}
