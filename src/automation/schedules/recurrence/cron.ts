import { problem } from '#kernel';

import { everyDay, nthWeekday } from './days.ts';
import type { WallRule } from './recurrence.ts';

/**
 * Cron with five fields: minute, hour, day of month, month, weekday (0 and 7 are Sunday). Lists, ranges, steps, English names; `L` is
 * the last day of the month, `5L` the last Friday, `5#2` the second. Where both days are given either counts, as everywhere in cron.
 */
interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly everyHour: boolean;
  matches(date: Temporal.PlainDate): boolean;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'weekday', least: 0, most: 7, names: weekdays },
];

/** How far the next day of a rule can be: the 29th of February, over a century that has none. */
const farthestDays = 366 * 8 + 2;

/** @throws CronInvalid, naming the field */
export function cronRule(text: string, start: Temporal.PlainDate): WallRule {
  const cron = parseCron(text);
  const minutes = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  return {
    everyHour: cron.everyHour,
    *from(date) {
      let since = 0;
      for (const day of everyDay(start, 1, date)) {
        if (++since > farthestDays) return;
        if (!cron.matches(day)) continue;
        since = 0;
        yield { date: day, minutes };
      }
    },
  };
}

export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length)
    throw problem('CronInvalid', {
      cron: text,
      detail: 'it has five fields: minute, hour, day, month, weekday',
    });
  const [minute, hour, day, month, weekday] = parts as [string, string, string, string, string];
  const values = (part: string, at: number): number[] => valuesOf(text, part, fields[at]!);
  const inMonth = new Set(values(month, 3));
  const ofMonth = dayOfMonth(text, day);
  const ofWeek = dayOfWeek(text, weekday);
  const [anyDay, anyWeekday] = [day.startsWith('*'), weekday.startsWith('*')];
  return {
    minutes: values(minute, 0),
    hours: values(hour, 1),
    everyHour: hour.startsWith('*'),
    matches(date) {
      if (!inMonth.has(date.month)) return false;
      // With a star in one of them both must agree; else either will do.
      return anyDay || anyWeekday ? ofMonth(date) && ofWeek(date) : ofMonth(date) || ofWeek(date);
    },
  };
}

type Match = (date: Temporal.PlainDate) => boolean;

function dayOfMonth(text: string, part: string): Match {
  const items = part.split(',');
  const last = items.some((item) => item.toUpperCase() === 'L');
  const rest = items.filter((item) => item.toUpperCase() !== 'L').join(',');
  const days = new Set(rest === '' ? [] : valuesOf(text, rest, fields[2]!));
  return (date) => days.has(date.day) || (last && date.day === date.daysInMonth);
}

function dayOfWeek(text: string, part: string): Match {
  const plain: string[] = [];
  const nth: { weekDay: number; occurrence: number }[] = [];
  for (const item of part.split(',')) {
    const [, day = '', which] = /^(\w+?)(?:#([1-5])|L)$/i.exec(item) ?? [];
    if (day === '') plain.push(item);
    else
      nth.push({
        weekDay: ((valuesOf(text, day, fields[4]!)[0]! + 6) % 7) + 1,
        occurrence: which === undefined ? -1 : Number(which),
      });
  }
  const days = new Set(
    plain.length === 0 ? [] : valuesOf(text, plain.join(','), fields[4]!).map((day) => day % 7),
  );
  return (date) =>
    days.has(date.dayOfWeek % 7) ||
    nth.some((each) => nthWeekday(date.toPlainYearMonth(), each)?.equals(date) === true);
}

/** `1-5,*\/15,mon`: what a field stands for, ascending. */
function valuesOf(text: string, part: string, { name, least, most, names }: Field): number[] {
  const refuse = (detail: string): Error =>
    problem('CronInvalid', { cron: text, detail: `${name}: ${detail}` });
  const number = (item: string): number => {
    const named = names?.indexOf(item.toLowerCase()) ?? -1;
    const value =
      named >= 0 ? named + (names === months ? 1 : 0) : /^\d{1,2}$/.test(item) ? Number(item) : -1;
    if (value < least || value > most) throw refuse(`'${item}' is not from ${least} to ${most}`);
    return value;
  };
  const found = new Set<number>();
  for (const item of part.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(item) ?? [];
    if (range === '') throw refuse(`'${item}' is no value`);
    const by = step === undefined ? 1 : Number(step);
    if (by < 1) throw refuse('a step is at least 1');
    const [first, last] = range === '*' ? [least, most] : endsOf(range, number, step === undefined, most);
    if (first > last) throw refuse(`'${range}' ends before it begins`);
    for (let value = first; value <= last; value += by) found.add(value);
  }
  return [...found].toSorted((a, b) => a - b);
}

/** `5/10` goes on to the end of the field. */
function endsOf(
  range: string,
  number: (item: string) => number,
  alone: boolean,
  most: number,
): [number, number] {
  const [first = '', last] = range.split('-');
  const begin = number(first);
  return [begin, last !== undefined ? number(last) : alone ? begin : most];
}
