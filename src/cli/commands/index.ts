import type { Command } from '../command/definition.ts';
import { accountSet } from './account/account-set.ts';
import { accountShow } from './account/account-show.ts';
import { alertDestinationList } from './alert/alert-destination-list.ts';
import { alertDestinationRemove } from './alert/alert-destination-remove.ts';
import { alertDestinationSet } from './alert/alert-destination-set.ts';
import { alertDestinationTest } from './alert/alert-destination-test.ts';
import { alertGet } from './alert/alert-get.ts';
import { alertList } from './alert/alert-list.ts';
import { alertRuleList } from './alert/alert-rule-list.ts';
import { alertRuleRemove } from './alert/alert-rule-remove.ts';
import { alertRuleSet } from './alert/alert-rule-set.ts';
import { alertSnooze } from './alert/alert-snooze.ts';
import { auditList } from './audit/audit-list.ts';
import { auditVerify } from './audit/audit-verify.ts';
import { doctor } from './doctor.ts';
import { backupCreate } from './backup/backup-create.ts';
import { backupRestore } from './backup/backup-restore.ts';
import { backupVerify } from './backup/backup-verify.ts';
import { credentialSet } from './credential/credential-set.ts';
import { environmentCreate } from './environment/environment-create.ts';
import { environmentList } from './environment/environment-list.ts';
import { environmentLock } from './environment/environment-lock.ts';
import { environmentPackageAdd } from './environment/environment-package-add.ts';
import { environmentPackageList } from './environment/environment-package-list.ts';
import { environmentPackageRemove } from './environment/environment-package-remove.ts';
import { environmentRemove } from './environment/environment-remove.ts';
import { environmentShow } from './environment/environment-show.ts';
import { galleryAdd } from './gallery/gallery-add.ts';
import { galleryList } from './gallery/gallery-list.ts';
import { galleryRemove } from './gallery/gallery-remove.ts';
import { identityAssign } from './identity/identity-assign.ts';
import { identityCreate } from './identity/identity-create.ts';
import { identityList } from './identity/identity-list.ts';
import { identityRemove } from './identity/identity-remove.ts';
import { identityUnassign } from './identity/identity-unassign.ts';
import { jobGet } from './job/job-get.ts';
import { jobList } from './job/job-list.ts';
import { jobResume } from './job/job-resume.ts';
import { jobStart } from './job/job-start.ts';
import { jobStop } from './job/job-stop.ts';
import { jobSuspend } from './job/job-suspend.ts';
import { jobWatch } from './job/job-watch.ts';
import { keyExport } from './key/key-export.ts';
import { keyRotate } from './key/key-rotate.ts';
import { keyStatus } from './key/key-status.ts';
import { limitsSet } from './limits/limits-set.ts';
import { limitsShow } from './limits/limits-show.ts';
import { moduleDefault } from './module/module-default.ts';
import { moduleImport } from './module/module-import.ts';
import { moduleList } from './module/module-list.ts';
import { moduleRemove } from './module/module-remove.ts';
import { moduleShow } from './module/module-show.ts';
import { moduleUpdate } from './module/module-update.ts';
import { portal } from './portal.ts';
import { publishingSet } from './publishing/publishing-set.ts';
import { publishingShow } from './publishing/publishing-show.ts';
import { reviewApprove } from './review/review-approve.ts';
import { reviewList } from './review/review-list.ts';
import { reviewReject } from './review/review-reject.ts';
import { reviewRequest } from './review/review-request.ts';
import { reviewShow } from './review/review-show.ts';
import { roleAssign } from './role/role-assign.ts';
import { roleList } from './role/role-list.ts';
import { roleRemove } from './role/role-remove.ts';
import { runbookConcurrency } from './runbook/runbook-concurrency.ts';
import { runbookDefaults } from './runbook/runbook-defaults.ts';
import { runbookImport } from './runbook/runbook-import.ts';
import { runbookList } from './runbook/runbook-list.ts';
import { runbookPublish } from './runbook/runbook-publish.ts';
import { runbookRestore } from './runbook/runbook-restore.ts';
import { runbookTest } from './runbook/runbook-test.ts';
import { scheduleCreate } from './schedule/schedule-create.ts';
import { scheduleDisable } from './schedule/schedule-disable.ts';
import { scheduleEnable } from './schedule/schedule-enable.ts';
import { scheduleLink } from './schedule/schedule-link.ts';
import { scheduleList } from './schedule/schedule-list.ts';
import { scheduleRemove } from './schedule/schedule-remove.ts';
import { scheduleShow } from './schedule/schedule-show.ts';
import { scheduleUnlink } from './schedule/schedule-unlink.ts';
import { sourceControlList } from './source-control/source-control-list.ts';
import { sourceControlRemove } from './source-control/source-control-remove.ts';
import { sourceControlSet } from './source-control/source-control-set.ts';
import { sourceControlSync } from './source-control/source-control-sync.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { tenantDelete } from './tenant/tenant-delete.ts';
import { tenantDiff } from './tenant/tenant-diff.ts';
import { tenantExport } from './tenant/tenant-export.ts';
import { tenantStart } from './tenant/tenant-start.ts';
import { tenantEnv } from './tenant/tenant-env.ts';
import { tenantSeed } from './tenant/tenant-seed.ts';
import { tenantImport } from './tenant/tenant-import.ts';
import { tenantSnapshotCreate } from './tenant/tenant-snapshot-create.ts';
import { tenantSnapshotList } from './tenant/tenant-snapshot-list.ts';
import { tenantSnapshotRestore } from './tenant/tenant-snapshot-restore.ts';
import { tenantSnapshotDelete } from './tenant/tenant-snapshot-delete.ts';
import { tenantClockShow } from './tenant/tenant-clock-show.ts';
import { tenantApply } from './tenant/tenant-apply.ts';
import { tenantLimitsShow } from './tenant/tenant-limits-show.ts';
import { tenantLimitsSet } from './tenant/tenant-limits-set.ts';
import { tenantLimitsRefill } from './tenant/tenant-limits-refill.ts';
import { tenantFaultsShow } from './tenant/tenant-faults-show.ts';
import { tenantFaultsAdd } from './tenant/tenant-faults-add.ts';
import { tenantFaultsLag } from './tenant/tenant-faults-lag.ts';
import { tenantFaultsClear } from './tenant/tenant-faults-clear.ts';
import { tenantClockSet } from './tenant/tenant-clock-set.ts';
import { tenantClockAdvance } from './tenant/tenant-clock-advance.ts';
import { tenantClockScale } from './tenant/tenant-clock-scale.ts';
import { tenantFork } from './tenant/tenant-fork.ts';
import { tenantList } from './tenant/tenant-list.ts';
import { tenantReset } from './tenant/tenant-reset.ts';
import { variableSet } from './variable/variable-set.ts';
import { workerGroupCreate } from './worker/worker-group-create.ts';
import { workerGroupList } from './worker/worker-group-list.ts';
import { workerGroupRemove } from './worker/worker-group-remove.ts';
import { workerInstallService } from './worker/worker-install-service.ts';
import { workerJoin } from './worker/worker-join.ts';
import { workerList } from './worker/worker-list.ts';
import { workerRevoke } from './worker/worker-revoke.ts';
import { workerRun } from './worker/worker-run.ts';
import { workerTokenCreate } from './worker/worker-token-create.ts';

import { eventSourceCreate } from './event-source/event-source-create.ts';
import { eventSourceDelete } from './event-source/event-source-delete.ts';
import { eventSourceGet } from './event-source/event-source-get.ts';
import { eventSourceList } from './event-source/event-source-list.ts';
import { eventSourceRenew } from './event-source/event-source-renew.ts';
import { calendarCreate } from './calendar/calendar-create.ts';
import { calendarDelete } from './calendar/calendar-delete.ts';
import { calendarGet } from './calendar/calendar-get.ts';
import { calendarList } from './calendar/calendar-list.ts';
import { webhookCreate } from './webhook/webhook-create.ts';
import { webhookDisable } from './webhook/webhook-disable.ts';
import { webhookEnable } from './webhook/webhook-enable.ts';
import { webhookList } from './webhook/webhook-list.ts';
import { webhookRemove } from './webhook/webhook-remove.ts';
import { webhookRotate } from './webhook/webhook-rotate.ts';

/** Every command, by its name: `job start` is `job/job-start.ts`. */
import { upgrade } from './upgrade.ts';

export const commands = {
  start,
  status,
  doctor,
  portal,
  'job start': jobStart,
  'job watch': jobWatch,
  'job get': jobGet,
  'job list': jobList,
  'job stop': jobStop,
  'job suspend': jobSuspend,
  'job resume': jobResume,
  'runbook import': runbookImport,
  'runbook test': runbookTest,
  'runbook publish': runbookPublish,
  'runbook list': runbookList,
  'runbook restore': runbookRestore,
  'runbook concurrency': runbookConcurrency,
  'runbook defaults': runbookDefaults,
  'schedule create': scheduleCreate,
  'schedule list': scheduleList,
  'schedule show': scheduleShow,
  'schedule enable': scheduleEnable,
  'schedule disable': scheduleDisable,
  'schedule remove': scheduleRemove,
  'schedule link': scheduleLink,
  'schedule unlink': scheduleUnlink,
  'review request': reviewRequest,
  'review list': reviewList,
  'review show': reviewShow,
  'review approve': reviewApprove,
  'review reject': reviewReject,
  'account show': accountShow,
  'account set': accountSet,
  'publishing show': publishingShow,
  'publishing set': publishingSet,
  'source-control set': sourceControlSet,
  'source-control list': sourceControlList,
  'source-control sync': sourceControlSync,
  'source-control remove': sourceControlRemove,
  'calendar create': calendarCreate,
  'calendar list': calendarList,
  'calendar get': calendarGet,
  'calendar delete': calendarDelete,
  'event-source create': eventSourceCreate,
  'event-source list': eventSourceList,
  'event-source get': eventSourceGet,
  'event-source renew': eventSourceRenew,
  'event-source delete': eventSourceDelete,
  'webhook create': webhookCreate,
  'webhook list': webhookList,
  'webhook enable': webhookEnable,
  'webhook disable': webhookDisable,
  'webhook rotate': webhookRotate,
  'webhook remove': webhookRemove,
  'module import': moduleImport,
  'module list': moduleList,
  'module show': moduleShow,
  'module update': moduleUpdate,
  'module default': moduleDefault,
  'module remove': moduleRemove,
  'environment create': environmentCreate,
  'environment list': environmentList,
  'environment show': environmentShow,
  'environment lock': environmentLock,
  'environment remove': environmentRemove,
  'environment package add': environmentPackageAdd,
  'environment package list': environmentPackageList,
  'environment package remove': environmentPackageRemove,
  'gallery add': galleryAdd,
  'gallery list': galleryList,
  'gallery remove': galleryRemove,
  'identity create': identityCreate,
  'identity list': identityList,
  'identity assign': identityAssign,
  'identity unassign': identityUnassign,
  'identity remove': identityRemove,
  'key rotate': keyRotate,
  'key status': keyStatus,
  'key export': keyExport,
  'limits show': limitsShow,
  'limits set': limitsSet,
  'alert list': alertList,
  'alert get': alertGet,
  'alert snooze': alertSnooze,
  'alert rule set': alertRuleSet,
  'alert rule list': alertRuleList,
  'alert rule remove': alertRuleRemove,
  'alert destination set': alertDestinationSet,
  'alert destination list': alertDestinationList,
  'alert destination test': alertDestinationTest,
  'alert destination remove': alertDestinationRemove,
  'backup create': backupCreate,
  'backup verify': backupVerify,
  'backup restore': backupRestore,
  upgrade,
  'audit list': auditList,
  'audit verify': auditVerify,
  'role list': roleList,
  'role assign': roleAssign,
  'role remove': roleRemove,
  'worker group create': workerGroupCreate,
  'worker group list': workerGroupList,
  'worker group remove': workerGroupRemove,
  'worker token create': workerTokenCreate,
  'worker join': workerJoin,
  'worker run': workerRun,
  'worker install-service': workerInstallService,
  'worker list': workerList,
  'worker revoke': workerRevoke,
  'tenant start': tenantStart,
  'tenant env': tenantEnv,
  'tenant seed': tenantSeed,
  'tenant import': tenantImport,
  'tenant fork': tenantFork,
  'tenant diff': tenantDiff,
  'tenant list': tenantList,
  'tenant reset': tenantReset,
  'tenant export': tenantExport,
  'tenant delete': tenantDelete,
  'tenant snapshot create': tenantSnapshotCreate,
  'tenant snapshot list': tenantSnapshotList,
  'tenant snapshot restore': tenantSnapshotRestore,
  'tenant snapshot delete': tenantSnapshotDelete,
  'tenant clock show': tenantClockShow,
  'tenant clock set': tenantClockSet,
  'tenant clock advance': tenantClockAdvance,
  'tenant clock scale': tenantClockScale,
  'tenant apply': tenantApply,
  'tenant limits show': tenantLimitsShow,
  'tenant limits set': tenantLimitsSet,
  'tenant limits refill': tenantLimitsRefill,
  'tenant faults show': tenantFaultsShow,
  'tenant faults add': tenantFaultsAdd,
  'tenant faults lag': tenantFaultsLag,
  'tenant faults clear': tenantFaultsClear,
  'variable set': variableSet,
  'credential set': credentialSet,
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
