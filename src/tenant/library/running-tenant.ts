import type { TenantDescription } from '../admin/tenants.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Change } from '../diff/change.ts';
import type { Faults } from '../faults/faults.ts';
import type { OnSeedProgress, Seeded } from '../seed/seed-file.ts';
import type { LoggedRequest } from '../server/request-log.ts';
import type { Row } from '../state/columns.ts';
import type { Limiter } from '../throttling/limiter.ts';
import type { Administrator } from './administrator.ts';
import type { CallPattern, ExpectedCall } from './calls.ts';
import type { Clients } from './clients.ts';
import type { Seeder } from './seeder.ts';
import type { TenantApp, TenantGroup, TenantUser } from './views.ts';

/** A running tenant, with what a test wants to arrange in it and to know of it. Close it when the test is done. */
export interface RunningTenant extends Clients, AsyncDisposable {
  /** `https://127.0.0.1:…`: sign-in and Graph. */
  readonly origin: string;
  readonly tenantId: string;
  readonly domain: string;
  /** PEM of the authority to trust; empty when the caller brought the certificate. */
  readonly caPem: string;
  /** The employee whom the demo offboards. */
  readonly demoLeaver: string;

  readonly seed: Seeder;
  /** Graph as its administrator, within the process: no token, no limits, no faults. Throws what Graph refuses. */
  readonly graph: Administrator;
  /** Move it, scale it, stop it: tokens, limits, expiry and delays follow. */
  readonly clock: TenantClock;
  limits(tenant?: string): Limiter;
  faults(tenant?: string): Faults;

  /** As the state has them now. Throws when there is nobody of the name, with names that come near. */
  user(userPrincipalName: string, tenant?: string): TenantUser;
  findUser(userPrincipalName: string, tenant?: string): TenantUser | undefined;
  group(displayName: string, tenant?: string): TenantGroup;
  findGroup(displayName: string, tenant?: string): TenantGroup | undefined;
  app(displayName: string, tenant?: string): TenantApp;
  findApp(displayName: string, tenant?: string): TenantApp | undefined;
  /** Names of the groups that somebody is a direct member of. */
  groupsOf(userPrincipalName: string, tenant?: string): readonly string[];
  /** Gives a user a password to sign in with, as `PATCH /users/{id}` with a `passwordProfile` would. */
  setPassword(userPrincipalName: string, password: string, tenant?: string): void;
  /** Mail that was sent. */
  outbox(tenant?: string): Row[];

  /** Calls that clients made, oldest first. */
  calls(pattern?: CallPattern, tenant?: string): LoggedRequest[];
  /** Those calls; throws, with what there was instead, unless there are any, or `times` of them. */
  expectCall(expected: ExpectedCall, tenant?: string): LoggedRequest[];
  /** Forgets the calls there were. */
  forgetCalls(tenant?: string): void;
  requests(after?: number, tenant?: string): LoggedRequest[];

  /** Keeps the state as it is; `restore` puts it back, as often as you like. */
  snapshot(tenant?: string): TenantSnapshot;
  /** Seeded anew, as it was or as is asked. A fork becomes again what its origin is. */
  reset(tenant?: string, asked?: Partial<Seeded>, onProgress?: OnSeedProgress): Promise<void>;
  fork(name: string, from?: string): Promise<TenantDescription>;
  diff(before: string, after: string): Change[];

  /** Lets fetch, https and the SDKs of this process trust the tenant, until it is closed. */
  trustInProcess(): void;
  close(): Promise<void>;
}

export interface TenantSnapshot {
  readonly name: string;
  restore(): Promise<void>;
}
