import { parseIsoTime, problem } from '#kernel';

import { isText } from '../http/unicode.ts';

/** One term of a `$filter` as clients of Azure Automation send it: terms are joined by ` and `. */
export interface Term {
  /** In lower case, without the leading `properties/`: `runbook/name`. */
  readonly property: string;
  readonly operator: 'eq' | 'ge' | 'le';
  readonly value: string;
}

/** A bare value ends at a blank, but for the blank that was the plus sign of a time's offset. */
const term =
  /^\s*([\w/]+)\s+(eq|ge|le)\s+(?:(?:datetime)?'((?:[^']|'')*)'|([^\s']+(?: \d\d:?\d\d(?=\s|$))?))(?:\s+and\s+(?=\S)|\s*$)/i;
const longest = 4_096;

/** Rejects with `FilterInvalid`, showing where. An absent filter has no terms. */
export function parseFilter(filter: string | undefined): Term[] {
  const terms: Term[] = [];
  let rest = filter ?? '';
  while (rest.trim() !== '') {
    const match = rest.length > longest ? null : term.exec(rest);
    if (match === null)
      throw problem('FilterInvalid', { filter: (filter ?? '').slice(0, 200), at: rest.slice(0, 40) });
    const [whole, property = '', operator = '', quoted, bare] = match;
    const value = quoted === undefined ? (bare ?? '') : unescape(quoted);
    // What was escaped twice shows only now what it is.
    if (!isText(value))
      throw problem('FilterInvalid', { filter: (filter ?? '').slice(0, 200), at: rest.slice(0, 40) });
    terms.push({
      property: property.toLowerCase().replace(/^properties\//, ''),
      operator: operator.toLowerCase() as Term['operator'],
      value,
    });
    rest = rest.slice(whole.length);
  }
  return terms;
}

/** Az escapes a value once more inside its quotes. */
function unescape(quoted: string): string {
  const value = quoted.replaceAll("''", "'");
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Reads terms by a table of what the list knows; anything else is refused rather than ignored. */
export function readTerms<Name extends string>(
  filter: string | undefined,
  known: Readonly<Record<string, Name>>,
): Partial<Record<Name, string>> {
  const read: Partial<Record<Name, string>> = {};
  for (const { property, operator, value } of parseFilter(filter)) {
    const name = known[`${property} ${operator}`];
    if (name === undefined)
      throw problem('FilterInvalid', { filter: (filter ?? '').slice(0, 200), at: `${property} ${operator}` });
    read[name] = value;
  }
  return read;
}

/** ISO 8601 without signs and further digits: PostgreSQL's times end not far below. */
const [firstTime, lastTime] = [Date.UTC(-1, 0), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];

export function timeOf(filter: string | undefined, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  // A plus of the offset arrives as a blank where the client forgot to escape it.
  const milliseconds = parseIsoTime(value.replace(' ', '+'));
  if (milliseconds === undefined || milliseconds < firstTime || milliseconds > lastTime)
    throw problem('FilterInvalid', { filter: (filter ?? '').slice(0, 200), at: value });
  return new Date(milliseconds);
}
