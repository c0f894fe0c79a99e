import type { FilterOperator } from '../sheet.ts';

const listPage = 'the reference page of the list, or scripts that filter so; the comment names none';
const announced =
  'all but collections filter: learn.microsoft.com/graph/api/resources/service-communications-api-overview';
const asWhole = 'a complex value is not compared as a whole; refused in the words Graph has for it';
const ofCustomRoles = 'read-only of built-in roles only, which the behaviour heeds';
const ofDevices =
  'written when a device is created, or by Intune; the reference page of the update names them';

/** Where sheets of roles, policies, devices, logs and applications differ from the comments, and why. */
export const directoryReasons: Readonly<Record<string, string>> = {
  ...each('applicationTemplate.displayName adds', ['eq', 'startsWith'], listPage),
  ...each('applicationTemplate.publisher adds', ['eq'], listPage),
  ...each('companySubscription.commerceSubscriptionId adds', ['eq'], listPage),
  ...each('conditionalAccessPolicy.displayName adds', ['eq', 'startsWith'], listPage),
  ...each('conditionalAccessPolicy.state adds', ['eq'], listPage),
  ...each('contract.customerId adds', ['eq'], listPage),
  ...each('contract.defaultDomainName adds', ['eq'], listPage),
  ...each('contract.displayName adds', ['eq'], listPage),
  ...each('device.systemLabels adds', ['eq'], listPage),
  ...each('directoryAudit.category adds', ['eq'], listPage),
  ...each('directoryAudit.initiatedBy adds', ['startsWith'], listPage),
  ...each('directoryAudit.result adds', ['eq'], listPage),
  ...each('namedLocation.displayName adds', ['eq', 'startsWith'], listPage),
  ...each('riskyUser.isDeleted adds', ['eq'], listPage),
  ...each('riskyUser.riskDetail adds', ['eq'], listPage),
  ...each('riskyUser.riskLastUpdatedDateTime adds', ['eq', 'ge', 'gt', 'le', 'lt'], listPage),
  ...each('riskyUser.riskLevel adds', ['eq'], listPage),
  ...each('riskyUser.riskState adds', ['eq'], listPage),
  ...each('riskyUser.userPrincipalName adds', ['eq'], listPage),
  ...each('serviceHealth.service adds', ['eq'], announced),
  ...each('serviceHealth.status adds', ['eq'], announced),
  ...each('serviceHealthIssue.classification adds', ['eq'], announced),
  ...each('serviceHealthIssue.feature adds', ['eq'], announced),
  ...each('serviceHealthIssue.isResolved adds', ['eq'], announced),
  ...each('serviceHealthIssue.service adds', ['eq'], announced),
  ...each('serviceHealthIssue.status adds', ['eq'], announced),
  ...each('serviceUpdateMessage.actionRequiredByDateTime adds', ['eq', 'ge', 'gt', 'le', 'lt'], announced),
  ...each('serviceUpdateMessage.category adds', ['eq'], announced),
  ...each('serviceUpdateMessage.hasAttachments adds', ['eq'], announced),
  ...each('serviceUpdateMessage.isMajorChange adds', ['eq'], announced),
  ...each('serviceUpdateMessage.services adds', ['eq'], announced),
  ...each('serviceUpdateMessage.severity adds', ['eq'], announced),
  ...each('serviceUpdateMessage.tags adds', ['eq'], announced),
  ...each('servicePrincipal.servicePrincipalType adds', ['eq'], listPage),
  ...each('unifiedRoleDefinition.displayName adds', ['startsWith'], listPage),
  ...each('unifiedRoleDefinition.templateId adds', ['eq'], listPage),
  ...each('userRegistrationDetails.isAdmin adds', ['eq'], listPage),
  ...each('userRegistrationDetails.userType adds', ['eq'], listPage),
  ...each('application.info lacks', ['eq', 'ge', 'le', 'ne', 'not'], asWhole),
  ...each('device.alternativeSecurityIds lacks', ['eq', 'ge', 'le', 'not'], asWhole),
  ...each('directoryAudit.targetResources lacks', ['eq'], asWhole),
  ...each('orgContact.onPremisesProvisioningErrors lacks', ['eq', 'not'], asWhole),
  ...each('orgContact.serviceProvisioningErrors lacks', ['eq', 'not'], asWhole),
  ...each('servicePrincipal.info lacks', ['eq', 'ge', 'le', 'ne', 'not'], asWhole),
  ...each('servicePrincipal.keyCredentials lacks', ['eq', 'ge', 'le', 'not'], asWhole),
  'application.uniqueName is writable': 'once, when it is created; the behaviour refuses another',
  'device.approximateLastSignInDateTime is writable': ofDevices,
  'device.complianceExpirationDateTime is writable': ofDevices,
  'device.isCompliant is writable': ofDevices,
  'device.manufacturer is writable': ofDevices,
  'device.mdmAppId is writable': ofDevices,
  'device.model is writable': ofDevices,
  'device.trustType is writable': ofDevices,
  'unifiedRoleAssignment.roleDefinitionId is writable': 'demanded by a create',
  'unifiedRoleDefinition.description is writable': ofCustomRoles,
  'unifiedRoleDefinition.displayName is writable': ofCustomRoles,
  'unifiedRoleDefinition.isEnabled is writable': ofCustomRoles,
  'unifiedRoleDefinition.resourceScopes is writable': ofCustomRoles,
  'unifiedRoleDefinition.rolePermissions is writable': ofCustomRoles,
  'unifiedRoleDefinition.version is writable': ofCustomRoles,
  'riskyUser.riskLastUpdatedDateTime is sortable': listPage,
};

function each(what: string, operators: readonly FilterOperator[], why: string): Record<string, string> {
  return Object.fromEntries(operators.map((operator) => [`${what} ${operator}`, why]));
}
