import { type Dice, dice } from '#kernel';

import { type Asked, classifier, segmentsOf } from '../throttling/classify.ts';
import { rule as pattern } from '../throttling/limit.ts';
import { published202608 } from '../throttling/published-2026-08/index.ts';
import { ruleFinder } from '../throttling/rules.ts';
import { faultHeader, readFaultHeader } from './fault-header.ts';
import { type FaultRule, type FaultSettings, readFaultSettings } from './settings.ts';

/** What befalls one request, all at once: it waits, and then fails or goes on. */
export interface Fault {
  /** Milliseconds of the machine's time: they are a property of the wire. */
  readonly wait: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly drop?: true;
  readonly expiredToken?: true;
}

/** A request as rules look at it. Entra's have `service: 'entra'` and their whole path. */
export interface Exposed extends Asked {
  readonly batched: boolean;
  readonly service?: 'entra';
}

export interface Faults {
  readonly settings: FaultSettings;
  /** Undefined when nothing befalls it. */
  draw(exposed: Exposed): Fault | undefined;
  /** Throws TenantFaultsInvalid. From here on the seed's sequence begins anew. */
  change(given: unknown): FaultSettings;
}

interface Armed {
  readonly rule: FaultRule;
  readonly fits: (exposed: Exposed) => boolean;
  /** Of its own, so that requests which this rule does not look at change nothing. */
  readonly dice: Dice;
  left: number;
}

const classify = classifier(published202608);

export function createFaults(given: FaultSettings, onChange?: (settings: FaultSettings) => void): Faults {
  let settings = given;
  let armed = arm(settings);
  let ofHeaders = dice(`${settings.seed} headers`);

  return {
    get settings() {
      return settings;
    },
    draw(exposed) {
      const asked = settings.byHeader ? exposed.headers[faultHeader] : undefined;
      if (armed.length === 0 && asked === undefined) return undefined;
      const hit = armed.filter((each) => strikes(each, exposed)).map(({ rule, dice }) => ({ rule, dice }));
      if (asked !== undefined) {
        for (const rule of readFaultHeader(String(asked)))
          if (ofHeaders.next() < (rule.rate ?? 1)) hit.push({ rule, dice: ofHeaders });
      }
      return hit.length === 0 ? undefined : together(hit);
    },
    change(changed) {
      settings = readFaultSettings(settings, changed);
      armed = arm(settings);
      ofHeaders = dice(`${settings.seed} headers`);
      onChange?.(settings);
      return settings;
    },
  };
}

function arm({ rules, seed }: FaultSettings): Armed[] {
  return rules.map((rule, at) => ({
    rule,
    fits: fitting(rule),
    dice: dice(`${seed} ${at}`),
    left: rule.times ?? Number.POSITIVE_INFINITY,
  }));
}

function fitting(rule: FaultRule): Armed['fits'] {
  const methods = rule.methods?.map((method) => method.toUpperCase());
  const find = rule.path === undefined ? undefined : ruleFinder([pattern(rule.path, 'fault')]);
  return (exposed) => {
    if (methods !== undefined && !methods.includes(exposed.method)) return false;
    if (rule.in !== undefined && (rule.in === 'batch') !== exposed.batched) return false;
    if (rule.service !== undefined && !isOf(exposed, rule.service)) return false;
    return find === undefined || find(exposed.method, segmentsOf(exposed)) !== undefined;
  };
}

function isOf(exposed: Exposed, service: string): boolean {
  if (exposed.service !== undefined || service === 'entra') return exposed.service === service;
  return classify(exposed).classes.some((each) => each === service || each.startsWith(`${service}.`));
}

function strikes(armed: Armed, exposed: Exposed): boolean {
  if (armed.left <= 0 || !armed.fits(exposed)) return false;
  if (armed.dice.next() >= (armed.rule.rate ?? 1)) return false;
  armed.left -= 1;
  return true;
}

/** Waits add up; of failures the first counts. */
function together(hit: readonly { readonly rule: FaultRule; readonly dice: Dice }[]): Fault {
  let wait = 0;
  let failure: Omit<Fault, 'wait'> | undefined;
  for (const { rule, dice } of hit) {
    if (rule.latency !== undefined) wait += drawLatency(rule.latency, dice);
    else failure ??= failureOf(rule);
  }
  return { wait, ...failure };
}

function failureOf({ status, retryAfter, drop, expiredToken }: FaultRule): Omit<Fault, 'wait'> {
  if (drop === true) return { drop };
  if (expiredToken === true) return { expiredToken };
  return { status: status!, ...(retryAfter !== undefined && { retryAfter }) };
}

/** The hundredth part of a normal distribution begins so many deviations above its middle. */
const deviationsToP99 = 2.326;

/** Log-normal, as times on a network are. */
function drawLatency({ p50, p99 }: NonNullable<FaultRule['latency']>, dice: Dice): number {
  if (p50 === 0 || p99 === p50) return p50;
  const [one, other] = [1 - dice.next(), dice.next()];
  const normal = Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other);
  return Math.round(p50 * Math.exp((normal * Math.log(p99 / p50)) / deviationsToP99));
}
