import { problem } from '#kernel';
import type { Diagnostic } from '#worker-link';

import type { OperationError } from './operations.ts';

/** One thing that is wrong with a runbook's text. */
export interface Finding {
  /** `report.ps1(3,7)` */
  readonly target: string;
  readonly message: string;
  readonly code?: string | undefined;
}

export function findingsOf(diagnostics: readonly Diagnostic[]): Finding[] {
  return diagnostics.map(({ file, line, column, ...rest }) => ({
    target: `${file}(${line},${column})`,
    ...rest,
  }));
}

/** `report.ps1(3,7): TS2304: Cannot find name "x".` */
export function findingLine({ target, code, message }: Finding): string {
  return `${target}: ${code === undefined ? '' : `${code}: `}${message}`;
}

/** What a client is told of a runbook that does not compile. */
export function compilationFailure(name: string, findings: readonly Finding[]): OperationError {
  const diagnostics = findings.map(findingLine).join('\n');
  const { wireCode, advice } = problem('RunbookCompilationFailed', { name, diagnostics });
  return {
    code: wireCode,
    message: advice,
    details: findings.map(({ target, code = wireCode, message }) => ({ code, message, target })),
  };
}
