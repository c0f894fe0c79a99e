import type { FilterOperator } from '../../../edm/sheet.ts';

/** Works by default, only as an advanced query, or (a blank cell) nothing is said of it. */
type Cell = 'D' | 'A' | '.';

/**
 * What Graph documents of each operator on each property of users and groups: a row a property, a column an operator.
 * Source: learn.microsoft.com/graph/aad-advanced-queries, "Support for filter on properties of directory objects",
 * in the wording of December 2024.
 */
const columns = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith', 'null'] as const;

const cells = `
  accountEnabled              D A A A A D . .
  ageGroup                    D A A . . D . .
  businessPhones              D . A . . . . .
  city                        D A A D . D D A
  companyName                 A A A A A A A A
  consentProvidedForMinor     D A A . . D . .
  country                     D A A D D D D A
  createdDateTime             D A A D D A . .
  creationType                D A A . . D . .
  deletedDateTime             D A A D D A . .
  department                  D A A D D D D A
  displayName                 D A A . . D D A
  employeeHireDate            A A . A A A . .
  employeeId                  D A . . A . D A
  employeeType                A A . A A A A .
  givenName                   D A . D D D D A
  id                          D A A . . . . .
  imAddresses                 D A A D D . D .
  isResourceAccount           D A . . . . . .
  jobTitle                    D A . D D D . A
  mail                        D A . D D D D .
  mailNickname                D A . D D D D A
  mobilePhone                 A A . A A A A A
  officeLocation              A A . A A A A A
  onPremisesImmutableId       A A . A A A . .
  onPremisesLastSyncDateTime  A A . A A A . .
  onPremisesSamAccountName    A A . A A A A .
  onPremisesSecurityIdentifier D A . . . D . A
  onPremisesSyncEnabled       D A . A A D . .
  onPremisesUserPrincipalName D A . D D D D .
  otherMails                  D A . D D D D .
  passwordPolicies            A A . . . . . A
  postalCode                  A A . A A A A A
  preferredLanguage           A A . A A A A A
  proxyAddresses              D A . D D . D A
  showInAddressList           A A . A A A . .
  state                       D A . D D D D A
  streetAddress               A A . A A A A A
  surname                     D A . D D D D A
  usageLocation               D A . D D D D .
  userPrincipalName           D A . . D D D .
  userType                    D A A . . D . A
`;

export interface Documented {
  readonly property: string;
  readonly operator: FilterOperator | 'null';
  readonly advanced: boolean;
}

export const documented: readonly Documented[] = cells
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [property = '', ...marks] = line.trim().split(/\s+/);
    return columns.flatMap((operator, at): Documented[] => {
      const cell = marks[at] as Cell;
      return cell === '.' ? [] : [{ property, operator, advanced: cell === 'A' }];
    });
  });
