import type { Logger } from '#kernel';
import type { Queue } from '#queue';
import type { Vault } from '#store';

import type { JobOrder } from '../admission/order.ts';
import type { AccountPath } from '../model.ts';
import type { TimedSchedule } from './schedule.ts';
import type { ReadyLinks } from './ready-links.ts';
import type { Window } from './windows.ts';

export interface FiringOptions {
  readonly queue: Queue;
  readonly vault: Vault;
  readonly logger: Logger;
  readonly ready: ReadyLinks;
  /** Whether times are looked up that are recorded already. Else one of them is an error, which costs less: there is none. */
  readonly knowing: boolean;
}

/** A schedule that is due: what decides about its times, and its account. */
export type DueSchedule = TimedSchedule & {
  readonly accountId: string;
  readonly name: string;
  readonly account: AccountPath;
};

export interface Link {
  readonly accountId: string;
  readonly id: string;
  readonly scheduleId: string;
  readonly runbook: string;
  readonly runOn: string | null;
  readonly order: JobOrder;
  readonly sealed: Buffer;
}

/** One time of one link. */
export interface Wanted {
  readonly schedule: DueSchedule;
  readonly link: Link;
  readonly window: Window;
}

export interface Recorded {
  readonly link: Link;
  readonly due: number;
  readonly outcome: 'job' | 'skipped' | 'failed';
  readonly jobId: string | null;
  readonly reason: string | null;
}
