import { createHmac, timingSafeEqual } from 'node:crypto';

import { newSecret, problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { TenantState } from '../state/state.ts';

/** What a round of change tracking was begun with; every link of it carries it on. */
export interface DeltaOptions {
  readonly types: readonly EntityName[];
  /** Of each type that the client chose from: properties and relations. All by default of the others. */
  readonly select: Readonly<Partial<Record<EntityName, readonly string[]>>>;
  /** Only these objects. */
  readonly ids?: readonly string[];
}

/** Where the reading of everything goes on. */
export interface FullCursor {
  readonly type: number;
  /** Behind this object, or within its relations. */
  readonly id: string;
  readonly within?: { readonly navigation: number; readonly after: string };
}

/** What a client hands back: everything the tenant must know to go on, so that it keeps nothing itself. */
export interface DeltaToken {
  /** `users`, `directoryObjects`: tokens are good for the set they were given for. */
  readonly of: string;
  /** The stretch of the log that `sequence` counts in. */
  readonly log: string;
  /** What happened up to here is known to the client. */
  readonly sequence: number;
  /** Within a round of changes: where it ends. */
  readonly upTo?: number;
  /** Within the reading of everything. */
  readonly full?: FullCursor;
  readonly issued: number;
  readonly options: DeltaOptions;
}

/** One page of a round. */
export interface DeltaPage {
  readonly value: readonly Readonly<Record<string, unknown>>[];
  /** Where the round goes on, or undefined at its end. */
  readonly next: Pick<DeltaToken, 'sequence' | 'upTo' | 'full'> | undefined;
  /** What the client knows when the round has ended. */
  readonly known: number;
}

const keySetting = 'delta-key';

/** Signed, so that nobody makes one up; the key lies in the state, so that it outlives restarts and is the same in a fork. */
export function writeToken(state: TenantState, token: DeltaToken): string {
  const payload = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${payload}.${sign(state, payload)}`;
}

export function readToken(state: TenantState, text: string, of: string): DeltaToken {
  const [payload = '', signature = ''] = text.split('.');
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(state, payload))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw problem('GraphDeltaToken');
  const token = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as DeltaToken;
  if (token.of !== of) throw problem('GraphDeltaToken');
  return token;
}

function sign(state: TenantState, payload: string): string {
  let key = state.setting(keySetting);
  if (key === undefined) {
    key = newSecret();
    state.setSetting(keySetting, key);
  }
  return createHmac('sha256', key).update(payload).digest('base64url').slice(0, 22);
}

/** Source: learn.microsoft.com/graph/delta-query-overview#token-duration: seven days for directory objects. */
const lifetime = 7 * 24 * 60 * 60 * 1000;

/**
 * Can the log still tell what happened since? A token of a fork's origin is good in the fork as long as it knows no more
 * than the fork does, and the other way round it is not.
 */
export function standing(state: TenantState, token: DeltaToken, now: number): 'good' | 'expired' | 'unknown' {
  if (now - token.issued > lifetime) return 'expired';
  const { changes } = state;
  const lineage = changes.lineage();
  const at = lineage.findIndex(({ id }) => id === token.log);
  if (at < 0 || token.sequence < changes.forgotten()) return 'unknown';
  const end = lineage[at + 1]?.after ?? changes.last();
  return Math.max(token.sequence, token.upTo ?? 0) <= end ? 'good' : 'unknown';
}

/** A place in the log as a new token names it. */
export function here(state: TenantState): { readonly log: string; readonly sequence: number } {
  const { changes } = state;
  return { log: changes.lineage().at(-1)?.id ?? '', sequence: changes.last() };
}
