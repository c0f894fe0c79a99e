import { expect } from 'vitest';

import type { ConformanceCase, Stage } from '../harness.ts';

/** Refused with Azure's shape of an error, or not there. */
const [refused, absent] = [
  [400, 'OperationNotSupported'],
  [404, 'NotFound'],
] as const;

/** What each call is answered with, in their order. */
async function answers({ refusal }: Stage, calls: readonly Promise<unknown>[]) {
  return Promise.all(calls.map(refusal));
}

export const notOfferedCases: readonly ConformanceCase[] = [
  {
    name: 'there are no watchers',
    shows: {},
    refuses: [
      'Watcher_ListByAutomationAccount',
      'Watcher_Get',
      'Watcher_CreateOrUpdate',
      'Watcher_Update',
      'Watcher_Delete',
      'Watcher_Start',
      'Watcher_Stop',
    ],
    async run(stage) {
      const { v10, at } = stage;
      const { watcher } = v10;
      expect([...(await watcher.listByAutomationAccount(...at))]).toEqual([]);
      expect(
        await answers(stage, [
          watcher.createOrUpdate(...at, 'eye', { scriptName: 'look', executionFrequencyInSeconds: 60 }),
          watcher.get(...at, 'eye'),
          watcher.update(...at, 'eye', { name: 'eye' }),
          watcher.deleteMethod(...at, 'eye'),
          watcher.start(...at, 'eye'),
          watcher.stop(...at, 'eye'),
        ]),
      ).toEqual([refused, absent, absent, absent, absent, absent]);
    },
  },
  {
    name: 'there is no state configuration',
    shows: {},
    refuses: [
      'DscConfiguration_ListByAutomationAccount',
      'DscConfiguration_Get',
      'DscConfiguration_GetContent',
      'DscConfiguration_CreateOrUpdate',
      'DscConfiguration_Update',
      'DscConfiguration_Delete',
      'DscCompilationJob_ListByAutomationAccount',
      'DscCompilationJob_Get',
      'DscCompilationJob_Create',
      'DscCompilationJob_GetStream',
      'DscCompilationJobStream_ListByJob',
      'DscNodeConfiguration_ListByAutomationAccount',
      'DscNodeConfiguration_Get',
      'DscNodeConfiguration_CreateOrUpdate',
      'DscNodeConfiguration_Delete',
    ],
    async run(stage) {
      const { v10, at, plane, refusal } = stage;
      const { dscConfiguration, dscCompilationJob, dscCompilationJobStream, dscNodeConfiguration } = v10;
      for (const list of [
        await dscConfiguration.listByAutomationAccount(...at, { top: 20, skip: 0, inlinecount: 'allpages' }),
        await dscNodeConfiguration.listByAutomationAccount(...at, { inlinecount: 'allpages' }),
      ])
        expect([[...list], list.totalCount]).toEqual([[], 0]);
      expect([...(await dscCompilationJob.listByAutomationAccount(...at))]).toEqual([]);
      expect((await dscConfiguration.deleteMethod(...at, 'web'))._response.status).toBe(204);
      const source = { value: 'configuration web {}' };
      const id = plane.subscriptionId;
      expect(
        await answers(stage, [
          dscConfiguration.createOrUpdate(...at, 'web', { source }),
          dscConfiguration.get(...at, 'web'),
          dscCompilationJob.getStream(...at, id, 'one'),
          dscConfiguration.update(...at, 'web', { source } as never),
          dscCompilationJob.get(...at, id),
          dscCompilationJobStream.listByJob(...at, id),
          dscNodeConfiguration.get(...at, 'web.localhost'),
          dscNodeConfiguration.deleteMethod(...at, 'web.localhost'),
        ]),
      ).toEqual([refused, ...Array.from({ length: 7 }, () => absent)]);
      // The package reads no code out of this one's error.
      expect(await refusal(dscConfiguration.getContent(...at, 'web'))).toEqual([404, undefined]);
      // These two are long-running in the package; what is refused at once is told at once all the same.
      expect(
        await answers(stage, [
          dscCompilationJob.create(...at, id, { configuration: { name: 'web' } }),
          dscNodeConfiguration.createOrUpdate(...at, 'web.localhost', {
            source,
            configuration: { name: 'web' },
          } as never),
        ]),
      ).toEqual([refused, refused]);
    },
  },
  {
    name: 'there are no nodes, no reports of them, and nothing to count',
    shows: {},
    refuses: [
      'DscNode_ListByAutomationAccount',
      'DscNode_Get',
      'DscNode_Update',
      'DscNode_Delete',
      'NodeReports_ListByNode',
      'NodeReports_Get',
      'NodeReports_GetContent',
      'NodeCountInformation_Get',
    ],
    async run(stage) {
      const { v10, at, plane, call } = stage;
      const { dscNode, nodeReports } = v10;
      const nodes = await dscNode.listByAutomationAccount(...at, { filter: "properties/status eq 'Failed'" });
      expect([[...nodes], nodes.totalCount]).toEqual([[], 0]);
      // The package cannot call this one: it looks for the type of count where its own constructor does not put it.
      expect((await call('GET', '/nodecounts/status')).json()).toEqual({ value: [], totalCount: 0 });
      const id = plane.subscriptionId;
      expect(
        await answers(stage, [
          dscNode.get(...at, id),
          dscNode.update(...at, id, { nodeId: id }),
          dscNode.deleteMethod(...at, id),
          nodeReports.listByNode(...at, id),
          nodeReports.get(...at, id, id),
          nodeReports.getContent(...at, id, id),
        ]),
      ).toEqual(Array.from({ length: 6 }, () => absent));
    },
  },
  {
    name: 'there is no update management',
    shows: {},
    refuses: [
      'SoftwareUpdateConfigurations_List',
      'SoftwareUpdateConfigurations_GetByName',
      'SoftwareUpdateConfigurations_Create',
      'SoftwareUpdateConfigurations_Delete',
      'SoftwareUpdateConfigurationRuns_List',
      'SoftwareUpdateConfigurationRuns_GetById',
      'SoftwareUpdateConfigurationMachineRuns_List',
      'SoftwareUpdateConfigurationMachineRuns_GetById',
    ],
    async run(stage) {
      const { v10, at, plane } = stage;
      const {
        softwareUpdateConfigurations: nightly,
        softwareUpdateConfigurationRuns: runs,
        softwareUpdateConfigurationMachineRuns: machines,
      } = v10;
      for (const { value } of [await nightly.list(...at), await runs.list(...at), await machines.list(...at)])
        expect(value).toEqual([]);
      expect((await nightly.deleteMethod(...at, 'nightly'))._response.status).toBe(204);
      const id = plane.subscriptionId;
      const updates = {
        updateConfiguration: { operatingSystem: 'Windows' as const },
        scheduleInfo: { frequency: 'Day' as const },
      };
      expect(
        await answers(stage, [
          nightly.create(...at, 'nightly', updates),
          nightly.getByName(...at, 'nightly'),
          runs.getById(...at, id),
          machines.getById(...at, id),
        ]),
      ).toEqual([refused, absent, absent, absent]);
    },
  },
  {
    name: 'Python 2 has no packages any more',
    shows: {},
    refuses: [
      'Python2Package_ListByAutomationAccount',
      'Python2Package_Get',
      'Python2Package_CreateOrUpdate',
      'Python2Package_Update',
      'Python2Package_Delete',
    ],
    async run(stage) {
      const { v10, at } = stage;
      const { python2Package } = v10;
      expect([...(await python2Package.listByAutomationAccount(...at))]).toEqual([]);
      const contentLink = { uri: 'https://example.com/six-1.16.0-py2.py3-none-any.whl' };
      expect(
        await answers(stage, [
          python2Package.createOrUpdate(...at, 'six', { contentLink }),
          python2Package.get(...at, 'six'),
          python2Package.update(...at, 'six', {}),
          python2Package.deleteMethod(...at, 'six'),
        ]),
      ).toEqual([refused, absent, absent, absent]);
    },
  },
  {
    name: 'private endpoints are not configured, and no workspace is linked',
    shows: {},
    refuses: [
      'PrivateLinkResources_Automation',
      'PrivateEndpointConnections_ListByAutomationAccount',
      'PrivateEndpointConnections_Get',
      'PrivateEndpointConnections_CreateOrUpdate',
      'PrivateEndpointConnections_Delete',
      'LinkedWorkspace_Get',
      'DeletedAutomationAccounts_ListBySubscription',
    ],
    async run({ v10, at, call, above }) {
      expect((await v10.linkedWorkspace.get(...at)).id ?? null).toBeNull();
      const asked = async (method: string, path: string, json?: unknown) => {
        const answer = await call(method, path, json === undefined ? {} : { json });
        return answer.text === '' ? [answer.status] : [answer.status, answer.json<{ code?: string }>().code];
      };
      const one = '/privateEndpointConnections/one';
      expect([
        await asked('GET', '/privateLinkResources'),
        await asked('GET', '/privateEndpointConnections'),
        await asked('GET', one),
        await asked('PUT', one, { properties: {} }),
        await asked('DELETE', one),
      ]).toEqual([[200, undefined], [200, undefined], absent, refused, [204]]);
      const deleted = await above('GET', '/providers/Microsoft.Automation/deletedAutomationAccounts');
      expect(deleted.json()).toEqual({ value: [] });
    },
  },
];
