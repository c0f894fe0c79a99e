/** When something recurs. Times are milliseconds since 1970; days and hours are those of the zone's own clocks. */
export interface Recurrence {
  /** The first moment that may be one, and the time of day of those that follow. */
  readonly start: number;
  /** The last moment that may be one. */
  readonly expiry?: number | undefined;
  /** An IANA name. */
  readonly zone: string;
  readonly rule: Rule;
  /** A time that the clocks skip: the first moment after, or not at all. */
  readonly gap: 'after' | 'skip';
  /** A time that the clocks show twice: the first of them, or both. */
  readonly overlap: 'once' | 'twice';
  /** Days of the zone without any: `2026-12-25`, or `2026-12-24/2027-01-02` with both ends. */
  readonly exclusions: readonly string[];
}

/** The nth such weekday of a month; -1 is the last. Weekdays count from Monday, 1, to Sunday, 7. */
export interface MonthlyOccurrence {
  readonly occurrence: number;
  readonly weekDay: number;
}

export type Rule =
  | { readonly frequency: 'OneTime' }
  /** Minutes and hours are elapsed ones: no change of the clocks adds or takes any. */
  | { readonly frequency: 'Minute' | 'Hour'; readonly interval: number }
  | { readonly frequency: 'Day'; readonly interval: number }
  /** Of every such week, which begins on Monday; without days, on the weekday of the start. */
  | { readonly frequency: 'Week'; readonly interval: number; readonly weekDays: readonly number[] }
  /** -1 is the last day. A day that a month lacks is left out. Without any, the day of the start. */
  | {
      readonly frequency: 'Month';
      readonly interval: number;
      readonly monthDays: readonly number[];
      readonly monthlyOccurrences: readonly MonthlyOccurrence[];
    }
  | { readonly frequency: 'Cron'; readonly cron: string }
  | { readonly frequency: 'RRule'; readonly rrule: string };

/** Times of one day of the calendar, as minutes since midnight on the wall clock, ascending. */
export interface WallDay {
  readonly date: Temporal.PlainDate;
  readonly minutes: readonly number[];
}

/**
 * A rule as days with times. `from` gives them ascending, beginning with that day or earlier; it ends where there can be no more.
 * `start` may not be passed by: whoever reads leaves out what is before it.
 */
export interface WallRule {
  from(date: Temporal.PlainDate): Iterable<WallDay>;
  /** Hours that go through the day: each is one of its own, so that no change of the clocks moves or doubles any. */
  readonly everyHour?: boolean;
  /** Only so many, from the start on. */
  readonly count?: number | undefined;
  /** None after this moment. */
  readonly until?: number | undefined;
}
