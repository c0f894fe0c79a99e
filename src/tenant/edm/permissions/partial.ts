/**
 * Permissions that open an operation for some properties only. Source: reference page of "Update user": enabling and
 * disabling an account may be granted by itself.
 */
export const partialPermissions: readonly {
  readonly operation: string;
  readonly permissions: readonly string[];
  readonly properties: readonly string[];
}[] = [
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User.EnableDisableAccount.All', 'User.Read.All'],
    properties: ['accountEnabled'],
  },
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User-PasswordProfile.ReadWrite.All', 'User.Read.All'],
    properties: ['passwordProfile'],
  },
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User-Mail.ReadWrite.All', 'User.Read.All'],
    properties: ['otherMails'],
  },
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User-Phone.ReadWrite.All', 'User.Read.All'],
    properties: ['businessPhones', 'mobilePhone'],
  },
];
