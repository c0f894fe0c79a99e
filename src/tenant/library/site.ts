import { newSecret } from '#kernel';

import type { ServedTenant } from '../server/served-tenant.ts';
import type { Administrator } from './administrator.ts';

/** What builders share: the tenant that they build in, and Graph as its administrator sees it. */
export interface Site {
  readonly tenant: () => ServedTenant;
  readonly graph: Administrator;
  readonly domain: string;
  /** Counts up, for names that nobody gave. */
  readonly next: () => number;
}

/** Good enough for Entra's rules. */
export function newPassword(): string {
  return `Aa1!${newSecret(12)}`;
}
