export { type Runbook, type RunbookSource, defineRunbook, isRunbook } from './define-runbook.ts';
export type { ParameterDefinition } from './describe.ts';
export type { ParameterFault, ParsedParameters } from './parse.ts';
export type {
  Assets,
  Identity,
  Job,
  JobResult,
  Json,
  Log,
  ProgressDetails,
  Recorded,
  RunContext,
  Runbooks,
  StartOptions,
  StartedJob,
  Step,
} from './run-context.ts';
