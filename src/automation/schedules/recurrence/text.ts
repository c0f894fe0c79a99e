import type { Recurrence, Rule } from './recurrence.ts';
import { zoned } from './zones.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const nth = ['first', 'second', 'third', 'fourth', 'fifth'];

/** For people: `last Friday of each month, 22:00 Europe/Berlin`. */
export function describeRecurrence({ start, zone, rule }: Recurrence): string {
  const wall = zoned(start, zone);
  const time = `${wall.toPlainTime().toString({ smallestUnit: 'minute' })} ${zone}`;
  const date = wall.toPlainDate();
  switch (rule.frequency) {
    case 'OneTime':
      return `once on ${date.toString()}, ${time}`;
    case 'Minute':
    case 'Hour':
      return `every ${counted(rule.interval, rule.frequency.toLowerCase())} from ${date.toString()}, ${time}`;
    case 'Day':
      return `${rule.interval === 1 ? 'each day' : `every ${rule.interval} days`}, ${time}`;
    case 'Week': {
      const days = rule.weekDays.length > 0 ? rule.weekDays : [date.dayOfWeek];
      const names = joined(days.map((day) => weekdays[day - 1]!));
      return rule.interval === 1
        ? `each ${names}, ${time}`
        : `${names} of every ${rule.interval} weeks, ${time}`;
    }
    case 'Month':
      return `${daysOfMonth(rule, date.day)} of ${rule.interval === 1 ? 'each month' : `every ${rule.interval} months`}, ${time}`;
    case 'Cron':
      return `cron ${rule.cron}, ${zone}`;
    case 'RRule':
      return `${rule.rrule}, ${time}`;
  }
}

function counted(interval: number, unit: string): string {
  return interval === 1 ? unit : `${interval} ${unit}s`;
}

function daysOfMonth(
  { monthDays, monthlyOccurrences }: Extract<Rule, { frequency: 'Month' }>,
  startDay: number,
): string {
  const numbers = monthDays.length + monthlyOccurrences.length > 0 ? monthDays : [startDay];
  return joined([
    ...numbers.map((day) => (day === -1 ? 'last day' : `day ${day}`)),
    ...monthlyOccurrences.map(
      ({ occurrence, weekDay }) =>
        `${occurrence === -1 ? 'last' : nth[occurrence - 1]!} ${weekdays[weekDay - 1]!}`,
    ),
  ]);
}

function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}
