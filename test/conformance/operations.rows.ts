/**
 * Every operation of Azure Automation, api-versions 2015-10-31 to 2024-10-23, as Microsoft's specification names them: the
 * denominator of the coverage. `~` stands for an automation account's path, `{}` for one segment.
 */
export interface AzureOperation {
  /** `Variable_CreateOrUpdate`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The api-versions that have it; `until` is absent where the newest does. */
  readonly since: string;
  readonly until?: string | undefined;
  /** @azure/arm-automation 10.1.1 has it. */
  readonly v10: boolean;
}

interface Group {
  readonly group: string;
  readonly since: string;
  readonly until?: string;
  readonly v10?: true;
  readonly operations: Readonly<Record<string, string>>;
}

const list = 'ListByAutomationAccount';

/** What most resources have below an account. */
function resource(collection: string): Readonly<Record<string, string>> {
  const [all, one] = [`~/${collection}`, `~/${collection}/{}`];
  return {
    [list]: `GET ${all}`,
    Get: `GET ${one}`,
    CreateOrUpdate: `PUT ${one}`,
    Update: `PATCH ${one}`,
    Delete: `DELETE ${one}`,
  };
}

/** Some of them. */
function some(collection: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  const all = { ...resource(collection), Create: `PUT ~/${collection}/{}` };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

const subscription = '/subscriptions/{}';
const provider = 'providers/Microsoft.Automation';
const [first, jobs, agents, runbooks, workers, newest] = [
  '2015-10-31',
  '2017-05-15-preview',
  '2018-01-15',
  '2018-06-30',
  '2021-06-22',
  '2024-10-23',
];

const groups: readonly Group[] = [
  {
    group: 'Operations',
    since: first,
    v10: true,
    operations: { List: `GET /${provider}/operations` },
  },
  {
    group: 'AutomationAccount',
    since: first,
    v10: true,
    operations: {
      Get: 'GET ~',
      CreateOrUpdate: 'PUT ~',
      Update: 'PATCH ~',
      Delete: 'DELETE ~',
      List: `GET ${subscription}/${provider}/automationAccounts`,
      ListByResourceGroup: `GET ${subscription}/resourceGroups/{}/${provider}/automationAccounts`,
    },
  },
  { group: 'Keys', since: first, v10: true, operations: { [list]: 'POST ~/listKeys' } },
  { group: 'Usages', since: first, v10: true, operations: { [list]: 'GET ~/usages' } },
  { group: 'Statistics', since: first, v10: true, operations: { [list]: 'GET ~/statistics' } },
  {
    group: 'AutomationAccount',
    since: newest,
    operations: {
      ListDeletedRunbooks: 'POST ~/listDeletedRunbooks',
      ConvertGraphRunbookContent: 'POST ~/convertGraphRunbookContent',
    },
  },
  {
    group: 'DeletedAutomationAccounts',
    since: '2022-01-31',
    operations: { ListBySubscription: `GET ${subscription}/${provider}/deletedAutomationAccounts` },
  },
  {
    group: 'PrivateLinkResources',
    since: '2020-01-13-preview',
    operations: { Automation: 'GET ~/privateLinkResources' },
  },
  {
    group: 'PrivateEndpointConnections',
    since: '2020-01-13-preview',
    operations: some('privateEndpointConnections', list, 'Get', 'CreateOrUpdate', 'Delete'),
  },
  {
    group: 'Runbook',
    since: runbooks,
    v10: true,
    operations: {
      ...resource('runbooks'),
      GetContent: 'GET ~/runbooks/{}/content',
      Publish: 'POST ~/runbooks/{}/publish',
    },
  },
  {
    group: 'RunbookDraft',
    since: runbooks,
    v10: true,
    operations: {
      Get: 'GET ~/runbooks/{}/draft',
      GetContent: 'GET ~/runbooks/{}/draft/content',
      ReplaceContent: 'PUT ~/runbooks/{}/draft/content',
      UndoEdit: 'POST ~/runbooks/{}/draft/undoEdit',
    },
  },
  {
    group: 'TestJob',
    since: runbooks,
    v10: true,
    operations: {
      Create: 'PUT ~/runbooks/{}/draft/testJob',
      Get: 'GET ~/runbooks/{}/draft/testJob',
      Stop: 'POST ~/runbooks/{}/draft/testJob/stop',
      Suspend: 'POST ~/runbooks/{}/draft/testJob/suspend',
      Resume: 'POST ~/runbooks/{}/draft/testJob/resume',
    },
  },
  {
    group: 'TestJobStreams',
    since: runbooks,
    v10: true,
    operations: {
      ListByTestJob: 'GET ~/runbooks/{}/draft/testJob/streams',
      Get: 'GET ~/runbooks/{}/draft/testJob/streams/{}',
    },
  },
  {
    group: 'Job',
    since: jobs,
    v10: true,
    operations: {
      ...some('jobs', list, 'Create', 'Get'),
      Stop: 'POST ~/jobs/{}/stop',
      Suspend: 'POST ~/jobs/{}/suspend',
      Resume: 'POST ~/jobs/{}/resume',
      GetOutput: 'GET ~/jobs/{}/output',
      GetRunbookContent: 'GET ~/jobs/{}/runbookContent',
    },
  },
  {
    group: 'JobStream',
    since: jobs,
    v10: true,
    operations: { ListByJob: 'GET ~/jobs/{}/streams', Get: 'GET ~/jobs/{}/streams/{}' },
  },
  {
    group: 'JobSchedule',
    since: first,
    v10: true,
    operations: some('jobSchedules', list, 'Create', 'Get', 'Delete'),
  },
  { group: 'Schedule', since: first, v10: true, operations: resource('schedules') },
  {
    group: 'Webhook',
    since: first,
    v10: true,
    operations: { ...resource('webhooks'), GenerateUri: 'POST ~/webhooks/generateUri' },
  },
  { group: 'Variable', since: first, v10: true, operations: resource('variables') },
  { group: 'Credential', since: first, v10: true, operations: resource('credentials') },
  { group: 'Certificate', since: first, v10: true, operations: resource('certificates') },
  { group: 'Connection', since: first, v10: true, operations: resource('connections') },
  {
    group: 'ConnectionType',
    since: first,
    v10: true,
    operations: some('connectionTypes', list, 'Get', 'CreateOrUpdate', 'Delete'),
  },
  { group: 'Module', since: first, v10: true, operations: resource('modules') },
  {
    group: 'PowerShell72Module',
    since: '2023-11-01',
    until: '2023-11-01',
    operations: resource('powerShell72Modules'),
  },
  { group: 'Python2Package', since: runbooks, v10: true, operations: resource('python2Packages') },
  { group: 'Python3Package', since: '2022-08-08', operations: resource('python3Packages') },
  {
    group: 'RuntimeEnvironments',
    since: '2023-05-15-preview',
    operations: some('runtimeEnvironments', list, 'Get', 'Create', 'Update', 'Delete'),
  },
  {
    group: 'Package',
    since: newest,
    operations: {
      ListByRuntimeEnvironment: 'GET ~/runtimeEnvironments/{}/packages',
      Get: 'GET ~/runtimeEnvironments/{}/packages/{}',
      CreateOrUpdate: 'PUT ~/runtimeEnvironments/{}/packages/{}',
      Update: 'PATCH ~/runtimeEnvironments/{}/packages/{}',
      Delete: 'DELETE ~/runtimeEnvironments/{}/packages/{}',
    },
  },
  {
    group: 'HybridRunbookWorkerGroup',
    since: first,
    v10: true,
    operations: some('hybridRunbookWorkerGroups', list, 'Get', 'Update', 'Delete'),
  },
  {
    group: 'HybridRunbookWorkerGroup',
    since: workers,
    operations: some('hybridRunbookWorkerGroups', 'Create'),
  },
  {
    group: 'HybridRunbookWorkers',
    since: workers,
    operations: {
      ListByHybridRunbookWorkerGroup: 'GET ~/hybridRunbookWorkerGroups/{}/hybridRunbookWorkers',
      Get: 'GET ~/hybridRunbookWorkerGroups/{}/hybridRunbookWorkers/{}',
      Create: 'PUT ~/hybridRunbookWorkerGroups/{}/hybridRunbookWorkers/{}',
      Patch: 'PATCH ~/hybridRunbookWorkerGroups/{}/hybridRunbookWorkers/{}',
      Delete: 'DELETE ~/hybridRunbookWorkerGroups/{}/hybridRunbookWorkers/{}',
      Move: 'POST ~/hybridRunbookWorkerGroups/{}/hybridRunbookWorkers/{}/move',
    },
  },
  { group: 'SourceControl', since: jobs, v10: true, operations: resource('sourceControls') },
  {
    group: 'SourceControlSyncJob',
    since: jobs,
    v10: true,
    operations: {
      Create: 'PUT ~/sourceControls/{}/sourceControlSyncJobs/{}',
      Get: 'GET ~/sourceControls/{}/sourceControlSyncJobs/{}',
      [list]: 'GET ~/sourceControls/{}/sourceControlSyncJobs',
    },
  },
  {
    group: 'SourceControlSyncJobStreams',
    since: jobs,
    v10: true,
    operations: {
      ListBySyncJob: 'GET ~/sourceControls/{}/sourceControlSyncJobs/{}/streams',
      Get: 'GET ~/sourceControls/{}/sourceControlSyncJobs/{}/streams/{}',
    },
  },
  {
    group: 'Activity',
    since: first,
    v10: true,
    operations: {
      ListByModule: 'GET ~/modules/{}/activities',
      Get: 'GET ~/modules/{}/activities/{}',
    },
  },
  {
    group: 'Fields',
    since: first,
    v10: true,
    operations: { ListByType: 'GET ~/modules/{}/types/{}/fields' },
  },
  {
    group: 'ObjectDataTypes',
    since: first,
    v10: true,
    operations: {
      ListFieldsByModuleAndType: 'GET ~/modules/{}/objectDataTypes/{}/fields',
      ListFieldsByType: 'GET ~/objectDataTypes/{}/fields',
    },
  },
  {
    group: 'Watcher',
    since: first,
    v10: true,
    operations: {
      ...resource('watchers'),
      Start: 'POST ~/watchers/{}/start',
      Stop: 'POST ~/watchers/{}/stop',
    },
  },
  { group: 'LinkedWorkspace', since: first, v10: true, operations: { Get: 'GET ~/linkedWorkspace' } },
  {
    group: 'AgentRegistrationInformation',
    since: agents,
    v10: true,
    operations: {
      Get: 'GET ~/agentRegistrationInformation',
      RegenerateKey: 'POST ~/agentRegistrationInformation/regenerateKey',
    },
  },
  {
    group: 'DscConfiguration',
    since: first,
    v10: true,
    operations: { ...resource('configurations'), GetContent: 'GET ~/configurations/{}/content' },
  },
  {
    group: 'DscCompilationJob',
    since: agents,
    v10: true,
    operations: {
      ...some('compilationjobs', list, 'Create', 'Get'),
      GetStream: 'GET ~/compilationjobs/{}/streams/{}',
    },
  },
  {
    group: 'DscCompilationJobStream',
    since: agents,
    v10: true,
    operations: { ListByJob: 'GET ~/compilationjobs/{}/streams' },
  },
  {
    group: 'DscNodeConfiguration',
    since: agents,
    v10: true,
    operations: some('nodeConfigurations', list, 'Get', 'CreateOrUpdate', 'Delete'),
  },
  {
    group: 'DscNode',
    since: agents,
    v10: true,
    operations: some('nodes', list, 'Get', 'Update', 'Delete'),
  },
  {
    group: 'NodeReports',
    since: agents,
    v10: true,
    operations: {
      ListByNode: 'GET ~/nodes/{}/reports',
      Get: 'GET ~/nodes/{}/reports/{}',
      GetContent: 'GET ~/nodes/{}/reports/{}/content',
    },
  },
  {
    group: 'NodeCountInformation',
    since: agents,
    v10: true,
    operations: { Get: 'GET ~/nodecounts/{}' },
  },
  {
    group: 'SoftwareUpdateConfigurations',
    since: jobs,
    v10: true,
    operations: {
      Create: 'PUT ~/softwareUpdateConfigurations/{}',
      GetByName: 'GET ~/softwareUpdateConfigurations/{}',
      Delete: 'DELETE ~/softwareUpdateConfigurations/{}',
      List: 'GET ~/softwareUpdateConfigurations',
    },
  },
  {
    group: 'SoftwareUpdateConfigurationRuns',
    since: jobs,
    v10: true,
    operations: {
      List: 'GET ~/softwareUpdateConfigurationRuns',
      GetById: 'GET ~/softwareUpdateConfigurationRuns/{}',
    },
  },
  {
    group: 'SoftwareUpdateConfigurationMachineRuns',
    since: jobs,
    v10: true,
    operations: {
      List: 'GET ~/softwareUpdateConfigurationMachineRuns',
      GetById: 'GET ~/softwareUpdateConfigurationMachineRuns/{}',
    },
  },
];

const account = `${subscription}/resourceGroups/{}/${provider}/automationAccounts/{}`;

export const azureOperations: readonly AzureOperation[] = groups.flatMap(
  ({ group, since, until, v10 = false, operations }) =>
    Object.entries(operations).map(([name, address]) => {
      const [method = '', path = ''] = address.split(' ');
      return { operation: `${group}_${name}`, method, path: path.replace('~', account), since, until, v10 };
    }),
);
