import type { User } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/user, checked by `capabilities.test.ts` against the type package. */
const comparable = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'] as const;
const comparableEnd = [...comparable, 'endsWith'] as const;
const times = ['eq', 'ne', 'not', 'ge', 'le', 'in'] as const;

export const user = entity<User>()({
  name: 'user',
  set: 'users',
  directoryObject: true,
  alternateKeys: ['userPrincipalName'],
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ readOnly: true }),
    accountEnabled: flag({ required: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    ageGroup: text({ filter: ['eq', 'ne', 'not', 'in'] }),
    assignedLicenses: json({ readOnly: true, filter: ['eq', 'not', 'any', 'count'] }),
    assignedPlans: json({ readOnly: true, filter: ['eq', 'not', 'any'] }),
    businessPhones: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'any'] }),
    city: text({ filter: comparable }),
    companyName: text({ filter: comparable }),
    country: text({ filter: comparable }),
    createdDateTime: time({
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      sortable: true,
      indexed: true,
    }),
    creationType: text({ readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    department: text({ filter: comparable, indexed: true }),
    displayName: text({ byDefault: true, required: true, filter: comparable, sortable: true, indexed: true }),
    employeeHireDate: time({ filter: times }),
    employeeId: text({ filter: comparable, indexed: true }),
    employeeLeaveDateTime: time({ filter: times }),
    employeeType: text({ filter: comparable }),
    externalUserState: text({ filter: comparable }),
    givenName: text({ byDefault: true, filter: comparable, indexed: true }),
    jobTitle: text({ byDefault: true, filter: comparable }),
    licenseAssignmentStates: json({ readOnly: true }),
    mail: text({ byDefault: true, filter: comparableEnd, indexed: true }),
    mailNickname: text({ required: true, filter: comparable }),
    mobilePhone: text({ byDefault: true, filter: comparable }),
    officeLocation: text({ byDefault: true, filter: comparable }),
    onPremisesSyncEnabled: flag({ readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    otherMails: texts({ filter: ['eq', 'not', 'ge', 'le', 'in', 'startsWith', 'endsWith', 'any', 'count'] }),
    passwordPolicies: text(),
    passwordProfile: json({ writeOnly: true, required: true }),
    postalCode: text({ filter: comparable }),
    preferredLanguage: text({ byDefault: true, filter: comparable }),
    proxyAddresses: texts({
      readOnly: true,
      filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'endsWith', 'any', 'count'],
    }),
    showInAddressList: flag(),
    signInSessionsValidFromDateTime: time({ readOnly: true }),
    state: text({ filter: comparable }),
    streetAddress: text({ filter: comparable }),
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
  navigations: {
    manager: { to: 'user', many: false, relation: { by: 'link', nav: 'user.manager' }, ref: true },
    directReports: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'user.manager' } },
    memberOf: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'group.members' } },
    transitiveMemberOf: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverseTransitive', nav: 'group.members' },
    },
    ownedObjects: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'group.owners' } },
    licenseDetails: { to: 'licenseDetails', many: true, relation: { by: 'behaviour' } },
  },
  actions: ['assignLicense', 'revokeSignInSessions', 'sendMail', 'getMemberGroups', 'checkMemberGroups'],
});
