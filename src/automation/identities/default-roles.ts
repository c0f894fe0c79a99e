/** What looking after people and their groups takes, each the least privileged for its operation. */
export const directoryAutomationRoles: readonly string[] = [
  'User.Read.All',
  'User.EnableDisableAccount.All',
  'User.RevokeSessions.All',
  'GroupMember.ReadWrite.All',
  'LicenseAssignment.ReadWrite.All',
  'Organization.Read.All',
  'Mail.Send',
];
