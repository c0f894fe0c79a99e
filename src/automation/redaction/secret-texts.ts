import { isBlankable, shortestSecret } from '#redaction';

/** A value with more texts than this is known as a whole alone. */
const mostTexts = 2_000;

/** The texts in a JSON value that are secrets when it is one: what a script has after it has read the value. */
export function secretTexts(value: unknown): readonly string[] {
  const texts: string[] = [];
  const collect = (each: unknown): void => {
    if (texts.length > mostTexts) return;
    if (typeof each === 'string') texts.push(each);
    else if (typeof each === 'number') texts.push(String(each));
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(collect);
  };
  collect(value);
  return texts.length > mostTexts ? [JSON.stringify(value)] : texts;
}

/** What somebody who stores a secret should know about it. */
export interface SecretWarning {
  readonly code: 'SecretTooShort';
  readonly message: string;
}

/**
 * Secrets that are stored but cannot be blanked: doing so would make every log unreadable. `what` names them: `the password`.
 */
export function warningsOf(what: string, secrets: readonly string[]): readonly SecretWarning[] {
  const given = secrets.filter((secret) => secret !== '');
  if (given.length === 0 || given.some(isBlankable)) return [];
  return [
    {
      code: 'SecretTooShort',
      message: `${what} has fewer than ${shortestSecret} characters, or is a word such as true: it is kept encrypted, but not blanked in the output of jobs. Use a longer one.`,
    },
  ];
}
