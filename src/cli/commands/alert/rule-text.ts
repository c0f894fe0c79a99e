import type { AlertRule } from '#client';

import { facts } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export function ruleText(terminal: Terminal, rule: AlertRule): string {
  return facts(terminal, [
    ['rule', rule.name],
    ['condition', rule.condition],
    ['of', rule.of],
    ['threshold', rule.threshold === null ? undefined : String(rule.threshold)],
    ['tells', toldTo(rule)],
    ['expires after', `${rule.expiresAfterHours} hours`],
    ['state', rule.isEnabled ? 'enabled' : 'disabled'],
    ['cannot look', rule.error],
  ]);
}

export function toldTo({ destinations }: AlertRule): string {
  return destinations.length === 0 ? 'all destinations' : destinations.join(', ');
}
