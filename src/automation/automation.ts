import type { Clock, Logger } from '#kernel';
import type { Queue } from '#queue';
import type { Database, Vault } from '#store';
import type { WorkerLink } from '#worker-link';

import { type Access, createAccess } from './access/access.ts';
import { type AccountLimits, createAccountLimits } from './admission/limits.ts';
import { type AccountKeys, createAccountKeys } from './accounts/account-keys.ts';
import { type Accounts, createAccounts } from './accounts/accounts.ts';
import type { Expiry } from './alerts/alert.ts';
import { type Alerting, createAlerting } from './alerts/alerting.ts';
import { type Alerts, createAlerts } from './alerts/alerts.ts';
import { type AlertDestinations, createAlertDestinations } from './alerts/destinations/destinations.ts';
import { createSenders } from './alerts/destinations/senders.ts';
import { createExpiries } from './alerts/expiries.ts';
import { type AlertRules, createAlertRules } from './alerts/rules.ts';
import { type AccountUsage, createAccountUsage } from './accounts/usage.ts';
import { type Assets, createAssets } from './assets/assets.ts';
import { createCertificates } from './assets/certificates.ts';
import { createConnectionTypes } from './assets/connection-types.ts';
import { createConnections } from './assets/connections.ts';
import { createCredentials } from './assets/credentials.ts';
import { createVariables } from './assets/variables.ts';
import { type AuditLog, createAuditLog } from './audit/audit-log.ts';
import { createAttempts } from './attempts/attempts.ts';
import { type Etags, createEtags } from './etags/etags.ts';
import { createEnvironmentBuilds } from './environments/builds.ts';
import { type EnvironmentFeeds, createEnvironmentFeeds } from './environments/from-feeds.ts';
import { type Environments, createEnvironments } from './environments/environments.ts';
import { type EnvironmentPackages, createEnvironmentPackages } from './environments/packages.ts';
import { type EventReceiver, createEventReceiver } from './events/event-receiver.ts';
import { type EventSources, createEventSources } from './events/event-sources.ts';
import { createGraphSubscriptions } from './events/graph-subscriptions.ts';
import { type SubscriptionKeeper, createSubscriptionKeeper } from './events/keeper.ts';
import { type Health, createHealth } from './health/health.ts';
import { type ResourceGroups, createResourceGroups } from './groups/resource-groups.ts';
import type { AppKey, Directory } from './identities/directory.ts';
import { directoryAutomationRoles } from './identities/default-roles.ts';
import { createIdentities } from './identities/identities.ts';
import { createPrincipals } from './identities/principals.ts';
import { type JoinedWorkers, createJoinedWorkers } from './hybrid-workers/joined-workers.ts';
import type { WorkerEntrance } from './hybrid-workers/join-tokens.ts';
import { type WorkerGroups, createWorkerGroups } from './hybrid-workers/worker-groups.ts';
import { type UserAssignedIdentities, createUserAssignedIdentities } from './identities/user-assigned.ts';
import { type Feeds, createFeeds } from './galleries/feeds.ts';
import { type Jobs, createJobs } from './jobs/jobs.ts';
import { type JobRecords, createJobRecords } from './jobs/records.ts';
import { type GalleryImports, createGalleryImports } from './modules/gallery-imports/gallery-imports.ts';
import { type Activities, createActivities } from './modules/activities.ts';
import { createModuleImports } from './modules/imports.ts';
import { type ModuleVersions, createModuleVersions } from './modules/module-versions.ts';
import { type Modules, createModules } from './modules/modules.ts';
import { createPackages } from './modules/packages.ts';
import { type PortalSessions, createPortalSessions } from './portal-sessions/portal-sessions.ts';
import { type Redactors, createRedactors } from './redaction/redactors.ts';
import { type DeletedRunbooks, createDeletedRunbooks } from './runbooks/deleted-runbooks.ts';
import { type LinkedContent, createLinkedContent } from './runbooks/linked-content.ts';
import { type Operations, createOperations } from './runbooks/operations.ts';
import { type Reviews, createReviews } from './reviews/reviews.ts';
import { type Publishing, createPublishing } from './runbooks/publishing.ts';
import { type PublishingPolicies, createPublishingPolicies } from './runbooks/publishing-policy.ts';
import { type Runbooks, createRunbooks } from './runbooks/runbooks.ts';
import { type Calendars, createCalendars } from './calendars/calendars.ts';
import { type JobSchedules, createJobSchedules } from './schedules/job-schedules.ts';
import { type Schedules, createSchedules } from './schedules/schedules.ts';
import { type SourceControls, createSourceControls } from './source-control/source-controls.ts';
import { type SyncJobs, createSyncJobs } from './source-control/sync-jobs.ts';
import { registeredLink } from './workers/workers.ts';
import { type WebhookReceiver, createWebhookReceiver } from './webhooks/receiver.ts';
import { createGates } from './webhooks/token-gate.ts';
import { type Webhooks, createWebhooks } from './webhooks/webhooks.ts';
import { meteredLink } from './metrics/metered-link.ts';
import { type Metrics, createMetrics } from './metrics/metrics.ts';
import { type KeyRotation, createKeyRotation } from './vault/rotation.ts';
import { createJobTraces } from './tracing/job-traces.ts';
import { tracedLink } from './tracing/traced-link.ts';
import { type Tracer, noTracer } from './tracing/tracer.ts';
import { type Tenants, createTenants } from './tenants/tenants.ts';
import { type TestJobs, createTestJobs } from './test-jobs/test-jobs.ts';

/** The domain, whole. The API serves it; nothing in it knows HTTP. */
export interface Automation extends JoinedWorkers {
  readonly access: Access;
  readonly accounts: Accounts;
  readonly accountKeys: AccountKeys;
  readonly accountUsage: AccountUsage;
  readonly limits: AccountLimits;
  readonly alerts: Alerts;
  readonly alertRules: AlertRules;
  readonly alertDestinations: AlertDestinations;
  /** Not started yet. */
  readonly alerting: Alerting;
  readonly health: Health;
  readonly portalSessions: PortalSessions;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly userAssignedIdentities: UserAssignedIdentities;
  readonly workerGroups: WorkerGroups;
  readonly resourceGroups: ResourceGroups;
  readonly auditLog: AuditLog;
  readonly keyRotation: KeyRotation;
  readonly runbooks: Runbooks;
  readonly deletedRunbooks: DeletedRunbooks;
  readonly linkedContent: LinkedContent;
  readonly sourceControls: SourceControls;
  readonly syncJobs: SyncJobs;
  readonly operations: Operations;
  readonly publishing: Publishing;
  readonly etags: Etags;
  readonly publishingPolicies: PublishingPolicies;
  readonly reviews: Reviews;
  readonly assets: Assets;
  readonly modules: Modules;
  readonly moduleVersions: ModuleVersions;
  readonly activities: Activities;
  readonly environments: Environments;
  readonly environmentPackages: EnvironmentPackages;
  readonly environmentFeeds: EnvironmentFeeds;
  readonly galleryImports: GalleryImports;
  readonly feeds: Feeds;
  readonly jobs: Jobs;
  readonly testJobs: TestJobs;
  readonly records: JobRecords;
  readonly schedules: Schedules;
  readonly jobSchedules: JobSchedules;
  readonly calendars: Calendars;
  readonly webhooks: Webhooks;
  /** What is posted to webhooks. */
  readonly webhookReceiver: WebhookReceiver;
  readonly eventSources: EventSources;
  /** What event sources send. */
  readonly eventReceiver: EventReceiver;
  /** Makes and renews their subscriptions; not started. */
  readonly subscriptionKeeper: SubscriptionKeeper;
  readonly tenants: Tenants;
  /** Who knows what must never be shown. */
  readonly redactors: Pick<Redactors, 'logger'>;
  /** What workers of the installation ask of the domain. */
  readonly attempts: WorkerLink;
}

export interface AutomationOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly directory: Directory;
  readonly controlPlane: AppKey;
  readonly identityKeyFolder: string;
  /** Application permissions of Microsoft Graph for a new account's identity. */
  readonly defaultRoles?: readonly string[];
  readonly logger: Logger;
  readonly clock: Clock;
  /** Where callers reach the listener of webhooks: `https://hooks.contoso.com`. */
  readonly webhookOrigin?: string | undefined;
  /** Takes traces to a collector; none unless given. */
  readonly tracer?: Tracer;
  /** What of the installation itself ends at a time: certificates of its servers and applications. */
  readonly expiries?: readonly Expiry[];
  /** Where workers of groups come in; without it none can join. */
  readonly workerEntrance?: WorkerEntrance | undefined;
}

const defaultWebhookOrigin = 'https://127.0.0.1:7445';

export function createAutomation(options: AutomationOptions): Automation {
  const { db, queue, vault, directory, controlPlane, clock, tracer = noTracer } = options;
  const connectionTypes = createConnectionTypes({ db });
  const redactors = createRedactors({ db, vault, types: connectionTypes, logger: options.logger });
  const logger = redactors.logger(options.logger);
  const defaultRoles = options.defaultRoles ?? directoryAutomationRoles;
  const keyFolder = options.identityKeyFolder;
  const principals = createPrincipals({ vault, directory, controlPlane, keyFolder, logger });
  const identities = createIdentities({ db, directory, principals, defaultRoles });
  const tenants = createTenants({ directory, controlPlane });
  const operations = createOperations({ db });
  const packages = createPackages({ db });
  const accounts = createAccounts({ db, identities });
  const workerGroups = createWorkerGroups({ db, queue });
  const feeds = createFeeds({ db, vault });
  const galleryImports = createGalleryImports({
    db,
    queue,
    packages,
    feeds,
    accountOf: (id) => accounts.getById(id),
    logger,
  });
  const imports = createModuleImports({ db, onTrial: galleryImports.wake });
  const publishing = createPublishing({ db, queue, vault, imports, redactors });
  const runbooks = createRunbooks({ db, operations });
  const syncJobs = createSyncJobs({ db, queue, vault, accounts, runbooks, publishing });
  const assets = createAssets(db, {
    variables: createVariables({ db, vault, redactors }),
    credentials: createCredentials({ db, vault }),
    certificates: createCertificates({ db, vault }),
    connections: createConnections({ db, vault, types: connectionTypes }),
    connectionTypes,
  });
  const metrics = createMetrics({ db, clock });
  const senders = createSenders({ db, vault, clock });
  const expiries = createExpiries({
    db,
    directory,
    controlPlane,
    installation: options.expiries ?? [],
    clock,
    logger,
  });
  const environmentFeeds = createEnvironmentFeeds({ db, queue, packages, feeds });
  const attempts = createAttempts({
    db,
    queue,
    vault,
    assets,
    identities,
    publishing,
    imports,
    environmentBuilds: createEnvironmentBuilds({ db }),
    syncJobs,
    packages,
    tenants,
    redactors,
    logger,
  });
  const traces = createJobTraces({ db });
  const observed = (link: WorkerLink): WorkerLink =>
    meteredLink(tracedLink(link, { tracer, traces, db, logger }), metrics.meter);
  const joined = createJoinedWorkers({
    db,
    groups: workerGroups,
    attempts,
    tenants,
    clock,
    entrance: options.workerEntrance,
    logger,
  });
  const origin = options.webhookOrigin ?? defaultWebhookOrigin;
  const openGate = createGates(clock);
  const subscriptions = createGraphSubscriptions({ directory, identities });
  const subscriptionKeeper = createSubscriptionKeeper({
    db,
    queue,
    vault,
    clock,
    logger,
    subscriptions,
    origin,
  });
  return {
    access: createAccess({ db, now: () => clock.now() }),
    limits: createAccountLimits({ db }),
    alerts: createAlerts({ db, clock }),
    alertRules: createAlertRules({ db, clock }),
    alertDestinations: createAlertDestinations({ db, vault, clock, senders }),
    alerting: createAlerting({ db, clock, senders, redactors, expiries, logger }),
    health: createHealth({ db }),
    portalSessions: createPortalSessions({ db, clock }),
    workerGroups,
    ...joined,
    userAssignedIdentities: createUserAssignedIdentities({ db, principals, grantable: defaultRoles }),
    resourceGroups: createResourceGroups({ db }),
    auditLog: createAuditLog({ db }),
    keyRotation: createKeyRotation({ db, vault, resealFiles: principals.reseal, logger }),
    accounts,
    accountKeys: createAccountKeys({ db, vault }),
    accountUsage: createAccountUsage({ db }),
    runbooks,
    deletedRunbooks: createDeletedRunbooks({ db }),
    linkedContent: createLinkedContent({ runbooks, publishing, operations, feeds }),
    sourceControls: createSourceControls({ db, vault }),
    syncJobs,
    operations,
    publishing,
    etags: createEtags({ db }),
    publishingPolicies: createPublishingPolicies({ db }),
    reviews: createReviews({ db }),
    assets,
    modules: createModules({ db, queue, packages, feeds, galleryImports }),
    feeds,
    galleryImports,
    activities: createActivities({ db }),
    moduleVersions: createModuleVersions({ db, packages }),
    environments: createEnvironments({ db, queue, prune: packages.prune }),
    environmentPackages: createEnvironmentPackages({ db, queue, packages, fromFeeds: environmentFeeds }),
    environmentFeeds,
    tenants,
    jobs: createJobs({ db, queue, vault, tenants, redactors, clock }),
    testJobs: createTestJobs({ db, queue, vault, tenants, redactors }),
    records: createJobRecords({ db }),
    schedules: createSchedules({ db, clock }),
    calendars: createCalendars({ db }),
    jobSchedules: createJobSchedules({ db, vault, redactors }),
    webhooks: createWebhooks({ db, vault, redactors, clock, origin }),
    webhookReceiver: createWebhookReceiver({ db, queue, vault, clock, openGate }),
    eventSources: createEventSources({
      db,
      vault,
      redactors,
      clock,
      keeper: subscriptionKeeper,
      origin,
    }),
    eventReceiver: createEventReceiver({ db, queue, vault, clock, directory, openGate }),
    subscriptionKeeper,
    metrics,
    tracer,
    attempts: registeredLink(observed(attempts.link), { db, clock, logger }),
    linkOf: (worker) => observed(joined.linkOf(worker)),
    redactors,
  };
}
