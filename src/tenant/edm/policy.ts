import type {
  AdminConsentRequestPolicy,
  AuthenticationMethodConfiguration,
  AuthenticationMethodsPolicy,
  AuthorizationPolicy,
  ConditionalAccessPolicy,
  CountryNamedLocation,
  IdentitySecurityDefaultsEnforcementPolicy,
  IpNamedLocation,
  NamedLocation,
  PermissionGrantConditionSet,
  PermissionGrantPolicy,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/conditionalaccesspolicy. */
export const conditionalAccessPolicy = entity<ConditionalAccessPolicy>()({
  name: 'conditionalAccessPolicy',
  set: 'identity/conditionalAccess/policies',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    conditions: json({ byDefault: true, required: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true }),
    displayName: text({ byDefault: true, required: true, filter: ['eq', 'startsWith'] }),
    grantControls: json({ byDefault: true }),
    id: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq'] }),
    modifiedDateTime: time({ byDefault: true, readOnly: true }),
    sessionControls: json({ byDefault: true }),
    state: text({ byDefault: true, required: true, filter: ['eq'] }),
    templateId: text({ byDefault: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/namedlocation, ipnamedlocation and countrynamedlocation. */
export const namedLocation = entity<NamedLocation & IpNamedLocation & CountryNamedLocation>()({
  name: 'namedLocation',
  set: 'identity/conditionalAccess/namedLocations',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    createdDateTime: time({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, required: true, filter: ['eq', 'startsWith'] }),
    id: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq'] }),
    modifiedDateTime: time({ byDefault: true, readOnly: true }),
    ipRanges: json({ byDefault: true }),
    isTrusted: flag({ byDefault: true, filter: ['eq'] }),
    countriesAndRegions: texts({ byDefault: true }),
    countryLookupMethod: text({ byDefault: true }),
    includeUnknownCountriesAndRegions: flag({ byDefault: true }),
  },
  variants: {
    ipNamedLocation: ['ipRanges', 'isTrusted'],
    countryNamedLocation: ['countriesAndRegions', 'countryLookupMethod', 'includeUnknownCountriesAndRegions'],
  },
});

/** Source: learn.microsoft.com/graph/api/resources/authorizationpolicy. */
export const authorizationPolicy = entity<AuthorizationPolicy>()({
  name: 'authorizationPolicy',
  set: 'policies/authorizationPolicy',
  singleton: true,
  verbs: ['get', 'update'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true }),
    displayName: text({ byDefault: true }),
    allowedToSignUpEmailBasedSubscriptions: flag({ byDefault: true }),
    allowedToUseSSPR: flag({ byDefault: true }),
    allowEmailVerifiedUsersToJoinOrganization: flag({ byDefault: true }),
    allowInvitesFrom: text({ byDefault: true }),
    allowUserConsentForRiskyApps: flag({ byDefault: true }),
    blockMsolPowerShell: flag({ byDefault: true }),
    defaultUserRolePermissions: json({ byDefault: true }),
    guestUserRoleId: text({ byDefault: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/identitysecuritydefaultsenforcementpolicy. */
export const identitySecurityDefaultsEnforcementPolicy = entity<IdentitySecurityDefaultsEnforcementPolicy>()({
  name: 'identitySecurityDefaultsEnforcementPolicy',
  set: 'policies/identitySecurityDefaultsEnforcementPolicy',
  singleton: true,
  verbs: ['get', 'update'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, readOnly: true }),
    isEnabled: flag({ byDefault: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/authenticationmethodspolicy. */
export const authenticationMethodsPolicy = entity<AuthenticationMethodsPolicy>()({
  name: 'authenticationMethodsPolicy',
  set: 'policies/authenticationMethodsPolicy',
  singleton: true,
  verbs: ['get', 'update'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    description: text({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, readOnly: true }),
    lastModifiedDateTime: time({ byDefault: true, readOnly: true }),
    policyMigrationState: text({ byDefault: true }),
    policyVersion: text({ byDefault: true, readOnly: true }),
    reconfirmationInDays: whole({ byDefault: true }),
    registrationEnforcement: json({ byDefault: true }),
  },
  navigations: {
    authenticationMethodConfigurations: {
      to: 'authenticationMethodConfiguration',
      many: true,
      relation: { by: 'property', property: 'policyId' },
      contained: true,
    },
  },
});

/** Source: learn.microsoft.com/graph/api/resources/authenticationmethodconfiguration: what all of them have; what only some have is not emulated. */
export const authenticationMethodConfiguration = entity<
  AuthenticationMethodConfiguration & { includeTargets?: object[] }
>()({
  name: 'authenticationMethodConfiguration',
  verbs: ['list', 'get', 'update'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    excludeTargets: json({ byDefault: true }),
    state: text({ byDefault: true }),
    includeTargets: json({ byDefault: true }),
  },
  internal: { policyId: text({ indexed: true }) },
  variants: {
    emailAuthenticationMethodConfiguration: [],
    fido2AuthenticationMethodConfiguration: [],
    microsoftAuthenticatorAuthenticationMethodConfiguration: [],
    smsAuthenticationMethodConfiguration: [],
    softwareOathAuthenticationMethodConfiguration: [],
    temporaryAccessPassAuthenticationMethodConfiguration: [],
    voiceAuthenticationMethodConfiguration: [],
    x509CertificateAuthenticationMethodConfiguration: [],
  },
});

/** Source: learn.microsoft.com/graph/api/resources/adminconsentrequestpolicy. */
export const adminConsentRequestPolicy = entity<AdminConsentRequestPolicy>()({
  name: 'adminConsentRequestPolicy',
  set: 'policies/adminConsentRequestPolicy',
  singleton: true,
  verbs: ['get', 'update'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    isEnabled: flag({ byDefault: true }),
    notifyReviewers: flag({ byDefault: true }),
    remindersEnabled: flag({ byDefault: true }),
    requestDurationInDays: whole({ byDefault: true }),
    reviewers: json({ byDefault: true }),
    version: whole({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/permissiongrantpolicy. */
export const permissionGrantPolicy = entity<PermissionGrantPolicy>()({
  name: 'permissionGrantPolicy',
  set: 'policies/permissionGrantPolicies',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, required: true }),
    displayName: text({ byDefault: true, required: true }),
  },
  navigations: {
    includes: {
      to: 'permissionGrantConditionSet',
      many: true,
      relation: { by: 'property', property: 'includedIn' },
      contained: true,
    },
    excludes: {
      to: 'permissionGrantConditionSet',
      many: true,
      relation: { by: 'property', property: 'excludedFrom' },
      contained: true,
    },
  },
});

/** Source: learn.microsoft.com/graph/api/resources/permissiongrantconditionset. */
export const permissionGrantConditionSet = entity<PermissionGrantConditionSet>()({
  name: 'permissionGrantConditionSet',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    clientApplicationIds: texts({ byDefault: true }),
    clientApplicationPublisherIds: texts({ byDefault: true }),
    clientApplicationsFromVerifiedPublisherOnly: flag({ byDefault: true }),
    clientApplicationTenantIds: texts({ byDefault: true }),
    permissionClassification: text({ byDefault: true }),
    permissions: texts({ byDefault: true }),
    permissionType: text({ byDefault: true, required: true }),
    resourceApplication: text({ byDefault: true }),
  },
  internal: { includedIn: text({ indexed: true }), excludedFrom: text({ indexed: true }) },
});
