import type { EntityName } from '../edm/model.ts';

/**
 * What became of one object or one relation. `deleted`: it left the directory, for the bin where its type has one;
 * `purged`: it left the bin, for good.
 */
export type ChangeKind = 'created' | 'updated' | 'deleted' | 'restored' | 'purged' | 'linked' | 'unlinked';

/** On whose behalf something was written: nobody's when the tenant itself did it. */
export interface Actor {
  readonly appId?: string;
  readonly userId?: string;
}

/** Of each property that changed: what it was and what it became. Both are absent when its value is a secret. */
export type ChangedProperties = Readonly<Record<string, readonly [old: unknown, now: unknown] | readonly []>>;

/** One row of the log. */
export interface RecordedChange {
  /** Grows by each row and is never used twice, not even after a reset. */
  readonly sequence: number;
  /** Milliseconds, from the tenant's clock. */
  readonly instant: number;
  readonly actor: Actor;
  /** Of a relation: the entity that owns it, `group` for `group.members`. */
  readonly entity: EntityName;
  readonly id: string;
  readonly kind: ChangeKind;
  /** Of `created` and `deleted` all that had a value; of `updated` those that differ; of a relation none. */
  readonly properties: ChangedProperties;
  /** Only of `linked` and `unlinked`: the relation, `group.members`, and the id of its other end. */
  readonly navigation?: string;
  readonly other?: string;
}

/** Which rows of the log to read. */
export interface ChangesAsked {
  readonly after?: number;
  readonly upTo?: number;
  readonly entity?: EntityName;
  readonly id?: string;
  /** At most so many, the oldest first; 1000 unless said otherwise. */
  readonly limit?: number;
  /** The newest first. */
  readonly newestFirst?: boolean;
}

/** A stretch of a log. A fork goes on with the log of its origin under a name of its own. */
export interface Stretch {
  readonly id: string;
  /** Rows after this one belong to it, up to where the next stretch begins. */
  readonly after: number;
}

/** The log as everybody reads it: delta, subscriptions, diff, directory audits. */
export interface ChangeReader {
  read(asked: ChangesAsked): RecordedChange[];
  /** The sequence of the newest row, kept or not; 0 before the first. */
  last(): number;
  /** Rows up to this one are no longer kept. */
  forgotten(): number;
  /** From the oldest to the one that is being written. */
  lineage(): readonly Stretch[];
  /** Another number once the log began anew, in the life of this process: what was remembered of it counts no more. */
  generation(): number;
}
