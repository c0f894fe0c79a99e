import { buffer } from 'node:stream/consumers';

import { expect } from 'vitest';

import type { ConformanceCase } from '../harness.ts';
import { brokenSource } from '../worker.ts';

const textOf = async ({ readableStreamBody }: { readableStreamBody?: NodeJS.ReadableStream | undefined }) =>
  readableStreamBody === undefined ? undefined : String(await buffer(readableStreamBody));

// The package's own list of types ends before ours.
export const typescript = 'TypeScript' as 'Script';

export const runbookCases: readonly ConformanceCase[] = [
  {
    name: 'a runbook is made, described, listed in its reduced form and deleted',
    shows: {
      Runbook_CreateOrUpdate: 'Runbook_Get',
      Runbook_Get: 'Runbook_CreateOrUpdate',
      Runbook_Update: 'Runbook_Get',
      Runbook_ListByAutomationAccount: 'Runbook_CreateOrUpdate',
      Runbook_Delete: 'Runbook_ListByAutomationAccount',
    },
    async run({ v10, at, refusal }) {
      expect(await refusal(v10.runbook.get(...at, 'greet'))).toEqual([404, 'NotFound']);
      const made = await v10.runbook.createOrUpdate(...at, 'greet', {
        location: 'local',
        runbookType: typescript,
        logVerbose: true,
        description: 'says hello',
        draft: {},
      });
      expect([made._response.status, made.state, made.parameters]).toEqual([201, 'New', {}]);
      await v10.runbook.update(...at, 'greet', { description: 'says more', logProgress: true });
      const { description, logVerbose, logProgress, etag, _response } = await v10.runbook.get(...at, 'Greet');
      expect([description, logVerbose, logProgress]).toEqual(['says more', true, true]);
      expect(_response.headers.get('etag')).toBe(etag);
      const [listed] = await v10.runbook.listByAutomationAccount(...at);
      expect([listed?.name, listed?.description, listed?.parameters, listed?.etag]).toEqual([
        'greet',
        'says more',
        undefined,
        undefined,
      ]);
      await v10.runbook.deleteMethod(...at, 'greet');
      expect(await v10.runbook.listByAutomationAccount(...at)).toHaveLength(0);
    },
  },
  {
    name: 'a draft is uploaded, read back, thrown away, and published to what jobs run',
    shows: {
      RunbookDraft_ReplaceContent: 'RunbookDraft_GetContent',
      RunbookDraft_GetContent: 'RunbookDraft_ReplaceContent',
      RunbookDraft_Get: 'RunbookDraft_ReplaceContent',
      RunbookDraft_UndoEdit: 'Runbook_Get',
      Runbook_Publish: 'Runbook_GetContent',
      Runbook_GetContent: 'Runbook_Publish',
      Tenantry_GetOperationResult: 'Runbook_Publish',
    },
    async run({ v10, at, refusal }) {
      const [first, second] = ["// Grüße\nexport default 'greet';\n", '// the second\n'];
      await v10.runbook.createOrUpdate(...at, 'greet', { runbookType: typescript, draft: {} });
      expect(await refusal(v10.runbook.publish(...at, 'greet'))).toEqual([400, 'BadRequest']);
      await v10.runbookDraft.replaceContent(...at, 'greet', first);
      expect(await textOf(await v10.runbookDraft.getContent(...at, 'greet'))).toBe(first);
      expect((await v10.runbookDraft.get(...at, 'greet')).inEdit).toBe(true);
      await v10.runbook.publish(...at, 'greet');
      const published = await v10.runbook.get(...at, 'greet');
      expect([published.state, Object.keys(published.parameters ?? {})]).toEqual(['Published', ['who']]);
      expect(await textOf(await v10.runbook.getContent(...at, 'greet'))).toBe(first);

      await v10.runbookDraft.replaceContent(...at, 'greet', second);
      expect((await v10.runbook.get(...at, 'greet')).state).toBe('Edit');
      expect((await v10.runbookDraft.undoEdit(...at, 'greet')).statusCode).toBe('OK');
      expect((await v10.runbook.get(...at, 'greet')).state).toBe('Published');

      await v10.runbookDraft.replaceContent(...at, 'greet', brokenSource);
      const message = await v10.runbook.publish(...at, 'greet').then(
        () => 'no error',
        (error: { message: string; body?: { message?: string } }) => error.body?.message ?? error.message,
      );
      expect(message).toContain('greet.ts(2,5): Expected ";"');
      expect(await textOf(await v10.runbook.getContent(...at, 'greet'))).toBe(first);
    },
  },
];
