import type { ErrorTable } from './entry.ts';

export const cliErrors = {
  NotStarted: {
    status: 503,
    message: 'Tenantry does not run on {home}.',
    remedy: 'Start it with `npm start` (or `npx tenantry start`), or name another home with --home.',
  },
  ConnectionUnreadable: {
    status: 503,
    message: '{file} is no connection file of this version ({detail}).',
    remedy: 'Start Tenantry again with `npm start`, which writes it anew.',
  },
  ApiSilent: {
    status: 503,
    message: '{message}',
    remedy: 'See whether it still runs where it was started, or start it again with `npm start`.',
  },
  InvalidOption: {
    status: 400,
    message: '{option}: {detail}.',
    remedy: 'See `tenantry {command} --help`.',
  },
  AuditNotWhole: {
    status: 409,
    message: 'The audit is not as it was written: {faults} faults.',
    remedy: 'Keep the database as it is, and compare it with a backup from before the first fault.',
  },
  AuditKeyUnreadable: {
    status: 400,
    message: "The audit's public key could not be read from '{file}'.",
    remedy: 'Name the PEM file by --public-key; the server keeps its own in <home>/audit/public.pem.',
  },
  AuditAnchorsUnreadable: {
    status: 400,
    message: "'{file}' holds no anchored seals that can be read.",
    remedy: 'Name a file with one seal a line by --anchors.',
  },
  AccountWithoutIdentity: {
    status: 404,
    message: 'The account has no identity yet.',
    remedy: 'PUT the account once more: its identity is made then.',
  },
  ModuleNotImported: {
    status: 400,
    message: "Module '{name}' cannot be imported: {reason}",
    remedy: 'Jobs go on with what passed before, if there is something.',
  },
  EnvironmentFailed: {
    status: 400,
    message: "Runtime environment '{name}' was not built: {reason}",
    remedy: 'Jobs go on with the lock before it, if there is one.',
  },
  PackageNotAdded: {
    status: 400,
    message: "Package '{name}' cannot be used: {reason}",
    remedy: 'Jobs go on with the lock before it, if there is one.',
  },
  LockFileInvalid: {
    status: 400,
    message: '{file} is no lock of a runtime environment ({detail}).',
    remedy: "Write one with 'tenantry environment lock <name> --json'.",
  },
  InvalidParameter: {
    status: 400,
    message: '-p {given} has no name or no equals sign.',
    remedy: 'Write parameters as -p name=value.',
  },
  InvalidTag: {
    status: 400,
    message: '--tag {given} has no name or no equals sign.',
    remedy: 'Write tags as --tag name=value.',
  },
  FileUnreadable: {
    status: 400,
    message: '{file} cannot be read ({reason}).',
    remedy: 'Check the path and its permissions.',
  },
  FileNotWritable: {
    status: 400,
    message: '{file} cannot be written ({reason}).',
    remedy: 'Check the folder, its permissions and the space left.',
  },
  ParameterFileInvalid: {
    status: 400,
    message: '{file} holds no JSON object ({detail}).',
    remedy: 'Write the parameters as one object of names and values.',
  },
  GalleryFileInvalid: {
    status: 400,
    message: '{file} does not describe a runbook ({detail}).',
    remedy: 'It needs at least "name", "type" and "entry", as runbooks/offboard-user/runbook.json has them.',
  },
  RunbookDoesNotCompile: {
    status: 400,
    message: 'The draft of {runbook} does not compile: {message}',
    remedy: 'Mend it where the findings say, import it again and publish it.',
  },
  ConfirmationNeeded: {
    status: 400,
    message: '{what}',
    remedy: 'Add --yes to do it without being asked.',
  },
  NotConfirmed: {
    status: 400,
    message: 'Nothing was done.',
  },
  JobDidNotComplete: {
    status: 500,
    message: 'Job {job} ended as {status}: {reason}',
    remedy: 'See what it wrote with `tenantry job get {job} --streams`.',
  },
} as const satisfies ErrorTable;
