import type { CalendarDays } from '../schedules/recurrence/index.ts';

/** Days on which schedules that name it do not run, in the zone of each. */
export interface Calendar extends CalendarDays {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string | null;
  /** Names of the schedules that name it. */
  readonly schedules: readonly string[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** As clients write it. What is absent is empty. */
export interface CalendarInput {
  readonly description?: string | undefined;
  readonly days?: readonly string[] | undefined;
  readonly rules?:
    | readonly {
        readonly start: string;
        readonly rrule: string;
        readonly length?: number | undefined;
      }[]
    | undefined;
  /** A calendar of RFC 5545: its events are days, beside those above. */
  readonly ics?: string | undefined;
}

export const calendarColumns = `
  c.id, c.account_id as "accountId", c.name, c.description, c.days, c.rules, c.created_at as "createdAt",
  c.modified_at as "modifiedAt",
  array(select s.name from schedule_calendar l join schedule s on s.id = l.schedule_id where l.calendar_id = c.id
    order by lower(s.name)) as schedules`;
