import {
  type Account,
  type JobSchedule,
  type Schedule,
  type ScheduleRun,
  armId,
  comingRuns,
  describeRecurrence,
  localIso,
  nextRunOf,
  offsetMinutes,
  recurrenceOf,
  weekDayName,
  zoneOf,
} from '#automation';

import { showOrder } from '../jobs/order.ts';

/** How many of the runs to come are shown. */
const shownRuns = 5;

/** Times as the zone's clocks show them. Lists leave out the days, as Azure's do, and the runs to come. */
export function showSchedule(account: Account, schedule: Schedule, form: 'whole' | 'listed'): unknown {
  const { name, description, rule, startAt, isEnabled, timeZone } = schedule;
  const nextRun = nextRunOf(schedule);
  const zone = zoneOf(schedule);
  const recurrence = recurrenceOf(schedule);
  return {
    id: `${armId(account)}/schedules/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Schedules',
    properties: {
      description,
      startTime: localIso(startAt.getTime(), zone),
      startTimeOffsetMinutes: offsetMinutes(startAt.getTime(), zone),
      ...showExpiry(schedule.expiresAt, zone),
      isEnabled,
      nextRun: nextRun === null ? null : localIso(nextRun.getTime(), zone),
      nextRunOffsetMinutes: nextRun === null ? 0 : offsetMinutes(nextRun.getTime(), zone),
      interval: 'interval' in rule ? rule.interval : null,
      frequency: rule.frequency,
      creationTime: schedule.createdAt.toISOString(),
      lastModifiedTime: schedule.modifiedAt.toISOString(),
      timeZone,
      advancedSchedule: form === 'whole' ? showDays(schedule) : null,
      // Ours, beside Azure's.
      text: describeRecurrence(recurrence),
      ...(form === 'whole' && {
        nextRuns: comingRuns(schedule, shownRuns).map((run) => localIso(run.getTime(), zone)),
        cron: rule.frequency === 'Cron' ? rule.cron : null,
        rrule: rule.frequency === 'RRule' ? rule.rrule : null,
        daylightSaving: { gap: schedule.gap, overlap: schedule.overlap },
        misfire: schedule.misfire,
        jitterSeconds: schedule.jitterSeconds,
        exclusions: schedule.exclusions,
        calendars: schedule.calendars.map((calendar) => calendar.name),
      }),
      error: schedule.error,
    },
  };
}

/** What has no end ends on the last minute that .NET can write, seen from the zone. */
function showExpiry(
  expiresAt: Date | null,
  zone: string,
): { readonly expiryTime: string; readonly expiryTimeOffsetMinutes: number } {
  const lastMinute = Date.UTC(9999, 11, 31, 23, 59);
  const offset = offsetMinutes(expiresAt?.getTime() ?? lastMinute, zone);
  const end = expiresAt?.getTime() ?? lastMinute - Math.max(0, offset) * 60_000;
  return { expiryTime: localIso(end, zone), expiryTimeOffsetMinutes: offset };
}

function showDays({ rule }: Schedule): unknown {
  if (rule.frequency === 'Week' && rule.weekDays.length > 0)
    return { weekDays: rule.weekDays.map(weekDayName), monthDays: null, monthlyOccurrences: null };
  if (rule.frequency !== 'Month') return null;
  const { monthDays, monthlyOccurrences } = rule;
  if (monthDays.length + monthlyOccurrences.length === 0) return null;
  const orNull = <Item>(items: readonly Item[]): readonly Item[] | null => (items.length > 0 ? items : null);
  return {
    weekDays: null,
    monthDays: orNull(monthDays),
    monthlyOccurrences: orNull(
      monthlyOccurrences.map(({ occurrence, weekDay }) => ({ occurrence, day: weekDayName(weekDay) })),
    ),
  };
}

/** Lists say nothing of parameters, as Azure's. */
export function showJobSchedule(account: Account, link: JobSchedule, form: 'whole' | 'listed'): unknown {
  const { id, runbookName, scheduleName, runOn, parameters, order } = link;
  return {
    id: `${armId(account)}/jobSchedules/${id}`,
    name: id,
    type: 'Microsoft.Automation/AutomationAccounts/JobSchedules',
    properties: {
      jobScheduleId: id,
      runbook: { name: runbookName },
      schedule: { name: scheduleName },
      runOn,
      parameters: form === 'whole' ? parameters : null,
      // Ours, beside Azure's.
      ...showOrder(order),
    },
  };
}

export function showRun({ dueAt, outcome, jobId, jobName, reason, recordedAt }: ScheduleRun): unknown {
  return {
    dueTime: dueAt.toISOString(),
    outcome,
    job: jobId === null ? null : { jobId, name: jobName },
    reason,
    recordedTime: recordedAt.toISOString(),
  };
}
