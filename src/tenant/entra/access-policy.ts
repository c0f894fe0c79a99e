import type { AppliedPolicy } from '../behaviours/sign-ins.ts';
import type { TenantState } from '../state/state.ts';

/** A sign-in as conditional access looks at it, after who signs in is known. */
export interface AccessRequest {
  readonly at: number;
  readonly kind: 'user' | 'workload';
  readonly userId?: string;
  readonly servicePrincipalId: string;
  readonly clientAppId: string;
  readonly resourceAppId: string;
  readonly clientAppType: 'browser' | 'mobileAppsAndDesktopClients' | 'other';
  readonly ipAddress: string | undefined;
  readonly userAgent: string | undefined;
  /** Whether a second factor was given in this session. */
  readonly mfa: boolean;
  readonly authenticationFlow: 'none' | 'deviceCodeFlow';
}

export interface AccessDecision {
  readonly outcome: 'allow' | 'block' | 'mfa' | 'device';
  /** For the sign-in log. */
  readonly policies: readonly AppliedPolicy[];
}

export type DecideAccess = (state: TenantState, request: AccessRequest) => AccessDecision;

/** Of a tenant without policies. */
export const allowAll: DecideAccess = () => ({ outcome: 'allow', policies: [] });
