import { type Clock, type Dice, dice, problem } from '#kernel';

import type { GraphRequest } from '../odata/request.ts';
import type { ChangedProperties, RecordedChange } from '../state/change.ts';
import type { TenantState } from '../state/state.ts';
import { asOf } from './as-of.ts';
import type { FaultSettings, Lag } from './settings.ts';

/**
 * Delayed consistency: what was written is seen after a while, as from a replica that lags. Only requests over the wire
 * see less; the state itself is always whole.
 */
export interface Eventually {
  /**
   * Answers a read from the past that it may see, and refuses a write to what is not there yet. The past is there only
   * for the time of the call: `work` is told to answer from it at once, on this thread.
   */
  answer<T>(request: GraphRequest, reading: boolean, work: (fromPast: boolean) => T): T;
  /** The credentials of an application that are not usable yet, by `keyId`. */
  freshCredentials(applicationId: string): ReadonlySet<string>;
}

/** More changes than that are not taken back for one answer; the oldest of them are seen early. */
const mostTakenBack = 5_000;
const credentialProperties = new Set(['passwordCredentials', 'keyCredentials']);

export function createEventually(
  state: TenantState,
  clock: Clock,
  settings: () => FaultSettings,
): Eventually {
  let known: FaultSettings | undefined;
  let replica: Dice;
  let longest = 0;

  /** How far back any class may lag; 0 when all is strict. */
  function reach(): number {
    const now = settings();
    if (now !== known) {
      known = now;
      replica = dice(`${now.seed} replica`);
      longest = Math.max(0, ...Object.values(now.consistency).map(millisecondsOf));
    }
    return longest;
  }

  /** What this one answer does not see, newest first. `part` says how far its replica lags behind. */
  function unseen(part: number, indexed: boolean): RecordedChange[] {
    const { consistency } = settings();
    const now = clock.now();
    const index = indexed ? lagOf(consistency['index'], part) : 0;
    const hidden: RecordedChange[] = [];
    for (const change of younger(state, now - longest, now)) {
      const age = now - change.instant;
      const lagging = (name: string): boolean =>
        age < Math.max(index, lagOf(consistency[name] ?? consistency['default'], part));
      const seen = withoutSeen(change, lagging);
      if (seen !== undefined) hidden.push(seen);
    }
    return hidden;
  }

  return {
    answer(request, reading, work) {
      if (reach() === 0 || isDelta(request)) return work(false);
      const hidden = unseen(replica.next(), reading && isIndexed(request));
      if (hidden.length === 0) return work(false);
      if (reading) return asOf(state, hidden, () => work(true));
      demandThere(request, hidden);
      return work(false);
    },
    freshCredentials(applicationId) {
      const fresh = new Set<string>();
      if (reach() === 0) return fresh;
      for (const { entity, id, properties } of unseen(replica.next(), false)) {
        if (entity !== 'application' || id !== applicationId) continue;
        for (const keyId of addedKeys(properties)) fresh.add(keyId);
      }
      return fresh;
    },
  };
}

function millisecondsOf(lag: Lag): number {
  if (lag === 'strict') return 0;
  return 'delayed' in lag ? lag.delayed : lag.random;
}

function lagOf(lag: Lag | undefined, part: number): number {
  if (lag === undefined || lag === 'strict') return 0;
  return 'delayed' in lag ? lag.delayed : lag.random * part;
}

/** From the newest back to that instant. What was written before the clock was set back counts as old. */
function* younger(state: TenantState, since: number, now: number): Generator<RecordedChange> {
  const page = 200;
  let upTo = state.changes.last();
  for (let taken = 0; taken < mostTakenBack; taken += page) {
    const changes = state.changes.read({ upTo, limit: page, newestFirst: true });
    for (const change of changes) {
      if (change.instant <= since) return;
      if (change.instant <= now) yield change;
    }
    if (changes.length < page) return;
    upTo = changes.at(-1)!.sequence - 1;
  }
}

/** The part of a change that is hidden. Credentials of an update lag on their own. */
function withoutSeen(change: RecordedChange, lagging: (name: string) => boolean): RecordedChange | undefined {
  if (change.navigation !== undefined) return lagging('links') ? change : undefined;
  if (change.kind !== 'updated') return lagging(change.entity) ? change : undefined;
  const hidden = Object.entries(change.properties).filter(([name]) =>
    lagging(credentialProperties.has(name) ? 'credentials' : change.entity),
  );
  return hidden.length === 0 ? undefined : { ...change, properties: Object.fromEntries(hidden) };
}

/** Delta reads the log of changes itself, which no replica shortens. */
function isDelta({ path }: GraphRequest): boolean {
  return /\/(?:microsoft\.graph\.)?delta(?:\(\))?$/i.test(path);
}

/** Answered from the index behind advanced queries. */
function isIndexed({ headers, query, path }: GraphRequest): boolean {
  const eventual = String(headers['consistencylevel'] ?? '').toLowerCase() === 'eventual';
  return eventual || query.has('$search') || /\/\$count$/i.test(path);
}

/** A write that names what was made a moment ago meets a replica that has not heard of it. */
function demandThere({ path, body }: GraphRequest, hidden: readonly RecordedChange[]): void {
  const missing = new Map<string, string>();
  for (const { kind, id, properties } of hidden) {
    if (kind !== 'created') continue;
    for (const name of [id, properties['userPrincipalName']?.[1], properties['appId']?.[1]])
      if (typeof name === 'string') missing.set(name.toLowerCase(), name);
  }
  if (missing.size === 0) return;
  for (const name of [path, ...references(body)].flatMap((text) => text.split(/[/'()]+/))) {
    const found = missing.get(decoded(name).toLowerCase());
    if (found !== undefined) throw problem('GraphNotFound', { id: found });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function references(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body)
    .filter(([name]) => name.endsWith('@odata.bind') || name === '@odata.id')
    .flatMap(([, value]) => [value].flat())
    .filter((each) => typeof each === 'string');
}

function addedKeys(properties: ChangedProperties): string[] {
  return [...credentialProperties].flatMap((name) => {
    const [old, now] = properties[name] ?? [];
    const before = new Set(keyIds(old));
    return keyIds(now).filter((each) => !before.has(each));
  });
}

function keyIds(credentials: unknown): string[] {
  return Array.isArray(credentials) ? credentials.map(({ keyId }: { keyId: string }) => keyId) : [];
}
