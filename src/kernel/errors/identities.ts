import type { ErrorTable } from './entry.ts';

/** User-assigned identities, and which of them an account has. */
export const identityErrors = {
  UserAssignedIdentityNotFound: {
    status: 404,
    wireCode: 'ResourceNotFound',
    message:
      "The Resource 'Microsoft.ManagedIdentity/userAssignedIdentities/{name}' under resource group '{group}' was not found.",
    remedy: 'List the identities of the group to see their names.',
  },
  IdentityNameInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' is no valid name for a user-assigned identity.",
    remedy: 'Use 3 to 128 letters, digits, dashes and underscores; begin with a letter or a digit.',
  },
  IdentityLocationFixed: {
    status: 409,
    wireCode: 'InvalidResourceLocation',
    message: "The identity '{name}' is in {location}, and its location cannot change.",
    remedy: 'Leave the location as it is, or make another identity.',
  },
  IdentityPermissionBeyond: {
    status: 403,
    wireCode: 'Forbidden',
    message: "An identity cannot be made with the permission '{permission}'.",
    remedy:
      'Take some of {allowed}; whatever goes beyond is granted by an administrator of the directory, as for any service principal.',
  },
  IdentityBeingMade: {
    status: 409,
    wireCode: 'Conflict',
    message: "Somebody else is just making the identity '{name}'.",
    remedy: 'Read it, or try again.',
  },
  IdentityTypeUnknown: {
    status: 400,
    wireCode: 'InvalidIdentityType',
    message: "'{type}' is no type of identity.",
    remedy: "Use SystemAssigned, UserAssigned, 'SystemAssigned, UserAssigned' or None.",
  },
  IdentityListUnexpected: {
    status: 400,
    wireCode: 'InvalidIdentityType',
    message: 'An identity of type {type} has no userAssignedIdentities.',
    remedy: 'Leave them out, or add UserAssigned to the type.',
  },
  IdentityListEmpty: {
    status: 400,
    wireCode: 'MissingIdentityIds',
    message: 'The identity ids must not be null or empty for the UserAssigned identity type.',
    remedy: 'Name an identity in identity.userAssignedIdentities, or take UserAssigned out of the type.',
  },
  IdentityIdInvalid: {
    status: 400,
    wireCode: 'LinkedInvalidPropertyId',
    message: "'{id}' is no id of a user-assigned identity.",
    remedy:
      'Write /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ManagedIdentity/userAssignedIdentities/<name>.',
  },
  IdentityToAssignMissing: {
    status: 400,
    wireCode: 'FailedIdentityOperation',
    message: "The identity '{id}' could not be found.",
    remedy: 'Make it first, or mend its id.',
  },
  IdentityAssignForbidden: {
    status: 403,
    wireCode: 'LinkedAuthorizationFailed',
    message:
      "The client with object id '{client}' has permission to write the account; however, it does not have permission to perform action '{action}' on the linked scope '{scope}'.",
    remedy: 'Ask an owner of the identity for the role Managed Identity Operator.',
  },
} as const satisfies ErrorTable;
