import type {
  AppRoleAssignment,
  ApplicationTemplate,
  OAuth2PermissionGrant,
  ServicePrincipal,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/serviceprincipal. */
export const servicePrincipal = entity<ServicePrincipal>()({
  name: 'servicePrincipal',
  set: 'servicePrincipals',
  setFunctions: ['delta'],
  directoryObject: true,
  alternateKeys: ['appId'],
  page: { usual: 100, most: 999 },
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true, sortable: 'advanced' }),
    accountEnabled: flag({ byDefault: true, filter: ['eq', 'ne', 'not', 'in'] }),
    addIns: json({ byDefault: true }),
    alternativeNames: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    appDescription: text({ byDefault: true, readOnly: true }),
    appDisplayName: text({ byDefault: true, readOnly: true }),
    appId: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'in', 'startsWith'],
      required: true,
      indexed: true,
    }),
    applicationTemplateId: text({ byDefault: true, readOnly: true, filter: ['eq', 'not', 'ne'] }),
    appOwnerOrganizationId: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le'],
      readOnly: true,
    }),
    appRoleAssignmentRequired: flag({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    appRoles: json({ byDefault: true }),
    createdByAppId: text({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    disabledByMicrosoftStatus: text({ byDefault: true, filter: ['eq', 'ne', 'not'], readOnly: true }),
    displayName: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      sortable: 'advanced',
      indexed: true,
    }),
    homepage: text({ byDefault: true }),
    info: json({ byDefault: true }),
    keyCredentials: json({ byDefault: true }),
    loginUrl: text({ byDefault: true }),
    logoutUrl: text({ byDefault: true }),
    notes: text({ byDefault: true }),
    notificationEmailAddresses: texts({ byDefault: true }),
    oauth2PermissionScopes: json({ byDefault: true }),
    passwordCredentials: json({ byDefault: true }),
    preferredSingleSignOnMode: text({ byDefault: true }),
    preferredTokenSigningKeyThumbprint: text({ byDefault: true }),
    replyUrls: texts({ byDefault: true }),
    resourceSpecificApplicationPermissions: json({ byDefault: true, readOnly: true }),
    samlSingleSignOnSettings: json({ byDefault: true }),
    servicePrincipalNames: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    servicePrincipalType: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    signInAudience: text({ byDefault: true, readOnly: true }),
    tags: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    tokenEncryptionKeyId: text({ byDefault: true }),
    verifiedPublisher: json({ byDefault: true, readOnly: true }),
  },
  navigations: {
    appRoleAssignments: {
      to: 'appRoleAssignment',
      many: true,
      relation: { by: 'property', property: 'principalId' },
      creates: true,
      contained: true,
    },
    appRoleAssignedTo: {
      to: 'appRoleAssignment',
      many: true,
      relation: { by: 'property', property: 'resourceId' },
      creates: true,
      contained: true,
    },
    oauth2PermissionGrants: {
      to: 'oAuth2PermissionGrant',
      many: true,
      relation: { by: 'property', property: 'clientId' },
    },
    federatedIdentityCredentials: {
      to: 'federatedIdentityCredential',
      many: true,
      relation: { by: 'property', property: 'servicePrincipalId' },
      contained: true,
    },
    owners: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'servicePrincipal.owners' },
      ref: true,
    },
    ownedObjects: {
      to: 'directoryObject',
      many: true,
      relation: {
        by: 'reverse',
        nav: 'application.owners',
        also: ['servicePrincipal.owners', 'group.owners'],
      },
    },
    memberOf: {
      to: 'directoryObject',
      many: true,
      relation: {
        by: 'reverse',
        nav: 'group.members',
        also: ['directoryRole.members', 'administrativeUnit.members'],
      },
    },
    transitiveMemberOf: {
      to: 'directoryObject',
      many: true,
      relation: {
        by: 'reverseTransitive',
        nav: 'group.members',
        also: ['directoryRole.members', 'administrativeUnit.members'],
      },
    },
  },
  actions: [
    'addKey',
    'addPassword',
    'removeKey',
    'removePassword',
    'checkMemberGroups',
    'checkMemberObjects',
    'getMemberGroups',
    'getMemberObjects',
  ],
  setActions: ['validateProperties'],
});

/** Source: learn.microsoft.com/graph/api/resources/approleassignment. */
export const appRoleAssignment = entity<AppRoleAssignment>()({
  name: 'appRoleAssignment',
  page: { usual: 100, most: 999 },
  verbs: ['get', 'create', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    appRoleId: text({ byDefault: true, required: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    principalDisplayName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'] }),
    principalId: text({ byDefault: true, required: true, indexed: true }),
    principalType: text({ byDefault: true, readOnly: true }),
    resourceDisplayName: text({ byDefault: true, readOnly: true }),
    resourceId: text({ byDefault: true, required: true, filter: ['eq'], indexed: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/oauth2permissiongrant. */
export const oAuth2PermissionGrant = entity<OAuth2PermissionGrant>()({
  name: 'oAuth2PermissionGrant',
  set: 'oauth2PermissionGrants',
  page: { usual: 100, most: 999 },
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    clientId: text({ byDefault: true, required: true, filter: ['eq'], indexed: true }),
    consentType: text({ byDefault: true, required: true, filter: ['eq'] }),
    principalId: text({ byDefault: true, filter: ['eq'], indexed: true }),
    resourceId: text({ byDefault: true, filter: ['eq'], indexed: true, required: true }),
    scope: text({ byDefault: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/applicationtemplate: the gallery. */
export const applicationTemplate = entity<ApplicationTemplate>()({
  name: 'applicationTemplate',
  set: 'applicationTemplates',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    categories: texts({ byDefault: true, readOnly: true }),
    deprecationDate: text({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, readOnly: true, filter: ['eq', 'startsWith'], indexed: true }),
    endpoints: texts({ byDefault: true, readOnly: true }),
    homePageUrl: text({ byDefault: true, readOnly: true }),
    isEntraIntegrated: flag({ byDefault: true, readOnly: true }),
    lastModifiedDateTime: time({ byDefault: true, readOnly: true }),
    logoUrl: text({ byDefault: true, readOnly: true }),
    publisher: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    riskFactors: json({ byDefault: true, readOnly: true }),
    riskScore: json({ byDefault: true, readOnly: true }),
    supportedProvisioningTypes: texts({ byDefault: true, readOnly: true }),
    supportedSingleSignOnModes: texts({ byDefault: true, readOnly: true }),
  },
  actions: ['instantiate'],
});
