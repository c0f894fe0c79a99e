import { createHash } from 'node:crypto';

/** An entry of the audit as it is sealed. All that it says goes into its hash. */
export interface SealedEntry {
  /** From 1, without gaps. */
  readonly position: number;
  readonly id: number;
  /** UTC with microseconds: `2026-01-31T12:00:00.123456Z`. */
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
  readonly correlationId: string | null;
  readonly details: unknown;
  /** SHA-256 in hex over the hash before it and everything above. */
  readonly hash: string;
}

/** What stands before the first entry. */
export const firstHash = '0'.repeat(64);

/** The hash of an entry that follows the one with the hash `previous`. */
export function hashOf(entry: Omit<SealedEntry, 'hash'>, previous: string): string {
  const { position, id, time, actor, action, resource, correlationId, details } = entry;
  const said = canonical([position, id, time, actor, action, resource, correlationId, details]);
  return createHash('sha256').update(previous, 'hex').update(said).digest('hex');
}

/** JSON of one form only: keys in order, no spaces. A database may keep the keys of an object in another order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
