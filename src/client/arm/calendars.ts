import { type Arm, type Resource, armDelete, armGet, armList, armPut, segment } from './arm.ts';

/** Days that come again. */
export interface CalendarRule {
  /** The first of them: `2026-05-01`. */
  readonly start: string;
  /** Of RFC 5545, in days, weeks, months or years. */
  readonly rrule: string;
  /** How many days each time takes; one when absent. */
  readonly length?: number;
}

export interface CalendarRequest {
  readonly description?: string;
  /** `2026-12-25`, or `2026-12-24/2027-01-02` with both ends. */
  readonly days?: readonly string[];
  readonly rules?: readonly CalendarRule[];
  /** A calendar of RFC 5545, whose events are added as days. */
  readonly ics?: string;
}

export type Calendar = Resource<{
  readonly description: string | null;
  readonly days: readonly string[];
  readonly rules: readonly Required<CalendarRule>[];
  /** Names of the schedules that name it. */
  readonly schedules: readonly string[];
}>;

export interface Calendars {
  list(): AsyncGenerator<Calendar>;
  get(name: string): Promise<Calendar>;
  /** Replaces what it holds. */
  put(name: string, calendar: CalendarRequest): Promise<Calendar>;
  delete(name: string): Promise<boolean>;
}

export function calendars(arm: Arm): Calendars {
  const at = (name: string): string => `/calendars/${segment(name)}`;
  return {
    list: () => armList(arm, '/calendars', {}),
    get: (name) => armGet(arm, at(name)),
    put: (name, properties) => armPut(arm, at(name), { name, properties }),
    delete: (name) => armDelete(arm, at(name)),
  };
}
