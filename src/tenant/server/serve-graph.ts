import { TenantryError, delay, isoTime } from '#kernel';

import type { Answer } from '../odata/answer.ts';
import { answerBatch, isBatch } from '../odata/batch.ts';
import { graphError } from '../odata/graph-error.ts';
import { type Handled, handleGraph } from '../odata/handle.ts';
import type { GraphRequest } from '../odata/request.ts';
import type { Verdict } from './conduct.ts';
import type { ServedTenant } from './served-tenant.ts';

/** An answer of Graph, or that the connection ends without one. */
export type Served = Handled | 'dropped';

/** A request whose token was verified. A batch is as many requests as it has items: each has its line in the log. */
export async function serveGraph(tenant: ServedTenant, request: GraphRequest): Promise<Served> {
  if (!isBatch(request)) return serveOne(tenant, request, false);
  return answerBatch(request, tenant.clock, async (item) => {
    const served = await serveOne(tenant, item, true);
    record(tenant, item, served);
    return served;
  });
}

function record(tenant: ServedTenant, { method, path, base, principal }: GraphRequest, served: Served): void {
  tenant.log.add({
    time: isoTime(tenant.clock.now()),
    appId: principal.appId,
    method,
    path: `${new URL(base).pathname}${path}`,
    status: served === 'dropped' ? 0 : served.status,
    missing: served === 'dropped' ? null : (served.missing ?? null),
  });
}

/**
 * One request, alone or as an item of a batch: limits and faults decide first, then the engine
 * answers. Every way to the engine over the wire goes through here.
 */
async function serveOne(tenant: ServedTenant, request: GraphRequest, batched: boolean): Promise<Served> {
  const { conduct, state, readers, clock } = tenant;
  let verdict: Verdict | undefined;
  try {
    verdict = conduct.admit(request, batched);
    if (verdict.wait > 0) await delay(verdict.wait);
    if (verdict.drop) return 'dropped';
    if (verdict.refused !== undefined) return verdict.refused;
    const handled = await conduct.consistency.answer<Answer<Handled>>(request, verdict.reading, (fromPast) =>
      fromPast ? handleGraph(state, clock, request) : handleGraph(state, clock, request, readers),
    );
    const confirmed = await tenant.subscriptions.confirm(request, handled);
    return { ...confirmed, headers: { ...verdict.headers, ...confirmed.headers } };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return graphError(error, clock);
  } finally {
    verdict?.done();
  }
}
