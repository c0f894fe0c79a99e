import { type Dice, dice } from '#kernel';

import { assign } from '../behaviours/roles/assignments.ts';
import { recordSchedule } from '../behaviours/roles/schedules.ts';
import type { TenantState } from '../state/state.ts';
import { seedAnnouncements } from './announcements.ts';
import { timeOf } from './person.ts';
import { seedPolicies } from './policies.ts';
import type { Put } from './put.ts';
import { seedRoles } from './roles.ts';

export interface DirectoryOptions {
  readonly seed: string;
  readonly now: number;
  readonly created: string;
  /** Ids of users who hold roles: the first is global administrator, the second administers users. */
  readonly administrators: readonly string[];
}

const day = 24 * 60 * 60 * 1000;

/** What every tenant has beside people, groups and applications: roles, policies, orders, service health. */
export function seedDirectory(state: TenantState, options: DirectoryOptions): void {
  const { now, created } = options;
  const roll = dice(`${options.seed}:directory`);
  const put: Put = (entity, row) => state.insert(entity, row);
  seedRoles(put);
  seedPolicies(put, created);
  seedAnnouncements(put, now);
  seedSubscriptions(state, roll, now, created);
  seedTemplates(put, created);
  seedAccess(put, roll, created);
  const roles = ['62e90394-69f5-4237-9190-012177145e10', 'fe930be7-5e62-47db-91af-98c3a49a38b1'];
  for (const [at, principalId] of options.administrators.slice(0, roles.length).entries()) {
    const work = { state, clock: { now: () => now }, newId: () => roll.id() };
    const wanted = { principalId, roleDefinitionId: roles[at]!, directoryScopeId: '/' };
    const id = roll.id();
    assign(work, wanted, id);
    recordSchedule(work, id, wanted);
  }
}

/** One order for each product, for a year. */
function seedSubscriptions(state: TenantState, roll: Dice, now: number, created: string): void {
  for (const sku of state.all('subscribedSku')) {
    const { enabled = 0 } = (sku['prepaidUnits'] ?? {}) as { enabled?: number };
    const id = roll.id();
    state.insert('companySubscription', {
      id,
      commerceSubscriptionId: roll.id(),
      createdDateTime: created,
      isTrial: false,
      nextLifecycleDateTime: timeOf(now + 200 * day),
      ownerId: state.setting('tenant-id') ?? null,
      ownerTenantId: state.setting('tenant-id') ?? null,
      ownerType: 'User',
      serviceStatus: sku['servicePlans'],
      skuId: sku['skuId'],
      skuPartNumber: sku['skuPartNumber'],
      status: 'Enabled',
      totalLicenses: enabled,
    });
    state.update('subscribedSku', sku.id, { subscriptionIds: [id] });
  }
}

/** The template of an application that is in no gallery; its id is the same everywhere. */
function seedTemplates(put: Put, created: string): void {
  put('applicationTemplate', {
    id: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
    displayName: 'Custom',
    categories: [],
    description: null,
    homePageUrl: null,
    isEntraIntegrated: false,
    lastModifiedDateTime: created,
    logoUrl: null,
    publisher: null,
    supportedProvisioningTypes: [],
    supportedSingleSignOnModes: ['password', 'saml', 'external'],
  });
}

/** An office that is trusted, and a policy that is watched before it is enforced. */
function seedAccess(put: Put, roll: Dice, created: string): void {
  put('namedLocation', {
    id: roll.id(),
    odataType: 'ipNamedLocation',
    displayName: 'Lisbon office',
    createdDateTime: created,
    modifiedDateTime: created,
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
    isTrusted: true,
  });
  put('conditionalAccessPolicy', {
    id: roll.id(),
    displayName: 'Administrators use a second factor',
    state: 'enabledForReportingButNotEnforced',
    createdDateTime: created,
    modifiedDateTime: null,
    conditions: {
      clientAppTypes: ['all'],
      users: { includeUsers: [], includeRoles: ['62e90394-69f5-4237-9190-012177145e10'], excludeUsers: [] },
      applications: { includeApplications: ['All'], excludeApplications: [] },
      userRiskLevels: [],
      signInRiskLevels: [],
      locations: null,
      platforms: null,
    },
    grantControls: {
      operator: 'OR',
      builtInControls: ['mfa'],
      customAuthenticationFactors: [],
      termsOfUse: [],
    },
    sessionControls: null,
  });
}
