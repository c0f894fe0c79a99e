import { type Known, none, words } from './known.ts';

/** Facts from the metadata document of Microsoft Graph v1.0, of August 2026. */
export const applicationsKnown: Readonly<Record<string, Known>> = {
  application: {
    properties: words(`
      addIns api appId appRoles applicationTemplateId authenticationBehaviors certification
      createdByAppId createdDateTime defaultRedirectUri deletedDateTime description
      disabledByMicrosoftStatus displayName groupMembershipClaims id identifierUris info
      isDeviceOnlyAuthSupported isDisabled isFallbackPublicClient keyCredentials logo
      managerApplications nativeAuthenticationApisEnabled notes oauth2RequirePostResponse optionalClaims
      parentalControlSettings passwordCredentials publicClient publisherDomain
      requestSignatureVerification requiredResourceAccess samlMetadataUrl serviceManagementReference
      servicePrincipalLockConfiguration signInAudience spa tags tokenEncryptionKeyId uniqueName
      verifiedPublisher web
    `),
    navigations: words(`
      appManagementPolicies createdOnBehalfOf extensionProperties federatedIdentityCredentials
      homeRealmDiscoveryPolicies owners synchronization tokenIssuancePolicies tokenLifetimePolicies
    `),
    operations: words(`
      addKey addPassword checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects
      removeKey removePassword restore setVerifiedPublisher unsetVerifiedPublisher
    `),
  },
  servicePrincipal: {
    properties: words(`
      accountEnabled addIns alternativeNames appDescription appDisplayName appId appOwnerOrganizationId
      appRoleAssignmentRequired appRoles applicationTemplateId createdByAppId customSecurityAttributes
      deletedDateTime description disabledByMicrosoftStatus displayName homepage id info isDisabled
      keyCredentials loginUrl logoutUrl notes notificationEmailAddresses oauth2PermissionScopes
      passwordCredentials preferredSingleSignOnMode preferredTokenSigningKeyThumbprint replyUrls
      resourceSpecificApplicationPermissions samlSingleSignOnSettings servicePrincipalNames
      servicePrincipalType signInAudience tags tokenEncryptionKeyId verifiedPublisher
    `),
    navigations: words(`
      appManagementPolicies appRoleAssignedTo appRoleAssignments claimsMappingPolicies createdObjects
      delegatedPermissionClassifications endpoints federatedIdentityCredentials
      homeRealmDiscoveryPolicies memberOf oauth2PermissionGrants ownedObjects owners
      remoteDesktopSecurityConfiguration synchronization tokenIssuancePolicies tokenLifetimePolicies
      transitiveMemberOf
    `),
    operations: words(`
      addKey addPassword addTokenSigningCertificate checkMemberGroups checkMemberObjects delta
      getMemberGroups getMemberObjects removeKey removePassword restore
    `),
  },
  federatedIdentityCredential: {
    properties: words(`
      audiences description id issuer name subject
    `),
    navigations: none,
    operations: none,
  },
  appRoleAssignment: {
    properties: words(`
      appRoleId createdDateTime deletedDateTime id principalDisplayName principalId principalType
      resourceDisplayName resourceId
    `),
    navigations: none,
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  oAuth2PermissionGrant: {
    properties: words(`
      clientId consentType id principalId resourceId scope
    `),
    navigations: none,
    operations: words(`
      delta
    `),
  },
  applicationTemplate: {
    properties: words(`
      categories deprecationDate description displayName endpoints homePageUrl id isEntraIntegrated
      lastModifiedDateTime logoUrl publisher riskFactors riskScore supportedProvisioningTypes
      supportedSingleSignOnModes
    `),
    navigations: none,
    operations: words(`
      instantiate
    `),
  },
};
