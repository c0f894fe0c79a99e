import type { Calendar } from '#client';

import { facts } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What it holds, one a line. */
export function shownCalendar(terminal: Terminal, calendar: Calendar): string {
  const { name, description, days, rules, schedules } = calendar;
  return facts(terminal, [
    ['calendar', name],
    ['for', description ?? undefined],
    ...days.map((each): [string, string] => ['days', each]),
    ...rules.map(({ start, rrule, length }): [string, string] => [
      'rule',
      `${start} ${rrule}${length > 1 ? `, ${length} days each` : ''}`,
    ]),
    ['schedules', schedules.join(', ') || 'none'],
  ]);
}
