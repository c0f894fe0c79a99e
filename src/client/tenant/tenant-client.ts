import { type TokenSource, createTransport } from '../transport.ts';

/** The embedded tenant, or a fork of it. */
export interface Tenant {
  readonly name: string;
  /** Where the tenant's sign-in, Graph and Exchange are served. */
  readonly origin: string;
  readonly tenantId: string;
  readonly forkedFrom?: string | null;
  readonly createdAt: string;
}

/** One difference between two states of a tenant. */
export interface TenantChange {
  readonly op: 'added' | 'removed' | 'changed';
  /** What kind of object: `user`, `group`, `message`, … */
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** The property that changed; absent when the whole object or a link came or went. */
  readonly property?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The link that came or went: a membership, a manager. */
  readonly link?: {
    readonly nav: string;
    readonly target: { readonly id: string; readonly type: string; readonly name: string };
  };
}

/** One call that the tenant answered: its own log, which no client writes. */
export interface TenantRequest {
  readonly id: number;
  readonly time: string;
  readonly appId: string | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface TenantSnapshot {
  readonly name: string;
  readonly tenant: string;
  readonly createdAt: string;
  readonly bytes: number;
}

export interface TenantSeedProgress {
  readonly what: string;
  readonly done: number;
  readonly of: number;
}

export interface TenantSignInLink {
  /** Whoever has it is that person, once. */
  readonly url: string;
  readonly expiresAt: string;
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
}

/** How far a seeding is that goes on by itself. */
export interface TenantSeeding {
  readonly state: 'running' | 'done' | 'failed';
  readonly progress?: TenantSeedProgress;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface TenantClockState {
  readonly now: string;
  readonly rate: number;
  /** The machine's own time. */
  readonly outside: string;
}

export interface TenantImport {
  /** `tables`: lists of one's own, CSV or JSON; `graph`: what Microsoft Graph answered. */
  readonly format: 'tables' | 'graph';
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

/** Either everything is imported, or there are findings and nothing is. */
export interface TenantImportReport {
  readonly imported: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  readonly findings: readonly {
    readonly file: string;
    readonly line?: number;
    readonly message: string;
    readonly remedy: string;
  }[];
  readonly findingCount: number;
}

/** One operation of RFC 6902. */
export interface TenantPatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

/** What is set of the limits of Microsoft Graph. */
export interface TenantLimitSettings {
  readonly on: boolean;
  readonly size: 'auto' | 'S' | 'M' | 'L';
  readonly licences: 'auto' | number;
  /** Names of limits that are not kept, or how such names begin. */
  readonly off: readonly string[];
  readonly most: Readonly<Record<string, number>>;
}

export interface TenantLimits {
  readonly settings: TenantLimitSettings;
  /** Which edition of Microsoft's figures. */
  readonly published: string;
  readonly size: string;
  readonly usage: readonly {
    readonly limit: string;
    readonly of: string;
    readonly used: number;
    readonly most: number;
    readonly seconds: number;
    readonly refused: number;
  }[];
}

/** One of `status`, `latency`, `drop` and `expiredToken`, and which requests it hits: docs/tenant-conduct.md. */
export interface TenantFaultRule {
  readonly path?: string;
  readonly methods?: readonly string[];
  readonly service?: string;
  readonly in?: 'batch' | 'single';
  readonly rate?: number;
  readonly times?: number;
  readonly status?: number;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Milliseconds. */
  readonly latency?: { readonly p50: number; readonly p99: number };
  readonly drop?: true;
  readonly expiredToken?: true;
}

/** Faults that the tenant makes on purpose. */
export interface TenantFaults {
  readonly seed: string;
  readonly byHeader: boolean;
  readonly rules: readonly TenantFaultRule[];
  readonly consistency: Readonly<Record<string, 'strict' | { delayed: number } | { random: number }>>;
}

/** A message in the tenant's outbox, in Graph's shape. */
export type TenantMessage = Readonly<Record<string, unknown>>;

/** The embedded tenant's own API: what no Microsoft 365 has. Errors are ClientError. */
export interface TenantClient {
  list(): Promise<readonly Tenant[]>;
  get(name: string): Promise<Tenant>;
  fork(name: string, options?: { from?: string }): Promise<Tenant>;
  /** Signs a person in once, within an hour, and leads on; the first global administrator unless somebody is named. */
  createSignInLink(link: {
    readonly returnTo: string;
    readonly userPrincipalName?: string | undefined;
  }): Promise<TenantSignInLink>;
  delete(name: string): Promise<void>;
  /** What is different in `name`, seen from `against` (`main` unless told). */
  diff(name: string, options?: { against?: string }): Promise<readonly TenantChange[]>;
  /** The same as operations of RFC 6902 on a document of the tenant. */
  jsonPatch(name: string, options?: { against?: string }): Promise<readonly TenantPatchOperation[]>;
  /** Begins to fill a tenant with a company; `seeding` says how far it is. */
  seed(name: string, asked: { users?: string; seed?: string }): Promise<void>;
  seeding(name: string): Promise<TenantSeeding>;
  import(name: string, given: TenantImport): Promise<TenantImportReport>;
  readonly snapshots: {
    list(tenant: string): Promise<readonly TenantSnapshot[]>;
    create(tenant: string, name: string): Promise<TenantSnapshot>;
    restore(tenant: string, name: string): Promise<void>;
    delete(tenant: string, name: string): Promise<void>;
  };
  clock(): Promise<TenantClockState>;
  /** `at` an ISO 8601 time or `now`, `advance` an ISO 8601 duration. */
  changeClock(change: { at?: string; advance?: string; rate?: number }): Promise<TenantClockState>;
  limits(name: string): Promise<TenantLimits>;
  changeLimits(name: string, change: Partial<TenantLimitSettings>): Promise<TenantLimits>;
  /** As if nobody had asked anything. */
  refillLimits(name: string): Promise<void>;
  faults(name: string): Promise<TenantFaults>;
  changeFaults(name: string, change: Partial<TenantFaults>): Promise<TenantFaults>;
  /** Does what a JSON Patch says, all of it or nothing; resolves with how many operations that were. */
  apply(name: string, patch: readonly TenantPatchOperation[]): Promise<number>;
  /** Another secret of an application. */
  newSecret(name: string, appId: string): Promise<{ readonly secretText: string }>;
  /** Back to the seed; a fork goes back to what it was forked from. */
  reset(name: string): Promise<void>;
  /** The whole state as JSON. */
  export(name: string): Promise<unknown>;
  outbox(name: string): Promise<readonly TenantMessage[]>;
  /** Calls after the one with this id, oldest first. */
  requests(name: string, options?: { after?: number }): Promise<readonly TenantRequest[]>;
  close(): Promise<void>;
}

export function createTenantClient(options: {
  origin: string;
  ca?: string | undefined;
  token: TokenSource;
}): TenantClient {
  const transport = createTransport(options);
  const at = (name?: string, rest = ''): string =>
    `/_tenantry/tenants${name === undefined ? '' : `/${encodeURIComponent(name)}`}${rest}`;
  const values = async <T>(path: string, query = {}): Promise<readonly T[]> =>
    (await transport.call({ path, query })).json<{ value: readonly T[] }>().value;
  const get = async <T>(path: string, query = {}): Promise<T> =>
    (await transport.call({ path, query })).json<T>();
  const send = (method: 'POST' | 'PATCH' | 'DELETE', path: string, json?: unknown) =>
    transport.call({ method, path, ...(json !== undefined && { json }) });
  const snapshot = (tenant: string, name = '', rest = ''): string =>
    at(tenant, `/snapshots${name === '' ? '' : `/${encodeURIComponent(name)}`}${rest}`);
  return {
    jsonPatch: async (name, { against = 'main' } = {}) => {
      const asked = { against, form: 'json-patch' };
      return (await get<{ patch: readonly TenantPatchOperation[] }>(at(name, '/diff'), asked)).patch;
    },
    seed: async (name, asked) => void (await send('POST', at(name, '/seed'), asked)),
    seeding: (name) => get<TenantSeeding>(at(name, '/seed')),
    import: async (name, given) =>
      (await send('POST', at(name, '/import'), given)).json<TenantImportReport>(),
    snapshots: {
      list: (tenant) => values<TenantSnapshot>(snapshot(tenant)),
      create: async (tenant, name) => (await send('POST', snapshot(tenant), { name })).json<TenantSnapshot>(),
      restore: async (tenant, name) => void (await send('POST', snapshot(tenant, name, '/restore'), {})),
      delete: async (tenant, name) => void (await send('DELETE', snapshot(tenant, name))),
    },
    clock: () => get<TenantClockState>('/_tenantry/clock'),
    changeClock: async (change) => (await send('PATCH', '/_tenantry/clock', change)).json<TenantClockState>(),
    newSecret: async (name, appId) =>
      (await send('POST', at(name, `/applications/${encodeURIComponent(appId)}/secrets`), {})).json<{
        secretText: string;
      }>(),
    list: () => values<Tenant>(at()),
    get: async (name) => (await transport.call({ path: at(name) })).json<Tenant>(),
    createSignInLink: async (json) =>
      (
        await transport.call({ method: 'POST', path: at('main', '/signInLinks'), json })
      ).json<TenantSignInLink>(),
    fork: async (name, { from = 'main' } = {}) =>
      (await transport.call({ method: 'POST', path: at(), json: { name, from } })).json<Tenant>(),
    delete: async (name) => {
      await transport.call({ method: 'DELETE', path: at(name) });
    },
    diff: async (name, { against = 'main' } = {}) =>
      (await transport.call({ path: at(name, '/diff'), query: { against } })).json<{
        changes: readonly TenantChange[];
      }>().changes,
    limits: (name) => get<TenantLimits>(at(name, '/limits')),
    changeLimits: async (name, change) =>
      (await send('PATCH', at(name, '/limits'), change)).json<TenantLimits>(),
    refillLimits: async (name) => void (await send('POST', at(name, '/limits/refill'))),
    faults: (name) => get<TenantFaults>(at(name, '/faults')),
    changeFaults: async (name, change) =>
      (await send('PATCH', at(name, '/faults'), change)).json<TenantFaults>(),
    apply: async (name, patch) =>
      (await send('POST', at(name, '/apply'), { patch })).json<{ applied: number }>().applied,
    reset: async (name) => {
      await transport.call({ method: 'POST', path: at(name, '/reset') });
    },
    export: async (name) => (await transport.call({ path: at(name, '/export') })).json<unknown>(),
    outbox: (name) => values<TenantMessage>(at(name, '/outbox')),
    requests: (name, { after } = {}) => values<TenantRequest>(at(name, '/requests'), { after }),
    close: () => transport.close(),
  };
}
