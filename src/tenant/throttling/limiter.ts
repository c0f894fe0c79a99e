import type { TenantClock } from '../clock/tenant-clock.ts';
import type { GraphResponse } from '../odata/request.ts';
import { Bucket } from './bucket.ts';
import { type Asked, type Counted, classifier } from './classify.ts';
import {
  type Effective,
  type Size,
  type TenantFacts,
  type Weighed,
  costOf,
  effectiveLimits,
  keyFor,
  sizeOf,
} from './effective.ts';
import { admittedHeaders, refusal } from './headers.ts';
import { published202608 } from './published-2026-08/index.ts';
import { type LimitSettings, readLimitSettings } from './settings.ts';

/** What became of a request at the limits: its answer when it was refused, else headers for its answer. */
export interface Admission {
  readonly refused?: GraphResponse;
  readonly headers: Readonly<Record<string, string>>;
  /** It changes nothing, whatever its method. */
  readonly reading: boolean;
  /** To be called when the request is answered: it is no longer in flight. */
  readonly done: () => void;
}

/** One count of the state: of whom, how much of how much, and how often was refused. */
export interface Usage {
  readonly limit: string;
  readonly of: string;
  readonly used: number;
  readonly most: number;
  readonly seconds: number;
  readonly refused: number;
}

export interface LimitsState {
  readonly settings: LimitSettings;
  readonly published: string;
  readonly size: Size;
  readonly usage: readonly Usage[];
}

/** The published limits, kept for one tenant in memory: a restart begins with full buckets. */
export interface Limiter {
  readonly settings: LimitSettings;
  admit(asked: Asked): Admission;
  /** Throws TenantLimitsInvalid. */
  change(given: unknown): LimitSettings;
  describe(): LimitsState;
  /** Fills every bucket. */
  refill(): void;
}

export interface LimiterOptions {
  readonly tenantId: () => string;
  readonly clock: TenantClock;
  readonly facts: TenantFacts;
  readonly settings: LimitSettings;
  readonly onChange?: (settings: LimitSettings) => void;
}

const published = published202608;
const names = new Set(published.limits.map(({ name }) => name));
/** The size of a tenant and its licences are looked at so often. */
const lookAgainAfter = 60_000;
/** Counts of those who have used nothing for long are dropped when there are so many. */
const mostBuckets = 10_000;
const nothing = (): void => {};
const personalAudiences = new Set(['AzureADandPersonalMicrosoftAccount', 'PersonalMicrosoftAccount']);

export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, facts } = options;
  const classify = classifier(published);
  let { settings } = options;
  let limits = new Map<string, Effective>();
  let byClass = new Map<string, Effective[]>();
  let lookedAt: number | undefined;

  function look(now: number): void {
    if (lookedAt !== undefined && Math.abs(now - lookedAt) < lookAgainAfter) return;
    lookedAt = now;
    limits = effectiveLimits(published, settings, facts, limits);
    byClass = Map.groupBy(limits.values(), ({ limit }) => limit.of);
  }

  function weigh(asked: Asked, counted: Counted, now: number): Weighed[] {
    const weighed: Weighed[] = [];
    for (const each of counted.classes) {
      for (const effective of byClass.get(each) ?? []) {
        const { limit, most } = effective;
        const cost = costOf(limit, counted);
        const key = cost === 0 ? undefined : keyFor(limit.per, asked.principal, counted.resource);
        if (key === undefined) continue;
        const used =
          limit.counts === 'concurrent'
            ? (effective.inFlight.get(key) ?? 0)
            : bucketOf(effective, key, now).used(now, most, limit.seconds);
        weighed.push({ effective, key, cost, used });
      }
    }
    return weighed;
  }

  function bucketOf({ buckets, limit, most }: Effective, key: string, now: number): Bucket {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    if (buckets.size >= mostBuckets) {
      for (const [of, bucket] of buckets) if (bucket.used(now, most, limit.seconds) === 0) buckets.delete(of);
    }
    const made = new Bucket(now);
    buckets.set(key, made);
    return made;
  }

  function admit(asked: Asked): Admission {
    const counted = withAudience(asked, classify(asked), facts);
    const reading = counted.writes === 0;
    if (!settings.on) return { headers: admittedHeaders(counted, [], clock), reading, done: nothing };
    const now = clock.now();
    look(now);
    const weighed = weigh(asked, counted, now);
    for (const { effective, key, cost } of weighed)
      effective.buckets.get(key)?.ask(now, cost, effective.limit.seconds);
    const reached = weighed.find((each) => isReached(each, priorityOf(asked)));
    if (reached !== undefined) {
      charge(
        weighed.filter(({ effective }) => effective.limit.refusedCount === true),
        true,
      );
      const bucket = bucketOf(reached.effective, reached.key, now);
      bucket.refusals += 1;
      const context = { tenantId: options.tenantId(), appId: asked.principal.appId, clock, bucket };
      return { refused: refusal(reached, context), headers: {}, reading, done: nothing };
    }
    charge(weighed, false);
    const holding = weighed.filter(({ effective }) => effective.limit.counts === 'concurrent');
    return {
      headers: admittedHeaders(counted, weighed, clock),
      reading,
      done: holding.length === 0 ? nothing : once(() => holding.forEach(release)),
    };
  }

  return {
    get settings() {
      return settings;
    },
    admit,
    change(given) {
      settings = readLimitSettings(settings, given, names);
      lookedAt = undefined;
      options.onChange?.(settings);
      return settings;
    },
    describe() {
      const now = clock.now();
      look(now);
      const usage = [...limits.values()].flatMap((effective) => usageOf(effective, now));
      return { settings, published: published.version, size: sizeOf(settings, facts), usage };
    },
    refill() {
      for (const { buckets } of limits.values()) buckets.clear();
    },
  };
}

function charge(weighed: readonly Weighed[], refused: boolean): void {
  for (const { effective, key, cost } of weighed) {
    if (effective.limit.counts === 'concurrent')
      effective.inFlight.set(key, (effective.inFlight.get(key) ?? 0) + 1);
    else if (refused) effective.buckets.get(key)?.takeThoughRefused(cost, effective.most);
    else effective.buckets.get(key)?.take(cost);
  }
}

function release({ effective, key }: Weighed): void {
  const left = (effective.inFlight.get(key) ?? 1) - 1;
  if (left > 0) effective.inFlight.set(key, left);
  else effective.inFlight.delete(key);
}

/** "Low priority requests are throttled first": a tenth of the limit is kept from them. How much is believed. */
const keptFromLow = 0.1;

function isReached({ effective, used, cost }: Weighed, priority: string): boolean {
  const { limit, most } = effective;
  const grants = priority === 'low' && limit.of === 'identity' ? most * (1 - keptFromLow) : most;
  // What costs more than a whole window passes when nothing else was asked.
  return used + cost > grants && (used > 0 || cost <= grants || grants === 0);
}

function priorityOf({ headers }: Asked): string {
  return String(headers['x-ms-throttle-priority'] ?? 'normal').toLowerCase();
}

/** Applications for personal accounts have a limit of their own, which their audience decides. */
function withAudience(asked: Asked, counted: Counted, facts: TenantFacts): Counted {
  if (counted.writes === 0 || !/^\/?applications(?:\/|\(|$)/i.test(asked.path)) return counted;
  const { signInAudience } = (asked.body ?? {}) as { signInAudience?: unknown };
  const id = /^\/?applications\/([^/?]+)/i.exec(asked.path)?.[1];
  const audience = signInAudience ?? (id === undefined ? undefined : facts.audience(id));
  if (!personalAudiences.has(String(audience))) return counted;
  return { ...counted, classes: [...counted.classes, 'personalApplication'] };
}

function usageOf({ limit, most, buckets, inFlight }: Effective, now: number): Usage[] {
  const { name, seconds } = limit;
  const counts = [...buckets]
    .map(([of, bucket]) => ({ of, used: bucket.used(now, most, seconds), refused: bucket.refusals }))
    .filter(({ used, refused }) => used > 0 || refused > 0);
  const flying = [...inFlight].map(([of, used]) => ({ of, used, refused: 0 }));
  return [...(seconds === 0 ? flying : counts)].map(({ of, used, refused }) => ({
    limit: name,
    of,
    used: Math.round(used * 100) / 100,
    most,
    seconds,
    refused,
  }));
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
