import type { Application, AppRoleAssignment, ServicePrincipal } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/application. */
export const application = entity<Application>()({
  name: 'application',
  set: 'applications',
  setFunctions: ['delta'],
  directoryObject: true,
  alternateKeys: ['appId'],
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true, sortable: 'advanced' }),
    appId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    api: json({ byDefault: true }),
    appRoles: json({ byDefault: true }),
    createdDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      sortable: 'advanced',
    }),
    description: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    displayName: text({
      byDefault: true,
      required: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      sortable: 'advanced',
      indexed: true,
    }),
    identifierUris: texts({ byDefault: true, filter: ['eq', 'ne', 'ge', 'le', 'startsWith', 'any'] }),
    groupMembershipClaims: text({ byDefault: true }),
    isFallbackPublicClient: flag({ byDefault: true }),
    keyCredentials: json({ byDefault: true }),
    notes: text({ byDefault: true }),
    passwordCredentials: json({ byDefault: true, hides: ['secretHash'] }),
    publicClient: json({ byDefault: true }),
    requiredResourceAccess: json({ byDefault: true }),
    signInAudience: text({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    spa: json({ byDefault: true }),
    tags: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    web: json({ byDefault: true }),
  },
  navigations: {
    extensionProperties: {
      to: 'extensionProperty',
      many: true,
      contained: true,
      relation: { by: 'property', property: 'applicationId' },
    },
  },
  actions: ['addPassword', 'removePassword'],
});

/** Source: learn.microsoft.com/graph/api/resources/serviceprincipal. */
export const servicePrincipal = entity<ServicePrincipal>()({
  name: 'servicePrincipal',
  set: 'servicePrincipals',
  setFunctions: ['delta'],
  directoryObject: true,
  alternateKeys: ['appId'],
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true, sortable: 'advanced' }),
    accountEnabled: flag({ byDefault: true, filter: ['eq', 'ne', 'not', 'in'] }),
    appDisplayName: text({ byDefault: true, readOnly: true }),
    appId: text({
      byDefault: true,
      required: true,
      filter: ['eq', 'ne', 'not', 'in', 'startsWith'],
      indexed: true,
    }),
    appOwnerOrganizationId: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le'],
    }),
    appRoleAssignmentRequired: flag({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    appRoles: json({ byDefault: true }),
    description: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    displayName: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      sortable: 'advanced',
      indexed: true,
    }),
    homepage: text({ byDefault: true }),
    notes: text({ byDefault: true }),
    oauth2PermissionScopes: json({ byDefault: true }),
    replyUrls: texts({ byDefault: true }),
    servicePrincipalNames: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    servicePrincipalType: text({ byDefault: true, readOnly: true }),
    tags: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
  },
  navigations: {
    appRoleAssignments: {
      to: 'appRoleAssignment',
      many: true,
      relation: { by: 'property', property: 'principalId' },
      creates: true,
    },
    appRoleAssignedTo: {
      to: 'appRoleAssignment',
      many: true,
      relation: { by: 'property', property: 'resourceId' },
      creates: true,
    },
    memberOf: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'group.members' } },
  },
});

/** Source: learn.microsoft.com/graph/api/resources/approleassignment. */
export const appRoleAssignment = entity<AppRoleAssignment>()({
  name: 'appRoleAssignment',
  verbs: ['get', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    appRoleId: text({ byDefault: true, required: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    principalDisplayName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
    principalId: text({ byDefault: true, required: true, indexed: true }),
    principalType: text({ byDefault: true, readOnly: true }),
    resourceDisplayName: text({ byDefault: true, readOnly: true }),
    resourceId: text({ byDefault: true, required: true, filter: ['eq'], indexed: true }),
  },
});
