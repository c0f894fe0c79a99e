import type { AppliedPolicy, SignInFacts } from '../behaviours/sign-ins.ts';

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
