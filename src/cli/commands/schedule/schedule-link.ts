import { z } from 'zod';

import { newId } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { givenOrder, orderOptions } from '../job/order.ts';
import { givenParameters, parameterOptions } from '../job/parameters.ts';
import { scheduleName } from './schedule-name.ts';

const { parameter, parametersFile } = parameterOptions;

export const scheduleLink = defineCommand({
  summary: 'Lets a schedule start a runbook.',
  details: 'The runbook is published, and its parameters are checked at once. Prints the id of the link.',
  arguments: z.object({
    schedule: scheduleName,
    runbook: z.string().meta({ description: 'name of a published runbook' }),
  }),
  options: z.object({
    parameter,
    parametersFile,
    runOn: z.string().optional().meta({ description: 'hybrid worker group', value: 'group' }),
    ...orderOptions,
    id: z.guid().optional().meta({ description: 'a GUID for the link (default: a new one)', value: 'guid' }),
  }),
  examples: [
    ['tenantry schedule link month-end licence-report -p department=Sales', 'from the next time on'],
  ],
  async run(context, { arguments: { schedule, runbook }, options: { runOn, id = newId(), ...options } }) {
    const parameters = await givenParameters(options);
    const { client } = await context.connect();
    const link = await client.jobSchedules.create(id, {
      schedule,
      runbook,
      parameters,
      ...(runOn !== undefined && { runOn }),
      ...givenOrder(options),
    });
    context.print(link, () => link.jobScheduleId);
  },
});
