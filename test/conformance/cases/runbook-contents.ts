import { expect } from 'vitest';

import type { ConformanceCase } from '../harness.ts';
import { typescript } from './runbooks.ts';

export const runbookContentCases: readonly ConformanceCase[] = [
  {
    name: 'a runbook is published from a link, and one that was deleted is brought back',
    shows: {
      Runbook_CreateOrUpdate: 'Runbook_GetContent',
      AutomationAccount_ListDeletedRunbooks: 'Runbook_Delete',
    },
    async run({ v10, at, call, feed }) {
      feed.overrides.set('/greet.ts', (_request, response) => response.end('// linked\n'));
      const linked = await v10.runbook.createOrUpdate(...at, 'greet', {
        runbookType: typescript,
        publishContentLink: { uri: `${feed.origin}/greet.ts`, version: '1.0.0.0' },
      });
      expect([linked._response.status, linked.state]).toEqual([201, 'Published']);
      expect((await call('GET', '/runbooks/greet/content')).text).toBe('// linked\n');
      await v10.runbook.deleteMethod(...at, 'greet');
      const listed = await call('POST', '/listDeletedRunbooks');
      const [deleted] = listed.json<{
        value: { name: string; properties: { runbookId: string } }[];
      }>().value;
      expect(deleted?.name).toBe('greet');
      const { runbookId } = deleted!.properties;
      const recovered = await call('PUT', '/runbooks/greet', {
        json: { location: 'local', properties: { createMode: 'recover', runbookId } },
      });
      expect(recovered.status).toBe(201);
      expect((await call('GET', '/runbooks/greet/content')).text).toBe('// linked\n');
    },
  },
  {
    name: 'graphical runbooks are not converted',
    shows: {},
    refuses: ['AutomationAccount_ConvertGraphRunbookContent'],
    async run({ call }) {
      const json = {
        rawContent: { schemaVersion: '1.10', runbookDefinition: 'AAEA', runbookType: 'GraphPowerShell' },
      };
      const converted = await call('POST', '/convertGraphRunbookContent', { json });
      expect([converted.status, converted.json<{ code: string }>().code]).toEqual([
        400,
        'RunbookTypeNotSupported',
      ]);
    },
  },
];
