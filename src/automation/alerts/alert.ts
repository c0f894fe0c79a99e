import type { Queryable } from '#store';

import type { AccountPath } from '../model.ts';

/** What a rule watches. `of` names what it can be narrowed to, `unit` is that of its threshold, `usual` its default. */
export const conditions = {
  'job-failed': { of: 'runbook' },
  'run-missing': { of: 'schedule', unit: 'minutes', usual: 15 },
  'completion-missing': { of: 'runbook', ofIsRequired: true, unit: 'hours', usual: 24 },
  expiring: { unit: 'days', usual: 30 },
  'worker-stuck': { unit: 'minutes', usual: 10 },
  'job-silent': { of: 'runbook', unit: 'minutes', usual: 60 },
  'event-source-failing': { unit: 'minutes', usual: 15 },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly of?: 'runbook' | 'schedule';
      readonly ofIsRequired?: true;
      readonly unit?: 'minutes' | 'hours' | 'days';
      readonly usual?: number;
    }
  >
>;

export type ConditionName = keyof typeof conditions;

export interface AlertRule {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly condition: ConditionName;
  /** The runbook or schedule it is about; null for all. */
  readonly of: string | null;
  /** In the unit of its condition. */
  readonly threshold: number | null;
  /** Names of destinations; empty for all. */
  readonly destinations: readonly string[];
  readonly expiresAfterHours: number;
  readonly isEnabled: boolean;
  readonly watchedAt: Date;
  /** Why it could not be looked at the last time. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface Alert {
  readonly id: string;
  readonly accountId: string;
  readonly ruleId: string;
  readonly rule: string;
  readonly condition: ConditionName;
  /** What makes two findings the same: `runbook:offboard-user`. */
  readonly key: string;
  /** What it is about, as ARM names it where it has a name. */
  readonly subject: string;
  /** One sentence. */
  readonly summary: string;
  readonly details: Readonly<Record<string, string>>;
  readonly state: 'Open' | 'Resolved' | 'Expired';
  /** It was opened so many times. */
  readonly episode: number;
  /** Seen so many times in this episode. */
  readonly count: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly closedAt: Date | null;
  readonly snoozedUntil: Date | null;
}

/** Something that is wrong, as a condition finds it. */
export interface Finding {
  readonly key: string;
  readonly subject: string;
  readonly summary: string;
  readonly details: Readonly<Record<string, string>>;
  /** When it happened. */
  readonly at: Date;
  /** What is counted: it is found once. Without one the finding is a state, which is over when it is found no more. */
  readonly source?: string;
}

/** Something of the installation that ends at a time: a certificate of its own servers, a key of an application. */
export interface Expiry {
  readonly name: string;
  readonly expiresAt: Date;
}

export interface Watched {
  readonly tx: Queryable;
  readonly rule: AlertRule;
  readonly account: AccountPath;
  readonly now: number;
  /** Those of the rule that are open. */
  readonly open: readonly Alert[];
  /** What ends by itself outside the database: of the installation, and of the account's identities. */
  readonly expiries: (accountId: string) => Promise<readonly Expiry[]>;
}

export interface Found {
  readonly findings: readonly Finding[];
  /** Keys of open alerts that are over. */
  readonly over: readonly string[];
}

export type Condition = (watched: Watched) => Promise<Found>;

/** For conditions that are states: whatever is open and was not found is over. */
export function asState(findings: readonly Finding[], open: readonly Alert[]): Found {
  const keys = new Set(findings.map(({ key }) => key));
  return { findings, over: open.filter(({ key }) => !keys.has(key)).map(({ key }) => key) };
}

export function before(now: number, amount: number, unit: 'minutes' | 'hours' | 'days'): Date {
  return new Date(now - amount * { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }[unit]);
}
