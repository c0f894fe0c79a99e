import type { ErrorTable } from './entry.ts';

export const apiErrors = {
  ApiVersionMissing: {
    status: 400,
    wireCode: 'MissingApiVersionParameter',
    message: 'The api-version query parameter (?api-version=) is required for all requests.',
  },
  ApiVersionInvalid: {
    status: 400,
    wireCode: 'InvalidApiVersionParameter',
    message: "The api-version '{version}' is invalid. The supported versions are '{known}'.",
  },
  TokenMissing: {
    status: 401,
    wireCode: 'AuthenticationFailed',
    message: 'Authentication failed. The Authorization header is missing.',
    remedy: 'Send `Authorization: Bearer <token>` of the sign-in service that /metadata/endpoints names.',
  },
  TokenInvalid: {
    status: 401,
    wireCode: 'InvalidAuthenticationToken',
    message: 'The access token is invalid: {detail}.',
  },
  TokenExpired: {
    status: 401,
    wireCode: 'ExpiredAuthenticationToken',
    message: 'The access token expiry is in the past.',
  },
  TokenAudience: {
    status: 401,
    wireCode: 'InvalidAuthenticationTokenAudience',
    message:
      "The access token has been obtained for wrong audience or resource '{audience}'. It should exactly match with one of the allowed audiences: {allowed}.",
  },
  PortalSignInRefused: {
    status: 401,
    message: 'The sign-in service did not sign anybody in: {detail}.',
    remedy: 'Begin again at /portal/.',
  },
  AuthorizationFailed: {
    status: 403,
    message:
      "The client with object id '{client}' does not have authorization to perform action '{action}' over scope '{scope}'.",
    remedy: 'Ask an owner of that scope for a role that has the action.',
  },
  RouteNotFound: { status: 404, wireCode: 'NotFound', message: "There is nothing at '{path}'." },
  PathInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' cannot be a name in a path.",
    remedy: 'Names have no slashes and are not dots alone.',
  },
  SubscriptionNotFound: { status: 404, message: "The subscription '{subscription}' could not be found." },
  ResourceGroupNotFound: {
    status: 404,
    message: "Resource group '{group}' could not be found.",
    remedy: 'Make it with PUT, or name one that GET …/resourcegroups lists.',
  },
  ResourceGroupNameInvalid: {
    status: 400,
    wireCode: 'InvalidResourceGroup',
    message: "'{group}' is no valid name for a resource group.",
    remedy: 'Use up to 90 letters, digits, and -_(). characters; end with something other than a dot.',
  },
  ResourceGroupLocationFixed: {
    status: 409,
    wireCode: 'InvalidResourceGroupLocation',
    message: "Resource group '{group}' is in {location}, and its location cannot change.",
    remedy: 'Leave the location as it is, or make another group.',
  },
  ResourceGroupNotEmpty: {
    status: 409,
    wireCode: 'Conflict',
    message: "Resource group '{group}' still has the {what} '{name}'.",
    remedy: 'Delete what is in it first: Tenantry deletes nothing along with its group.',
  },
  RoleUnknown: {
    status: 404,
    wireCode: 'RoleDefinitionDoesNotExist',
    message: "The specified role definition '{role}' does not exist.",
    remedy: 'Use one of the built-in roles: {roles}.',
  },
  RoleAssignmentIdInvalid: {
    status: 400,
    wireCode: 'InvalidRoleAssignmentId',
    message: "The role assignment's {what} '{id}' is not valid: it must be a GUID.",
    remedy:
      'As a name take any new GUID; as principalId take the object id of the user, group or service principal.',
  },
  RoleAssignmentNotFound: {
    status: 404,
    message: "The role assignment '{name}' is not found.",
    remedy: 'List the role assignments at the scope to see their names.',
  },
  RoleAssignmentExists: {
    status: 409,
    message: 'The role assignment already exists. The ID of the existing role assignment is {name}.',
    remedy: 'There is nothing to do.',
  },
  RoleAssignmentFixed: {
    status: 400,
    wireCode: 'RoleAssignmentUpdateNotPermitted',
    message: 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    remedy: 'Delete the role assignment, and make another one with a new name.',
  },
  RoleFilterInvalid: {
    status: 400,
    wireCode: 'UnsupportedQuery',
    message: "The filter '{filter}' is not supported here.",
    remedy:
      "Use atScope(), principalId eq '<id>' or assignedTo('<id>'), joined by and; for definitions roleName eq '<name>'.",
  },
  TimeInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{time}' is no time.",
    remedy: 'Write it as 2026-01-31T12:00:00Z.',
  },
  ProviderUnknown: {
    status: 404,
    wireCode: 'InvalidResourceNamespace',
    message: "The resource namespace '{namespace}' is invalid.",
    remedy: 'Tenantry serves {known}.',
  },
  SkipTokenInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The $skiptoken is none of this server.',
    remedy: 'Follow a nextLink as it is.',
  },
  BodyTooLarge: {
    status: 413,
    wireCode: 'RequestEntityTooLarge',
    message: 'The request content is larger than {most} bytes.',
  },
  FilterInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The filter '{filter}' cannot be read at '{at}'.",
    remedy: "Join terms such as properties/status eq 'Running' with and.",
  },
  BodyInvalid: { status: 400, wireCode: 'BadRequest', message: 'The request body is not valid: {detail}' },
  BodyMissing: { status: 400, wireCode: 'InvalidRequestContent', message: 'The request needs a body.' },
} as const satisfies ErrorTable;
