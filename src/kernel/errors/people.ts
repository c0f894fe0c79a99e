import type { ErrorTable } from './entry.ts';

/**
 * Users, groups, licences and what belongs to them, in Graph's words. Sources: the reference pages of
 * learn.microsoft.com/graph and what administrators' scripts match on; a text that is only believed says so.
 */
export const peopleErrors = {
  GraphMembershipRuleInvalid: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Dynamic membership rule validation error: {detail}',
  },
  /** What administrators see who change the members of a group by rule. */
  GraphMembersByRule: {
    status: 403,
    wireCode: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  },
  // Texts of these two are believed; those of the two below are what administrators report.
  GraphLicensePlanUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'License assignment failed because service plan {plan} is not part of license {sku}.',
  },
  GraphGroupLicenseKind: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Licenses can only be assigned to security-enabled groups.',
  },
  GraphLicenseConflict: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'License assignment failed because service plans {one} and {other} are mutually exclusive.',
  },
  GraphLicenseDependency: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'License assignment failed because service plan {plan} depends on the service plan(s) {needs}',
  },
  // What administrators report of Graph.
  GraphPrincipalNameInvalid: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Property userPrincipalName is invalid.',
  },
  GraphMasteredOnPremises: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  },
  GraphLastOwner: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The group must have at least one owner, hence this owner cannot be removed.',
  },
  GraphGroupOfExchange: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Cannot Update a mail-enabled security groups and or distribution list.',
  },
  GraphInvitedKnown: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      'The invited user already exists in the directory as object ID: {id}. They can use that account to sign in to shared apps and resources.',
  },
  GraphImageNotFound: {
    status: 404,
    wireCode: 'ImageNotFound',
    message: "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  },
  GraphPremiumNeeded: {
    status: 403,
    wireCode: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Neither tenant is B2C or tenant doesn't have premium license",
  },
  // Believed: the refusal is documented, its words were not seen.
  GraphProfileApart: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'The request is currently not supported on the targeted entity set: properties of the SharePoint profile are updated by a request of their own.',
  },
  GraphPasswordWrong: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The specified password does not match the current password.',
  },
  GraphSecurityOnlyUsers: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The securityEnabledOnly parameter is supported for users and service principals alone.',
  },
  GraphTooManyIds: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "The number of values specified for '{property}' exceeds the limit of {most}.",
  },
  GraphResultTooLarge: {
    status: 400,
    wireCode: 'Directory_ResultSizeLimitExceeded',
    message: 'The result set is too large to be returned.',
  },
  GraphMethodExists: {
    status: 400,
    wireCode: 'badRequest',
    message: 'A {method} is registered for the user already.',
  },
  GraphMethodInvalid: {
    status: 400,
    wireCode: 'badRequest',
    message: 'The authentication method cannot be saved: {detail}.',
  },
  GraphMethodNotFound: {
    status: 404,
    wireCode: 'resourceNotFound',
    message: "The requested user authentication method '{id}' could not be found.",
  },
  GraphRoleAssignableKind: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'The property isAssignableToRole can only be set for security-enabled groups with assigned membership.',
  },
  GraphGroupLicensed: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The group cannot be deleted because it has active license assignments. Remove them first.',
  },
  GraphMemberKind: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message:
      'One or more property values specified are invalid: an object of this kind cannot be added here.',
  },
  GraphLifecyclePolicyExists: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'A group lifecycle policy already exists for this tenant.',
  },
  GraphLifecycleNotSelected: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Groups can only be added to a policy whose managedGroupTypes is Selected.',
  },
  GraphLifecycleFull: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'A policy manages at most {most} selected groups.',
  },
  GraphInvitedOwnDomain: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The domain {domain} of the invited user is a verified domain of this directory.',
  },
  GraphImageInvalid: {
    status: 400,
    wireCode: 'ErrorInvalidImageContent',
    message: 'The content is not a JPEG or PNG picture of at most 4 MB.',
  },
  GraphMailboxSettingInvalid: {
    status: 400,
    wireCode: 'ErrorInvalidArgument',
    message: 'The value of automaticRepliesSetting is not valid.',
  },
} as const satisfies ErrorTable;
