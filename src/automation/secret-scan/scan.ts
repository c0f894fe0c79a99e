import type { Finder } from '#redaction';

import type { SecretFinding } from './finding.ts';
import { secretLiterals } from './literals.ts';
import { formRules } from './rules.ts';

/** In a comment on the line: `# tenantry:allow-secret the public key of the sample`. */
export const allowance = 'tenantry:allow-secret';

const keep = 'Keep it in a credential or an encrypted variable of the account, and ask for it in the job.';
const mostFindings = 100;

/**
 * Secrets in the text of a runbook: of known forms, literals whose name and looks tell, and values that are secrets of the account
 * (`known`). One for each line and rule; a line that allows itself has none.
 */
export function scanForSecrets(text: string, known?: Pick<Finder, 'find'>): readonly SecretFinding[] {
  const findings: SecretFinding[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (findings.length >= mostFindings) break;
    if (line.includes(allowance)) continue;
    findings.push(...scanLine(line, at + 1, known));
  }
  return findings.slice(0, mostFindings);
}

function scanLine(line: string, number: number, known: Pick<Finder, 'find'> | undefined): SecretFinding[] {
  const found = new Map<string, SecretFinding>();
  const add = (rule: string, index: number, message: string): void => {
    if (!found.has(rule)) found.set(rule, { rule, line: number, column: index + 1, message });
  };
  const own = known?.find(line)[0];
  if (own !== undefined)
    add('AccountSecret', own.start, `A secret of this account stands in the text. ${keep}`);
  for (const { rule, what, form, instead } of formRules) {
    for (const match of line.matchAll(form)) {
      const secret = match.groups?.['secret'];
      const index = match.index + (secret === undefined ? 0 : match[0].indexOf(secret));
      add(rule, index, `${what} stands in the text. ${instead}`);
    }
  }
  // What has a known form already is not told twice.
  if (found.size === 0)
    for (const { index, name } of secretLiterals(line))
      add('SecretLiteral', index, `'${name}' is given what looks like a secret. ${keep}`);
  return [...found.values()];
}
