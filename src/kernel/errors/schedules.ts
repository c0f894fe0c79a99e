import type { ErrorTable } from './entry.ts';

/** Schedules, and what links runbooks to them. */
export const scheduleErrors = {
  ScheduleNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Schedule '{name}' not found.",
    remedy: 'List the schedules to see their names.',
  },
  CalendarNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Calendar '{name}' not found.",
    remedy: 'List the calendars to see their names.',
  },
  CalendarInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The calendar is not valid: {detail}.',
    remedy: 'Mend it, and send it again.',
  },
  CalendarUsed: {
    status: 409,
    wireCode: 'Conflict',
    message: "Schedules go by the calendar '{name}': {schedules}.",
    remedy: 'Change the schedules first.',
  },
  ScheduleInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The schedule is not valid: {detail}.',
    remedy: 'Mend it, and send it again.',
  },
  ScheduleStartTooSoon: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      'The start time of the schedule must be at least {minutes} minutes after the time you create the schedule.',
    remedy: 'Choose a later start time.',
  },
  TimeZoneUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{zone}' is no time zone.",
    remedy: "Use a name of IANA's or of Windows, Europe/Berlin or W. Europe Standard Time for instance.",
  },
  CronInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{cron}' is no cron expression: {detail}.",
    remedy: 'Write five fields, 0 22 * * 1-5 for instance.',
  },
  RecurrenceRuleInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{rule}' is no recurrence rule: {detail}.",
    remedy: 'Write it as in RFC 5545, FREQ=MONTHLY;BYDAY=-1FR for instance.',
  },
  JobScheduleNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Job schedule '{id}' not found.",
    remedy: 'List the job schedules to see their ids.',
  },
  JobScheduleIdInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{id}' is no name for a job schedule.",
    remedy: 'Use a GUID.',
  },
  JobScheduleExists: {
    status: 409,
    wireCode: 'Conflict',
    message: 'A jobSchedule with same id already exists.',
    remedy: 'Delete it first, or use another GUID.',
  },
  JobScheduleLinked: {
    status: 409,
    wireCode: 'Conflict',
    message: 'A job schedule for the specified runbook and schedule already exists.',
    remedy: 'Delete it first, or use another schedule.',
  },
  OccurrenceInvalid: {
    status: 400,
    message: "'{text}' is no day of a month.",
    remedy: "Write a weekday as 'last Friday', a day as 15 or last.",
  },
} as const satisfies ErrorTable;
