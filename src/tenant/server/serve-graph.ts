import { TenantryError, delay } from '#kernel';

import { type Handled, graphError, handleGraph } from '../odata/handle.ts';
import type { GraphRequest } from '../odata/request.ts';
import type { Verdict } from './conduct.ts';
import type { ServedTenant } from './served-tenant.ts';

/** An answer of Graph, or that the connection ends without one. */
export type Served = Handled | 'dropped';

/**
 * One request whose token was verified, alone or as an item of a batch: limits and faults decide first, then the engine
 * answers. Every way to the engine over the wire goes through here.
 */
export async function serveGraph(
  tenant: ServedTenant,
  request: GraphRequest,
  batched = false,
): Promise<Served> {
  const { conduct, state, clock } = tenant;
  let verdict: Verdict | undefined;
  try {
    verdict = conduct.admit(request, batched);
    if (verdict.wait > 0) await delay(verdict.wait);
    if (verdict.drop) return 'dropped';
    if (verdict.refused !== undefined) return verdict.refused;
    const handled = conduct.consistency.answer(request, verdict.reading, () =>
      handleGraph(state, clock, request),
    );
    return { ...handled, headers: { ...verdict.headers, ...handled.headers } };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return graphError(error, clock);
  } finally {
    verdict?.done();
  }
}
