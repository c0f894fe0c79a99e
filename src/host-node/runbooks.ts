import { problem } from '#kernel';
import type { JobResult, Runbooks, StartedJob } from '#runbook';

import { asRecorded } from './json.ts';
import type { Requests } from './requests.ts';
import type { Waits } from './waits.ts';
import { currentStep } from './steps.ts';

interface OutputReply {
  readonly records: readonly { readonly text: string; readonly value?: unknown }[];
}

/** Other runbooks as jobs: asked of the worker, which knows what an earlier attempt started. */
export function createRunbooks(
  requests: Requests,
  waits: Waits,
  runInline: (name: string, parameters: Readonly<Record<string, string>>) => Promise<unknown>,
): Runbooks {
  const idOf = (job: StartedJob | string): string => (typeof job === 'string' ? job : job.id);

  const self: Runbooks = {
    async start(name, parameters = {}, { key, runOn } = {}) {
      const scope = currentStep();
      const started = (await requests.ask({
        type: 'jobStart',
        runbook: name,
        parameters: asTexts(parameters),
        ...(key !== undefined && { key }),
        ...(runOn !== undefined && { runOn }),
        ...(scope !== undefined && { scope }),
      })) as StartedJob;
      return { id: started.id, runbook: started.runbook };
    },
    async wait(jobs, { timeoutSeconds } = {}) {
      if (jobs.length === 0) return [];
      const answer = await waits.during(() =>
        requests.ask({
          type: 'jobWait',
          jobs: jobs.map(idOf),
          ...(timeoutSeconds !== undefined && { seconds: timeoutSeconds }),
        }),
      );
      return (answer as { jobs: readonly JobResult[] }).jobs.map(
        ({ id, runbook, status, ended, exception }) => ({
          id,
          runbook,
          status,
          ended,
          ...(exception !== undefined && { exception }),
        }),
      );
    },
    async output(job) {
      const { records } = (await requests.ask({ type: 'jobOutput', job: idOf(job) })) as OutputReply;
      return records.map((record) => ('value' in record ? record.value : record.text));
    },
    async run(name, parameters, options) {
      const job = await self.start(name, parameters, options);
      const [result] = await self.wait([job]);
      if (result?.status !== 'Completed') {
        const { status = 'unknown', exception } = result ?? {};
        const reason = exception ?? 'it says no more.';
        throw problem('ChildRunbookFailed', { runbook: job.runbook, job: job.id, status, reason });
      }
      return self.output(job);
    },
    inline: async (name, parameters = {}) => runInline(name, asTexts(parameters)),
  };
  return self;
}

/** As Azure passes parameters. What is undefined is not given. */
function asTexts(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(asRecorded(value, `Parameter '${name}'`)),
    ]),
  );
}
