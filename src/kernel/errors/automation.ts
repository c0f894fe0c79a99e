import type { ErrorTable } from './entry.ts';

export const automationErrors = {
  AccountNotFound: {
    status: 404,
    wireCode: 'ResourceNotFound',
    message:
      "The Resource 'Microsoft.Automation/automationAccounts/{name}' under resource group '{group}' was not found.",
    remedy: 'Create the account first, or mend the path.',
  },
  AccountInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "Account '{name}' has jobs that are not finished.",
    remedy: 'Stop them or wait for them, then delete the account.',
  },
  AnchorInvalid: {
    status: 400,
    message: "'{place}' is no place for the seals of the audit.",
    remedy: 'Use file:/absolute/path, syslog://host:514, syslog+tcp://host:601 or https://host/path.',
  },
  AnchorRefused: {
    status: 502,
    message: 'The anchor {place} answered {status}.',
    remedy: 'It is asked again; look at what it says in its own log.',
  },
  NameInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' is no valid name for a {what}.",
    remedy: 'Begin with a letter; use letters, digits, dashes and underscores; at most {most} characters.',
  },
  HostInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{host}' is no name of a host.",
    remedy: 'Write it as in an address, without scheme and port: api.example.com.',
  },
  RunbookNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Runbook '{name}' not found.",
    remedy: 'List the runbooks to see their names.',
  },
  RunbookTypeUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{type}' is no runbook type.",
    remedy: 'Use one of {types}.',
  },
  RunbookTypeFixed: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The type of runbook '{name}' cannot change.",
    remedy: 'Create another runbook.',
  },
  RunbookTypeUnsupported: {
    status: 400,
    wireCode: 'RunbookTypeNotSupported',
    message: "Runbooks of type {type} cannot be published by this version of Tenantry: '{name}' is one.",
    remedy: 'Keep it as a draft, or import its text as a runbook of another type: {types}.',
  },
  RunbookNotPublished: {
    status: 400,
    wireCode: 'RunbookNotPublished',
    message: "Runbook '{name}' was never published, so no job can run it.",
    remedy: 'Publish it first.',
  },
  DraftMissing: {
    status: 404,
    wireCode: 'NotFound',
    message: "Runbook '{name}' has no draft.",
    remedy: 'Upload draft content first.',
  },
  DraftEmpty: {
    status: 400,
    wireCode: 'BadRequest',
    message: "There is nothing to publish in runbook '{name}'.",
    remedy: 'Upload draft content first.',
  },
  DraftTooLarge: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'A runbook may have at most 1 MiB of text.',
    remedy: 'Split it into several.',
  },
  RunbookCompilationFailed: {
    status: 400,
    message: "Runbook '{name}' does not compile:\n{diagnostics}",
    remedy: 'Mend the draft and publish again.',
  },
  OperationNotFound: { status: 404, wireCode: 'NotFound', message: 'Operation not found.' },
  ParameterMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runbook '{runbook}' needs a value for parameter '{parameter}' ({type}).",
    remedy: 'Give it in properties.parameters.',
  },
  ParameterUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runbook '{runbook}' has no parameter '{parameter}'.",
    remedy: 'Its parameters are: {known}.',
  },
  ParameterInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The value of parameter '{parameter}' of runbook '{runbook}' is no {type}.",
    remedy: '{hint}',
  },
  JobNotFound: { status: 404, wireCode: 'NotFound', message: "Job '{name}' not found." },
  JobExists: {
    status: 409,
    wireCode: 'Conflict',
    message: "Job '{name}' exists already.",
    remedy: 'Give each job a new name, a GUID for instance.',
  },
  JobStateWrong: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Job '{name}' is {status} and cannot be {action}.",
  },
  JobNotSuspendable: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "Job '{name}' runs a runbook of type {type}: only PowerShellWorkflow can be suspended and resumed.",
    remedy: 'Stop it instead.',
  },
  InlineRunbookMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runbook '{name}' is called inline, and the account has no published runbook of this name.",
    remedy: 'Publish it first, or mend its name.',
  },
  InlineRunbookMixed: {
    status: 400,
    wireCode: 'BadRequest',
    message:
      "Runbook '{name}' is of type {type} and cannot be called inline by one of type {own}: they do not run in the same process.",
    remedy:
      'Start it as a job of its own: Start-AutomationRunbook, run_runbook, or runbooks.run in TypeScript.',
  },
  JobBeingStopped: {
    status: 409,
    wireCode: 'Conflict',
    message: 'This job is being stopped and starts no other.',
  },
  JobTooDeep: {
    status: 400,
    message: "Runbook '{runbook}' was not started: {deepest} jobs above it have started one another.",
    remedy: 'Look for a runbook that starts itself.',
  },
  JobWaitsForItself: {
    status: 400,
    message: 'A job cannot wait for its own end.',
    remedy: 'Wait for the jobs that it started.',
  },
  JobOutputTooLarge: {
    status: 400,
    message: 'The output of job {job} is larger than {most} bytes.',
    remedy: 'Have it write less, or keep what it found in a place that both can reach.',
  },
  JobStreamNotFound: { status: 404, wireCode: 'NotFound', message: 'Job stream not found.' },
  StaleAttempt: {
    status: 409,
    message: 'Attempt {number} of {job} is no longer the one that counts.',
    remedy: 'End the host: nothing that it writes will be kept.',
  },
  ArtifactNotFound: { status: 404, message: 'There is no artifact {hash}.' },
  VariableNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Variable '{name}' not found.",
    remedy: 'Create it in the account first.',
  },
  VariableEncryptionFixed: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Whether variable '{name}' is encrypted cannot change.",
    remedy: 'Delete it and create it again.',
  },
  VariableInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The value of variable '{name}' is no JSON document.",
    remedy: 'A text needs quotes of its own: "\\"text\\"".',
  },
  VariableTooLarge: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'A variable may have at most 1,048,576 characters.',
  },
  CredentialNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Credential '{name}' not found.",
    remedy: 'Create it in the account first.',
  },
  CertificateNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Certificate '{name}' not found.",
    remedy: 'Create it in the account first.',
  },
  CertificateInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The content of certificate '{name}' cannot be used: {reason}.",
    remedy:
      'Give base64Value the base64 text of a .pfx with its private key (and its password as properties.password), or of a .cer.',
  },
  CertificateTooLarge: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'A certificate may have at most {most} bytes.',
  },
  ConnectionNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Connection '{name}' not found.",
    remedy: 'Create it in the account first; a certificate of that name would do too.',
  },
  ConnectionTypeNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Connection type '{name}' not found.",
    remedy: 'Use one of {known}, or create it first.',
  },
  ConnectionTypeExists: {
    status: 409,
    wireCode: 'Conflict',
    message: "Connection type '{name}' exists already with other fields.",
    remedy: 'Delete it first, or choose another name.',
  },
  ConnectionTypeBuiltIn: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Connection type '{name}' is built in and stays as it is.",
    remedy: 'Choose another name.',
  },
  ConnectionTypeInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "Connection type '{name}' is used by connection '{connection}'.",
    remedy: 'Delete that connection first.',
  },
  ConnectionTypeFixed: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The type of connection '{name}' cannot change.",
    remedy: 'Delete it and create it again.',
  },
  ConnectionFieldUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Connections of type '{type}' have no field '{field}'.",
    remedy: 'Their fields are: {known}.',
  },
  ConnectionFieldMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "A connection of type '{type}' needs a value for field '{field}'.",
    remedy: 'Give it in properties.fieldDefinitionValues.',
  },
  IdentityMissing: {
    status: 400,
    message: 'The account has no identity{which}.',
    remedy:
      'Enable the identity of the account itself, or give it that one: PATCH the account with `identity`.',
  },
  DirectoryRefused: {
    status: 502,
    message: 'The directory refused: {detail}',
    remedy:
      "Check that the control plane's application is registered, its certificate valid, and consent given.",
  },
  DirectoryUnavailable: {
    status: 503,
    message: 'The directory at {origin} cannot be reached.',
    remedy: 'Try again in a moment.',
  },
  ModuleNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Module '{name}' not found.",
    remedy: 'List the modules to see their names, or create it first.',
  },
  ModuleNameInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' is no valid name for a module.",
    remedy:
      'Begin with a letter; use letters, digits, dots, dashes and underscores; at most {most} characters.',
  },
  ModuleInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "Module '{name}' is required by module '{user}'.",
    remedy: 'Delete that module first.',
  },
  ModuleVersionNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Module '{name}' has no version '{version}'.",
    remedy: "See its versions with 'tenantry module show {name}'.",
  },
  ModuleVersionNotReady: {
    status: 409,
    wireCode: 'Conflict',
    message: "Version '{version}' of module '{name}' is {state} and cannot be the default.",
    remedy: 'Wait for its import test, or choose a version that passed.',
  },
  ModuleVersionIsDefault: {
    status: 409,
    wireCode: 'Conflict',
    message: "Version '{version}' is the default of module '{name}'.",
    remedy: 'Make another version the default first, or remove the whole module.',
  },
  ModuleLinkNotFetched: {
    status: 400,
    message: "The content of module '{name}' was not fetched: {uri} is of no feed that is configured.",
    remedy:
      "Have an administrator add its feed ('tenantry gallery add'), or upload the .zip or .nupkg itself: 'tenantry module import', or PUT to the module's /content.",
  },
  ModuleLinkMismatch: {
    status: 400,
    message: "The content of module '{name}' is not the one that was asked for: {reason}.",
    remedy: 'Mend contentHash and version of the contentLink, or leave them out.',
  },
  ModuleDependencyMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "No feed has '{name}' {range}, which is required: {chain}. {reason}",
    remedy: 'Upload that module first, or ask for another version of the one that requires it.',
  },
  ModuleDependencyCycle: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'These modules require each other: {chain}.',
    remedy: 'PowerShell cannot load them; ask for another version of one of them.',
  },
  ModulePlanTooLarge: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'What {name} requires comes to no end.',
    remedy: 'Import its parts one by one.',
  },
  ModulePlanConflict: {
    status: 409,
    wireCode: 'Conflict',
    message: 'The import cannot be: {reasons}.',
    remedy: 'Ask for other versions, or upload the modules that stand in the way.',
  },
  ModuleUploaded: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Module '{name}' was uploaded: no feed is asked for another version of it.",
    remedy: "Upload the new version, or take it from a feed with 'tenantry module import {name}'.",
  },
  ModuleImportNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "There is no import '{name}'.",
    remedy: 'Imports that nobody applied are forgotten after a day.',
  },
  ModuleImportNotReady: {
    status: 409,
    wireCode: 'Conflict',
    message: "Import '{name}' is {state} and cannot be applied.",
    remedy: 'Wait until it is Ready, or begin another one.',
  },
  ModuleTestFailedInImport: {
    status: 400,
    message: "'{name}' {version} was not imported, and nothing else of this import{chain}: {reason}",
    remedy: 'Ask for another version of it.',
  },
  PackageNotFound: { status: 404, message: 'There is no package {hash}.' },
  PackageEmpty: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The content has no bytes.',
    remedy: 'Send the .zip or .nupkg file as the body.',
  },
  PackageTooLarge: {
    status: 413,
    wireCode: 'RequestEntityTooLarge',
    message: 'The package of a module may have at most {most} bytes.',
    remedy: 'Leave out what the module does not need, or split it into several.',
  },
  EnvironmentNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Runtime environment '{name}' not found.",
    remedy: "List them to see their names ('tenantry environment list'), or create it first.",
  },
  EnvironmentBuiltIn: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runtime environment '{name}' is the system's and stays as it is.",
    remedy: 'Create one of another name. Its packages are those of the account: modules, or python3Packages.',
  },
  EnvironmentInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "Runtime environment '{name}' is used by {user}.",
    remedy: 'Give the runbook another environment or delete it, and wait for jobs that run.',
  },
  EnvironmentLanguageFixed: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The language of runtime environment '{name}' is {language} and cannot change.",
    remedy: 'Create another one.',
  },
  EnvironmentLanguageWrong: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runtime environment '{name}' is one of {language}, and the runbook is of type {type}.",
    remedy: "Name an environment of the runbook's language.",
  },
  EnvironmentNotBuilt: {
    status: 409,
    wireCode: 'Conflict',
    message: "Runtime environment '{name}' has no lock to run on: {reason}",
    remedy: "'tenantry environment show {name}' tells how its build goes.",
  },
  EnvironmentPackageNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Package '{name}' not found in {owner}.",
    remedy: 'List the packages to see their names, or create it first.',
  },
  EnvironmentPackageFailed: {
    status: 400,
    wireCode: 'PackageImportFailed',
    message: "Runtime environment '{name}' was not built: package '{package}' cannot be imported. {reason}",
    remedy: 'Upload another version of the package, or remove it; jobs go on with the lock before it.',
  },
  RuntimeUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "There is no runtime '{language}' of version '{version}' with engine '{engine}'.",
    remedy:
      "Use PowerShell 5.1 or 7.x (engine 'tenantry', or 'pwsh' for an installed one from 7.4), or Python 3 or 3.x.",
  },
  LockNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Runtime environment '{name}' has no lock of revision {revision}.",
  },
  LockPackagesMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The account does not have these packages of the lock: {packages}.',
    remedy:
      "Give the folder that has their files: 'tenantry environment create … --lock … --packages <folder>'.",
  },
  LockDiffers: {
    status: 409,
    wireCode: 'LockDiffers',
    message: "Runtime environment '{name}' does not come to the lock that it was made from: {difference}.",
    remedy: 'Use a worker with that engine, or create the environment anew without the lock.',
  },
  EnvironmentPackageNameInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{name}' is no valid name for a package.",
    remedy:
      'Begin with a letter; use letters, digits, dots, dashes and underscores; at most {most} characters.',
  },
  PackageLinkNotFetched: {
    status: 400,
    message: "The content of package '{name}' was not fetched: {uri} is of no feed for Python packages.",
    remedy: "Upload the wheel itself: 'tenantry environment package add', or PUT to the package's /content.",
  },
  EnvironmentFeedsNotForLanguage: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Feeds have modules of PowerShell, and runtime environment '{name}' is one of {language}.",
    remedy: "Upload the wheel itself: 'tenantry environment package add', or PUT to the package's /content.",
  },
  RehearsalTenantUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "There is no tenant '{name}' to rehearse against.",
    remedy: 'Make a fork first: `tenantry tenant fork {name}`.',
  },
} as const satisfies ErrorTable;
