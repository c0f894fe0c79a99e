import type { SignIn } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/**
 * Source: learn.microsoft.com/graph/api/resources/signin. A row for every token that was asked for; `signInEventTypes`
 * is documented for beta only.
 */
export const signIn = entity<SignIn & { signInEventTypes?: string[] }>()({
  name: 'signIn',
  set: 'auditLogs/signIns',
  verbs: ['list', 'get'],
  page: { usual: 1000, most: 1000 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq'], indexed: true }),
    appDisplayName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
    appId: text({ byDefault: true, readOnly: true, filter: ['eq'], indexed: true }),
    appliedConditionalAccessPolicies: json({ byDefault: true, readOnly: true }),
    authenticationAppDeviceDetails: json({ byDefault: true, readOnly: true }),
    clientAppUsed: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    conditionalAccessStatus: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    correlationId: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    createdDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'le', 'ge'],
      sortable: true,
      indexed: true,
    }),
    deviceDetail: json({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'startsWith'],
      members: ['browser', 'operatingSystem'],
    }),
    homeTenantId: text({ byDefault: true, readOnly: true }),
    ipAddress: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
    isInteractive: flag({ byDefault: true, readOnly: true }),
    location: json({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'startsWith'],
      members: ['city', 'state', 'countryOrRegion'],
    }),
    resourceDisplayName: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    resourceId: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    resourceTenantId: text({ byDefault: true, readOnly: true }),
    riskDetail: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    riskEventTypes: texts({ byDefault: true, readOnly: true }),
    riskEventTypes_v2: texts({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith', 'any'] }),
    riskLevelAggregated: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    riskLevelDuringSignIn: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    riskState: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    servicePrincipalId: text({ byDefault: true, readOnly: true, indexed: true }),
    servicePrincipalName: text({ byDefault: true, readOnly: true }),
    signInEventTypes: texts({ readOnly: true, filter: ['eq', 'any'] }),
    status: json({ byDefault: true, readOnly: true, filter: ['eq'], members: ['errorCode'] }),
    userAgent: text({ byDefault: true, readOnly: true }),
    userDisplayName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
    userId: text({ byDefault: true, readOnly: true, filter: ['eq'], indexed: true }),
    userPrincipalName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
  },
});
