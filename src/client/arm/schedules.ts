import {
  type BodyOf,
  type Arm,
  type Resource,
  type WireResource,
  allOf,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  equals,
  flat,
  segment,
} from './arm.ts';

import type { JobOrder, ShownOrder } from '../job/job.ts';

/** Frequency and days as Azure has them; `cron` and `rrule`, with what follows them, are Tenantry's. */
export interface ScheduleRequest {
  readonly description?: string;
  /** ISO 8601; without an offset a time of the zone. */
  readonly startTime?: string;
  readonly expiryTime?: string;
  /** A name of IANA's or of Windows. */
  readonly timeZone?: string;
  readonly frequency?: string;
  readonly interval?: number;
  readonly advancedSchedule?: {
    readonly weekDays?: readonly string[];
    readonly monthDays?: readonly number[];
    readonly monthlyOccurrences?: readonly { readonly occurrence: number; readonly day: string }[];
  };
  readonly cron?: string;
  readonly rrule?: string;
  readonly daylightSaving?: { readonly gap?: 'after' | 'skip'; readonly overlap?: 'once' | 'twice' };
  readonly misfire?: 'once' | 'all' | 'skip';
  readonly jitterSeconds?: number;
  readonly exclusions?: readonly string[];
  /** Names of calendars on whose days it does not run. */
  readonly calendars?: readonly string[];
}

export type Schedule = Resource<{
  readonly description: string | null;
  readonly startTime: string;
  readonly expiryTime: string;
  readonly isEnabled: boolean;
  readonly nextRun: string | null;
  readonly frequency: string;
  readonly interval: number | null;
  readonly timeZone: string;
  /** In words; Azure has none. */
  readonly text?: string;
  /** Not in lists. */
  readonly nextRuns?: readonly string[];
  readonly error?: string | null;
}>;

export type JobSchedule = Resource<
  {
    readonly jobScheduleId: string;
    readonly runbook: { readonly name: string };
    readonly schedule: { readonly name: string };
    readonly runOn: string | null;
    /** Null in lists. */
    readonly parameters: Readonly<Record<string, string>> | null;
  } & ShownOrder
>;

/** What became of a time of a job schedule. */
export interface ScheduleRun {
  readonly dueTime: string;
  readonly outcome: 'job' | 'skipped' | 'failed';
  readonly job: { readonly jobId: string; readonly name: string | null } | null;
  readonly reason: string | null;
  readonly recordedTime: string;
}

export interface Schedules {
  list(): AsyncGenerator<Schedule>;
  get(name: string): Promise<Schedule>;
  put(name: string, schedule: ScheduleRequest): Promise<Schedule>;
  update(name: string, change: { isEnabled?: boolean; description?: string }): Promise<Schedule>;
  /** With its links. False when there was none. */
  delete(name: string): Promise<boolean>;
}

export interface JobSchedules {
  list(filter?: { runbook?: string; schedule?: string }): AsyncGenerator<JobSchedule>;
  get(id: string): Promise<JobSchedule>;
  /** `id` is a GUID of the caller's. */
  create(
    id: string,
    link: {
      schedule: string;
      runbook: string;
      parameters?: Readonly<Record<string, string>>;
      runOn?: string;
    } & JobOrder,
  ): Promise<JobSchedule>;
  delete(id: string): Promise<boolean>;
  /** The latest first. */
  runs(id: string): AsyncGenerator<ScheduleRun>;
}

export function schedules(arm: Arm): Schedules {
  const at = (name: string): string => `/schedules/${segment(name)}`;
  return {
    list: () => armList(arm, '/schedules'),
    get: (name) => armGet(arm, at(name)),
    put: (name, properties) =>
      armPut(arm, at(name), { name, properties } satisfies BodyOf<'Schedule_CreateOrUpdate'>),
    async update(name, properties) {
      const call = armCall(arm, at(name), {
        method: 'PATCH',
        json: { name, properties } satisfies BodyOf<'Schedule_Update'>,
      });
      return flat(
        (await arm.transport.call(call)).json<WireResource<Omit<Schedule, keyof WireResource<unknown>>>>(),
      );
    },
    delete: (name) => armDelete(arm, at(name)),
  };
}

export function jobSchedules(arm: Arm): JobSchedules {
  const at = (id: string): string => `/jobSchedules/${segment(id)}`;
  return {
    list: ({ runbook, schedule } = {}) =>
      armList(arm, '/jobSchedules', {
        $filter: allOf(equals('runbook/name', runbook), equals('schedule/name', schedule)),
      }),
    get: (id) => armGet(arm, at(id)),
    create: (id, { schedule, runbook, ...rest }) =>
      armPut(arm, at(id), {
        properties: { schedule: { name: schedule }, runbook: { name: runbook }, ...rest },
      } satisfies BodyOf<'JobSchedule_Create'>),
    delete: (id) => armDelete(arm, at(id)),
    async *runs(id) {
      let call = armCall(arm, `${at(id)}/runs`);
      for (;;) {
        const page = (await arm.transport.call(call)).json<{ value: ScheduleRun[]; nextLink?: string }>();
        yield* page.value;
        if (page.nextLink === undefined) return;
        call = { path: page.nextLink };
      }
    },
  };
}
