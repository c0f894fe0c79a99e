export type { Access } from './access/access.ts';
export type { AssignmentInput, RoleAssignment, RoleAssignments } from './access/assignments.ts';
export { type Role, type RoleName, allows, findRole, roleNames, roles } from './access/roles.ts';
export { isWithin } from './access/scope.ts';
export type { AccountLimits, Limits } from './admission/limits.ts';
export type { JobOrder } from './admission/order.ts';
export { type AccountKeyPair, type AccountKeys, type KeyName, keyNames } from './accounts/account-keys.ts';
export { type Alert, type AlertRule, type Expiry, conditions as alertConditions } from './alerts/alert.ts';
export type { Alerts } from './alerts/alerts.ts';
export { type AlertDestination, destinationKinds } from './alerts/destinations/destination.ts';
export type { AlertDestinations } from './alerts/destinations/destinations.ts';
export type { AlertRules } from './alerts/rules.ts';
export type { AccountUsage } from './accounts/usage.ts';
export type { Account, AccountInput, Accounts } from './accounts/accounts.ts';
export { type Anchor } from './audit/anchoring.ts';
export { anchorAt } from './audit/anchors/index.ts';
export type { AuditFilter, AuditLog, AuditLogEntry } from './audit/audit-log.ts';
export { type Sealing, createSealing } from './audit/sealing.ts';
export type { KeyRotation, KeyState } from './vault/rotation.ts';
export type { Certificate, CertificateInput } from './assets/certificates.ts';
export type { ConnectionType, FieldDefinition } from './assets/connection-types.ts';
export type { Connection, ConnectionInput } from './assets/connections.ts';
export type { Credential, CredentialInput } from './assets/credentials.ts';
export type { Variable, VariableInput } from './assets/variables.ts';
export { type Automation, type AutomationOptions, createAutomation } from './automation.ts';
export type { EnvironmentPackage, RuntimeEnvironment } from './environments/environment.ts';
export type { EnvironmentInput, EnvironmentLockFile, Environments } from './environments/environments.ts';
export type { EnvironmentLock } from './environments/lock.ts';
export type { EnvironmentPackages, PackageOwner } from './environments/packages.ts';
export { type EventSource, type EventSourceKind, eventSourceKinds } from './events/event-source.ts';
export type { EventAnswer, EventReceiver } from './events/event-receiver.ts';
export type { EventSources } from './events/event-sources.ts';
export type { ResourceGroup, ResourceGroupInput, ResourceGroups } from './groups/resource-groups.ts';
export {
  type Enrolled,
  type HybridIdentities,
  type HybridIdentity,
  type Machine,
  workerKey,
} from './hybrid-workers/identities.ts';
export type { JoinToken, JoinTokens, WorkerEntrance } from './hybrid-workers/join-tokens.ts';
export type { HybridWorker, HybridWorkers } from './hybrid-workers/hybrid-workers.ts';
export type { WorkerGroup, WorkerGroupInput, WorkerGroups } from './hybrid-workers/worker-groups.ts';
export type { AssignedIdentity, IdentityChange } from './identities/assignment.ts';
export { type IdentityPath, identityArmId, parseIdentityId } from './identities/identity-id.ts';
export type {
  UserAssignedIdentities,
  UserAssignedIdentity,
  UserAssignedIdentityInput,
} from './identities/user-assigned.ts';
export { type AppKey, type Directory, createDirectory } from './identities/directory.ts';
export type { Job, JobCall, JobFilter, JobStep, JobStream, JobSummary } from './jobs/job.ts';
export { type JobStatus, jobStates, provisioningState, shownStatus } from './jobs/job-states.ts';
export type { JobInput } from './jobs/jobs.ts';
export { shownLater } from './jobs/later.ts';
export type { FollowEvent, Position } from './jobs/records.ts';
export { type AccountPath, type Actor, type Page, armId } from './model.ts';
export type { Module, ModuleState, ModuleVersion } from './modules/module.ts';
export type { Activities, Activity } from './modules/activities.ts';
export type { ModuleVersions } from './modules/module-versions.ts';
export type { Feed } from '#gallery';
export type { Feeds } from './galleries/feeds.ts';
export type { GalleryImport, ImportItem, ModuleChange } from './modules/gallery-imports/gallery-import.ts';
export type { GalleryImports, ImportRequest } from './modules/gallery-imports/gallery-imports.ts';
export type { ModulePlan } from './modules/gallery-imports/plan.ts';
export type { ModuleInput, Modules } from './modules/modules.ts';
export { createOtlpTracer, otlpSettings } from './tracing/otlp.ts';
export type { Span, Tracer } from './tracing/tracer.ts';
export type { Metrics } from './metrics/metrics.ts';
export { type Housekeeping, createHousekeeping } from './housekeeping/housekeeping.ts';
export { ensureRunbook } from './runbooks/ensure-runbook.ts';
export type { DeletedRunbook } from './runbooks/deleted-runbooks.ts';
export type { Operation } from './runbooks/operations.ts';
export type { SourceControl, SyncJob, SyncStream } from './source-control/source-control.ts';
export type { Runbook, RunbookInput } from './runbooks/runbooks.ts';
export type { SecretWarning } from './redaction/secret-texts.ts';
export type { JobSchedule, JobSchedules, ScheduleRun } from './schedules/job-schedules.ts';
export { localIso, offsetMinutes, describeRecurrence } from './schedules/recurrence/index.ts';
export type { Calendar } from './calendars/calendar.ts';
export type { Calendars } from './calendars/calendars.ts';
export { type Schedule, comingRuns, nextRunOf, recurrenceOf, zoneOf } from './schedules/schedule.ts';
export { type AdvancedSchedule, type ScheduleInput, weekDayName } from './schedules/schedule-input.ts';
export { type Scheduler, createScheduler } from './schedules/scheduler.ts';
export type { Schedules } from './schedules/schedules.ts';
export type { Review } from './reviews/reviews.ts';
export type { PublishingPolicy } from './runbooks/publishing-policy.ts';
export type { WebhookCall, WebhookReceiver } from './webhooks/receiver.ts';
export { signCall, signatureHeaders } from './webhooks/signature.ts';
export type { Webhook } from './webhooks/webhook.ts';
export type { Webhooks } from './webhooks/webhooks.ts';
export { type GuardedResource, type Preconditions, isCollection } from './etags/etags.ts';
export type { PortalSession, PortalSessions } from './portal-sessions/portal-sessions.ts';
export type { InstallationWorker, Workers } from './workers/workers.ts';
export { directoryAutomationRoles } from './identities/default-roles.ts';
