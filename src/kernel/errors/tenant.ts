import type { ErrorTable } from './entry.ts';

/**
 * Graph's errors in Graph's words: `wireCode` is the `error.code` that clients see. Sources: learn.microsoft.com/graph
 * (errors, resource types, advanced queries) and what public scripts match on.
 */
export const tenantErrors = {
  GraphTokenMissing: {
    status: 401,
    wireCode: 'InvalidAuthenticationToken',
    message: 'Access token is empty.',
  },
  GraphTokenInvalid: {
    status: 401,
    wireCode: 'InvalidAuthenticationToken',
    message: 'Access token validation failure. {detail}',
  },
  GraphTokenExpired: {
    status: 401,
    wireCode: 'InvalidAuthenticationToken',
    message: 'Lifetime validation failed, the token is expired.',
  },
  GraphForbidden: {
    status: 403,
    wireCode: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  },
  GraphNotFound: {
    status: 404,
    wireCode: 'Request_ResourceNotFound',
    message:
      "Resource '{id}' does not exist or one of its queried reference-property objects are not present.",
  },
  GraphSegmentUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Resource not found for the segment '{segment}'.",
  },
  GraphMeDelegated: {
    status: 400,
    wireCode: 'BadRequest',
    message: '/me request is only valid with delegated authentication flow.',
  },
  GraphNotEmulated: {
    status: 501,
    wireCode: 'notEmulated',
    message: "'{operation}' exists in Microsoft Graph but is not emulated by this tenant yet.",
  },
  GraphMethodNotAllowed: {
    status: 405,
    wireCode: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
  },
  GraphBodyInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  },
  GraphPropertyUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      "One or more property values specified are invalid. The property '{property}' does not exist on type '{type}'.",
  },
  GraphPropertyReadOnly: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "Property '{property}' is read-only and cannot be set.",
  },
  GraphPropertyInvalid: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "Invalid value specified for property '{property}' of resource '{type}'.",
  },
  GraphPropertyMissing: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "A value is required for property '{property}' of resource '{type}'.",
  },
  GraphTypeMissing: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "A type must be specified in '@odata.type' for a resource of '{type}', which is abstract.",
  },
  GraphDuplicate: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Another object with the same value for property {property} already exists.',
  },
  GraphPasswordWeak: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
  },
  GraphDomainUnverified: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
  },
  GraphReferenceExists: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      "One or more added object references already exist for the following modified properties: '{property}'.",
  },
  GraphTooManyBinds: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The number of bound references in one request must not exceed {most}.',
  },
  GraphReferenceInvalid: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "Invalid URL format specified for '@odata.id'.",
  },
  GraphGroupKind: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
  },
  GraphQueryInvalid: { status: 400, wireCode: 'BadRequest', message: 'Invalid query: {detail}' },
  GraphFilterSyntax: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Invalid filter clause: {detail} at position {position} in '{filter}'.",
  },
  GraphFilterUnsupported: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message:
      "Unsupported or invalid query filter clause specified for property '{property}' of resource '{type}'.",
  },
  GraphAdvancedQuery: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message:
      "Operator '{operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
  },
  GraphFilterPropertyUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Invalid filter clause: Could not find a property named '{property}' on type '{type}'.",
  },
  GraphCountUnsupported: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: '$count is not currently supported.',
  },
  GraphSearchHeader: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message:
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  },
  GraphExpandAdvanced: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: '$expand is not currently supported with advanced queries.',
  },
  GraphSortWithFilter: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: 'Sorting not supported for current query.',
  },
  GraphSortUnsupported: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: "Sorting not supported for property '{property}' of resource '{type}'.",
  },
  GraphSelectUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.",
  },
  GraphPageSize: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: "Invalid page size specified: '{size}'. Must be between 1 and {most} inclusive.",
  },
  GraphSkipToken: {
    status: 400,
    wireCode: 'Directory_ExpiredPageToken',
    message: 'The specified page token value has expired and can no longer be included in your request.',
  },
  GraphLicenseNone: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Subscription with SKU {sku} does not have any available licenses.',
  },
  GraphLicenseUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'License {sku} does not correspond to a valid company License.',
  },
  GraphLicenseNotAssigned: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'User does not have a corresponding license.',
  },
  GraphLicenseInherited: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
  },
  GraphUsageLocation: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'License assignment cannot be done for user with invalid usage location.',
  },
  GraphAppRoleExists: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Permission being assigned already exists on the object',
  },
  GraphAppRoleUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Permission being assigned was not found on application',
  },
  GraphMailboxMissing: {
    status: 404,
    wireCode: 'MailboxNotEnabledForRESTAPI',
    message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  },
  GraphRecipientsMissing: {
    status: 400,
    wireCode: 'ErrorInvalidRecipients',
    message: 'At least one recipient is not valid.',
  },
  TenantUnknown: {
    status: 404,
    message: "There is no tenant '{name}'.",
    remedy: '`tenantry tenant list` shows those there are.',
  },
  TenantExists: {
    status: 409,
    message: "A tenant '{name}' exists already.",
    remedy: 'Choose another name, or delete it first.',
  },
  TenantNameInvalid: {
    status: 400,
    message: "'{name}' is no name for a tenant.",
    remedy: 'Use 1 to 64 letters, digits, dots, dashes or underscores, beginning with a letter or digit.',
  },
  TenantMainKept: {
    status: 400,
    message: "The tenant 'main' cannot be deleted.",
    remedy: 'Use reset to make it as new.',
  },
  SignInLinkTarget: {
    status: 400,
    message: 'A link to sign in with has to say where it leads: returnTo, an address with https.',
  },
  SignInLinkUser: {
    status: 404,
    message: "Nobody can be signed in as '{user}': there is no such user in the tenant.",
    remedy: 'Name somebody by user principal name, who is enabled.',
  },
  TenantManageForbidden: {
    status: 403,
    message: "Managing tenants needs the app role Tenant.Manage of 'api://tenantry-tenant'.",
  },
} as const satisfies ErrorTable;
