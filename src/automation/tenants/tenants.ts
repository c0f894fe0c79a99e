import { problem } from '#kernel';
import type { TenantRoute } from '#worker-link';

import type { AppKey, Directory } from '../identities/directory.ts';

/** Which tenants jobs may be pointed at: the main one, and forks of the embedded one for rehearsals. */
export interface Tenants {
  /** Rejects with `RehearsalTenantUnknown`. */
  route(name: string): Promise<TenantRoute>;
}

export function createTenants(options: {
  readonly directory: Directory;
  readonly controlPlane: AppKey;
}): Tenants {
  const { directory, controlPlane } = options;
  return {
    async route(name) {
      if (name === 'main') return { name, origin: directory.origin, tenantId: directory.tenantId };
      const path = `/_tenantry/tenants/${encodeURIComponent(name)}`;
      const { status, body } = await directory.call(controlPlane, 'api://tenantry-tenant', path);
      if (status !== 200) throw problem('RehearsalTenantUnknown', { name });
      const { origin, tenantId } = body as { origin: string; tenantId: string };
      return { name, origin, tenantId };
    },
  };
}
