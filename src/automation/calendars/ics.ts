import { problem } from '#kernel';

import type { CalendarDays, DayRule } from '../schedules/recurrence/index.ts';

/**
 * The events of a calendar of RFC 5545 as days: each from the day on which it begins to the one on which it ends, and again as its
 * rule says. Of a time of day the day counts, as it is written.
 * @throws CalendarInvalid, naming the event
 */
export function readIcs(text: string): CalendarDays {
  // 3.1: a line goes on in the next one that begins with a blank.
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  if (!/^BEGIN:VCALENDAR$/im.test(text)) throw problem('CalendarInvalid', { detail: 'ics is no calendar' });
  const days: string[] = [];
  const rules: DayRule[] = [];
  let event: Map<string, string> | undefined;
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/i.exec(line.trim()) ?? [];
    const property = name.toUpperCase();
    if (property === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = new Map();
    else if (property === 'END' && value.toUpperCase() === 'VEVENT' && event !== undefined) {
      add(event, days, rules);
      event = undefined;
    } else if (event !== undefined && !event.has(property)) event.set(property, value);
  }
  return { days, rules };
}

function add(event: ReadonlyMap<string, string>, days: string[], rules: DayRule[]): void {
  const what = event.get('SUMMARY') ?? event.get('UID') ?? 'an event';
  if (event.get('STATUS')?.toUpperCase() === 'CANCELLED') return;
  const refused = (detail: string): Error =>
    problem('CalendarInvalid', { detail: `ics: ${what}: ${detail}` });
  for (const name of ['RDATE', 'EXDATE', 'DURATION'])
    if (event.has(name)) throw refused(`${name} is not read; write the days instead`);
  const first = dateOf(event.get('DTSTART') ?? '');
  if (first === undefined) throw refused('DTSTART is no day');
  const last = lastOf(event.get('DTEND'), first);
  if (last === undefined) throw refused('DTEND is no day');
  const rrule = event.get('RRULE');
  const [begin, end] = [first.toString(), last.toString()];
  if (rrule === undefined) days.push(begin === end ? begin : `${begin}/${end}`);
  else rules.push({ start: begin, rrule, length: first.until(last).days + 1 });
}

function dateOf(text: string): Temporal.PlainDate | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?$/.exec(text) ?? [];
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`);
  } catch {
    return undefined;
  }
}

/** 3.6.1: an end that is a day is the first one that does not belong to it, as is midnight. */
function lastOf(text: string | undefined, first: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (text === undefined) return first;
  const end = dateOf(text);
  if (end === undefined) return undefined;
  const last = /^\d{8}(T000000Z?)?$/.test(text) ? end.subtract({ days: 1 }) : end;
  return Temporal.PlainDate.compare(last, first) < 0 ? first : last;
}
