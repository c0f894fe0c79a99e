import { expect } from 'vitest';

import type { ConformanceCase } from '../harness.ts';
import { brokenSource, endlessSource } from '../worker.ts';
import { typescript } from './runbooks.ts';

const ended = ({ status }: { status?: string | undefined }): boolean =>
  ['Completed', 'Failed', 'Stopped'].includes(status ?? '');

export const testJobCases: readonly ConformanceCase[] = [
  {
    name: 'a draft is tested without being published, and its streams are read',
    shows: {
      TestJob_Create: 'TestJobStreams_ListByTestJob',
      TestJob_Get: 'TestJob_Create',
      TestJobStreams_ListByTestJob: 'TestJobStreams_Get',
      TestJobStreams_Get: 'TestJob_Create',
      Tenantry_ListTestJobCalls: 'TestJob_Create',
      Tenantry_ListTestJobSteps: 'TestJob_Create',
      Tenantry_FollowTestJob: 'TestJob_Create',
    },
    async run({ v10, at, until, call, refusal }) {
      await v10.runbook.createOrUpdate(...at, 'greet', { runbookType: typescript, draft: {} });
      expect(await refusal(v10.testJob.create(...at, 'greet', {}))).toEqual([400, 'BadRequest']);
      expect(await refusal(v10.testJob.get(...at, 'greet'))).toEqual([404, 'NotFound']);
      await v10.runbookDraft.replaceContent(...at, 'greet', '// greets\n');
      const made = await v10.testJob.create(...at, 'greet', { parameters: { who: 'Ada' } });
      expect([made._response.status, made.exception]).toEqual([201, null]);
      const job = await until(() => v10.testJob.get(...at, 'greet'), ended);
      expect([job.status, job.parameters]).toEqual(['Completed', { who: 'Ada' }]);
      expect(job.startTime).toBeInstanceOf(Date);

      const only = { filter: "properties/streamType eq 'Output'" };
      const streams = await v10.testJobStreams.listByTestJob(...at, 'greet', only);
      expect(streams.map(({ summary, streamText }) => [summary, streamText])).toEqual([
        ['Hello Ada', undefined],
      ]);
      const whole = await v10.testJobStreams.get(...at, 'greet', streams[0]!.jobStreamId!);
      expect([whole.streamText, whole.value]).toEqual(['Hello Ada\r\n', { greeting: 'Hello Ada' }]);
      const path = '/runbooks/greet/draft/testJob';
      expect((await call('GET', `${path}/calls`)).json()).toEqual({ value: [] });
      expect((await call('GET', `${path}/steps`)).json()).toEqual({ value: [] });
      expect((await call('GET', `${path}/follow`)).text).toContain('"text":"Hello Ada"');

      expect((await v10.runbook.get(...at, 'greet')).state).toBe('New');
      expect(await v10.job.listByAutomationAccount(...at)).toHaveLength(0);

      await v10.runbookDraft.replaceContent(...at, 'greet', brokenSource);
      await v10.testJob.create(...at, 'greet', {});
      const failed = await until(() => v10.testJob.get(...at, 'greet'), ended);
      expect([failed.status, failed.exception]).toEqual([
        'Failed',
        expect.stringContaining('greet.ts(2,5): Expected ";"'),
      ]);
    },
  },
  {
    name: 'a test is stopped; the test of a workflow is suspended and resumed',
    shows: {
      TestJob_Stop: 'TestJob_Get',
      TestJob_Suspend: 'TestJob_Get',
      TestJob_Resume: 'TestJob_Get',
    },
    async run({ v10, at, until, refusal }) {
      const shown = (runbook: string) => v10.testJob.get(...at, runbook);
      const running = ({ status }: { status?: string | undefined }) => status === 'Running';
      await v10.runbook.createOrUpdate(...at, 'greet', { runbookType: typescript, draft: {} });
      await v10.runbookDraft.replaceContent(...at, 'greet', endlessSource);
      await v10.testJob.create(...at, 'greet', {});
      await until(() => shown('greet'), running);
      expect(await refusal(v10.testJob.create(...at, 'greet', {}))).toEqual([409, 'Conflict']);
      expect(await refusal(v10.testJob.suspend(...at, 'greet'))).toEqual([400, 'BadRequest']);
      await v10.testJob.stop(...at, 'greet');
      expect((await until(() => shown('greet'), ended)).status).toBe('Stopped');

      await v10.runbook.createOrUpdate(...at, 'flow', { runbookType: 'PowerShellWorkflow', draft: {} });
      await v10.runbookDraft.replaceContent(...at, 'flow', endlessSource);
      await v10.testJob.create(...at, 'flow', {});
      await until(() => shown('flow'), running);
      await v10.testJob.suspend(...at, 'flow');
      await until(
        () => shown('flow'),
        ({ status }) => status === 'Suspended',
      );
      await v10.testJob.resume(...at, 'flow');
      await until(() => shown('flow'), running);
      await v10.testJob.stop(...at, 'flow');
      expect((await until(() => shown('flow'), ended)).status).toBe('Stopped');
    },
  },
];
