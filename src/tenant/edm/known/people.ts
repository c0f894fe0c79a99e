import { type Known, none, words } from './known.ts';

/** Facts from the metadata document of Microsoft Graph v1.0, of August 2026. */
export const peopleKnown: Readonly<Record<string, Known>> = {
  user: {
    properties: words(`
      aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo birthday
      businessPhones city companyName consentProvidedForMinor country createdDateTime creationType
      customSecurityAttributes deletedDateTime department deviceEnrollmentLimit displayName
      employeeHireDate employeeId employeeLeaveDateTime employeeOrgData employeeType externalUserState
      externalUserStateChangeDateTime faxNumber givenName hireDate id identities identityParentId
      imAddresses interests isManagementRestricted isResourceAccount jobTitle lastPasswordChangeDateTime
      legalAgeGroupClassification licenseAssignmentStates mail mailNickname mailboxSettings mobilePhone
      mySite officeLocation onPremisesDistinguishedName onPremisesDomainName
      onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime
      onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
      onPremisesSyncEnabled onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile
      pastProjects postalCode preferredDataLocation preferredLanguage preferredName print
      provisionedPlans proxyAddresses responsibilities schools securityIdentifier
      serviceProvisioningErrors showInAddressList signInActivity signInSessionsValidFromDateTime skills
      state streetAddress surname usageLocation userPrincipalName userType
    `),
    navigations: words(`
      activities adhocCalls agreementAcceptances appRoleAssignments authentication calendar
      calendarGroups calendarView calendars chats cloudClipboard cloudPCs contactFolders contacts
      createdObjects dataSecurityAndGovernance deviceManagementTroubleshootingEvents directReports drive
      drives employeeExperience events extensions followedSites inferenceClassification insights
      joinedTeams licenseDetails mailFolders managedAppRegistrations managedDevices manager memberOf
      messages oauth2PermissionGrants onPremisesSyncBehavior onenote onlineMeetings outlook ownedDevices
      ownedObjects people permissionGrants photo photos planner presence registeredDevices
      scopedRoleMemberOf settings solutions sponsorOf sponsors teamwork todo transitiveMemberOf
    `),
    operations: words(`
      assignLicense changePassword checkMemberGroups checkMemberObjects delta
      exportDeviceAndAppManagementData exportPersonalData findMeetingTimes getMailTips
      getManagedAppDiagnosticStatuses getManagedAppPolicies getManagedDevicesWithAppFailures
      getMemberGroups getMemberObjects reminderView removeAllDevicesFromManagement
      reprocessLicenseAssignment restore retryServiceProvisioning revokeSignInSessions sendMail
      translateExchangeIds wipeManagedAppRegistrationsByDeviceTag
    `),
  },
  group: {
    properties: words(`
      accessType allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers
      classification createdDateTime deletedDateTime description displayName expirationDateTime
      groupTypes hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients id infoCatalogs
      isArchived isAssignableToRole isFavorite isManagementRestricted isSubscribedByMail
      licenseProcessingState mail mailEnabled mailNickname membershipRule membershipRuleProcessingState
      onPremisesDomainName onPremisesExtensionAttributes onPremisesLastSyncDateTime
      onPremisesNetBiosName onPremisesProvisioningErrors onPremisesSamAccountName
      onPremisesSecurityIdentifier onPremisesSyncEnabled organizationId preferredDataLocation
      preferredLanguage proxyAddresses renewedDateTime resourceBehaviorOptions
      resourceProvisioningOptions securityEnabled securityIdentifier serviceProvisioningErrors theme
      uniqueName unseenConversationsCount unseenCount unseenMessagesCount visibility
      welcomeMessageEnabled
    `),
    navigations: words(`
      acceptedSenders appRoleAssignments calendar calendarView conversations createdOnBehalfOf drive
      drives events extensions groupLifecyclePolicies memberOf members membersWithLicenseErrors
      onPremisesSyncBehavior onenote owners permissionGrants photo photos planner rejectedSenders
      settings sites team threads transitiveMemberOf transitiveMembers
    `),
    operations: words(`
      addFavorite assignLicense checkGrantedPermissionsForApp checkMemberGroups checkMemberObjects delta
      getMemberGroups getMemberObjects removeFavorite renew resetUnseenCount restore
      retryServiceProvisioning subscribeByMail unsubscribeByMail validateProperties
    `),
  },
  invitation: {
    properties: words(`
      id inviteRedeemUrl inviteRedirectUrl invitedUserDisplayName invitedUserEmailAddress
      invitedUserMessageInfo invitedUserType resetRedemption sendInvitationMessage status
    `),
    navigations: words(`
      invitedUser invitedUserSponsors
    `),
    operations: none,
  },
  licenseDetails: {
    properties: words(`
      id servicePlans skuId skuPartNumber
    `),
    navigations: none,
    operations: words(`
      getTeamsLicensingDetails
    `),
  },
  profilePhoto: {
    properties: words(`
      height id width
    `),
    navigations: none,
    operations: none,
  },
  groupLifecyclePolicy: {
    properties: words(`
      alternateNotificationEmails groupLifetimeInDays id managedGroupTypes
    `),
    navigations: none,
    operations: words(`
      addGroup removeGroup
    `),
  },
  authenticationMethod: {
    properties: words(`
      createdDateTime id
    `),
    navigations: none,
    operations: words(`
      resetPassword
    `),
  },
  emailAuthenticationMethod: {
    properties: words(`
      createdDateTime emailAddress id
    `),
    navigations: none,
    operations: words(`
      resetPassword
    `),
  },
  fido2AuthenticationMethod: {
    properties: words(`
      aaGuid attestationCertificates attestationLevel createdDateTime displayName id model passkeyType
      publicKeyCredential
    `),
    navigations: none,
    operations: words(`
      creationOptions resetPassword
    `),
  },
  microsoftAuthenticatorAuthenticationMethod: {
    properties: words(`
      createdDateTime deviceTag displayName id phoneAppVersion
    `),
    navigations: words(`
      device
    `),
    operations: words(`
      resetPassword
    `),
  },
  passwordAuthenticationMethod: {
    properties: words(`
      createdDateTime id password
    `),
    navigations: none,
    operations: words(`
      resetPassword
    `),
  },
  phoneAuthenticationMethod: {
    properties: words(`
      createdDateTime id phoneNumber phoneType smsSignInState
    `),
    navigations: none,
    operations: words(`
      disableSmsSignIn enableSmsSignIn resetPassword
    `),
  },
  softwareOathAuthenticationMethod: {
    properties: words(`
      createdDateTime id secretKey
    `),
    navigations: none,
    operations: words(`
      resetPassword
    `),
  },
  temporaryAccessPassAuthenticationMethod: {
    properties: words(`
      createdDateTime id isUsable isUsableOnce lifetimeInMinutes methodUsabilityReason startDateTime
      temporaryAccessPass
    `),
    navigations: none,
    operations: words(`
      resetPassword
    `),
  },
  windowsHelloForBusinessAuthenticationMethod: {
    properties: words(`
      createdDateTime displayName id keyStrength
    `),
    navigations: words(`
      device
    `),
    operations: words(`
      resetPassword
    `),
  },
};
