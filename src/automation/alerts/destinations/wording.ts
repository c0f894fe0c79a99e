import type { AlertMessage } from '../telling.ts';

const words = { opened: 'Alert', reminded: 'Still open', resolved: 'Resolved', test: 'Test' } as const;

export function headingOf({ event, alert }: AlertMessage): string {
  return `${words[event]}: ${alert.rule}`;
}

export function factsOf({ alert, account }: AlertMessage): readonly (readonly [string, string])[] {
  return [
    ['about', alert.subject],
    ['seen', `${alert.count} times, first at ${alert.firstSeen}, last at ${alert.lastSeen}`],
    ...Object.entries(alert.details),
    ['account', account],
    ['alert', alert.id],
  ];
}
