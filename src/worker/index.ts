export { type Finding, examineMachine } from './examination.ts';
export { canBecomeOthers } from './isolation/job-users.ts';
export type { Limits } from './isolation/limits.ts';
export type { IsolationMode, SelfTestReport } from './isolation/self-test.ts';
export type { Checkpoint, ReachCheckpoint } from './jobs/context.ts';
export { groupLeaseMilliseconds } from './jobs/keep-alive.ts';
export { type SpooledLink, createSpooledLink } from './spool/spooled-link.ts';
export { type Worker, type WorkerOptions, startWorker } from './worker.ts';
