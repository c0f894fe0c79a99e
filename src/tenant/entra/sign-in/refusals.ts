import type { TenantryError } from '#kernel';

import type { EntraContext } from '../entra-context.ts';
import { aadsts } from '../entra-error.ts';
import type { SignInTrace } from '../sign-in-log.ts';
import type { WebRequest } from './web.ts';

/** Has in the sign-in log that somebody was refused on a page. */
export function recordRefusal(
  { clock, state, signIns }: EntraContext,
  web: WebRequest,
  trace: SignInTrace,
  error: TenantryError,
): void {
  const end = { at: clock.now(), errorCode: aadsts(error) ?? 50000, failureReason: error.message };
  const facts = trace.facts(end, web);
  if (facts !== undefined) state.transaction(() => signIns.record(facts));
}
