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
  JobActionUnsupported: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'This version of Tenantry cannot {action} a job.',
    remedy: 'Stop it instead.',
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
  IdentityMissing: {
    status: 400,
    message: 'The account has no identity{which}.',
    remedy: 'Enable the system-assigned identity of the account.',
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
  RehearsalTenantUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "There is no tenant '{name}' to rehearse against.",
    remedy: 'Make a fork first: `tenantry tenant fork {name}`.',
  },
} as const satisfies ErrorTable;
