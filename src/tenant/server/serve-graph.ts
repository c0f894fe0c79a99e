import { delay } from '#kernel';

import { type Handled, handleGraph } from '../odata/handle.ts';
import type { GraphRequest } from '../odata/request.ts';
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
  const verdict = tenant.conduct.admit(request, batched);
  try {
    if (verdict.wait > 0) await delay(verdict.wait);
    if (verdict.drop) return 'dropped';
    if (verdict.refused !== undefined) return verdict.refused;
    const handled = handleGraph(tenant.state, tenant.clock, request);
    return { ...handled, headers: { ...verdict.headers, ...handled.headers } };
  } finally {
    verdict.done();
  }
}
