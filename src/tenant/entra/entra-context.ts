import type { Clock } from '#kernel';

import type { TenantState } from '../state/state.ts';
import type { DecideAccess } from './access-policy.ts';
import type { IssuerKeys } from './clients/issuer-keys.ts';
import type { DeviceCodes } from './grants/device-codes.ts';
import type { Redeemed } from './grants/redeemed.ts';
import type { Sealer } from './sealed.ts';
import type { SignInLog } from './sign-in-log.ts';
import type { SigningKey } from './signing-key.ts';
import type { SignInLinks } from './users/sign-in-links.ts';
import type { Lockout } from './users/lockout.ts';

/** What every part of a tenant's Entra works with. */
export interface EntraContext {
  readonly state: TenantState;
  readonly clock: Clock;
  /** Time as clients have it: what they sign about themselves is held against it, wherever the tenant's clock is. */
  readonly outside: Clock;
  /** Credentials of an application that were added a moment ago and are not known everywhere yet, by `keyId`. */
  readonly freshCredentials: (applicationId: string) => ReadonlySet<string>;
  readonly key: SigningKey;
  readonly sealer: Sealer;
  readonly federation: IssuerKeys;
  readonly devices: DeviceCodes;
  readonly redeemed: Redeemed;
  readonly lockout: Lockout;
  readonly links: SignInLinks;
  readonly decideAccess: DecideAccess;
  readonly signIns: SignInLog;
}
