import { applicationHooks } from './applications/applications.ts';
import { credentialActions } from './applications/credentials.ts';
import { federatedCredentialHooks } from './applications/federated-credentials.ts';
import { grantHooks } from './applications/grants.ts';
import { servicePrincipalHooks } from './applications/service-principals.ts';
import { administrativeUnitHooks, administrativeUnitLinks } from './administrative-units.ts';
import { refreshAudits } from './audits/audits.ts';
import { refreshRegistrations } from './authentication-methods/registrations.ts';
import { deviceHooks, deviceLinks } from './devices.ts';
import { domainActions, domainComputed, domainHooks } from './domains.ts';
import { conditionalAccessHooks } from './policies/conditional-access.ts';
import { policyHooks } from './policies/policies.ts';
import { reportActions } from './reports/reports.ts';
import { riskyUserActions } from './risky-users.ts';
import { announcementActions } from './service-announcements.ts';
import type { Action, Computed, Hooks, LinkHooks, Refresh } from './behaviour.ts';
import { roleRequestActions, roleRequestHooks } from './roles/requests.ts';
import { roleComputed, roleHooks, roleLinks } from './roles/roles.ts';

/** Behaviours of the directory beside people and groups. */
export const directoryHooks: Readonly<Record<string, Hooks>> = {
  ...applicationHooks,
  ...servicePrincipalHooks,
  ...grantHooks,
  ...federatedCredentialHooks,
  ...roleHooks,
  ...roleRequestHooks,
  ...administrativeUnitHooks,
  ...deviceHooks,
  ...domainHooks,
  ...conditionalAccessHooks,
  ...policyHooks,
};

export const directoryActions: Readonly<Record<string, Action>> = {
  ...credentialActions,
  ...roleRequestActions,
  ...domainActions,
  ...announcementActions,
  ...riskyUserActions,
  ...reportActions,
};

export const directoryComputed: Readonly<Record<string, Computed>> = { ...roleComputed, ...domainComputed };

export const directoryLinks: Readonly<Record<string, LinkHooks>> = {
  ...roleLinks,
  ...administrativeUnitLinks,
  ...deviceLinks,
};

export const directoryRefresh: Readonly<Record<string, Refresh>> = {
  directoryAudit: refreshAudits,
  userRegistrationDetails: refreshRegistrations,
};
