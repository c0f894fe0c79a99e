export * from './protocol.ts';
export type { WorkerLink } from './worker-link.ts';
