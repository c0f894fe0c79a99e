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

/** A message in the tenant's outbox, in Graph's shape. */
export type TenantMessage = Readonly<Record<string, unknown>>;

/** The embedded tenant's own API: what no Microsoft 365 has. Errors are ClientError. */
export interface TenantClient {
  list(): Promise<readonly Tenant[]>;
  get(name: string): Promise<Tenant>;
  fork(name: string, options?: { from?: string }): Promise<Tenant>;
  delete(name: string): Promise<void>;
  /** What is different in `name`, seen from `against` (`main` unless told). */
  diff(name: string, options?: { against?: string }): Promise<readonly TenantChange[]>;
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
  return {
    list: () => values<Tenant>(at()),
    get: async (name) => (await transport.call({ path: at(name) })).json<Tenant>(),
    fork: async (name, { from = 'main' } = {}) =>
      (await transport.call({ method: 'POST', path: at(), json: { name, from } })).json<Tenant>(),
    delete: async (name) => {
      await transport.call({ method: 'DELETE', path: at(name) });
    },
    diff: async (name, { against = 'main' } = {}) =>
      (await transport.call({ path: at(name, '/diff'), query: { against } })).json<{
        changes: readonly TenantChange[];
      }>().changes,
    reset: async (name) => {
      await transport.call({ method: 'POST', path: at(name, '/reset') });
    },
    export: async (name) => (await transport.call({ path: at(name, '/export') })).json<unknown>(),
    outbox: (name) => values<TenantMessage>(at(name, '/outbox')),
    requests: (name, { after } = {}) => values<TenantRequest>(at(name, '/requests'), { after }),
    close: () => transport.close(),
  };
}
