import { buffer } from 'node:stream/consumers';

import { expect } from 'vitest';

import { newId } from '#kernel';

import type { ConformanceCase, Stage } from '../harness.ts';
import { endlessSource } from '../worker.ts';
import { typescript } from './runbooks.ts';

/** A runbook that jobs can be made of. */
export async function publish(
  { v10, at }: Stage,
  name: string,
  source: string,
  type = typescript,
): Promise<void> {
  await v10.runbook.createOrUpdate(...at, name, { runbookType: type, draft: {} });
  await v10.runbookDraft.replaceContent(...at, name, source);
  await v10.runbook.publish(...at, name);
}

const ended = ({ status = '' }: { status?: string | undefined }) =>
  ['Completed', 'Failed', 'Stopped', 'Suspended'].includes(status);

export const jobCases: readonly ConformanceCase[] = [
  {
    name: 'a job is made under the client’s name, runs, and leaves output, streams and the text that it ran',
    shows: {
      Job_Create: 'Job_Get',
      Job_Get: 'Job_Create',
      Job_ListByAutomationAccount: 'Job_Create',
      Job_GetOutput: 'Job_Create',
      Job_GetRunbookContent: 'RunbookDraft_ReplaceContent',
      JobStream_ListByJob: 'Job_Create',
      JobStream_Get: 'JobStream_ListByJob',
    },
    async run(stage) {
      const { v10, at, until, refusal } = stage;
      const source = '// greets\n';
      await publish(stage, 'greet', source);
      const name = newId();
      const made = await v10.job.create(...at, name, {
        runbook: { name: 'greet' },
        parameters: { who: 'Ada' },
      });
      expect([made.status, made.name, made.jobId === name]).toEqual(['New', name, false]);
      const job = await until(() => v10.job.get(...at, made.jobId!), ended);
      expect([job.status, job.provisioningState, job.parameters]).toEqual([
        'Completed',
        'Succeeded',
        { who: 'Ada' },
      ]);
      const filter = "properties/runbook/name eq 'greet' and properties/status eq 'Completed'";
      const [listed, ...others] = await v10.job.listByAutomationAccount(...at, { filter });
      expect([listed?.name, listed?.runbook?.name, others]).toEqual([name, 'greet', []]);
      expect(
        await v10.job.listByAutomationAccount(...at, { filter: "properties/status eq 'Failed'" }),
      ).toHaveLength(0);

      const streams = await v10.jobStream.listByJob(...at, name, {
        filter: "properties/streamType eq 'Output'",
      });
      expect(streams.map(({ summary, streamText }) => [summary, streamText])).toEqual([
        ['Hello Ada', undefined],
      ]);
      const { streamText, value } = await v10.jobStream.get(...at, name, streams[0]!.jobStreamId!);
      expect([streamText, value]).toEqual(['Hello Ada\r\n', { greeting: 'Hello Ada' }]);
      const output = await v10.job.getOutput(...at, name);
      expect(String(await buffer(output.readableStreamBody!))).toBe('Hello Ada\r\n');
      const content = await v10.job.getRunbookContent(...at, name);
      expect(String(await buffer(content.readableStreamBody!))).toBe(source);
      expect(await refusal(v10.job.stop(...at, name))).toEqual([400, 'BadRequest']);
    },
  },
  {
    name: 'a job is stopped; a workflow is suspended and resumed',
    shows: { Job_Stop: 'Job_Get', Job_Suspend: 'Job_Get', Job_Resume: 'Job_Get' },
    async run(stage) {
      const { v10, at, until } = stage;
      await publish(stage, 'endless', endlessSource, 'PowerShellWorkflow' as typeof typescript);
      const name = newId();
      const state = (wanted: string) =>
        until(
          () => v10.job.get(...at, name),
          ({ status }) => status === wanted,
        );
      await v10.job.create(...at, name, { runbook: { name: 'endless' } });
      await state('Running');
      expect((await v10.job.suspend(...at, name))._response.status).toBe(200);
      await state('Suspended');
      expect((await v10.job.resume(...at, name))._response.status).toBe(200);
      await state('Running');
      expect((await v10.job.stop(...at, name))._response.status).toBe(200);
      expect((await state('Stopped')).endTime).toBeInstanceOf(Date);
    },
  },
  {
    name: 'what a job did is told: its calls, its steps, and all of it live',
    shows: {
      Tenantry_ListJobCalls: 'Job_Create',
      Tenantry_ListJobSteps: 'Job_Create',
      Tenantry_FollowJob: 'Job_Create',
    },
    async run(stage) {
      await publish(stage, 'greet', '// greets\n');
      const name = newId();
      const { v10, at, call } = stage;
      await v10.job.create(...at, name, { runbook: { name: 'greet' }, parameters: { who: 'Ada' } });
      // It ends with the job.
      const { text } = await call('GET', `/jobs/${name}/follow`);
      expect(text).toContain('Hello Ada');
      expect(text).toContain('Completed');
      // It called nobody and recorded nothing, and that is what is said of it.
      for (const what of ['calls', 'steps'])
        expect((await call('GET', `/jobs/${name}/${what}`)).json()).toEqual({ value: [] });
    },
  },
];
