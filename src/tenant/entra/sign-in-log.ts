import type { AppliedPolicy } from './access-policy.ts';

/** What is known of one sign-in, good or refused: for the row of the sign-in log. */
export interface SignInFacts {
  readonly kind: 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';
  /** Milliseconds, from the tenant's clock. */
  readonly at: number;
  readonly appId: string;
  readonly resourceAppId?: string;
  readonly userId?: string;
  /** As it was typed, when no user of that name exists. */
  readonly userPrincipalName?: string;
  /** 0 when it succeeded, else the number of the AADSTS error. */
  readonly errorCode: number;
  readonly failureReason?: string;
  readonly ipAddress?: string;
  readonly userAgent?: string;
  readonly correlationId?: string;
  readonly clientAppUsed?: string;
  readonly appliedPolicies?: readonly AppliedPolicy[];
}

export interface SignInLog {
  record(facts: SignInFacts): void;
}

/** Collects what is learnt of a sign-in while it goes on, so that a refusal is logged with all that was known by then. */
export class SignInTrace {
  kind: SignInFacts['kind'];
  appId: string | undefined;
  resourceAppId: string | undefined;
  userId: string | undefined;
  userPrincipalName: string | undefined;
  appliedPolicies: readonly AppliedPolicy[] = [];

  constructor(kind: SignInFacts['kind']) {
    this.kind = kind;
  }

  /** Nothing is logged of a request that names no application: there is nobody to log it for. */
  facts(
    end: { readonly at: number; readonly errorCode: number; readonly failureReason?: string },
    client: {
      readonly ipAddress?: string | undefined;
      readonly userAgent?: string | undefined;
      readonly correlationId?: string | undefined;
    },
  ): SignInFacts | undefined {
    if (this.appId === undefined) return undefined;
    const { kind, appId, resourceAppId, userId, userPrincipalName, appliedPolicies } = this;
    const { ipAddress, userAgent, correlationId } = client;
    return {
      kind,
      appId,
      ...end,
      appliedPolicies,
      clientAppUsed: kind === 'interactiveUser' ? 'Browser' : 'Mobile Apps and Desktop clients',
      ...(resourceAppId !== undefined && { resourceAppId }),
      ...(userId !== undefined && { userId }),
      ...(userPrincipalName !== undefined && { userPrincipalName }),
      ...(ipAddress !== undefined && { ipAddress }),
      ...(userAgent !== undefined && { userAgent }),
      ...(correlationId !== undefined && { correlationId }),
    };
  }
}
