import type { Call } from '../transport.ts';
import { type Arm, armCall } from './arm.ts';

/** Who did what to which resource. `position` and `hash` come a second later, when it is sealed. */
export interface AuditEntry {
  readonly id: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
  readonly correlationId: string | null;
  readonly details: unknown;
  readonly position: number | null;
  readonly hash: string | null;
}

export interface AuditQuery {
  readonly actor?: string | undefined;
  /** An action, or how it begins. */
  readonly action?: string | undefined;
  /** A resource and everything below it. */
  readonly resource?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export interface SealRecord {
  readonly number: number;
  readonly position: number;
  readonly head: string;
  readonly time: string;
  readonly key: string;
  readonly signature: string;
}

/** The audit of the installation. What `chain` and `seals` give is verified with `tenantry audit verify`. */
export interface AuditClient {
  /** The newest first. */
  entries(query?: AuditQuery): AsyncGenerator<AuditEntry>;
  /** Every sealed entry, by position. */
  chain(): AsyncGenerator<AuditEntry & { readonly position: number; readonly hash: string }>;
  seals(): AsyncGenerator<SealRecord>;
}

export function audit(arm: Arm): AuditClient {
  const [subscription] = /^\/subscriptions\/[^/]+/.exec(arm.account) ?? [''];

  async function* all<Item>(
    path: string,
    query: Readonly<Record<string, string | undefined>> = {},
  ): AsyncGenerator<Item> {
    const first = armCall(arm, '', { query });
    let call: Call | undefined = { ...first, path: `${subscription}/providers/Tenantry.Audit/${path}` };
    while (call !== undefined) {
      const page: { value: readonly Item[]; nextLink?: string } = (await arm.transport.call(call)).json();
      yield* page.value;
      call = page.nextLink === undefined ? undefined : { path: page.nextLink };
    }
  }

  return {
    entries: (query = {}) => all<AuditEntry>('entries', { ...query }),
    chain: () => all('chain'),
    seals: () => all<SealRecord>('seals'),
  };
}
