import { problem } from '#kernel';
import type { Redactor } from '#redaction';
import { languageOfType } from '#worker-link';

import { scanForSecrets } from '../secret-scan/scan.ts';
import { type Finding, findingLine } from './findings.ts';
import type { OperationError } from './operations.ts';

const endings = { typescript: 'ts', powershell: 'ps1', python: 'py' } as const;

/** What of the text looks like a secret, each at its place: `report.ps1(3,7)`. */
export function secretsFound(name: string, type: string, text: string, known: Redactor): readonly Finding[] {
  const ending = endings[languageOfType(type) ?? 'powershell'];
  return scanForSecrets(text, known.finder).map(({ rule, line, column, message }) => ({
    target: `${name}.${ending}(${line},${column})`,
    code: rule,
    message,
  }));
}

/** What a client is told whose account publishes no such text. */
export function secretsRefused(name: string, found: readonly Finding[]): OperationError {
  const { wireCode, advice } = problem('SecretsInRunbook', {
    name,
    findings: found.map(findingLine).join('\n'),
  });
  return {
    code: wireCode,
    message: advice,
    details: found.map(({ target, code = wireCode, message }) => ({ code, message, target })),
  };
}
