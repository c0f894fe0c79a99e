import { z } from 'zod';

import { problem } from '#kernel';

import { type ApiParts, accountOf } from '../resources.ts';
import type { ArmCall } from '../routing/call.ts';
import { type Route, accountPath } from '../routing/route.ts';
import { empty, ok, text } from '../wire/answer.ts';
import { listAnswer, pageStart } from '../wire/page.ts';
import { optional } from '../wire/schema.ts';
import { readJobFilter } from './job-filter.ts';
import { callShape, jobListShape, jobShape, stepShape } from './job-shape.ts';

/** Microsoft's limits on a job's parameters: 50 of them, 512 KB together. */
const [mostParameters, mostParameterBytes] = [50, 512 * 1024];

const input = z.object({
  properties: z.object({
    runbook: z.object({ name: z.string().min(1) }),
    parameters: optional(
      z
        .record(
          z.string(),
          z.string({ error: 'a parameter is a text; write anything else as JSON in a text' }),
        )
        .refine(
          (given) => Object.keys(given).length <= mostParameters,
          `at most ${mostParameters} parameters`,
        )
        .refine(
          (given) => Buffer.byteLength(JSON.stringify(given)) <= mostParameterBytes,
          `at most ${mostParameterBytes} bytes of parameters`,
        ),
    ),
    runOn: optional(z.string()),
    tenant: optional(z.string()),
  }),
});

const jobsPath = `${accountPath}/jobs`;
export const jobPath = `${jobsPath}/:jobName`;
export const jobActions = 'Microsoft.Automation/automationAccounts/jobs';

export function jobRoutes(parts: ApiParts): Route[] {
  const { jobs, records } = parts.automation;
  const nameOf = (call: ArmCall): string => call.param('jobName');
  const jobOf = async (call: ArmCall) => {
    const account = await accountOf(parts, call);
    return { account, job: await jobs.get(account.id, nameOf(call)) };
  };
  const unsupported = (action: 'suspend' | 'resume'): Route => ({
    method: 'POST',
    path: `${jobPath}/${action}`,
    action: `${jobActions}/${action}/action`,
    async handle(call) {
      await jobOf(call);
      // Suspending means something only for PowerShell Workflow, which this version does not run.
      throw problem('JobActionUnsupported', { action });
    },
  });

  return [
    {
      method: 'GET',
      path: jobsPath,
      action: `${jobActions}/read`,
      async handle(call) {
        const account = await accountOf(parts, call);
        const page = await jobs.list(account.id, readJobFilter(call.query('$filter')), pageStart(call));
        return listAnswer(call, page, (job) => jobListShape(account, job));
      },
    },
    {
      method: 'PUT',
      path: jobPath,
      action: `${jobActions}/write`,
      async handle(call) {
        const account = await accountOf(parts, call);
        const { runbook, ...rest } = call.json(input).properties;
        const job = await jobs.create(
          account,
          { name: nameOf(call), runbook: runbook.name, ...rest },
          call.actor,
        );
        // 201 whatever was there before: clients take nothing else.
        return { status: 201, body: jobShape(account, job), headers: { location: call.url } };
      },
    },
    {
      method: 'GET',
      path: jobPath,
      action: `${jobActions}/read`,
      async handle(call) {
        const { account, job } = await jobOf(call);
        return ok(jobShape(account, job, nameOf(call)));
      },
    },
    {
      method: 'POST',
      path: `${jobPath}/stop`,
      action: `${jobActions}/stop/action`,
      async handle(call) {
        await jobs.stop(await accountOf(parts, call), nameOf(call), call.actor);
        return empty;
      },
    },
    unsupported('suspend'),
    unsupported('resume'),
    {
      method: 'GET',
      path: `${jobPath}/output`,
      action: `${jobActions}/output/read`,
      async handle(call) {
        const { job } = await jobOf(call);
        return text(await records.output(job.id), 'text/plain');
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/runbookContent`,
      action: `${jobActions}/runbookContent/read`,
      async handle(call) {
        const account = await accountOf(parts, call);
        return text(await jobs.runbookContent(account.id, nameOf(call)), 'text/powershell');
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/steps`,
      action: `${jobActions}/steps/read`,
      async handle(call) {
        const { job } = await jobOf(call);
        return ok({ value: (await records.steps(job.id)).map(stepShape) });
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/calls`,
      action: `${jobActions}/calls/read`,
      async handle(call) {
        const { job } = await jobOf(call);
        return ok({ value: (await records.calls(job.id)).map(callShape) });
      },
    },
  ];
}
