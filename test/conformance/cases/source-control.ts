import { expect } from 'vitest';

import { newId } from '#kernel';

import type { ConformanceCase } from '../harness.ts';

export const sourceControlCases: readonly ConformanceCase[] = [
  {
    name: 'a source control is made, changed, listed by its type and deleted; its token never comes out',
    shows: {
      SourceControl_CreateOrUpdate: 'SourceControl_Get',
      SourceControl_Get: 'SourceControl_CreateOrUpdate',
      SourceControl_Update: 'SourceControl_Get',
      SourceControl_ListByAutomationAccount: 'SourceControl_CreateOrUpdate',
      SourceControl_Delete: 'SourceControl_ListByAutomationAccount',
    },
    async run({ v10, at, call, refusal }) {
      const repoUrl = 'https://github.com/contoso/runbooks.git';
      const github = { sourceType: 'GitHub', repoUrl, branch: 'main', folderPath: '/runbooks' } as const;
      const securityToken = { tokenType: 'PersonalAccessToken', accessToken: 'not-to-be-seen' } as const;
      const whole = { ...github, securityToken, autoSync: false, publishRunbook: true };
      // The account has to let its work reach that host.
      expect(await refusal(v10.sourceControl.createOrUpdate(...at, 'main', whole))).toEqual([
        400,
        'BadRequest',
      ]);
      const allowed = { location: 'local', properties: { allowedHosts: ['github.com'] } };
      expect((await call('PUT', '', { json: allowed })).status).toBeLessThan(300);
      const made = await v10.sourceControl.createOrUpdate(...at, 'main', whole);
      expect([made._response.status, made.repoUrl]).toEqual([201, repoUrl]);
      await v10.sourceControl.update(...at, 'main', { branch: 'next', description: 'of ours' });
      const shown = await v10.sourceControl.get(...at, 'Main');
      expect([shown.branch, shown.folderPath, shown.description, shown.publishRunbook]).toEqual([
        'next',
        '/runbooks',
        'of ours',
        true,
      ]);
      expect(shown._response.bodyAsText).not.toContain('not-to-be-seen');
      const listed = async (filter: string) =>
        (await v10.sourceControl.listByAutomationAccount(...at, { filter })).map(({ name }) => name);
      expect(await listed("properties/sourceType eq 'GitHub'")).toEqual(['main']);
      expect(await listed("properties/sourceType eq 'VsoGit'")).toEqual([]);
      const tfvc = { ...whole, sourceType: 'VsoTfvc' as const };
      expect(await refusal(v10.sourceControl.createOrUpdate(...at, 'tfvc', tfvc))).toEqual([
        400,
        'BadRequest',
      ]);
      await v10.sourceControl.deleteMethod(...at, 'main');
      expect(await refusal(v10.sourceControl.get(...at, 'main'))).toEqual([404, 'NotFound']);
      expect(await v10.sourceControl.listByAutomationAccount(...at)).toHaveLength(0);
    },
  },
  {
    name: 'a sync job imports and publishes the runbooks of a repository, and its streams say so',
    shows: {
      SourceControlSyncJob_Create: 'Runbook_GetContent',
      SourceControlSyncJob_Get: 'SourceControlSyncJob_Create',
      SourceControlSyncJob_ListByAutomationAccount: 'SourceControlSyncJob_Create',
      SourceControlSyncJobStreams_ListBySyncJob: 'SourceControlSyncJob_Create',
      SourceControlSyncJobStreams_Get: 'SourceControlSyncJobStreams_ListBySyncJob',
    },
    async run({ v10, at, call, until }) {
      const source = (branch: string) => ({
        json: {
          properties: {
            sourceType: 'Git',
            repoUrl: '/srv/runbooks',
            branch,
            folderPath: 'cloud/',
            publishRunbook: true,
          },
        },
      });
      expect((await call('PUT', '/sourceControls/main', source('main'))).status).toBe(201);
      const ended = async (job: string) =>
        until(
          () => v10.sourceControlSyncJob.get(...at, 'main', job),
          ({ provisioningState }) => provisioningState !== 'Running',
        );
      const first = newId();
      const made = await v10.sourceControlSyncJob.create(...at, 'main', first, { commitId: '' });
      expect([made._response.status, made.provisioningState, made.syncType]).toEqual([
        201,
        'Running',
        'FullSync',
      ]);
      // One of the files was a link, which is told as a fault.
      const job = await ended(first);
      expect([job.provisioningState, job.exception]).toEqual([
        'Failed',
        expect.stringContaining('1 of the files'),
      ]);
      expect((await call('GET', '/runbooks/synced/content')).text).toBe('// cloud\n');
      const streams = await v10.sourceControlSyncJobStreams.listBySyncJob(...at, 'main', first);
      const texts = await Promise.all(
        streams.map(async ({ sourceControlSyncJobStreamId: id, streamType }) => {
          const { streamText } = await v10.sourceControlSyncJobStreams.get(...at, 'main', first, id!);
          return [streamType, streamText];
        }),
      );
      expect(texts).toEqual([
        ['Output', 'Read commit 0123456789abcdef0123456789abcdef01234567.'],
        ['Error', 'link.ps1 was left out: it is a symbolic link.'],
        ['Output', 'Imported synced (TypeScript), and has it published.'],
        ['Output', 'Published synced.'],
      ]);
      await call('PATCH', '/sourceControls/main', { json: { properties: { branch: 'none' } } });
      const second = newId();
      await v10.sourceControlSyncJob.create(...at, 'main', second, { commitId: '' });
      expect((await ended(second)).exception).toBe('There is no branch none.');
      const listed = await v10.sourceControlSyncJob.listByAutomationAccount(...at, 'main');
      expect(listed.map(({ sourceControlSyncJobId }) => sourceControlSyncJobId)).toEqual([second, first]);
    },
  },
];
