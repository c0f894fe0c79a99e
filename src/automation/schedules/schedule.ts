import {
  type CalendarDays,
  type Recurrence,
  type Rule,
  comingAfter,
  findZone,
  isOnDays,
  occurrencesAfter,
} from './recurrence/index.ts';

/** What is done about times that passed while nobody could fire them. */
export type Misfire = 'once' | 'all' | 'skip';

/** A calendar that a schedule names. */
export type NamedDays = CalendarDays & { readonly name: string };

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
  /** Those that it names: on their days its times are skipped, and that is recorded. */
  readonly calendars: readonly NamedDays[];
  readonly isEnabled: boolean;
  /** The next time that it means; the jitter comes on top. */
  readonly nextWindow: Date | null;
  /** Why it could not be fired the last time. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** What a client decides about the times of a schedule. */
export type ScheduleTiming = Pick<
  Schedule,
  | 'startAt'
  | 'expiresAt'
  | 'timeZone'
  | 'rule'
  | 'gap'
  | 'overlap'
  | 'misfire'
  | 'jitterSeconds'
  | 'exclusions'
>;

/** What decides about the times of a schedule. */
export type TimedSchedule = ScheduleTiming & Pick<Schedule, 'id' | 'calendars' | 'nextWindow'>;

/** Those of it that lie in its own row. */
export const timedColumns = `
  s.id, s.start_at as "startAt", s.expires_at as "expiresAt", s.time_zone as "timeZone", s.rule, s.gap, s.overlap, s.misfire,
  s.jitter_seconds as "jitterSeconds", s.exclusions, s.next_window as "nextWindow"`;

export const calendarsColumn = `
  coalesce((select json_agg(json_build_object('name', c.name, 'days', c.days, 'rules', c.rules) order by lower(c.name))
    from schedule_calendar l join calendar c on c.id = l.calendar_id where l.schedule_id = s.id), '[]'::json) as calendars`;

export const scheduleColumns = `
  ${timedColumns}, s.account_id as "accountId", s.name, s.description, s.is_enabled as "isEnabled", s.error,
  s.created_at as "createdAt", s.modified_at as "modifiedAt", ${calendarsColumn}`;

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

/** Name of the calendar that keeps it from running at this moment. */
export function calendarOn(
  schedule: Pick<Schedule, 'calendars' | 'timeZone'>,
  moment: number,
): string | undefined {
  const { calendars } = schedule;
  if (calendars.length === 0) return undefined;
  const zone = zoneOf(schedule);
  return calendars.find((each) => isOnDays(each, moment, zone))?.name;
}

/** So many times are looked at: whose calendars leave out that many has none that anybody waits for. */
const mostLookedAt = 1_000;

/** The times that come, beginning with the next one that is not fired yet; none while it is disabled. */
export function comingRuns(schedule: Schedule, many: number): Date[] {
  if (schedule.nextWindow === null || !schedule.isEnabled) return [];
  const before = schedule.nextWindow.getTime() - 1;
  const recurrence = recurrenceOf(schedule);
  const coming =
    schedule.calendars.length === 0
      ? comingAfter(recurrence, before, many)
      : occurrencesAfter(recurrence, before)
          .take(mostLookedAt)
          .filter((moment) => calendarOn(schedule, moment) === undefined)
          .take(many)
          .toArray();
  return coming.map((moment) => new Date(moment));
}

/** The next time that it runs, as it is shown: also of a schedule that is disabled, where no calendar has a say. */
export function nextRunOf(schedule: Schedule): Date | null {
  return schedule.calendars.length === 0 ? schedule.nextWindow : (comingRuns(schedule, 1)[0] ?? null);
}
