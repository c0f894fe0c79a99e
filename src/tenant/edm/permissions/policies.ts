import type { PermissionRows } from './rows.ts';

/** Operations of policies. */
export const policiesPermissions: PermissionRows = [
  [
    'GET /identity/conditionalAccess/policies',
    { application: 'Policy.Read.All', delegated: 'Policy.Read.All' },
  ],
  [
    'GET /identity/conditionalAccess/policies/{id}',
    { application: 'Policy.Read.All', delegated: 'Policy.Read.All' },
  ],
  [
    'POST /identity/conditionalAccess/policies',
    {
      application: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All+Application.Read.All',
      delegated: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All+Application.Read.All',
      note: 'reference page: all of them together',
    },
  ],
  [
    'PATCH /identity/conditionalAccess/policies/{id}',
    {
      application: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All+Application.Read.All',
      delegated: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All+Application.Read.All',
      note: 'reference page: all of them together',
    },
  ],
  [
    'DELETE /identity/conditionalAccess/policies/{id}',
    {
      application: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      delegated: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      note: 'reference page: all of them together',
    },
  ],
  [
    'GET /identity/conditionalAccess/namedLocations',
    { application: 'Policy.Read.All', delegated: 'Policy.Read.All' },
  ],
  [
    'GET /identity/conditionalAccess/namedLocations/{id}',
    { application: 'Policy.Read.All', delegated: 'Policy.Read.All' },
  ],
  [
    'POST /identity/conditionalAccess/namedLocations',
    {
      application: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      delegated: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      note: 'reference page: all of them together',
    },
  ],
  [
    'PATCH /identity/conditionalAccess/namedLocations/{id}',
    {
      application: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      delegated: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      note: 'reference page: all of them together',
    },
  ],
  [
    'DELETE /identity/conditionalAccess/namedLocations/{id}',
    {
      application: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      delegated: 'Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      note: 'reference page: all of them together',
    },
  ],
  [
    'GET /policies/authorizationPolicy',
    {
      application: 'Policy.Read.All Policy.ReadWrite.Authorization',
      delegated: 'Policy.Read.All Policy.ReadWrite.Authorization',
    },
  ],
  [
    'PATCH /policies/authorizationPolicy',
    { application: 'Policy.ReadWrite.Authorization', delegated: 'Policy.ReadWrite.Authorization' },
  ],
  [
    'GET /policies/identitySecurityDefaultsEnforcementPolicy',
    {
      application: 'Policy.Read.All Policy.ReadWrite.SecurityDefaults+Policy.Read.All',
      delegated: 'Policy.Read.All Policy.ReadWrite.SecurityDefaults+Policy.Read.All',
    },
  ],
  [
    'PATCH /policies/identitySecurityDefaultsEnforcementPolicy',
    {
      application:
        'Policy.ReadWrite.SecurityDefaults+Policy.Read.All Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      delegated:
        'Policy.ReadWrite.SecurityDefaults+Policy.Read.All Policy.ReadWrite.ConditionalAccess+Policy.Read.All',
      note: 'the map lists the halves of its pairs apart, too: reading alone opens nothing',
    },
  ],
  [
    'GET /policies/authenticationMethodsPolicy',
    {
      application: 'Policy.Read.AuthenticationMethod Policy.ReadWrite.AuthenticationMethod Policy.Read.All',
      delegated: 'Policy.Read.AuthenticationMethod Policy.ReadWrite.AuthenticationMethod Policy.Read.All',
    },
  ],
  [
    'PATCH /policies/authenticationMethodsPolicy',
    {
      application: 'Policy.ReadWrite.AuthenticationMethod',
      delegated: 'Policy.ReadWrite.AuthenticationMethod',
    },
  ],
  [
    'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations',
    {
      application: 'Policy.Read.AuthenticationMethod Policy.ReadWrite.AuthenticationMethod Policy.Read.All',
      delegated: 'Policy.Read.AuthenticationMethod Policy.ReadWrite.AuthenticationMethod Policy.Read.All',
      note: 'not in the map: as GET /policies/authenticationMethodsPolicy',
    },
  ],
  [
    'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{id}',
    {
      application: 'Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod',
      delegated: 'Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod',
    },
  ],
  [
    'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{id}',
    {
      application: 'Policy.ReadWrite.AuthenticationMethod',
      delegated: 'Policy.ReadWrite.AuthenticationMethod',
    },
  ],
  [
    'GET /policies/adminConsentRequestPolicy',
    {
      application:
        'Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /policies/adminConsentRequestPolicy',
    {
      application: 'Policy.ReadWrite.ConsentRequest',
      delegated: 'Policy.ReadWrite.ConsentRequest',
      note: 'not in the map; the reference page, for PUT',
    },
  ],
  [
    'GET /policies/permissionGrantPolicies',
    {
      application: 'Policy.Read.PermissionGrant Policy.ReadWrite.PermissionGrant',
      delegated: 'Policy.Read.PermissionGrant Policy.ReadWrite.PermissionGrant',
    },
  ],
  [
    'GET /policies/permissionGrantPolicies/{id}',
    {
      application: 'Policy.Read.PermissionGrant Policy.ReadWrite.PermissionGrant',
      delegated: 'Policy.Read.PermissionGrant Policy.ReadWrite.PermissionGrant',
    },
  ],
  [
    'POST /policies/permissionGrantPolicies',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
  [
    'PATCH /policies/permissionGrantPolicies/{id}',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
  [
    'DELETE /policies/permissionGrantPolicies/{id}',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
  [
    'GET /policies/permissionGrantPolicies/{id}/includes',
    {
      application: 'Policy.Read.PermissionGrant Directory.Read.All',
      delegated: 'Policy.Read.PermissionGrant Directory.Read.All',
    },
  ],
  [
    'POST /policies/permissionGrantPolicies/{id}/includes',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
  [
    'GET /policies/permissionGrantPolicies/{id}/includes/{id}',
    {
      application: 'Policy.Read.PermissionGrant Directory.Read.All',
      delegated: 'Policy.Read.PermissionGrant Directory.Read.All',
      note: 'not in the map: as GET /policies/permissionGrantPolicies/{id}/includes',
    },
  ],
  [
    'PATCH /policies/permissionGrantPolicies/{id}/includes/{id}',
    {
      application: 'Policy.ReadWrite.PermissionGrant',
      delegated: 'Policy.ReadWrite.PermissionGrant',
      note: 'not in the map: as PATCH /policies/permissionGrantPolicies/{id}',
    },
  ],
  [
    'DELETE /policies/permissionGrantPolicies/{id}/includes/{id}',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
  [
    'GET /policies/permissionGrantPolicies/{id}/excludes',
    {
      application: 'Policy.Read.PermissionGrant Directory.Read.All',
      delegated: 'Policy.Read.PermissionGrant Directory.Read.All',
    },
  ],
  [
    'POST /policies/permissionGrantPolicies/{id}/excludes',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
  [
    'GET /policies/permissionGrantPolicies/{id}/excludes/{id}',
    {
      application: 'Policy.Read.PermissionGrant Directory.Read.All',
      delegated: 'Policy.Read.PermissionGrant Directory.Read.All',
      note: 'not in the map: as GET /policies/permissionGrantPolicies/{id}/excludes',
    },
  ],
  [
    'PATCH /policies/permissionGrantPolicies/{id}/excludes/{id}',
    {
      application: 'Policy.ReadWrite.PermissionGrant',
      delegated: 'Policy.ReadWrite.PermissionGrant',
      note: 'not in the map: as PATCH /policies/permissionGrantPolicies/{id}',
    },
  ],
  [
    'DELETE /policies/permissionGrantPolicies/{id}/excludes/{id}',
    { application: 'Policy.ReadWrite.PermissionGrant', delegated: 'Policy.ReadWrite.PermissionGrant' },
  ],
];
