import type { Clock } from '#kernel';

import type { TenantState } from '../state/state.ts';
import { type DecideAccess, allowAll } from './access-policy.ts';
import { createIssuerKeys } from './clients/issuer-keys.ts';
import { beginDeviceCode } from './device-authorization.ts';
import type { EntraContext } from './entra-context.ts';
import { createDeviceCodes } from './grants/device-codes.ts';
import { createRedeemed } from './grants/redeemed.ts';
import { createSealer } from './sealed.ts';
import type { SignInLog } from './sign-in-log.ts';
import { signingKey } from './signing-key.ts';
import { createSignInLinks } from './users/sign-in-links.ts';
import { type SignInPages, createSignInPages } from './sign-in/sign-in.ts';
import { type TokenResponse, answerToken } from './token-endpoint.ts';
import type { TokenRequest } from './token-request.ts';
import { createLockout } from './users/lockout.ts';

export interface EntraOptions {
  readonly decideAccess?: DecideAccess;
  readonly signIns?: SignInLog;
  /** The clients' time, where the tenant's clock may be moved. */
  readonly outside?: Clock;
  readonly freshCredentials?: EntraContext['freshCredentials'];
  /** PEM of authorities whose issuers are trusted beside the system's. */
  readonly issuerCa?: string | undefined;
  /** Lets people at this machine be anybody in the tenant, without a password. */
  readonly pickAccount?: boolean | undefined;
}

/** One tenant's Entra: who may have which token. */
export interface Entra extends EntraContext {
  token(request: TokenRequest): Promise<TokenResponse>;
  beginDeviceCode(request: TokenRequest): Record<string, unknown>;
  readonly pages: SignInPages;
  close(): Promise<void>;
}

export function createEntra(state: TenantState, clock: Clock, options: EntraOptions = {}): Entra {
  const key = signingKey(state);
  const outside = options.outside ?? clock;
  const context: EntraContext = {
    state,
    clock,
    outside,
    freshCredentials: options.freshCredentials ?? (() => new Set()),
    key,
    sealer: createSealer(key),
    federation: createIssuerKeys({ clock, ca: options.issuerCa }),
    devices: createDeviceCodes(clock),
    redeemed: createRedeemed(clock),
    lockout: createLockout(clock),
    links: createSignInLinks(clock),
    decideAccess: options.decideAccess ?? allowAll,
    signIns: options.signIns ?? { record: () => {} },
  };
  return {
    ...context,
    token: (request) => answerToken(context, request),
    beginDeviceCode: (request) => beginDeviceCode(context, request),
    pages: createSignInPages(context, { pick: options.pickAccount === true }),
    close: () => context.federation.close(),
  };
}
