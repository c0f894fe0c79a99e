import type { EntityName } from './model.ts';

/**
 * Names that Microsoft Graph v1.0 has, so that a request for one which this tenant lacks gets an honest 501 instead of
 * being told that it does not exist. Facts from Graph's own metadata document.
 */
const roots = words(`
    admin agreementAcceptances agreements appCatalogs applicationTemplates applications auditLogs
    authenticationMethodConfigurations authenticationMethodsPolicy certificateBasedAuthConfiguration
    chats communications compliance connections contacts contracts copilot dataPolicyOperations
    deviceAppManagement deviceManagement devices directory directoryObjects directoryRoleTemplates
    directoryRoles domainDnsRecords domains drives education employeeExperience external filterOperators
    functions groupLifecyclePolicies groupSettingTemplates groupSettings groups identity
    identityGovernance identityProtection identityProviders informationProtection invitations me
    oauth2PermissionGrants organization permissionGrants places planner policies print privacy reports
    roleManagement schemaExtensions scopedRoleMemberships search security servicePrincipals shares sites
    solutions storage subscribedSkus subscriptions teams teamsTemplates teamwork tenantRelationships
    users
`);

const members: Readonly<Partial<Record<EntityName, ReadonlySet<string>>>> = {
  user: words(`
    activities adhocCalls agreementAcceptances appRoleAssignments assignLicense authentication calendar
    calendarGroups calendarView calendars changePassword chats checkMemberGroups checkMemberObjects
    cloudClipboard cloudPCs contactFolders contacts createdObjects dataSecurityAndGovernance
    deviceManagementTroubleshootingEvents directReports drive drives employeeExperience events
    exportDeviceAndAppManagementData exportPersonalData extensions findMeetingTimes followedSites
    getMailTips getManagedAppDiagnosticStatuses getManagedAppPolicies getManagedDevicesWithAppFailures
    getMemberGroups getMemberObjects inferenceClassification insights joinedTeams licenseDetails
    mailFolders managedAppRegistrations managedDevices manager memberOf messages oauth2PermissionGrants
    onPremisesSyncBehavior onenote onlineMeetings outlook ownedDevices ownedObjects people
    permissionGrants photo photos planner presence registeredDevices reminderView
    removeAllDevicesFromManagement reprocessLicenseAssignment restore retryServiceProvisioning
    revokeSignInSessions scopedRoleMemberOf sendMail settings solutions sponsorOf sponsors teamwork todo
    transitiveMemberOf translateExchangeIds wipeManagedAppRegistrationsByDeviceTag
  `),
  group: words(`
    acceptedSenders addFavorite appRoleAssignments assignLicense calendar calendarView
    checkGrantedPermissionsForApp checkMemberGroups checkMemberObjects conversations createdOnBehalfOf
    drive drives events extensions getMemberGroups getMemberObjects groupLifecyclePolicies memberOf
    members membersWithLicenseErrors onPremisesSyncBehavior onenote owners permissionGrants photo photos
    planner rejectedSenders removeFavorite renew resetUnseenCount restore retryServiceProvisioning
    settings sites subscribeByMail team threads transitiveMemberOf transitiveMembers unsubscribeByMail
    validateProperties
  `),
  servicePrincipal: words(`
    addKey addPassword addTokenSigningCertificate appManagementPolicies appRoleAssignedTo
    appRoleAssignments checkMemberGroups checkMemberObjects claimsMappingPolicies createdObjects
    delegatedPermissionClassifications endpoints federatedIdentityCredentials getMemberGroups
    getMemberObjects homeRealmDiscoveryPolicies memberOf oauth2PermissionGrants ownedObjects owners
    remoteDesktopSecurityConfiguration removeKey removePassword restore synchronization
    tokenIssuancePolicies tokenLifetimePolicies transitiveMemberOf
  `),
  application: words(`
    addKey addPassword appManagementPolicies checkMemberGroups checkMemberObjects createdOnBehalfOf
    extensionProperties federatedIdentityCredentials getMemberGroups getMemberObjects
    homeRealmDiscoveryPolicies owners removeKey removePassword restore setVerifiedPublisher
    synchronization tokenIssuancePolicies tokenLifetimePolicies unsetVerifiedPublisher
  `),
  organization: words(`
    branding certificateBasedAuthConfiguration extensions setMobileDeviceManagementAuthority
  `),
  domain: words(`
    domainNameReferences federationConfiguration forceDelete promote rootDomain
    serviceConfigurationRecords verificationDnsRecords
  `),
};

/** Properties that Graph has and the shape sheet has not yet. */
const properties: Readonly<Partial<Record<EntityName, ReadonlySet<string>>>> = {
  user: words(`
    aboutMe authorizationInfo birthday customSecurityAttributes deviceEnrollmentLimit
    externalUserStateChangeDateTime hireDate identities imAddresses interests isManagementRestricted
    isResourceAccount legalAgeGroupClassification mailboxSettings mySite onPremisesExtensionAttributes
    onPremisesProvisioningErrors onPremisesSecurityIdentifier onPremisesUserPrincipalName pastProjects
    preferredDataLocation preferredName print provisionedPlans responsibilities schools
    securityIdentifier serviceProvisioningErrors signInActivity skills
  `),
  group: words(`
    allowExternalSenders assignedLabels autoSubscribeNewMembers hasMembersWithLicenseErrors
    hideFromAddressLists hideFromOutlookClients isArchived isManagementRestricted isSubscribedByMail
    licenseProcessingState onPremisesDomainName onPremisesLastSyncDateTime onPremisesNetBiosName
    onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
    onPremisesSyncEnabled preferredDataLocation preferredLanguage securityIdentifier
    serviceProvisioningErrors theme uniqueName unseenCount
  `),
  application: words(`
    addIns applicationTemplateId authenticationBehaviors certification defaultRedirectUri
    disabledByMicrosoftStatus groupMembershipClaims info isDeviceOnlyAuthSupported
    isFallbackPublicClient logo nativeAuthenticationApisEnabled oauth2RequirePostResponse optionalClaims
    parentalControlSettings publisherDomain requestSignatureVerification samlMetadataUrl
    serviceManagementReference servicePrincipalLockConfiguration tokenEncryptionKeyId uniqueName
    verifiedPublisher
  `),
  servicePrincipal: words(`
    addIns alternativeNames appDescription applicationTemplateId customSecurityAttributes
    disabledByMicrosoftStatus info keyCredentials loginUrl logoutUrl notificationEmailAddresses
    oauth2PermissionScopes passwordCredentials preferredSingleSignOnMode
    preferredTokenSigningKeyThumbprint resourceSpecificApplicationPermissions samlSingleSignOnSettings
    signInAudience tokenEncryptionKeyId verifiedPublisher
  `),
  organization: words(`
    businessPhones defaultUsageLocation marketingNotificationEmails mobileDeviceManagementAuthority
    onPremisesLastSyncDateTime onPremisesSyncEnabled partnerTenantType postalCode privacyProfile
    provisionedPlans securityComplianceNotificationMails securityComplianceNotificationPhones state street
  `),
  domain: words(`
    availabilityStatus manufacturer model passwordNotificationWindowInDays passwordValidityPeriodInDays
    state
  `),
  subscribedSku: words(`subscriptionIds`),
};

/** Is it a property of Graph's that the shape sheet lacks? Naming it is answered with 501, not with a lie. */
export function propertyKnownToGraph(entity: EntityName, property: string): boolean {
  return properties[entity]?.has(property.toLowerCase()) ?? false;
}

/** Is it a root segment of Graph, or a navigation, action or function of that entity? */
export function knownToGraph(entity: EntityName | undefined, segment: string): boolean {
  const names = entity === undefined ? roots : members[entity];
  return names?.has(segment.replace(/\(.*$/, '').toLowerCase()) ?? false;
}

function words(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}
