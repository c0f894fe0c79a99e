import type { DirectoryAudit, RiskyUser, UserRegistrationDetails } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/directoryaudit. Rows follow from the log of changes. */
export const directoryAudit = entity<DirectoryAudit>()({
  name: 'directoryAudit',
  set: 'auditLogs/directoryAudits',
  page: { usual: 1000, most: 1000 },
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq'] }),
    activityDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ge', 'le'],
      sortable: true,
      indexed: true,
    }),
    activityDisplayName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
    additionalDetails: json({ byDefault: true, readOnly: true }),
    category: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    correlationId: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    initiatedBy: json({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'startsWith'],
      members: ['user/id', 'user/displayName', 'user/userPrincipalName', 'app/appId', 'app/displayName'],
    }),
    loggedByService: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    operationType: text({ byDefault: true, readOnly: true }),
    result: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    resultReason: text({ byDefault: true, readOnly: true }),
    targetResources: json({
      byDefault: true,
      readOnly: true,
      filter: ['any'],
      members: ['id', 'displayName', 'userPrincipalName'],
    }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/userregistrationdetails. Rows follow from the authentication methods of users. */
export const userRegistrationDetails = entity<UserRegistrationDetails>()({
  name: 'userRegistrationDetails',
  set: 'reports/authenticationMethods/userRegistrationDetails',
  page: { usual: 1000, most: 1000 },
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    isAdmin: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isMfaCapable: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isMfaRegistered: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isPasswordlessCapable: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isSsprCapable: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isSsprEnabled: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isSsprRegistered: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isSystemPreferredAuthenticationMethodEnabled: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    lastUpdatedDateTime: time({ byDefault: true, readOnly: true }),
    methodsRegistered: texts({ byDefault: true, readOnly: true, filter: ['eq', 'any'] }),
    systemPreferredAuthenticationMethods: texts({ byDefault: true, readOnly: true, filter: ['eq', 'any'] }),
    userDisplayName: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'startsWith'],
      sortable: true,
      indexed: true,
    }),
    userPreferredMethodForSecondaryAuthentication: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    userPrincipalName: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'startsWith'],
      sortable: true,
      indexed: true,
    }),
    userType: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/riskyuser. */
export const riskyUser = entity<RiskyUser>()({
  name: 'riskyUser',
  set: 'identityProtection/riskyUsers',
  page: { usual: 100, most: 500 },
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    isDeleted: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isProcessing: flag({ byDefault: true, readOnly: true }),
    riskDetail: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    riskLastUpdatedDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ge', 'le', 'gt', 'lt'],
      sortable: true,
    }),
    riskLevel: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    riskState: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    userDisplayName: text({ byDefault: true, readOnly: true }),
    userPrincipalName: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
  },
  setActions: ['confirmCompromised', 'confirmSafe', 'dismiss'],
});
