import type { Put } from './put.ts';

/** Policies that every tenant has, as Microsoft sets them. Source: the reference pages of each; some values believed. */
export function seedPolicies(put: Put, created: string): void {
  put('authorizationPolicy', {
    id: 'authorizationPolicy',
    displayName: 'Authorization Policy',
    description: 'Used to manage authorization related settings across the company.',
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowInvitesFrom: 'everyone',
    allowUserConsentForRiskyApps: null,
    blockMsolPowerShell: false,
    defaultUserRolePermissions: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      allowedToCreateTenants: true,
      allowedToReadBitlockerKeysForOwnedDevice: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
    },
    guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  });
  put('identitySecurityDefaultsEnforcementPolicy', {
    id: 'identitySecurityDefaultsEnforcementPolicy',
    displayName: 'Security Defaults',
    description: 'Basic identity protection for tenants without Conditional Access.',
    isEnabled: false,
  });
  put('adminConsentRequestPolicy', {
    id: 'adminConsentRequestPolicy',
    isEnabled: false,
    notifyReviewers: false,
    remindersEnabled: false,
    requestDurationInDays: 0,
    reviewers: [],
    version: 0,
  });
  put('adminReportSettings', { id: 'adminReportSettings', displayConcealedNames: true });
  put('authenticationMethodsPolicy', {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    description: 'Which methods people may sign in with.',
    lastModifiedDateTime: created,
    policyMigrationState: 'migrationComplete',
    policyVersion: '1.5',
    reconfirmationInDays: null,
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        snoozeDurationInDays: 1,
        state: 'default',
        excludeTargets: [],
        includeTargets: [
          { id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' },
        ],
      },
    },
  });
  for (const [id, type, enabled] of methods)
    put('authenticationMethodConfiguration', {
      id,
      odataType: `${type}AuthenticationMethodConfiguration`,
      policyId: 'authenticationMethodsPolicy',
      state: enabled ? 'enabled' : 'disabled',
      excludeTargets: [],
      includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
    });
  for (const [id, displayName] of grantPolicies)
    put('permissionGrantPolicy', { id, displayName, description: displayName });
}

const methods = [
  ['Fido2', 'fido2', true],
  ['MicrosoftAuthenticator', 'microsoftAuthenticator', true],
  ['Sms', 'sms', false],
  ['TemporaryAccessPass', 'temporaryAccessPass', true],
  ['SoftwareOath', 'softwareOath', true],
  ['Voice', 'voice', false],
  ['Email', 'email', true],
  ['X509Certificate', 'x509Certificate', false],
] as const;

/** Source: learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies. */
const grantPolicies = [
  ['microsoft-all-application-permissions', 'All application permissions, for any client app'],
  ['microsoft-application-admin', 'What application administrators may consent to'],
  ['microsoft-company-admin', 'What global administrators may consent to'],
  ['microsoft-user-default-low', 'Permissions of low impact, for apps of verified publishers'],
  ['microsoft-user-default-legacy', 'What people could consent to before there were policies'],
] as const;
