import { problem } from '#kernel';
import { type Database, sql } from '#store';

import type { Tenants } from '../tenants/tenants.ts';
import type { HybridIdentity } from './identities.ts';

/** Where workers of groups are led through the control plane: to what their jobs need, and nowhere else. */
export interface Relays {
  /** The origin of the tenant that a job of this worker is pointed at. Rejects with `RelayRefused`. */
  tenantOf(worker: HybridIdentity, name: string): Promise<string>;
  /** Rejects with `RelayRefused` when the worker has no job. */
  demandJob(worker: HybridIdentity): Promise<void>;
}

export function createRelays({ db, tenants }: { readonly db: Database; readonly tenants: Tenants }): Relays {
  async function demand(
    { accountId, id }: HybridIdentity,
    tenant: string | null,
    target: string,
  ): Promise<void> {
    const found = await db.maybe(sql`
      select 1 from job_attempt a join job j on j.id = a.job_id and j.attempt = a.number
      where a.hybrid_worker_id = ${id} and a.ended_at is null and j.account_id = ${accountId} and j.ended_at is null
        and (${tenant}::text is null or j.tenant = ${tenant}) limit 1`);
    if (found === undefined) throw problem('RelayRefused', { target });
  }

  return {
    async tenantOf(worker, name) {
      await demand(worker, name, name);
      return (await tenants.route(name)).origin;
    },
    demandJob: (worker) => demand(worker, null, 'api'),
  };
}
