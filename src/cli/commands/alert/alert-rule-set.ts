import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { ruleText } from './rule-text.ts';

const conditions = [
  'job-failed',
  'run-missing',
  'completion-missing',
  'expiring',
  'worker-stuck',
  'job-silent',
  'event-source-failing',
] as const;

export const alertRuleSet = defineCommand({
  summary: 'Makes a rule that watches for something, or changes one.',
  details: 'What each condition finds, and in which unit its threshold is, stands in docs/alerts.md.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the rule' }),
    condition: z.enum(conditions).meta({ description: 'what it watches for' }),
  }),
  options: z.object({
    of: z.string().optional().meta({ description: 'only this runbook or schedule', value: 'name' }),
    threshold: z.coerce
      .number('it is a number')
      .optional()
      .meta({ description: 'minutes, hours or days, as the condition counts', value: 'number' }),
    to: z.array(z.string()).default([]).meta({
      description: 'tell this destination; may be repeated (default: all destinations)',
      value: 'destination',
    }),
    expires: z.coerce
      .number('it is a number')
      .optional()
      .meta({ description: 'an open alert that was not seen for so long is over', value: 'hours' }),
    disabled: z.boolean().default(false).meta({ description: 'keep it, and let it watch nothing' }),
  }),
  examples: [
    ['tenantry alert rule set failures job-failed', 'one alert for each runbook whose jobs fail'],
    [
      'tenantry alert rule set nightly completion-missing --of nightly-report --threshold 26',
      'when it has not completed for 26 hours, for whatever reason',
    ],
  ],
  async run(context, { arguments: { name, condition }, options }) {
    const { of, threshold, to, expires, disabled } = options;
    const { client } = await context.connect();
    const rule = await client.alertRules.put(name, {
      condition,
      of,
      threshold,
      destinations: to,
      expiresAfterHours: expires,
      isEnabled: !disabled,
    });
    context.print(rule, () => ruleText(context.terminal, rule));
  },
});
