import type {
  Domain,
  DomainDnsCnameRecord,
  DomainDnsMxRecord,
  DomainDnsRecord,
  DomainDnsSrvRecord,
  DomainDnsTxtRecord,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/domain: its id is the domain's name. */
export const domain = entity<Domain>()({
  name: 'domain',
  set: 'domains',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, indexed: true, required: true }),
    authenticationType: text({ byDefault: true, readOnly: true }),
    availabilityStatus: text({ byDefault: true, readOnly: true }),
    isAdminManaged: flag({ byDefault: true, readOnly: true }),
    isDefault: flag({ byDefault: true }),
    isInitial: flag({ byDefault: true, readOnly: true }),
    isRoot: flag({ byDefault: true, readOnly: true }),
    isVerified: flag({ byDefault: true, readOnly: true }),
    manufacturer: text({ byDefault: true, readOnly: true }),
    model: text({ byDefault: true, readOnly: true }),
    passwordNotificationWindowInDays: whole({ byDefault: true }),
    passwordValidityPeriodInDays: whole({ byDefault: true }),
    state: json({ byDefault: true, readOnly: true }),
    supportedServices: texts({ byDefault: true }),
  },
  navigations: {
    domainNameReferences: { to: 'directoryObject', many: true, relation: { by: 'behaviour' } },
    rootDomain: { to: 'domain', many: false, relation: { by: 'behaviour' } },
    serviceConfigurationRecords: { to: 'domainDnsRecord', many: true, relation: { by: 'behaviour' } },
    verificationDnsRecords: { to: 'domainDnsRecord', many: true, relation: { by: 'behaviour' } },
  },
  actions: ['forceDelete', 'promote', 'verify'],
});

/** Source: learn.microsoft.com/graph/api/resources/domaindnsrecord, and those derived from it. Worked out from a domain. */
export const domainDnsRecord = entity<
  DomainDnsRecord & DomainDnsTxtRecord & DomainDnsMxRecord & DomainDnsCnameRecord & DomainDnsSrvRecord
>()({
  name: 'domainDnsRecord',
  verbs: [],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    isOptional: flag({ byDefault: true, readOnly: true }),
    label: text({ byDefault: true, readOnly: true }),
    recordType: text({ byDefault: true, readOnly: true }),
    supportedService: text({ byDefault: true, readOnly: true }),
    ttl: whole({ byDefault: true, readOnly: true }),
    text: text({ byDefault: true, readOnly: true }),
    mailExchange: text({ byDefault: true, readOnly: true }),
    preference: whole({ byDefault: true, readOnly: true }),
    canonicalName: text({ byDefault: true, readOnly: true }),
    nameTarget: text({ byDefault: true, readOnly: true }),
    port: whole({ byDefault: true, readOnly: true }),
    priority: whole({ byDefault: true, readOnly: true }),
    protocol: text({ byDefault: true, readOnly: true }),
    service: text({ byDefault: true, readOnly: true }),
    weight: whole({ byDefault: true, readOnly: true }),
  },
  variants: {
    domainDnsTxtRecord: ['text'],
    domainDnsMxRecord: ['mailExchange', 'preference'],
    domainDnsCnameRecord: ['canonicalName'],
    domainDnsSrvRecord: ['nameTarget', 'port', 'priority', 'protocol', 'service', 'weight'],
  },
});
