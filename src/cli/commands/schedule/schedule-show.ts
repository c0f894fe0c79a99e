import { z } from 'zod';

import type { ScheduleRun } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { facts, table } from '../../terminal/table.ts';
import { scheduleName } from './schedule-name.ts';

const shownRuns = 5;

export const scheduleShow = defineCommand({
  summary: 'Shows a schedule: its next runs, what it starts, and what became of the last times.',
  arguments: z.object({ name: scheduleName }),
  options: z.object({}),
  examples: [['tenantry schedule show month-end', 'in words, and with times']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const schedule = await client.schedules.get(name);
    const links: { readonly id: string; readonly runbook: string; readonly runs: readonly ScheduleRun[] }[] =
      [];
    for await (const { jobScheduleId, runbook } of client.jobSchedules.list({ schedule: name })) {
      const runs: ScheduleRun[] = [];
      for await (const run of client.jobSchedules.runs(jobScheduleId))
        if (runs.push(run) === shownRuns) break;
      links.push({ id: jobScheduleId, runbook: runbook.name, runs });
    }
    const { terminal } = context;
    context.print({ ...schedule, links }, () =>
      [
        facts(terminal, [
          ['schedule', schedule.name],
          ['when', schedule.text],
          ['description', schedule.description],
          ['enabled', schedule.isEnabled ? 'yes' : 'no'],
          ['next runs', schedule.nextRuns?.join('  ')],
          ['error', schedule.error],
          ['starts', links.map(({ runbook, id }) => `${runbook} (${id})`).join(', ') || 'nothing yet'],
        ]),
        ...links
          .filter(({ runs }) => runs.length > 0)
          .map(({ runbook, runs }) =>
            table(
              terminal,
              ['runbook', 'time', 'outcome', 'job or reason'],
              runs.map((run) => [runbook, run.dueTime, run.outcome, run.job?.name ?? run.reason ?? '']),
            ),
          ),
      ].join('\n\n'),
    );
  },
});
