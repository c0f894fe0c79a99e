/**
 * Properties of a user by who may change them. Sources: learn.microsoft.com/graph/api/user-update,
 * …/resources/users#who-can-perform-sensitive-actions and entra/fundamentals/users-default-permissions.
 */

/** What everybody may change about himself. Believed for all but the phones, which the pages name. */
export const ownProfile: ReadonlySet<string> = new Set([
  'aboutMe',
  'birthday',
  'businessPhones',
  'interests',
  'mobilePhone',
  'mySite',
  'pastProjects',
  'preferredName',
  'responsibilities',
  'schools',
  'skills',
]);

/** Of an administrator's account only for those whose role reaches that far. */
export const sensitive: ReadonlySet<string> = new Set([
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'onPremisesImmutableId',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
]);

export const passwordProperty = 'passwordProfile';

/** Which roles beside User Administrator may change a property. */
export const byRole: Readonly<Record<string, (property: string) => boolean>> = {
  'User Administrator': () => true,
  'Directory Writers': (property) => !sensitive.has(property),
  'License Administrator': (property) => property === 'usageLocation',
  'Helpdesk Administrator': (property) => property === passwordProperty,
  'Password Administrator': (property) => property === passwordProperty,
  'Authentication Administrator': (property) => sensitive.has(property),
  'Privileged Authentication Administrator': (property) => sensitive.has(property),
};

/** All that `User.ReadBasic.All` shows. Source: learn.microsoft.com/graph/permissions-reference, the permission's text. */
export const basicProfile: ReadonlySet<string> = new Set([
  'displayName',
  'givenName',
  'id',
  'mail',
  'photo',
  'surname',
  'userPrincipalName',
]);
