import { type Known, none, words } from './known.ts';

/** Facts from the metadata document of Microsoft Graph v1.0, of August 2026. */
export const directoryKnown: Readonly<Record<string, Known>> = {
  device: {
    properties: words(`
      accountEnabled alternativeSecurityIds approximateLastSignInDateTime complianceExpirationDateTime
      deletedDateTime deviceCategory deviceId deviceMetadata deviceOwnership deviceVersion displayName
      enrollmentProfileName enrollmentType id isCompliant isManaged isManagementRestricted isRooted
      managementType manufacturer mdmAppId model onPremisesLastSyncDateTime onPremisesSecurityIdentifier
      onPremisesSyncEnabled operatingSystem operatingSystemVersion physicalIds profileType
      registrationDateTime systemLabels trustType
    `),
    navigations: words(`
      extensions memberOf registeredOwners registeredUsers transitiveMemberOf
    `),
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  domain: {
    properties: words(`
      authenticationType availabilityStatus id isAdminManaged isDefault isInitial isRoot isVerified
      manufacturer model passwordNotificationWindowInDays passwordValidityPeriodInDays state
      supportedServices
    `),
    navigations: words(`
      domainNameReferences federationConfiguration rootDomain serviceConfigurationRecords
      verificationDnsRecords
    `),
    operations: words(`
      forceDelete promote verify
    `),
  },
  organization: {
    properties: words(`
      assignedPlans businessPhones city country countryLetterCode createdDateTime defaultUsageLocation
      deletedDateTime displayName id marketingNotificationEmails mobileDeviceManagementAuthority
      onPremisesLastSyncDateTime onPremisesSyncEnabled partnerTenantType postalCode preferredLanguage
      privacyProfile provisionedPlans securityComplianceNotificationMails
      securityComplianceNotificationPhones state street technicalNotificationMails tenantType
      verifiedDomains
    `),
    navigations: words(`
      branding certificateBasedAuthConfiguration extensions
    `),
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
      setMobileDeviceManagementAuthority
    `),
  },
  orgContact: {
    properties: words(`
      addresses companyName deletedDateTime department displayName givenName id jobTitle mail
      mailNickname onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSyncEnabled phones
      proxyAddresses serviceProvisioningErrors surname
    `),
    navigations: words(`
      directReports manager memberOf onPremisesSyncBehavior transitiveMemberOf
    `),
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
      retryServiceProvisioning
    `),
  },
  contract: {
    properties: words(`
      contractType customerId defaultDomainName deletedDateTime displayName id
    `),
    navigations: none,
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  subscribedSku: {
    properties: words(`
      accountId accountName appliesTo capabilityStatus consumedUnits id prepaidUnits servicePlans skuId
      skuPartNumber subscriptionIds
    `),
    navigations: none,
    operations: none,
  },
  companySubscription: {
    properties: words(`
      commerceSubscriptionId createdDateTime id isTrial nextLifecycleDateTime ownerId ownerTenantId
      ownerType serviceStatus skuId skuPartNumber status totalLicenses
    `),
    navigations: none,
    operations: none,
  },
  extensionProperty: {
    properties: words(`
      appDisplayName dataType deletedDateTime id isMultiValued isSyncedFromOnPremises name targetObjects
    `),
    navigations: none,
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  schemaExtension: {
    properties: words(`
      description id owner properties status targetTypes
    `),
    navigations: none,
    operations: none,
  },
  openTypeExtension: {
    properties: words(`
      extensionName id
    `),
    navigations: none,
    operations: none,
  },
  subscription: {
    properties: words(`
      applicationId changeType clientState creatorId encryptionCertificate encryptionCertificateId
      expirationDateTime id includeResourceData latestSupportedTlsVersion lifecycleNotificationUrl
      notificationQueryOptions notificationUrl notificationUrlAppId resource
    `),
    navigations: none,
    operations: words(`
      reauthorize
    `),
  },
};
