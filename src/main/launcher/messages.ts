import type { PgConnection } from '#store';
import type { Installation } from '../home/prepare.ts';

export type ProcessKind = 'tenant' | 'control-plane' | 'worker';

/** Where the listener of webhooks is bound, and how callers reach it. */
export interface WebhookSettings {
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly trustedProxies: readonly string[];
}

/** Where workers of groups come in, and how they reach it. */
export interface WorkerEntranceSettings {
  readonly host: string;
  readonly port: number;
  readonly origin: string;
}

/** What a process is told, once, over its private channel: nothing of it stands in the environment or the arguments. */
export interface ProcessSettings {
  readonly home: string;
  readonly installation: Installation;
  readonly apiPort: number;
  readonly tenantPort: number;
  readonly webhooks: WebhookSettings;
  /** Absent: no worker of another machine can come in. */
  readonly workers?: WorkerEntranceSettings | undefined;
  /** Told only to the control plane. */
  readonly database?: PgConnection | undefined;
  /** Where the directory is; told only to the control plane. */
  readonly tenant?: { readonly origin: string; readonly tenantId: string } | undefined;
  /** Places outside that are told the seals of the audit, besides the home folder. */
  readonly auditAnchors: readonly string[];
  readonly isolation: 'require' | 'prefer' | 'off';
}

export type ToProcess =
  | { readonly type: 'configure'; readonly settings: ProcessSettings }
  | { readonly type: 'stop'; readonly drainMilliseconds: number };

export type FromProcess =
  | { readonly type: 'ready'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly type: 'failed'; readonly message: string };
