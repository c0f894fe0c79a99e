import type { RecordedChange } from '../../state/change.ts';
import type { TenantState } from '../../state/state.ts';
import type { Work } from '../licences/keep.ts';
import { expireGroups, followLifecycle } from './expire-groups.ts';
import { followLicences, workOnLicences } from './follow-licences.ts';
import { workOnMembership } from './decide-membership.ts';
import { followMembership, watchClock } from './follow-membership.ts';

/**
 * How long the directory takes before it acts on a change: Entra says minutes for rules and licences of groups. Rules
 * come first, since members that they bring get licences. Milliseconds, believed.
 */
export const membershipDelay = 60_000;
export const licenceDelay = 30_000;

const changesAtOnce = 500;
/** A request waits for so much of it, in changes followed and candidates looked at; the rest is for the next. */
const mostAtOnce = 20_000;

interface Follower {
  readonly setting: string;
  readonly delay: number;
  readonly follow: (work: Work, changes: readonly RecordedChange[]) => void;
}

const followers: readonly Follower[] = [
  { setting: 'followed:membership', delay: membershipDelay, follow: followMembership },
  { setting: 'followed:lifecycle', delay: 0, follow: followLifecycle },
  { setting: 'followed:licences', delay: licenceDelay, follow: followLicences },
];

/** Where a follower is in the log, and from when on there may be more for it: a request without work costs nothing. */
interface Place {
  readonly after: number;
  readonly notBefore: number;
}

/** Forgotten with the state, or when its log begins anew, and then read from its file. */
const places = new WeakMap<TenantState, { readonly of: number; readonly known: Map<string, Place> }>();

/**
 * Does what is due of the tenant's own work: members by rule, licences by group, groups whose time is over. Called
 * before each request is answered, it follows the log of changes, so the work follows what was written and not the size
 * of the tenant, and is bounded each time; what is left is done at the next call. True when there was something to do.
 */
export function settle(work: Work): boolean {
  let done = 0;
  while (done < mostAtOnce) {
    const step = settleOnce(work);
    if (step === 0) break;
    done += step;
  }
  return done > 0;
}

function settleOnce(work: Work): number {
  const followed = followers.reduce((sum, follower) => sum + followOnce(work, follower), 0);
  watchClock(work);
  return followed + workOnMembership(work) + workOnLicences(work) + expireGroups(work);
}

function followOnce(work: Work, { setting, delay, follow }: Follower): number {
  const { state, clock } = work;
  const known = placesOf(state);
  const { after, notBefore } = known.get(setting) ?? begin(state, known, setting);
  if (after >= state.changes.last() || clock.now() < notBefore) return 0;
  const unread = state.changes.read({ after, limit: changesAtOnce });
  const early = unread.findIndex(({ instant }) => instant + delay > clock.now());
  const changes = early < 0 ? unread : unread.slice(0, early);
  const reached = changes.at(-1)?.sequence ?? after;
  if (changes.length > 0) {
    state.transaction(() => {
      follow(work, changes);
      state.setSetting(setting, String(reached));
    });
  }
  known.set(setting, { after: reached, notBefore: early < 0 ? 0 : unread[early]!.instant + delay });
  return changes.length;
}

function begin(state: TenantState, known: Map<string, Place>, setting: string): Place {
  const place = { after: Number(state.setting(setting) ?? 0), notBefore: 0 };
  known.set(setting, place);
  return place;
}

function placesOf(state: TenantState): Map<string, Place> {
  const of = state.changes.generation();
  const remembered = places.get(state);
  if (remembered?.of === of) return remembered.known;
  const known = new Map<string, Place>();
  places.set(state, { of, known });
  return known;
}
