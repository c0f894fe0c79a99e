import type { Group } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

const comparable = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'] as const;

/** Source: learn.microsoft.com/graph/api/resources/group. */
export const group = entity<Group>()({
  name: 'group',
  set: 'groups',
  directoryObject: true,
  setFunctions: ['delta'],
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true, sortable: 'advanced' }),
    assignedLicenses: json({ readOnly: true, filter: ['eq', 'any'], members: ['skuId'] }),
    classification: text({ byDefault: true, filter: comparable }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    displayName: text({ byDefault: true, required: true, filter: comparable, sortable: true, indexed: true }),
    expirationDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'],
    }),
    groupTypes: texts({ byDefault: true, filter: ['eq', 'not', 'any'] }),
    isAssignableToRole: flag({ byDefault: true, filter: ['eq', 'ne', 'not'] }),
    mail: text({ byDefault: true, readOnly: true, filter: comparable, indexed: true }),
    mailEnabled: flag({ byDefault: true, required: true, filter: ['eq', 'ne', 'not'] }),
    mailNickname: text({ byDefault: true, required: true, filter: comparable, indexed: true }),
    membershipRule: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'startsWith'] }),
    membershipRuleProcessingState: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'in'] }),
    proxyAddresses: texts({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'not', 'ge', 'le', 'startsWith', 'endsWith', 'any', 'count'],
    }),
    renewedDateTime: time({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'ge', 'le', 'in'] }),
    securityEnabled: flag({ byDefault: true, required: true, filter: ['eq', 'ne', 'not', 'in'] }),
    visibility: text({ byDefault: true }),
  },
  navigations: {
    members: { to: 'directoryObject', many: true, relation: { by: 'link', nav: 'group.members' }, ref: true },
    transitiveMembers: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'linkTransitive', nav: 'group.members' },
    },
    extensions: { to: 'openTypeExtension', many: true, relation: { by: 'behaviour' } },
    owners: { to: 'directoryObject', many: true, relation: { by: 'link', nav: 'group.owners' }, ref: true },
    memberOf: { to: 'directoryObject', many: true, relation: { by: 'reverse', nav: 'group.members' } },
    transitiveMemberOf: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'reverseTransitive', nav: 'group.members' },
    },
  },
});
