export type { TenantDescription } from './admin/tenants.ts';
export type { Change, ChangeEnd } from './diff/change.ts';
export { automationMailbox, demoLeaver } from './seed/facts.ts';
export type { TrustedApp } from './seed/principals.ts';
export type { LoggedRequest } from './server/request-log.ts';
export { type RunningTenant, type TenantOptions, startTenant } from './start-tenant.ts';
