import type { FilterOperator } from '../sheet.ts';
import { directoryReasons } from './directory-reasons.ts';

/**
 * Microsoft's type package says in its comments what each property supports. Where the sheet says something else, the
 * reason stands here; a reason that is no longer needed fails too.
 */
const everyEq = 'aad-advanced-queries: whatever takes eq takes in, ne and not as well';
const listPage = 'the reference page of the list has its operators; the comment names none';
const asWhole = 'a complex value is not compared as a whole; refused in the words Graph has for it';
const byPath = 'its members are filtered by their path, which is refused so far';
export const reasons: Readonly<Record<string, string>> = {
  ...directoryReasons,
  'application.appId adds in': everyEq,
  'application.appId adds ne': everyEq,
  'application.appId adds not': everyEq,
  'group.classification adds in': everyEq,
  'user.department adds startsWith': 'aad-advanced-queries lists startsWith for it by default',
  'user.createdDateTime is sortable': 'aad-advanced-queries lists $orderby for it, as an advanced query',
  'signIn.createdDateTime adds eq': listPage,
  'signIn.createdDateTime adds ge': listPage,
  'signIn.createdDateTime adds le': listPage,
  ...refused('application.keyCredentials', ['eq', 'not', 'ge', 'le'], asWhole),
  ...refused('application.requiredResourceAccess', ['eq', 'not', 'ge', 'le'], asWhole),
  ...refused('user.provisionedPlans', ['ge', 'le'], asWhole),
  ...refused('user.onPremisesProvisioningErrors', ['eq', 'not', 'ge', 'le'], asWhole),
  ...refused('user.serviceProvisioningErrors', ['eq', 'not'], byPath),
  ...refused('group.onPremisesProvisioningErrors', ['eq', 'not'], asWhole),
  ...refused('group.serviceProvisioningErrors', ['eq', 'not'], byPath),
  ...Object.fromEntries(
    ['eq', 'not', 'ge', 'le', 'startsWith'].map((operator) => [
      `user.securityIdentifier adds ${operator}`,
      'the comment names its operators in words of its own',
    ]),
  ),
  'user.securityIdentifier is not returned by default':
    'the page of Get user lists the properties that are, and it is none of them',
  'invitation.invitedUser is writable': 'its id is, to reset a redemption',
  ...refused('user.passwordProfile', ['eq', 'ne', 'not', 'in'], 'a secret, which is not kept at all'),
};

function refused(
  property: string,
  operators: readonly FilterOperator[],
  why: string,
): Record<string, string> {
  return Object.fromEntries(operators.map((operator) => [`${property} lacks ${operator}`, why]));
}
