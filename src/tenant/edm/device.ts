import type { Contract, Device, OrgContact } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/device. */
export const device = entity<Device>()({
  name: 'device',
  set: 'devices',
  setFunctions: ['delta'],
  directoryObject: true,
  alternateKeys: ['deviceId'],
  page: { usual: 100, most: 999 },
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    accountEnabled: flag({
      byDefault: true,
      required: true,
      filter: ['eq', 'ne', 'not', 'in'],
      indexed: true,
    }),
    alternativeSecurityIds: json({ byDefault: true, required: true }),
    approximateLastSignInDateTime: time({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le'],
      sortable: 'advanced',
      indexed: true,
    }),
    complianceExpirationDateTime: time({ byDefault: true }),
    deviceCategory: text({ byDefault: true }),
    deviceId: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'startsWith'],
      required: true,
      indexed: true,
    }),
    deviceMetadata: text({ byDefault: true }),
    deviceOwnership: text({ byDefault: true }),
    deviceVersion: whole({ byDefault: true }),
    displayName: text({
      byDefault: true,
      required: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      sortable: 'advanced',
      indexed: true,
    }),
    enrollmentProfileName: text({ byDefault: true }),
    enrollmentType: text({ byDefault: true }),
    isCompliant: flag({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    isManaged: flag({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    isManagementRestricted: flag({ readOnly: true }),
    isRooted: flag({ byDefault: true }),
    managementType: text({ byDefault: true }),
    manufacturer: text({ byDefault: true }),
    mdmAppId: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'startsWith'] }),
    model: text({ byDefault: true }),
    onPremisesLastSyncDateTime: time({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      readOnly: true,
    }),
    onPremisesSecurityIdentifier: text({ readOnly: true, filter: ['eq'] }),
    onPremisesSyncEnabled: flag({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    operatingSystem: text({
      byDefault: true,
      required: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'],
    }),
    operatingSystemVersion: text({
      byDefault: true,
      required: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'],
    }),
    physicalIds: texts({ byDefault: true, filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'count', 'any'] }),
    profileType: text({ byDefault: true }),
    registrationDateTime: time({ byDefault: true, readOnly: true }),
    systemLabels: texts({ byDefault: true, filter: ['eq', 'count', 'any'] }),
    trustType: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'in'] }),
  },
  navigations: {
    registeredOwners: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'device.registeredOwners' },
      ref: true,
    },
    registeredUsers: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'device.registeredUsers' },
      ref: true,
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
  actions: ['checkMemberGroups', 'checkMemberObjects', 'getMemberGroups', 'getMemberObjects'],
});

/** Source: learn.microsoft.com/graph/api/resources/orgcontact: written by synchronisation only. */
export const orgContact = entity<OrgContact>()({
  name: 'orgContact',
  set: 'contacts',
  setFunctions: ['delta'],
  directoryObject: true,
  page: { usual: 100, most: 999 },
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    addresses: json({ byDefault: true, readOnly: true }),
    companyName: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
    department: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
    displayName: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      sortable: 'advanced',
      indexed: true,
    }),
    givenName: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
    jobTitle: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
    mail: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      indexed: true,
    }),
    mailNickname: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
    onPremisesLastSyncDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
    }),
    onPremisesProvisioningErrors: json({ byDefault: true, readOnly: true }),
    onPremisesSyncEnabled: flag({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    phones: json({ byDefault: true, readOnly: true }),
    proxyAddresses: texts({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'count', 'any'],
    }),
    serviceProvisioningErrors: json({ byDefault: true, readOnly: true }),
    surname: text({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
    }),
  },
  navigations: {
    manager: { to: 'directoryObject', many: false, relation: { by: 'link', nav: 'orgContact.manager' } },
    directReports: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverse', nav: 'orgContact.manager' },
    },
    memberOf: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'group.members' } },
    transitiveMemberOf: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverseTransitive', nav: 'group.members' },
    },
  },
  actions: ['checkMemberGroups', 'checkMemberObjects', 'getMemberGroups', 'getMemberObjects'],
});

/** Source: learn.microsoft.com/graph/api/resources/contract: customers of a partner. */
export const contract = entity<Contract>()({
  name: 'contract',
  set: 'contracts',
  directoryObject: true,
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    contractType: text({ byDefault: true, readOnly: true }),
    customerId: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    defaultDomainName: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    displayName: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
  },
});
