import { problem } from '#kernel';

import type { TenantState } from '../state/state.ts';

/** The first segment of every Entra URL: a tenant by its id or domain, or one of the shared addresses. */
export interface Address {
  readonly kind: 'tenant' | 'common' | 'organizations' | 'consumers';
  /** As the client wrote it. */
  readonly segment: string;
  /** Of the one tenant there is. */
  readonly tenantId: string;
}

/** The tenant that Microsoft keeps personal accounts in. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

export function addressOf(state: TenantState, segment: string): Address {
  const tenantId = state.setting('tenant-id') ?? '';
  const lower = segment.toLowerCase();
  if (lower === 'common' || lower === 'organizations') return { kind: lower, segment, tenantId };
  if (lower === 'consumers' || lower === personalTenantId) return { kind: 'consumers', segment, tenantId };
  if (lower === tenantId || state.get('domain', segment) !== undefined)
    return { kind: 'tenant', segment, tenantId };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower) || segment.includes('.'))
    throw problem('EntraTenantUnknown', { tenant: segment });
  throw problem('EntraTenantMalformed', { tenant: segment });
}

/** For what no shared address can answer, such as a token of an application for itself. */
export function demandTenant(state: TenantState, segment: string): string {
  const { kind, tenantId } = addressOf(state, segment);
  if (kind !== 'tenant') throw problem('EntraTenantCommon');
  return tenantId;
}
