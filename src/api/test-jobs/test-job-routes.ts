import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalText, readBody } from '../http/body.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { jobParameters } from '../jobs/parameters.ts';
import { testRecordRoutes } from '../jobs/record-routes.ts';
import { showTestJob } from './show-test-job.ts';

/** Azure's has no `properties` around it. */
const body = z.object({
  parameters: jobParameters,
  runOn: optionalText,
  runtimeEnvironment: optionalText,
  // Ours: the fork of the embedded tenant to rehearse against.
  tenant: optionalText,
});

/** The test pane: a run of the draft, one a runbook, which no list of jobs shows. */
export function testJobRoutes(automation: Automation): Route[] {
  const { testJobs } = automation;
  const kind = 'Microsoft.Automation/automationAccounts/runbooks/draft/testJob';
  const path = `${accountPath}/runbooks/:runbook/draft/testjob`;
  const nameOf = (context: RouteContext): string => context.path['runbook'] ?? '';
  const act = (operation: Route['operation'], action: 'stop' | 'suspend' | 'resume'): Route => ({
    operation,
    method: 'POST',
    path: `${path}/${action}`,
    action: `${kind}/${action}/action`,
    answers: { 200: 'nothing' },
    handle: async (context) => {
      await testJobs[action](await context.account(), nameOf(context), context.actor);
      return undefined;
    },
  });
  return [
    {
      operation: 'TestJob_Create',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      answers: { 201: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const input = readBody(context, body);
        const job = await testJobs.start(account, nameOf(context), input, context.actor);
        context.reply.code(201).header('location', `${context.origin}${context.request.url}`);
        return showTestJob(job);
      },
    },
    {
      operation: 'TestJob_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) =>
        showTestJob(await testJobs.get((await context.account()).id, nameOf(context))),
    },
    act('TestJob_Stop', 'stop'),
    act('TestJob_Suspend', 'suspend'),
    act('TestJob_Resume', 'resume'),
    ...testRecordRoutes(automation),
  ];
}
