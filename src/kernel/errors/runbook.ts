import type { ErrorTable } from './entry.ts';

export const runbookErrors = {
  InvalidParameters: {
    status: 400,
    message: '{faults}',
    remedy: 'Start the job again with the parameters corrected.',
  },
  NoRunbookInFile: {
    status: 400,
    message: "The default export of '{runbook}' is not a runbook.",
    remedy: 'Write export default defineRunbook(…), with defineRunbook from tenantry/runbook.',
  },
  PackageNotInRunbook: {
    status: 400,
    message: "A runbook cannot import '{specifier}'.",
    remedy: 'It may import tenantry/runbook, tenantry/graph, zod and the modules of Node.js (node:…).',
  },
  FileNotInRunbook: {
    status: 400,
    message: "A runbook is one file: '{specifier}' is not part of it.",
    remedy: 'Put what it needs into the runbook itself.',
  },
  RunbookFailsToLoad: {
    status: 400,
    message: 'The runbook cannot be loaded: {reason}',
    remedy: 'Only define the runbook at the top level; work belongs into run().',
  },
  RunbookNeverLoads: {
    status: 400,
    message: 'The top-level code of the runbook did not end within {seconds} seconds.',
    remedy: 'Only define the runbook at the top level; work belongs into run().',
  },
  ParametersNotDescribable: {
    status: 400,
    message: 'The parameters cannot be described: {reason}',
    remedy:
      'Use types that JSON can carry: z.string(), z.number(), z.boolean(), z.enum(), z.array(), z.object().',
  },
  StepNameUsedTwice: {
    status: 400,
    message: "There is already a step '{name}' in this run.",
    remedy: 'Give each step its own name; in a loop, put the id of the item into it.',
  },
  StepNameInvalid: {
    status: 400,
    message: 'A step needs a name of 1 to 512 characters, but this one has {length}.',
    remedy: 'Name the step after what it does.',
  },
  NotJson: {
    status: 400,
    message: '{what} cannot be written down as JSON: at {path} there is {found}.',
    remedy:
      'Return texts, numbers, true or false, null, arrays and plain objects; write a date as its ISO text.',
  },
  RecordTooLarge: {
    status: 400,
    message: '{what} is {bytes} bytes of JSON; the most is {most}.',
    remedy: 'Return what later steps need, not everything that was read.',
  },
  AssetRefused: {
    status: 400,
    message: '{message}',
  },
  InlineRunbookUnknown: {
    status: 400,
    message: "Runbook '{name}' did not come with this job.",
    remedy: "Write its name into the call, as in runbooks.inline('{name}', …), and publish again.",
  },
  ChildRunbookFailed: {
    status: 400,
    message: "Runbook '{runbook}', job {job}, ended {status}: {reason}",
    remedy: 'Its own streams tell more: tenantry job get {job} --streams.',
  },
  NoIdentity: {
    status: 400,
    message: "No token for '{resource}': {reason}",
    remedy: "Check that the account's identity is on and may use the resource.",
  },
  JobStopped: {
    status: 409,
    message: 'The job was stopped.',
  },
  RunbookNeverEnds: {
    status: 500,
    message:
      'The runbook waits for something that can never happen: nothing is left to run, yet it has not ended.',
    remedy: 'Look for a promise that nobody resolves.',
  },
  RunbookEndedProcess: {
    status: 500,
    message: 'The runbook ended its own process with exit code {code}.',
    remedy: 'Throw an error instead, so that the job shows what happened.',
  },
} as const satisfies ErrorTable;
