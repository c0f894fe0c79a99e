import { isoTime, problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { ServicePlan } from '../licences/licence.ts';

/**
 * Source: learn.microsoft.com/graph/api/resources/user (signInActivity): it takes Entra ID P1 or P2 and
 * AuditLog.Read.All; the refusal of a tenant without is the one that scripts report.
 */
export function demandSignInActivity({ state, principal }: Context): void {
  const premium = state.all('subscribedSku').some((sku) => {
    const { enabled = 0, warning = 0 } = (sku['prepaidUnits'] ?? {}) as {
      enabled?: number;
      warning?: number;
    };
    const plans = (sku['servicePlans'] ?? []) as readonly ServicePlan[];
    return (
      enabled + warning > 0 && plans.some(({ servicePlanName }) => servicePlanName.startsWith('AAD_PREMIUM'))
    );
  });
  if (!premium) throw problem('GraphPremiumNeeded');
  const held = principal.kind === 'app' ? principal.roles : principal.scopes;
  if (!held.includes('AuditLog.Read.All')) throw problem('GraphForbidden');
}

/** What a sign-in leaves with the user. Source: learn.microsoft.com/graph/api/resources/signinactivity. */
export function afterSignIn(
  before: unknown,
  { kind, at, errorCode }: { readonly kind: string; readonly at: number; readonly errorCode: number },
  requestId: string,
): Readonly<Record<string, unknown>> {
  const time = isoTime(at).replace(/\.\d{3}Z$/, 'Z');
  const attempt =
    kind === 'interactiveUser'
      ? { lastSignInDateTime: time, lastSignInRequestId: requestId }
      : { lastNonInteractiveSignInDateTime: time, lastNonInteractiveSignInRequestId: requestId };
  const success = { lastSuccessfulSignInDateTime: time, lastSuccessfulSignInRequestId: requestId };
  return { ...(before as object | null), ...attempt, ...(errorCode === 0 && success) };
}
