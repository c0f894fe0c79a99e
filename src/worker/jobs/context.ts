import type { Duplex } from 'node:stream';

import type { Clock, Logger } from '#kernel';
import type { AttemptRef, Isolation, RelayTarget, WorkerLink } from '#worker-link';

import type { Language } from '../hosts/languages/language.ts';
import type { ModuleStore } from '../modules/module-store.ts';
import type { WheelStore } from '../wheels/wheel-store.ts';
import type { Artifacts } from './artifacts.ts';

/** Points at which tests hold a job still, to kill something exactly there. */
export type Checkpoint =
  | 'claimed'
  | 'running'
  | 'inside-step'
  | 'before-step-recorded'
  | 'step-recorded'
  | 'before-end'
  | 'ended';

export type ReachCheckpoint = (
  name: Checkpoint,
  at: { readonly attempt: AttemptRef; readonly hostPid: number; readonly step?: string },
) => Promise<void>;

/** What every job run of a worker shares. */
export interface RunContext {
  readonly link: WorkerLink;
  readonly artifacts: Artifacts;
  readonly modules: ModuleStore;
  readonly wheels: WheelStore;
  readonly isolation: Isolation;
  readonly tenantCaPem: string;
  /** Of Tenantry's own API, whose certificate the same authority has signed. */
  readonly managementOrigin: string | undefined;
  /** The way to tenant and API of jobs that say so, for a worker that does not reach them itself. */
  readonly relay: ((target: RelayTarget) => Promise<Duplex>) | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly heartbeatMilliseconds: number;
  /** How long an attempt counts that nobody confirms. */
  readonly leaseMilliseconds: number;
  /** How long a runbook waits for other jobs before its process is asked to end meanwhile. */
  readonly parkAfterMilliseconds: number;
  /** How often in a row the host of a job was killed, by job. */
  readonly deaths: Map<string, number>;
  readonly checkpoint: ReachCheckpoint | undefined;
  /** The runbook's first line is about to run: from here on the worker has time for other things. */
  readonly onRunning: (language: Language) => void;
}
