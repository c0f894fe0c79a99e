import { comingAfter, findZone, type Recurrence, type Rule } from './recurrence/index.ts';

/** What is done about times that passed while nobody could fire them. */
export type Misfire = 'once' | 'all' | 'skip';

export interface Schedule {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string | null;
  readonly startAt: Date;
  readonly expiresAt: Date | null;
  /** As the client wrote it. */
  readonly timeZone: string;
  readonly rule: Rule;
  readonly gap: Recurrence['gap'];
  readonly overlap: Recurrence['overlap'];
  readonly misfire: Misfire;
  readonly jitterSeconds: number;
  readonly exclusions: readonly string[];
  readonly isEnabled: boolean;
  /** The next time that it means; the jitter comes on top. */
  readonly nextWindow: Date | null;
  /** Why it could not be fired the last time. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export const scheduleColumns = `
  s.id, s.account_id as "accountId", s.name, s.description, s.start_at as "startAt", s.expires_at as "expiresAt",
  s.time_zone as "timeZone", s.rule, s.gap, s.overlap, s.misfire, s.jitter_seconds as "jitterSeconds", s.exclusions,
  s.is_enabled as "isEnabled", s.next_window as "nextWindow", s.error, s.created_at as "createdAt",
  s.modified_at as "modifiedAt"`;

/** IANA's name of its zone. A zone that this version does not know any more counts as UTC. */
export function zoneOf({ timeZone }: Pick<Schedule, 'timeZone'>): string {
  return findZone(timeZone) ?? 'UTC';
}

export function recurrenceOf(
  schedule: Pick<Schedule, 'startAt' | 'expiresAt' | 'timeZone' | 'rule' | 'gap' | 'overlap' | 'exclusions'>,
): Recurrence {
  const { startAt, expiresAt, rule, gap, overlap, exclusions } = schedule;
  return {
    start: startAt.getTime(),
    ...(expiresAt !== null && { expiry: expiresAt.getTime() }),
    zone: zoneOf(schedule),
    rule,
    gap,
    overlap,
    exclusions,
  };
}

/** The times that come, beginning with the next one that is not fired yet; none while it is disabled. */
export function comingRuns(schedule: Schedule, many: number): Date[] {
  if (schedule.nextWindow === null || !schedule.isEnabled) return [];
  const next = schedule.nextWindow.getTime();
  return comingAfter(recurrenceOf(schedule), next - 1, many).map((moment) => new Date(moment));
}
