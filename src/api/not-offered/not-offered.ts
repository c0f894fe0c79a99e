/**
 * What Azure Automation has and Tenantry is not: lists are empty, reading one finds nothing, and writing is refused with what to
 * do instead. One row an operation; success codes are those that clients of Azure accept.
 */
export interface NotOffered {
  /** As messages call it, in the singular. */
  readonly what: string;
  readonly instead: string;
  /** `method path operation answer`, below the account. */
  readonly operations: readonly string[];
}

/** How each answers; `gone` is a DELETE that may say 204 to what is not there, in Azure too. */
export type Answer = 'list' | 'counted' | 'unset' | 'absent' | 'gone' | 'refused';

export const notOffered: readonly NotOffered[] = [
  {
    what: 'watcher',
    instead: 'Start a runbook by a schedule or a webhook.',
    operations: [
      'GET watchers Watcher_ListByAutomationAccount list',
      'GET watchers/:name Watcher_Get absent',
      'PUT watchers/:name Watcher_CreateOrUpdate refused',
      'PATCH watchers/:name Watcher_Update absent',
      'DELETE watchers/:name Watcher_Delete absent',
      'POST watchers/:name/start Watcher_Start absent',
      'POST watchers/:name/stop Watcher_Stop absent',
    ],
  },
  {
    what: 'resource of state configuration (DSC)',
    instead: 'Keep a state by a runbook that runs on a schedule.',
    operations: [
      'GET configurations DscConfiguration_ListByAutomationAccount counted',
      'GET configurations/:name DscConfiguration_Get absent',
      'GET configurations/:name/content DscConfiguration_GetContent absent',
      'PUT configurations/:name DscConfiguration_CreateOrUpdate refused',
      'PATCH configurations/:name DscConfiguration_Update absent',
      'DELETE configurations/:name DscConfiguration_Delete gone',
      'GET compilationjobs DscCompilationJob_ListByAutomationAccount list',
      'GET compilationjobs/:name DscCompilationJob_Get absent',
      'PUT compilationjobs/:name DscCompilationJob_Create refused',
      'GET compilationjobs/:name/streams DscCompilationJobStream_ListByJob absent',
      'GET compilationjobs/:name/streams/:stream DscCompilationJob_GetStream absent',
      'GET nodeConfigurations DscNodeConfiguration_ListByAutomationAccount counted',
      'GET nodeConfigurations/:name DscNodeConfiguration_Get absent',
      'PUT nodeConfigurations/:name DscNodeConfiguration_CreateOrUpdate refused',
      'DELETE nodeConfigurations/:name DscNodeConfiguration_Delete absent',
      'GET nodes DscNode_ListByAutomationAccount counted',
      'GET nodes/:name DscNode_Get absent',
      'PATCH nodes/:name DscNode_Update absent',
      'DELETE nodes/:name DscNode_Delete absent',
      'GET nodes/:name/reports NodeReports_ListByNode absent',
      'GET nodes/:name/reports/:report NodeReports_Get absent',
      'GET nodes/:name/reports/:report/content NodeReports_GetContent absent',
      'GET nodecounts/:type NodeCountInformation_Get counted',
    ],
  },
  {
    what: 'software update configuration',
    instead: 'Azure has retired it too; update machines by the tools of their operating system.',
    operations: [
      'GET softwareUpdateConfigurations SoftwareUpdateConfigurations_List list',
      'GET softwareUpdateConfigurations/:name SoftwareUpdateConfigurations_GetByName absent',
      'PUT softwareUpdateConfigurations/:name SoftwareUpdateConfigurations_Create refused',
      'DELETE softwareUpdateConfigurations/:name SoftwareUpdateConfigurations_Delete gone',
      'GET softwareUpdateConfigurationRuns SoftwareUpdateConfigurationRuns_List list',
      'GET softwareUpdateConfigurationRuns/:name SoftwareUpdateConfigurationRuns_GetById absent',
      'GET softwareUpdateConfigurationMachineRuns SoftwareUpdateConfigurationMachineRuns_List list',
      'GET softwareUpdateConfigurationMachineRuns/:name SoftwareUpdateConfigurationMachineRuns_GetById absent',
    ],
  },
  {
    what: 'Python 2 package',
    instead:
      'Python 2 is no more: port the script, and bring its wheels by python3Packages or a runtime environment.',
    operations: [
      'GET python2Packages Python2Package_ListByAutomationAccount list',
      'GET python2Packages/:name Python2Package_Get absent',
      'PUT python2Packages/:name Python2Package_CreateOrUpdate refused',
      'PATCH python2Packages/:name Python2Package_Update absent',
      'DELETE python2Packages/:name Python2Package_Delete absent',
    ],
  },
  {
    what: 'private endpoint connection',
    instead: 'Tenantry runs in your own network: bind it where only those can reach it who may.',
    operations: [
      'GET privateLinkResources PrivateLinkResources_Automation list',
      'GET privateEndpointConnections PrivateEndpointConnections_ListByAutomationAccount list',
      'GET privateEndpointConnections/:name PrivateEndpointConnections_Get absent',
      'PUT privateEndpointConnections/:name PrivateEndpointConnections_CreateOrUpdate refused',
      'DELETE privateEndpointConnections/:name PrivateEndpointConnections_Delete gone',
    ],
  },
  {
    what: 'Log Analytics workspace',
    instead: 'The streams of jobs are kept by Tenantry itself.',
    operations: ['GET linkedWorkspace LinkedWorkspace_Get unset'],
  },
];
