import type { ErrorTable } from './entry.ts';

/**
 * Graph's refusals about applications, roles, policies, domains and reports. Where the words were seen, in a public
 * issue or a reference page, the row says so; the others are believed and marked.
 */
export const tenantDirectoryErrors = {
  // hashicorp/terraform-provider-azuread, application resources.
  GraphEntitlementEnabled: {
    status: 400,
    wireCode: 'CannotDeleteOrUpdateEnabledEntitlement',
    message: 'Permission (scope or role) cannot be deleted or updated unless disabled first.',
  },
  // Believed, not seen.
  GraphDuplicateValues: {
    status: 400,
    wireCode: 'DuplicateValue',
    message: 'Request contains a property with duplicate values.',
  },
  // Azure/Industrial-IoT #1432.
  GraphIdentifierUriHost: {
    status: 400,
    wireCode: 'HostNameNotOnVerifiedDomain',
    message:
      "Values of identifierUris property must use a verified domain of the organization or its subdomain: '{uri}'",
  },
  // Believed, not seen.
  GraphPasswordByAction: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'New password credentials must be generated with service actions.',
  },
  // Believed: what Terraform's provider looks for.
  GraphPasswordUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "No password credential found with keyId '{keyId}'.",
  },
  GraphCredentialDates: {
    status: 400,
    wireCode: 'KeyCredentialsInvalidEndDate',
    message: 'Key credential end date is invalid.',
  },
  // Believed, not seen.
  GraphKeyUnchangeable: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "Update to existing credential with KeyId '{keyId}' is not allowed.",
  },
  // Believed, not seen.
  GraphProofInvalid: {
    status: 401,
    wireCode: 'Authentication_MissingOrMalformed',
    message: 'The proof of possession is missing, or no valid certificate of the object has signed it.',
  },
  // kubernetes-retired/kubernetes-anywhere #248, microsoftgraph/msgraph-sdk-powershell #846.
  GraphNoBackingApplication: {
    status: 400,
    wireCode: 'NoBackingApplicationObject',
    message: "The appId '{appId}' of the service principal does not reference a valid application object.",
  },
  // KelvinTegelaar/CIPP #1142.
  GraphPrincipalNameTaken: {
    status: 409,
    wireCode: 'Request_MultipleObjectsWithSameKeyValue',
    message:
      'The service principal cannot be created, updated, or restored because the service principal name {name} is already in use.',
  },
  // hashicorp/terraform-provider-azuread #690.
  GraphGrantExists: {
    status: 409,
    wireCode: 'Request_MultipleObjectsWithSameKeyValue',
    message: 'Permission entry already exists.',
  },
  // Azure/azure-workload-identity #434.
  GraphFederatedSubjectTaken: {
    status: 400,
    wireCode: 'InvalidFederatedIdentityCredentialValue',
    message:
      'The combination of issuer and subject must be unique for the application. Issuer {issuer} and Subject: {subject} already exist. paramName: FederatedIdentityCredential.Subject, paramValue: {subject}, objectType: Microsoft.Online.DirectoryServices.Application',
  },
  // Believed, not seen.
  GraphFederatedNameTaken: {
    status: 409,
    wireCode: 'Request_MultipleObjectsWithSameKeyValue',
    message: 'FederatedIdentityCredential with name {name} already exists.',
  },
  // Believed, not seen; the number is on the reference page.
  GraphFederatedTooMany: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'No more than {most} federated identity credentials are allowed on an object.',
  },
  // Azure/azure-workload-identity, believed in its words.
  GraphFederatedInvalid: {
    status: 400,
    wireCode: 'InvalidFederatedIdentityCredentialValue',
    message: 'The value of {property} of the federated identity credential is not valid.',
  },
  // Believed, not seen.
  GraphGroupNotRoleAssignable: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Only groups with isAssignableToRole set to true can be assigned to directory roles.',
  },
  GraphRoleScopeUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "The directory scope '{scope}' is not valid.",
  },
  // Believed, not seen.
  GraphRoleActivated: {
    status: 409,
    wireCode: 'Request_MultipleObjectsWithSameKeyValue',
    message:
      'A conflicting object with one or more of the specified property values is present in the directory.',
  },
  // Believed, not seen.
  GraphRoleBuiltIn: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Built-in role definitions cannot be changed or deleted.',
  },
  // Believed, not seen.
  GraphRoleInUse: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The role definition cannot be deleted while there are assignments of it.',
  },
  // Microsoft365DSC/Microsoft365DSC #5532.
  GraphRoleAssignmentExists: {
    status: 400,
    wireCode: 'RoleAssignmentExists',
    message: 'The Role assignment already exists.',
  },
  // Believed in its words; the code is what scripts look for.
  GraphRoleAssignmentMissing: {
    status: 400,
    wireCode: 'RoleAssignmentDoesNotExist',
    message: 'The Role assignment does not exist.',
  },
  // MicrosoftDocs/azure-docs #80426.
  GraphRolePolicy: {
    status: 400,
    wireCode: 'RoleAssignmentRequestPolicyValidationFailed',
    message: 'The following policy rules failed: [{rules}]',
  },
  // Believed in its words.
  GraphRoleActiveTooShort: {
    status: 400,
    wireCode: 'ActiveDurationTooShort',
    message: 'The active duration is too short. It should be at least 5 minutes.',
  },
  // Believed, not seen.
  GraphRoleRequestSettled: {
    status: 400,
    wireCode: 'RoleAssignmentRequestCannotBeCancelled',
    message: 'Only a request that has not begun yet can be cancelled.',
  },
  // Believed in its words; the code is on the reference page.
  GraphPremiumMissing: {
    status: 400,
    wireCode: 'AadPremiumLicenseRequired',
    message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  },
  // learn.microsoft.com, restricted management administrative units.
  GraphRestrictedManagement: {
    status: 403,
    wireCode: 'Authorization_RequestDenied',
    message:
      'Insufficient privileges to complete the operation. Target object is a member of a restricted management administrative unit and can only be modified by administrators scoped to that administrative unit. Check that you are assigned a role that has permission to perform the operation for this restricted management administrative unit.',
  },
  // microsoftgraph/microsoft-graph-docs-contrib #4162; Graph says other things besides it, which are not told apart here.
  GraphPolicyMalformed: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      '1007: Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. For examples, please see API documentation at https://docs.microsoft.com/en-us/graph/api/conditionalaccessroot-post-policies?view=graph-rest-1.0.',
  },
  // AlexFilipin/ConditionalAccess #3.
  GraphPolicyClientApps: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "1064: 'clientAppTypes' condition does not support []. If you want to target all client apps, use ['All']. If you want to target modern authentication clients, use ['browser', 'mobileAppsAndDesktopClients'].",
  },
  // Believed, not seen; the number is Microsoft's.
  GraphPolicyTooMany: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'No more than {most} conditional access policies are allowed in a tenant.',
  },
  // Believed, not seen.
  GraphSecurityDefaults: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      'Security Defaults is enabled in the tenant. You must disable Security defaults before enabling a Conditional Access policy.',
  },
  // Believed, not seen.
  GraphSecurityDefaultsRefused: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Security defaults cannot be enabled while a Conditional Access policy is enabled.',
  },
  // Believed, not seen; that it is so is on the reference page.
  GraphLocationTrusted: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'A trusted named location cannot be deleted: set isTrusted to false first.',
  },
  // Believed, not seen.
  GraphLocationUsed: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The named location is used by a Conditional Access policy and cannot be deleted.',
  },
  // Believed in its words.
  GraphDomainExists: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'Domain {name} already exists in the directory. Please use a different domain name or delete existing domain first.',
  },
  // Believed, not seen.
  GraphDomainNotVerified: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Domain {name} is not verified.',
  },
  // Believed, not seen.
  GraphDomainVerified: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Domain {name} is already verified.',
  },
  // Believed, not seen.
  GraphDomainKept: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Domain {name} is the initial or the default domain and cannot be deleted.',
  },
  // Believed in its words.
  GraphDomainInUse: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Domain {name} has dependent objects and cannot be deleted. Remove all references to it first.',
  },
  // Believed, not seen.
  GraphReportPeriod: {
    status: 400,
    wireCode: 'InvalidArgument',
    message: "Invalid period or date '{period}': D7, D30, D90, D180 or one of the last days is expected.",
  },
  // Believed, not seen.
  GraphReportFormat: {
    status: 400,
    wireCode: 'InvalidArgument',
    message: 'The format is not supported: text/csv, and in beta application/json.',
  },
} as const satisfies ErrorTable;
