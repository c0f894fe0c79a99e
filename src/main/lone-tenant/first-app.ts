import type { RunningTenant } from '#tenant';

/** The application that whoever starts a tenant signs in as. */
export interface FirstApp {
  readonly clientId: string;
  /** Only when it was made just now: the tenant keeps no more than its hash. */
  readonly clientSecret?: string;
}

const displayName = 'First application';
/** Enough to look around and to change most of what one tries first; more is granted over Graph as in life. */
const roles = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'Directory.ReadWrite.All',
  'Group.ReadWrite.All',
  'Mail.Send',
  'Organization.Read.All',
  'User.ReadWrite.All',
];
/** It belongs to the installation, not to the company: `admin/account-identities.ts` keeps it through a reset. */
const keptTag = 'TenantryAccountIdentity';

/** Finds it again, or makes it with a secret. */
export function firstApp(tenant: RunningTenant): FirstApp {
  const known = tenant.findApp(displayName);
  if (known !== undefined) return { clientId: known.appId };
  const made = tenant.seed
    .app(displayName)
    .granted(...roles)
    .with({ tags: [keptTag] })
    .withSecret(730);
  return { clientId: made.appId, ...(made.secret !== undefined && { clientSecret: made.secret }) };
}
