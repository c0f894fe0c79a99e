import { problem } from '#kernel';

/** Which requests a fault may hit, and what it does to them. Exactly one of the last four is given. */
export interface FaultRule {
  /** `/users/**` below the version, or the whole path of Entra's; `*` stands for one segment, `**` for any rest. */
  readonly path?: string;
  readonly methods?: readonly string[];
  /** A class of the limits: `identity`, `outlook`, `teams`; `entra` for sign-in. */
  readonly service?: string;
  /** Only items of a batch, or only requests on their own. */
  readonly in?: 'batch' | 'single';
  /** From 0 to 1; every one unless said otherwise. */
  readonly rate?: number;
  /** Only so many times. */
  readonly times?: number;
  readonly status?: 429 | 500 | 502 | 503 | 504;
  /** Seconds, for `status`; without it none is sent. */
  readonly retryAfter?: number;
  /** Milliseconds that half of the requests, and all but one of a hundred, do not exceed. */
  readonly latency?: { readonly p50: number; readonly p99: number };
  /** The connection ends without an answer. */
  readonly drop?: true;
  /** The token counts as expired, whatever it says. */
  readonly expiredToken?: true;
}

/** `strict`, or how many milliseconds a change takes to be seen: always so many, or each time a number up to that. */
export type Lag = 'strict' | { readonly delayed: number } | { readonly random: number };

/**
 * By what is read: an entity (`user`), `links` between objects, `credentials` of applications, the `index` behind
 * `$search`, `$count` and advanced queries; `default` for what is not named.
 */
export type Consistency = Readonly<Record<string, Lag>>;

/** Kept in the state, so that a fork has them too. */
export interface FaultSettings {
  /** The same seed and the same requests in the same order meet the same faults. */
  readonly seed: string;
  /** Whether a request may ask for a fault itself, by `x-tenantry-fault`. */
  readonly byHeader: boolean;
  readonly rules: readonly FaultRule[];
  readonly consistency: Consistency;
}

export const noFaults: FaultSettings = { seed: 'faults', byHeader: true, rules: [], consistency: {} };

const statuses = [429, 500, 502, 503, 504];
const ruleNames = new Set([
  'path',
  'methods',
  'service',
  'in',
  'rate',
  'times',
  'status',
  'retryAfter',
  'latency',
  'drop',
  'expiredToken',
]);
const mostRules = 100;
const longestLag = 24 * 60 * 60 * 1000;

/** `given` over `before`; throws TenantFaultsInvalid on what is no setting. */
export function readFaultSettings(before: FaultSettings, given: unknown): FaultSettings {
  if (!isObject(given)) throw invalid('an object is needed');
  for (const name of Object.keys(given)) if (!(name in noFaults)) throw invalid(`there is no '${name}'`);
  const { seed, byHeader, rules, consistency } = { ...before, ...(given as Partial<FaultSettings>) };
  if (typeof seed !== 'string') throw invalid("'seed' is a text");
  if (typeof byHeader !== 'boolean') throw invalid("'byHeader' is true or false");
  if (!Array.isArray(rules) || rules.length > mostRules)
    throw invalid(`'rules' is a list of at most ${mostRules}`);
  if (!isObject(consistency)) throw invalid("'consistency' has a lag by class");
  for (const lag of Object.values(consistency)) checkLag(lag);
  return { seed, byHeader, rules: rules.map(checkRule), consistency: consistency as Consistency };
}

export function checkRule(rule: unknown): FaultRule {
  if (!isObject(rule)) throw invalid('a rule is an object');
  for (const name of Object.keys(rule)) if (!ruleNames.has(name)) throw invalid(`a rule has no '${name}'`);
  const { path, methods, service, rate, times, status, retryAfter, latency, drop, expiredToken } =
    rule as Record<string, unknown>;
  const does = [status, latency, drop, expiredToken].filter((each) => each !== undefined);
  if (does.length !== 1) throw invalid("a rule has one of 'status', 'latency', 'drop' and 'expiredToken'");
  if (path !== undefined && typeof path !== 'string') throw invalid("'path' is a text");
  if (service !== undefined && typeof service !== 'string') throw invalid("'service' is a text");
  if (methods !== undefined && !Array.isArray(methods)) throw invalid("'methods' is a list");
  if (rule['in'] !== undefined && rule['in'] !== 'batch' && rule['in'] !== 'single')
    throw invalid("'in' is batch or single");
  if (rate !== undefined && !within(rate, 0, 1)) throw invalid("'rate' is a number from 0 to 1");
  if (times !== undefined && !within(times, 0, 1e9)) throw invalid("'times' is a number");
  if (status !== undefined && !statuses.includes(Number(status)))
    throw invalid(`'status' is one of ${statuses.join(', ')}`);
  if (retryAfter !== undefined && !within(retryAfter, 0, 86_400)) throw invalid("'retryAfter' has seconds");
  if (latency !== undefined) checkLatency(latency);
  return rule as FaultRule;
}

function checkLatency(latency: unknown): void {
  const { p50, p99 } = (latency ?? {}) as { p50?: unknown; p99?: unknown };
  if (!within(p50, 0, 600_000) || !within(p99, Number(p50), 600_000))
    throw invalid("'latency' has milliseconds, p50 and p99");
}

function checkLag(lag: unknown): void {
  if (lag === 'strict') return;
  const milliseconds = isObject(lag) ? Object.entries(lag) : [];
  const [only, more] = milliseconds;
  const known = only !== undefined && more === undefined && (only[0] === 'delayed' || only[0] === 'random');
  if (!known || !within(only[1], 0, longestLag))
    throw invalid("a lag is strict, or has the milliseconds 'delayed' or 'random'");
}

function within(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function invalid(detail: string): Error {
  return problem('TenantFaultsInvalid', { detail });
}
