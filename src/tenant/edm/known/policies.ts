import { type Known, none, words } from './known.ts';

/** Facts from the metadata document of Microsoft Graph v1.0, of August 2026. */
export const policiesKnown: Readonly<Record<string, Known>> = {
  conditionalAccessPolicy: {
    properties: words(`
      conditions createdDateTime deletedDateTime description displayName grantControls id
      modifiedDateTime sessionControls state templateId
    `),
    navigations: none,
    operations: words(`
      restore
    `),
  },
  namedLocation: {
    properties: words(`
      createdDateTime deletedDateTime displayName id modifiedDateTime
    `),
    navigations: none,
    operations: words(`
      restore
    `),
  },
  ipNamedLocation: {
    properties: words(`
      createdDateTime deletedDateTime displayName id ipRanges isTrusted modifiedDateTime
    `),
    navigations: none,
    operations: words(`
      restore
    `),
  },
  countryNamedLocation: {
    properties: words(`
      countriesAndRegions countryLookupMethod createdDateTime deletedDateTime displayName id
      includeUnknownCountriesAndRegions modifiedDateTime
    `),
    navigations: none,
    operations: words(`
      restore
    `),
  },
  authorizationPolicy: {
    properties: words(`
      allowEmailVerifiedUsersToJoinOrganization allowInvitesFrom allowUserConsentForRiskyApps
      allowedToSignUpEmailBasedSubscriptions allowedToUseSSPR blockMsolPowerShell
      defaultUserRolePermissions deletedDateTime description displayName guestUserRoleId id
    `),
    navigations: none,
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  identitySecurityDefaultsEnforcementPolicy: {
    properties: words(`
      deletedDateTime description displayName id isEnabled
    `),
    navigations: none,
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  permissionGrantPolicy: {
    properties: words(`
      deletedDateTime description displayName id
    `),
    navigations: words(`
      excludes includes
    `),
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  riskyUser: {
    properties: words(`
      id isDeleted isProcessing riskDetail riskLastUpdatedDateTime riskLevel riskState userDisplayName
      userPrincipalName
    `),
    navigations: words(`
      history
    `),
    operations: words(`
      confirmCompromised confirmSafe dismiss
    `),
  },
};
