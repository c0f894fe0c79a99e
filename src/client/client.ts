import { type Accounts, accounts } from './arm/accounts.ts';
import {
  type AlertDestinations,
  type AlertRules,
  type Alerts,
  alertDestinations,
  alertRules,
  alerts,
} from './arm/alerts.ts';
import type { Arm } from './arm/arm.ts';
import {
  type Certificates,
  type Connections,
  type Credentials,
  type Variables,
  certificates,
  connections,
  credentials,
  variables,
} from './arm/assets.ts';
import { type Environments, environments } from './arm/environments.ts';
import { type Feeds, feeds } from './arm/feeds.ts';
import { type ModuleImports, moduleImports } from './arm/module-imports.ts';
import { type ManagedIdentities, managedIdentities } from './arm/identities.ts';
import { type AuditClient, audit } from './arm/audit.ts';
import { type LimitsClient, limits } from './arm/limits.ts';
import { type Keys, keys } from './arm/keys.ts';
import { type Modules, modules } from './arm/modules.ts';
import { type PublishingPolicyClient, type Reviews, publishingPolicy, reviews } from './arm/reviews.ts';
import { type Roles, roles } from './arm/roles.ts';
import { type Runbooks, runbooks } from './arm/runbooks.ts';
import { type JobSchedules, type Schedules, jobSchedules, schedules } from './arm/schedules.ts';
import { type WorkerGroups, workerGroups } from './arm/worker-groups.ts';
import { type SourceControls, sourceControls } from './arm/source-controls.ts';
import { type EventSources, eventSources } from './arm/event-sources.ts';
import { type Calendars, calendars } from './arm/calendars.ts';
import { type Webhooks, webhooks } from './arm/webhooks.ts';
import { type Jobs, jobs } from './job/jobs.ts';
import { type TestJobs, testJobs } from './job/test-jobs.ts';
import { type TokenSource, createTransport } from './transport.ts';

export interface ClientOptions {
  /** `https://127.0.0.1:7443`, or Azure's own `https://management.azure.com`. */
  readonly origin: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca?: string | undefined;
  readonly token: TokenSource;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly account: string;
}

/** One automation account. Every method throws ClientError when the API refuses or cannot be reached. */
export interface Client {
  readonly accounts: Accounts;
  readonly runbooks: Runbooks;
  readonly reviews: Reviews;
  readonly publishingPolicy: PublishingPolicyClient;
  readonly sourceControls: SourceControls;
  readonly jobs: Jobs;
  readonly testJobs: TestJobs;
  readonly schedules: Schedules;
  readonly jobSchedules: JobSchedules;
  readonly webhooks: Webhooks;
  readonly calendars: Calendars;
  readonly eventSources: EventSources;
  readonly variables: Variables;
  readonly credentials: Credentials;
  readonly certificates: Certificates;
  readonly connections: Connections;
  readonly modules: Modules;
  readonly roles: Roles;
  readonly identities: ManagedIdentities;
  readonly workerGroups: WorkerGroups;
  readonly audit: AuditClient;
  readonly keys: Keys;
  readonly limits: LimitsClient;
  readonly alerts: Alerts;
  readonly alertRules: AlertRules;
  readonly alertDestinations: AlertDestinations;
  readonly environments: Environments;
  readonly moduleImports: ModuleImports;
  /** Of the installation. */
  readonly feeds: Feeds;
  /** Closes the connections; calls under way are aborted. */
  close(): Promise<void>;
}

export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  const [subscription, group, account] = [options.subscriptionId, options.resourceGroup, options.account].map(
    encodeURIComponent,
  );
  const arm: Arm = {
    transport,
    account: `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Automation/automationAccounts/${account}`,
  };
  return {
    accounts: accounts(arm),
    runbooks: runbooks(arm),
    reviews: reviews(arm),
    publishingPolicy: publishingPolicy(arm),
    sourceControls: sourceControls(arm),
    jobs: jobs(arm),
    testJobs: testJobs(arm),
    schedules: schedules(arm),
    jobSchedules: jobSchedules(arm),
    webhooks: webhooks(arm),
    calendars: calendars(arm),
    eventSources: eventSources(arm),
    variables: variables(arm),
    credentials: credentials(arm),
    certificates: certificates(arm),
    connections: connections(arm),
    modules: modules(arm),
    roles: roles(arm),
    identities: managedIdentities(arm),
    workerGroups: workerGroups(arm),
    audit: audit(arm),
    keys: keys(arm),
    limits: limits(arm),
    alerts: alerts(arm),
    alertRules: alertRules(arm),
    alertDestinations: alertDestinations(arm),
    environments: environments(arm),
    moduleImports: moduleImports(arm),
    feeds: feeds({ transport, subscription: subscription! }),
    close: () => transport.close(),
  };
}
