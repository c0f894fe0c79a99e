import type {
  Domain,
  LicenseDetails,
  Message,
  Organization,
  SubscribedSku,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/subscribedsku: no query option but `$select` works on it. */
export const subscribedSku = entity<SubscribedSku>()({
  name: 'subscribedSku',
  set: 'subscribedSkus',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    accountId: text({ byDefault: true, readOnly: true }),
    accountName: text({ byDefault: true, readOnly: true }),
    appliesTo: text({ byDefault: true, readOnly: true }),
    capabilityStatus: text({ byDefault: true, readOnly: true }),
    consumedUnits: whole({ byDefault: true, readOnly: true }),
    prepaidUnits: json({ byDefault: true, readOnly: true }),
    servicePlans: json({ byDefault: true, readOnly: true }),
    skuId: text({ byDefault: true, readOnly: true, indexed: true }),
    skuPartNumber: text({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/licensedetails. Worked out from a user's licences. */
export const licenseDetails = entity<LicenseDetails>()({
  name: 'licenseDetails',
  verbs: [],
  properties: {
    id: text({ byDefault: true, readOnly: true }),
    servicePlans: json({ byDefault: true, readOnly: true }),
    skuId: text({ byDefault: true, readOnly: true }),
    skuPartNumber: text({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/organization. */
export const organization = entity<Organization>()({
  name: 'organization',
  set: 'organization',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    assignedPlans: json({ byDefault: true, readOnly: true }),
    city: text({ byDefault: true }),
    country: text({ byDefault: true }),
    countryLetterCode: text({ byDefault: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true }),
    preferredLanguage: text({ byDefault: true }),
    technicalNotificationMails: texts({ byDefault: true }),
    tenantType: text({ byDefault: true, readOnly: true }),
    verifiedDomains: json({ byDefault: true, readOnly: true }),
  },
  navigations: {
    extensions: { to: 'openTypeExtension', many: true, relation: { by: 'behaviour' } },
  },
});

/** Source: learn.microsoft.com/graph/api/resources/domain: its id is the domain's name. */
export const domain = entity<Domain>()({
  name: 'domain',
  set: 'domains',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    authenticationType: text({ byDefault: true, readOnly: true }),
    isAdminManaged: flag({ byDefault: true, readOnly: true }),
    isDefault: flag({ byDefault: true }),
    isInitial: flag({ byDefault: true, readOnly: true }),
    isRoot: flag({ byDefault: true, readOnly: true }),
    isVerified: flag({ byDefault: true, readOnly: true }),
    supportedServices: texts({ byDefault: true }),
  },
});

/** Mail that was sent: no set of its own yet, read through the tenant's outbox. */
export const message = entity<Message>()({
  name: 'message',
  verbs: [],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    body: json({ byDefault: true }),
    ccRecipients: json({ byDefault: true }),
    from: json({ byDefault: true }),
    importance: text({ byDefault: true }),
    sentDateTime: time({ byDefault: true, readOnly: true, indexed: true }),
    subject: text({ byDefault: true }),
    toRecipients: json({ byDefault: true }),
  },
});
