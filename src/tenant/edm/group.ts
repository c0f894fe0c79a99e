import type { Group } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time, whole } from './sheet.ts';

/** What a group may be in beside groups. */
const holders = ['directoryRole.members', 'administrativeUnit.members'];

const comparable = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'] as const;

/** Properties that answers have, and v1.0's metadata does not declare. Source: learn.microsoft.com/graph/group-set-options. */
interface Undeclared {
  creationOptions?: string[];
  resourceBehaviorOptions?: string[];
  resourceProvisioningOptions?: string[];
}

/** Source: learn.microsoft.com/graph/api/resources/group. */
export const group = entity<Group & Undeclared>()({
  name: 'group',
  set: 'groups',
  directoryObject: true,
  setFunctions: ['delta'],
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true, sortable: 'advanced' }),
    allowExternalSenders: flag(),
    autoSubscribeNewMembers: flag(),
    assignedLicenses: json({ readOnly: true, filter: ['eq', 'any'], members: ['skuId'] }),
    classification: text({ byDefault: true, filter: comparable }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    creationOptions: texts({ byDefault: true }),
    description: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    displayName: text({ byDefault: true, required: true, filter: comparable, sortable: true, indexed: true }),
    expirationDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
      // By which those whose time is over are found.
      indexed: true,
    }),
    groupTypes: texts({ byDefault: true, filter: ['eq', 'not', 'any'] }),
    hasMembersWithLicenseErrors: flag({ readOnly: true, filter: ['eq'] }),
    hideFromAddressLists: flag(),
    hideFromOutlookClients: flag(),
    isArchived: flag({ readOnly: true }),
    isAssignableToRole: flag({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    isManagementRestricted: flag({ readOnly: true }),
    isSubscribedByMail: flag(),
    licenseProcessingState: json({ readOnly: true }),
    mail: text({ byDefault: true, readOnly: true, filter: comparable, indexed: true }),
    mailEnabled: flag({ byDefault: true, required: true, filter: ['eq', 'ne', 'not'] }),
    mailNickname: text({ byDefault: true, required: true, filter: comparable, indexed: true }),
    membershipRule: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    membershipRuleProcessingState: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'in'],
      // By which the rules at work are found.
      indexed: true,
    }),
    onPremisesDomainName: text({ byDefault: true, readOnly: true }),
    onPremisesLastSyncDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
    }),
    onPremisesNetBiosName: text({ byDefault: true, readOnly: true }),
    onPremisesProvisioningErrors: json({ byDefault: true, readOnly: true }),
    onPremisesSamAccountName: text({ byDefault: true, readOnly: true, filter: comparable }),
    onPremisesSecurityIdentifier: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    onPremisesSyncEnabled: flag({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'] }),
    preferredDataLocation: text({ byDefault: true }),
    preferredLanguage: text({ byDefault: true, filter: comparable }),
    proxyAddresses: texts({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'endsWith', 'any', 'count'],
    }),
    renewedDateTime: time({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'] }),
    resourceBehaviorOptions: texts({ byDefault: true }),
    resourceProvisioningOptions: texts({ byDefault: true }),
    securityEnabled: flag({ byDefault: true, required: true, filter: ['eq', 'ne', 'not', 'in'] }),
    securityIdentifier: text({ byDefault: true, readOnly: true }),
    serviceProvisioningErrors: json({ byDefault: true, readOnly: true }),
    theme: text({ byDefault: true }),
    uniqueName: text({ byDefault: true, readOnly: true }),
    unseenCount: whole({ readOnly: true }),
    visibility: text({ byDefault: true }),
  },
  navigations: {
    appRoleAssignments: {
      to: 'appRoleAssignment',
      many: true,
      relation: { by: 'property', property: 'principalId' },
      creates: true,
    },
    members: { to: 'directoryObject', many: true, relation: { by: 'link', nav: 'group.members' }, ref: true },
    transitiveMembers: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'linkTransitive', nav: 'group.members' },
    },
    extensions: { to: 'openTypeExtension', many: true, relation: { by: 'behaviour' } },
    membersWithLicenseErrors: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'group.membersWithLicenseErrors' },
    },
    owners: { to: 'directoryObject', many: true, relation: { by: 'link', nav: 'group.owners' }, ref: true },
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
    photo: { to: 'profilePhoto', many: false, relation: { by: 'behaviour' } },
    photos: { to: 'profilePhoto', many: true, relation: { by: 'behaviour' }, contained: true },
    groupLifecyclePolicies: {
      to: 'groupLifecyclePolicy',
      many: true,
      relation: { by: 'reverse', nav: 'groupLifecyclePolicy.groups' },
    },
  },
  actions: [
    'assignLicense',
    'checkMemberGroups',
    'checkMemberObjects',
    'getMemberGroups',
    'getMemberObjects',
    'renew',
    'validateProperties',
  ],
});
