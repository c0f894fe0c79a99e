import { type Known, none, words } from './known.ts';

/** Facts from the metadata document of Microsoft Graph v1.0, of August 2026. */
export const reportsKnown: Readonly<Record<string, Known>> = {
  reportRoot: {
    properties: none,
    navigations: words(`
      authenticationMethods dailyPrintUsageByPrinter dailyPrintUsageByUser monthlyPrintUsageByPrinter
      monthlyPrintUsageByUser partners security
    `),
    operations: words(`
      deviceConfigurationDeviceActivity deviceConfigurationUserActivity getEmailActivityCounts
      getEmailActivityUserCounts getEmailActivityUserDetail getEmailAppUsageAppsUserCounts
      getEmailAppUsageUserCounts getEmailAppUsageUserDetail getEmailAppUsageVersionsUserCounts
      getGroupArchivedPrintJobs getM365AppPlatformUserCounts getM365AppUserCounts getM365AppUserDetail
      getMailboxUsageDetail getMailboxUsageMailboxCounts getMailboxUsageQuotaStatusMailboxCounts
      getMailboxUsageStorage getOffice365ActivationCounts getOffice365ActivationsUserCounts
      getOffice365ActivationsUserDetail getOffice365ActiveUserCounts getOffice365ActiveUserDetail
      getOffice365GroupsActivityCounts getOffice365GroupsActivityDetail
      getOffice365GroupsActivityFileCounts getOffice365GroupsActivityGroupCounts
      getOffice365GroupsActivityStorage getOffice365ServicesUserCounts getOneDriveActivityFileCounts
      getOneDriveActivityUserCounts getOneDriveActivityUserDetail getOneDriveUsageAccountCounts
      getOneDriveUsageAccountDetail getOneDriveUsageFileCounts getOneDriveUsageStorage
      getPrinterArchivedPrintJobs getRelyingPartyDetailedSummary getSharePointActivityFileCounts
      getSharePointActivityPages getSharePointActivityUserCounts getSharePointActivityUserDetail
      getSharePointSiteUsageDetail getSharePointSiteUsageFileCounts getSharePointSiteUsagePages
      getSharePointSiteUsageSiteCounts getSharePointSiteUsageStorage getSkypeForBusinessActivityCounts
      getSkypeForBusinessActivityUserCounts getSkypeForBusinessActivityUserDetail
      getSkypeForBusinessDeviceUsageDistributionUserCounts getSkypeForBusinessDeviceUsageUserCounts
      getSkypeForBusinessDeviceUsageUserDetail getSkypeForBusinessOrganizerActivityCounts
      getSkypeForBusinessOrganizerActivityMinuteCounts getSkypeForBusinessOrganizerActivityUserCounts
      getSkypeForBusinessParticipantActivityCounts getSkypeForBusinessParticipantActivityMinuteCounts
      getSkypeForBusinessParticipantActivityUserCounts getSkypeForBusinessPeerToPeerActivityCounts
      getSkypeForBusinessPeerToPeerActivityMinuteCounts getSkypeForBusinessPeerToPeerActivityUserCounts
      getTeamsDeviceUsageDistributionUserCounts getTeamsDeviceUsageUserCounts
      getTeamsDeviceUsageUserDetail getTeamsTeamActivityCounts getTeamsTeamActivityDetail
      getTeamsTeamActivityDistributionCounts getTeamsTeamCounts getTeamsUserActivityCounts
      getTeamsUserActivityUserCounts getTeamsUserActivityUserDetail getUserArchivedPrintJobs
      getYammerActivityCounts getYammerActivityUserCounts getYammerActivityUserDetail
      getYammerDeviceUsageDistributionUserCounts getYammerDeviceUsageUserCounts
      getYammerDeviceUsageUserDetail getYammerGroupsActivityCounts getYammerGroupsActivityDetail
      getYammerGroupsActivityGroupCounts managedDeviceEnrollmentFailureDetails
      managedDeviceEnrollmentTopFailures
    `),
  },
  directoryAudit: {
    properties: words(`
      activityDateTime activityDisplayName additionalDetails category correlationId id initiatedBy
      loggedByService operationType result resultReason targetResources
    `),
    navigations: none,
    operations: none,
  },
  signIn: {
    properties: words(`
      appDisplayName appId appliedConditionalAccessPolicies authenticationAppDeviceDetails clientAppUsed
      conditionalAccessStatus correlationId createdDateTime deviceDetail homeTenantId id ipAddress
      isInteractive location resourceDisplayName resourceId resourceTenantId riskDetail riskEventTypes
      riskEventTypes_v2 riskLevelAggregated riskLevelDuringSignIn riskState servicePrincipalId
      servicePrincipalName status userAgent userDisplayName userId userPrincipalName
    `),
    navigations: none,
    operations: words(`
      confirmCompromised confirmSafe dismiss
    `),
  },
  serviceHealth: {
    properties: words(`
      id service status
    `),
    navigations: words(`
      issues
    `),
    operations: none,
  },
  serviceHealthIssue: {
    properties: words(`
      classification details endDateTime feature featureGroup id impactDescription isResolved
      lastModifiedDateTime origin posts service startDateTime status title
    `),
    navigations: none,
    operations: words(`
      incidentReport
    `),
  },
  serviceUpdateMessage: {
    properties: words(`
      actionRequiredByDateTime attachmentsArchive body category details endDateTime hasAttachments id
      isMajorChange lastModifiedDateTime services severity startDateTime tags title viewPoint
    `),
    navigations: words(`
      attachments
    `),
    operations: words(`
      archive favorite markRead markUnread unarchive unfavorite
    `),
  },
  userRegistrationDetails: {
    properties: words(`
      id isAdmin isMfaCapable isMfaRegistered isPasswordlessCapable isSsprCapable isSsprEnabled
      isSsprRegistered isSystemPreferredAuthenticationMethodEnabled lastUpdatedDateTime
      methodsRegistered systemPreferredAuthenticationMethods userDisplayName
      userPreferredMethodForSecondaryAuthentication userPrincipalName userType
    `),
    navigations: none,
    operations: none,
  },
};
