export { type BuildRequest, type BuildResult, buildRunbook } from './build-runbook.ts';
export type { Diagnostic } from './diagnostic.ts';
