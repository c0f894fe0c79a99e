import { CommanderError } from 'commander';

import { ClientError } from '#client';
import { type ErrorCode, type TenantryError, isProblem, problem } from '#kernel';

import type { Terminal } from '../terminal/terminal.ts';
import { plain } from '../terminal/text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** An error as a person or a program reads it. */
export interface Failure {
  readonly code: string;
  /** One sentence: what happened. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly remedy?: string | undefined;
  /** Findings, such as a compiler's, one a line. */
  readonly details?: readonly string[] | undefined;
  readonly exitCode: ExitCode;
}

/** Codes of our own table that do not exit with what their HTTP status says. */
const exitCodeOf: Partial<Record<ErrorCode, ExitCode>> = {
  RunbookDoesNotCompile: exitCodes.failed,
  NotConfirmed: exitCodes.failed,
  JobDidNotComplete: exitCodes.failed,
  ModuleNotImported: exitCodes.failed,
  EnvironmentFailed: exitCodes.failed,
  PackageNotAdded: exitCodes.failed,
};

export function failureOf(error: unknown, interrupted = false): Failure {
  if (interrupted) {
    return { code: 'Interrupted', message: 'Interrupted.', exitCode: exitCodes.interrupted };
  }
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '');
    return {
      code: 'Usage',
      message,
      remedy: 'Add --help to see how it is written.',
      exitCode: exitCodes.usage,
    };
  }
  if (error instanceof ClientError) return clientFailure(error);
  const known = isProblem(error)
    ? error
    : problem('Internal', { detail: error instanceof Error ? error.message : String(error) }, error);
  return {
    code: known.wireCode,
    message: known.message,
    remedy: known.remedy,
    ...(known.cause instanceof ClientError && { details: findings(known.cause) }),
    exitCode: exitCodeOf[known.code] ?? byStatus(known),
  };
}

function byStatus({ status }: TenantryError): ExitCode {
  if (status === 400) return exitCodes.usage;
  if (status === 503) return exitCodes.notReachable;
  if (status === 404) return exitCodes.notFound;
  return status === 401 || status === 403 ? exitCodes.notAllowed : exitCodes.failed;
}

function clientFailure(error: ClientError): Failure {
  const { code, message } = error;
  const details = findings(error);
  const rest = details.length > 0 ? { code, message, details } : { code, message };
  if (error.status === 0) {
    const { remedy } = problem('ApiSilent', { message });
    return { ...rest, remedy, exitCode: exitCodes.notReachable };
  }
  if (error.status === 404) {
    const remedy = error.remedy ?? 'See what there is: `tenantry runbook list`, `job list`, `tenant list`.';
    return { ...rest, remedy, exitCode: exitCodes.notFound };
  }
  if (error.status === 401 || error.status === 403 || code.endsWith('_client')) {
    const remedy =
      'Look at the roles of the application that the command line signs in as (`tenantry status`).';
    return { ...rest, remedy, exitCode: exitCodes.notAllowed };
  }
  return { ...rest, remedy: error.remedy, exitCode: exitCodes.failed };
}

export function findings({ details }: ClientError): readonly string[] {
  return details.map(({ target, message }) => (target === undefined ? message : `${target}: ${message}`));
}

/** Errors are talk: one line what happened, one line what to do, or one JSON document; always on stderr. */
export function printFailure(terminal: Terminal, failure: Failure, json: boolean): void {
  const { code, message, remedy, details } = failure;
  if (json) return terminal.say(JSON.stringify({ error: { code, message, remedy, details } }));
  terminal.say(`${terminal.paint('red', '✖')} ${plain(message)}`);
  for (const detail of details ?? []) terminal.say(`    ${plain(detail)}`);
  if (remedy !== undefined) terminal.say(`  ${plain(remedy)}`);
}
