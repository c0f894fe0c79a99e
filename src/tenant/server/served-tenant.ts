import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Entra } from '../entra/entra.ts';
import type { Subscriptions } from '../services/subscriptions/subscriptions.ts';
import type { Readers } from '../state/readers.ts';
import type { TenantState } from '../state/state.ts';
import type { BearerCheck } from './bearer.ts';
import type { Conduct } from './conduct.ts';
import type { RequestLog } from './request-log.ts';

/** One tenant as the server works with it: the main one or a fork. */
export interface ServedTenant {
  readonly name: string;
  readonly state: TenantState;
  /** Threads that read it, for what takes long. */
  readonly readers: Readers;
  readonly log: RequestLog;
  readonly entra: Entra;
  readonly bearer: BearerCheck;
  readonly clock: TenantClock;
  /** Limits and faults. */
  readonly conduct: Conduct;
  /** Change notifications. */
  readonly subscriptions: Subscriptions;
}
