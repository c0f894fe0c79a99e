export type { Account, Accounts } from './arm/accounts.ts';
export type {
  Alert,
  AlertDestination,
  AlertDestinationRequest,
  AlertDestinations,
  AlertRule,
  AlertRuleRequest,
  AlertRules,
  Alerts,
} from './arm/alerts.ts';
export type {
  Certificate,
  Certificates,
  Connection,
  Connections,
  Credential,
  Credentials,
  Variable,
  Variables,
} from './arm/assets.ts';
export type {
  EnvironmentLock,
  EnvironmentLockFile,
  EnvironmentPackage,
  EnvironmentSettings,
  Environments,
  ModulePair,
  RuntimeEnvironment,
} from './arm/environments.ts';
export type { Feed, FeedProperties, Feeds } from './arm/feeds.ts';
export type {
  IdentityProperties,
  IdentitySettings,
  ManagedIdentities,
  ManagedIdentity,
} from './arm/identities.ts';
export type {
  AffectedLine,
  ImportRequest,
  ModuleChange,
  ModuleImport,
  ModuleImports,
  ModulePlan,
  WantedModule,
} from './arm/module-imports.ts';
export type { Module, ModuleVersion, Modules } from './arm/modules.ts';
export type { AuditClient, AuditEntry, AuditQuery, SealRecord } from './arm/audit.ts';
export type { Limits, LimitsClient } from './arm/limits.ts';
export type { KeyState, Keys } from './arm/keys.ts';
export type {
  HybridWorker,
  InstallationWorker,
  JoinToken,
  SelfTestAttempt,
  WorkerGroup,
  WorkerGroups,
} from './arm/worker-groups.ts';
export type { PublishingPolicy, PublishingPolicyClient, Review, Reviews } from './arm/reviews.ts';
export type { RoleAssignment, RoleDefinition, RoleScope, Roles } from './arm/roles.ts';
export type {
  JobSchedule,
  JobSchedules,
  Schedule,
  ScheduleRequest,
  ScheduleRun,
  Schedules,
} from './arm/schedules.ts';
export type {
  Concurrency,
  DeletedRunbook,
  Runbook,
  RunbookParameter,
  RunbookSettings,
  Runbooks,
} from './arm/runbooks.ts';
export type {
  SourceControl,
  SourceControlSettings,
  SourceControls,
  SyncJob,
  SyncStream,
} from './arm/source-controls.ts';
export type { EventSource, EventSourceRequest, EventSources } from './arm/event-sources.ts';
export type { Calendar, CalendarRequest, Calendars } from './arm/calendars.ts';
export type { Webhook, WebhookChange, WebhookRequest, Webhooks } from './arm/webhooks.ts';
export { type Client, type ClientOptions, createClient } from './client.ts';
export { ClientError, type ErrorDetail } from './client-error.ts';
export {
  type Job,
  type JobCall,
  type JobEvent,
  type JobIsolation,
  type JobOrder,
  type JobRecord,
  type JobStatus,
  type JobStep,
  type JobStream,
  type JobStreamSummary,
  type ShownOrder,
  type StreamType,
  hasEnded,
} from './job/job.ts';
export { type JobFilter, type JobRequest, type Jobs, jobParameters } from './job/jobs.ts';
export type { JobRecords } from './job/records.ts';
export type { TestJob, TestJobRequest, TestJobs } from './job/test-jobs.ts';
export {
  type Tenant,
  type TenantChange,
  type TenantClient,
  type TenantClockState,
  type TenantFaultRule,
  type TenantFaults,
  type TenantImport,
  type TenantImportReport,
  type TenantLimitSettings,
  type TenantLimits,
  type TenantMessage,
  type TenantPatchOperation,
  type TenantRequest,
  type TenantSeedProgress,
  type TenantSeeding,
  type TenantSignInLink,
  type TenantSnapshot,
  createTenantClient,
} from './tenant/tenant-client.ts';
export { type ClientCertificateOptions, clientCertificateToken } from './token-source.ts';
export type { TokenSource } from './transport.ts';
