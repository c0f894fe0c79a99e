import { application, federatedIdentityCredential } from './application.ts';
import { directoryAudit, riskyUser, userRegistrationDetails } from './audit-log.ts';
import { contract, device, orgContact } from './device.ts';
import { domain, domainDnsRecord } from './domain.ts';
import { companySubscription, licenseDetails, organization, subscribedSku } from './organization.ts';
import {
  adminConsentRequestPolicy,
  authenticationMethodConfiguration,
  authenticationMethodsPolicy,
  authorizationPolicy,
  conditionalAccessPolicy,
  identitySecurityDefaultsEnforcementPolicy,
  namedLocation,
  permissionGrantConditionSet,
  permissionGrantPolicy,
} from './policy.ts';
import {
  administrativeUnit,
  directoryRole,
  directoryRoleTemplate,
  scopedRoleMembership,
  unifiedRoleAssignment,
  unifiedRoleDefinition,
} from './role.ts';
import {
  unifiedRoleAssignmentSchedule,
  unifiedRoleAssignmentScheduleInstance,
  unifiedRoleAssignmentScheduleRequest,
  unifiedRoleEligibilitySchedule,
  unifiedRoleEligibilityScheduleInstance,
  unifiedRoleEligibilityScheduleRequest,
} from './role-schedule.ts';
import {
  adminReportSettings,
  serviceHealth,
  serviceHealthIssue,
  serviceUpdateMessage,
} from './service-announcement.ts';
import {
  appRoleAssignment,
  applicationTemplate,
  oAuth2PermissionGrant,
  servicePrincipal,
} from './service-principal.ts';
import { signIn } from './sign-in.ts';

/** Sheets of the directory beside people and groups: applications, roles, policies, logs and reports. */
export const directorySheets = {
  application,
  federatedIdentityCredential,
  servicePrincipal,
  appRoleAssignment,
  oAuth2PermissionGrant,
  applicationTemplate,
  directoryRole,
  directoryRoleTemplate,
  unifiedRoleDefinition,
  unifiedRoleAssignment,
  unifiedRoleAssignmentSchedule,
  unifiedRoleAssignmentScheduleInstance,
  unifiedRoleAssignmentScheduleRequest,
  unifiedRoleEligibilitySchedule,
  unifiedRoleEligibilityScheduleInstance,
  unifiedRoleEligibilityScheduleRequest,
  administrativeUnit,
  scopedRoleMembership,
  device,
  orgContact,
  contract,
  domain,
  domainDnsRecord,
  organization,
  subscribedSku,
  companySubscription,
  licenseDetails,
  conditionalAccessPolicy,
  namedLocation,
  authorizationPolicy,
  identitySecurityDefaultsEnforcementPolicy,
  authenticationMethodsPolicy,
  authenticationMethodConfiguration,
  adminConsentRequestPolicy,
  permissionGrantPolicy,
  permissionGrantConditionSet,
  directoryAudit,
  signIn,
  userRegistrationDetails,
  riskyUser,
  serviceHealth,
  serviceHealthIssue,
  serviceUpdateMessage,
  adminReportSettings,
};

/** Rows of these are a record of what happened or follow from others, not state: neither compared nor recorded once more. */
export const logEntities: ReadonlySet<string> = new Set([
  'directoryAudit',
  'signIn',
  'userRegistrationDetails',
]);
