import type {
  CompanySubscription,
  LicenseDetails,
  Organization,
  SubscribedSku,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/organization. */
export const organization = entity<Organization>()({
  name: 'organization',
  set: 'organization',
  verbs: ['list', 'get', 'update'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    assignedPlans: json({ byDefault: true, readOnly: true }),
    businessPhones: texts({ byDefault: true, readOnly: true }),
    city: text({ byDefault: true, readOnly: true }),
    country: text({ byDefault: true, readOnly: true }),
    countryLetterCode: text({ byDefault: true, readOnly: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    defaultUsageLocation: text({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, readOnly: true }),
    marketingNotificationEmails: texts({ byDefault: true }),
    mobileDeviceManagementAuthority: text({ byDefault: true, readOnly: true }),
    onPremisesLastSyncDateTime: time({ byDefault: true, readOnly: true }),
    onPremisesSyncEnabled: flag({ byDefault: true, readOnly: true }),
    partnerTenantType: text({ byDefault: true, readOnly: true }),
    postalCode: text({ byDefault: true, readOnly: true }),
    preferredLanguage: text({ byDefault: true, readOnly: true }),
    privacyProfile: json({ byDefault: true }),
    provisionedPlans: json({ byDefault: true, readOnly: true }),
    securityComplianceNotificationMails: texts({ byDefault: true }),
    securityComplianceNotificationPhones: texts({ byDefault: true }),
    state: text({ byDefault: true, readOnly: true }),
    street: text({ byDefault: true, readOnly: true }),
    technicalNotificationMails: texts({ byDefault: true }),
    tenantType: text({ byDefault: true, readOnly: true }),
    verifiedDomains: json({ byDefault: true, readOnly: true }),
  },
  navigations: {
    extensions: { to: 'openTypeExtension', many: true, relation: { by: 'behaviour' } },
  },
});

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
    subscriptionIds: texts({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/companysubscription: what was bought, by order. */
export const companySubscription = entity<CompanySubscription>()({
  name: 'companySubscription',
  set: 'directory/subscriptions',
  alternateKeys: ['commerceSubscriptionId'],
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    commerceSubscriptionId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq'] }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    isTrial: flag({ byDefault: true, readOnly: true }),
    nextLifecycleDateTime: time({ byDefault: true, readOnly: true }),
    ownerId: text({ byDefault: true, readOnly: true }),
    ownerTenantId: text({ byDefault: true, readOnly: true }),
    ownerType: text({ byDefault: true, readOnly: true }),
    serviceStatus: json({ byDefault: true, readOnly: true }),
    skuId: text({ byDefault: true, readOnly: true, indexed: true }),
    skuPartNumber: text({ byDefault: true, readOnly: true }),
    status: text({ byDefault: true, readOnly: true }),
    totalLicenses: whole({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/licensedetails. Worked out from a user’s licences. */
export const licenseDetails = entity<LicenseDetails>()({
  name: 'licenseDetails',
  verbs: [],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    servicePlans: json({ byDefault: true, readOnly: true }),
    skuId: text({ byDefault: true, readOnly: true }),
    skuPartNumber: text({ byDefault: true, readOnly: true }),
  },
});
