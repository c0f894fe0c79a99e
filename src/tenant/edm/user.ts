import type { DirectoryObject, User } from '@microsoft/microsoft-graph-types';

import { authenticationNavigations } from './authentication-method.ts';
import { entity, flag, json, text, texts, time, whole } from './sheet.ts';

const comparable = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'] as const;
/** What a user may be in beside groups. */
const holders = ['directoryRole.members', 'administrativeUnit.members'];
const comparableEnd = [...comparable, 'endsWith'] as const;
const times = ['eq', 'ne', 'not', 'ge', 'le', 'in'] as const;

/** A relation that the metadata has and the type package lacks. */
interface Undeclared {
  sponsorOf?: DirectoryObject[];
}

/** Source: learn.microsoft.com/graph/api/resources/user. */
export const user = entity<User & Undeclared>()({
  name: 'user',
  set: 'users',
  directoryObject: true,
  alternateKeys: ['userPrincipalName'],
  setFunctions: ['delta'],
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ readOnly: true, sortable: 'advanced' }),
    aboutMe: text(),
    accountEnabled: flag({ required: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    ageGroup: text({ filter: ['eq', 'ne', 'not', 'in'] }),
    assignedLicenses: json({ readOnly: true, filter: ['eq', 'not', 'any', 'count'], members: ['skuId'] }),
    assignedPlans: json({
      readOnly: true,
      filter: ['eq', 'not', 'any'],
      members: ['capabilityStatus', 'service', 'servicePlanId'],
    }),
    authorizationInfo: json(),
    birthday: time(),
    businessPhones: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    city: text({ filter: comparable }),
    consentProvidedForMinor: text({ filter: ['eq', 'ne', 'not', 'in'] }),
    companyName: text({ advanced: 'all', filter: comparable }),
    country: text({ filter: comparable }),
    createdDateTime: time({
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      advanced: ['in'],
      sortable: 'advanced',
      indexed: true,
    }),
    creationType: text({ readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    department: text({ filter: comparable, indexed: true }),
    deviceEnrollmentLimit: whole(),
    displayName: text({ byDefault: true, required: true, filter: comparable, sortable: true, indexed: true }),
    employeeHireDate: time({ advanced: 'all', filter: times }),
    employeeId: text({ filter: comparable, indexed: true }),
    employeeLeaveDateTime: time({ advanced: 'all', filter: times }),
    employeeOrgData: json({
      advanced: 'all',
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      members: ['costCenter', 'division'],
    }),
    employeeType: text({ advanced: 'all', filter: comparable }),
    externalUserState: text({ readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    externalUserStateChangeDateTime: time({ readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    faxNumber: text({ filter: comparable }),
    givenName: text({ byDefault: true, filter: comparable, indexed: true }),
    hireDate: time(),
    identities: json({ filter: ['eq', 'any'], members: ['issuer', 'issuerAssignedId', 'signInType'] }),
    imAddresses: texts({ readOnly: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    interests: texts(),
    isManagementRestricted: flag({ readOnly: true }),
    isResourceAccount: flag(),
    jobTitle: text({ byDefault: true, filter: comparable }),
    lastPasswordChangeDateTime: time({ readOnly: true }),
    legalAgeGroupClassification: text({ readOnly: true }),
    licenseAssignmentStates: json({ readOnly: true }),
    mail: text({ byDefault: true, filter: comparableEnd, indexed: true }),
    mailNickname: text({ required: true, filter: comparable }),
    mobilePhone: text({ byDefault: true, advanced: 'all', filter: comparable }),
    mySite: text(),
    officeLocation: text({ byDefault: true, advanced: 'all', filter: comparable }),
    onPremisesDistinguishedName: text({ readOnly: true }),
    onPremisesDomainName: text({ readOnly: true }),
    // Filtered by their path: `onPremisesExtensionAttributes/extensionAttribute1 eq 'x'`.
    onPremisesExtensionAttributes: json({
      advanced: 'all',
      filter: ['eq', 'ne', 'not', 'in'],
      members: Array.from({ length: 15 }, (_, n) => `extensionAttribute${n + 1}`),
    }),
    onPremisesImmutableId: text({
      advanced: 'all',
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      indexed: true,
    }),
    onPremisesLastSyncDateTime: time({ readOnly: true, advanced: 'all', filter: times }),
    onPremisesProvisioningErrors: json({ readOnly: true }),
    onPremisesSamAccountName: text({ readOnly: true, advanced: 'all', filter: comparable }),
    onPremisesSyncEnabled: flag({ readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    onPremisesSecurityIdentifier: text({ readOnly: true, filter: ['eq'] }),
    onPremisesUserPrincipalName: text({
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
    otherMails: texts({ filter: ['eq', 'not', 'ge', 'le', 'in', 'startsWith', 'endsWith', 'any', 'count'] }),
    passwordPolicies: text({ advanced: 'all', filter: ['ne', 'not'] }),
    passwordProfile: json({ writeOnly: true, required: true }),
    pastProjects: texts(),
    postalCode: text({ advanced: 'all', filter: comparable }),
    preferredDataLocation: text(),
    preferredLanguage: text({ byDefault: true, advanced: 'all', filter: comparable }),
    preferredName: text(),
    provisionedPlans: json({
      readOnly: true,
      filter: ['eq', 'not', 'any'],
      members: ['capabilityStatus', 'provisioningStatus', 'service'],
    }),
    proxyAddresses: texts({
      readOnly: true,
      filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'endsWith', 'any', 'count'],
    }),
    responsibilities: texts(),
    schools: texts(),
    securityIdentifier: text({ readOnly: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith'] }),
    serviceProvisioningErrors: json({ readOnly: true }),
    showInAddressList: flag(),
    // A premium licence and a permission of its own are needed to see it.
    signInActivity: json({
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le'],
      members: ['lastSignInDateTime', 'lastNonInteractiveSignInDateTime', 'lastSuccessfulSignInDateTime'],
    }),
    skills: texts(),
    signInSessionsValidFromDateTime: time({ readOnly: true }),
    state: text({ filter: comparable }),
    streetAddress: text({ advanced: 'all', filter: comparable }),
    surname: text({ byDefault: true, filter: comparable, indexed: true }),
    usageLocation: text({ filter: comparable }),
    userPrincipalName: text({
      byDefault: true,
      required: true,
      filter: comparableEnd,
      sortable: true,
      indexed: true,
    }),
    userType: text({ filter: ['eq', 'ne', 'not', 'in'] }),
  },
  internal: {
    // Settings of the mailbox that somebody changed.
    mailbox: json(),
  },
  navigations: {
    appRoleAssignments: {
      to: 'appRoleAssignment',
      many: true,
      relation: { by: 'property', property: 'principalId' },
      creates: true,
    },
    oauth2PermissionGrants: {
      to: 'oAuth2PermissionGrant',
      many: true,
      relation: { by: 'property', property: 'principalId' },
    },
    manager: { to: 'user', many: false, relation: { by: 'link', nav: 'user.manager' }, ref: true },
    directReports: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'user.manager' } },
    memberOf: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverse', nav: 'group.members', also: holders },
    },
    transitiveMemberOf: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverseTransitive', nav: 'group.members', also: holders },
    },
    extensions: { to: 'openTypeExtension', many: true, relation: { by: 'behaviour' } },
    ownedObjects: {
      to: 'directoryObject',
      many: true,
      relation: {
        by: 'reverse',
        nav: 'group.owners',
        also: ['application.owners', 'servicePrincipal.owners'],
      },
    },
    createdObjects: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'user.createdObjects' },
    },
    ownedDevices: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverse', nav: 'device.registeredOwners' },
    },
    registeredDevices: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverse', nav: 'device.registeredUsers' },
    },
    sponsors: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'user.sponsors' },
      ref: true,
    },
    sponsorOf: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverse', nav: 'user.sponsors' },
    },
    photo: { to: 'profilePhoto', many: false, relation: { by: 'behaviour' } },
    photos: { to: 'profilePhoto', many: true, relation: { by: 'behaviour' }, contained: true },
    mailboxSettings: { to: 'mailboxSettings', many: false, relation: { by: 'behaviour' } },
    mailFolders: { to: 'mailFolder', many: true, relation: { by: 'behaviour' } },
    'mailFolders/inbox/messageRules': {
      to: 'messageRule',
      many: true,
      relation: { by: 'property', property: 'userId' },
      contained: true,
    },
    'mailFolders/sentitems/messages': {
      to: 'message',
      many: true,
      relation: { by: 'property', property: 'savedFor' },
      contained: true,
    },
    ...authenticationNavigations,
    licenseDetails: { to: 'licenseDetails', many: true, relation: { by: 'behaviour' } },
  },
  actions: [
    'assignLicense',
    'changePassword',
    'checkMemberGroups',
    'checkMemberObjects',
    'getMemberGroups',
    'getMemberObjects',
    'reprocessLicenseAssignment',
    'revokeSignInSessions',
    'sendMail',
  ],
});
