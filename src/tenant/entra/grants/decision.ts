import { problem } from '#kernel';

import type { AccessDecision, AccessRequest } from '../access-policy.ts';
import type { Client } from '../clients/client.ts';
import type { Resource } from '../resources.ts';
import type { Granting } from '../token-request.ts';

export interface DecisionFacts {
  readonly kind: 'user' | 'workload';
  readonly client: Client;
  readonly resource: Resource;
  readonly userId?: string;
  readonly mfa: boolean;
  readonly clientAppType: AccessRequest['clientAppType'];
  readonly authenticationFlow: AccessRequest['authenticationFlow'];
}

/** Asks the policies of conditional access, and notes for the sign-in log which of them applied. */
export function decide(
  {
    entra,
    request,
    trace,
  }: Pick<Granting, 'entra' | 'trace'> & {
    readonly request: { readonly ipAddress?: string | undefined; readonly userAgent?: string | undefined };
  },
  facts: DecisionFacts,
): AccessDecision {
  const decision = entra.decideAccess(entra.state, {
    at: entra.clock.now(),
    kind: facts.kind,
    servicePrincipalId: facts.client.principal.id,
    clientAppId: facts.client.appId,
    resourceAppId: facts.resource.appId,
    clientAppType: facts.clientAppType,
    ipAddress: request.ipAddress,
    userAgent: request.userAgent,
    mfa: facts.mfa,
    authenticationFlow: facts.authenticationFlow,
    ...(facts.userId !== undefined && { userId: facts.userId }),
  });
  trace.appliedPolicies = decision.policies;
  return decision;
}

/** At the token endpoint nobody can be asked for more: whatever a policy wants refuses. */
export function demandDecision(granting: Granting, facts: DecisionFacts): void {
  const { outcome } = decide(granting, facts);
  if (outcome === 'block') throw problem('EntraAccessBlocked');
  if (outcome === 'device') throw problem('EntraDeviceRequired', { state: 'unregistered' });
  if (outcome === 'mfa') throw problem('EntraMfaRequired', { resource: facts.resource.appId });
}
