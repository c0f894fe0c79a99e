import { isoTime, parseIsoTime, problem } from '#kernel';

export type Operator = 'eq' | 'ge' | 'gt' | 'le' | 'lt';

/** What a list can be filtered by: properties below `properties/`, and what their values are. */
export type FilterSheet = Readonly<
  Record<string, { readonly type: 'text' | 'time'; readonly operators: readonly Operator[] }>
>;

export interface Condition<Property extends string = string> {
  readonly property: Property;
  readonly operator: Operator;
  /** Times as `2026-11-24T10:17:06.123Z`. */
  readonly value: string;
}

/**
 * Reads what clients of Azure Automation send in `$filter`: comparisons joined by ` and `. Times come bare or quoted; Az
 * escapes a value once more inside its quotes; a `+` before a time's offset arrives as a space when it was not escaped.
 * An unknown property or operator is refused, never ignored: a list that says too much looks like a complete one.
 */
export function parseFilter<Sheet extends FilterSheet>(
  text: string | undefined,
  sheet: Sheet,
): Condition<Extract<keyof Sheet, string>>[] {
  if (text === undefined || text.trim() === '') return [];
  const refuse = (detail: string): never => {
    throw problem('FilterInvalid', { filter: text, detail, known: describe(sheet) });
  };

  const conditions: Condition<Extract<keyof Sheet, string>>[] = [];
  let rest = text.trim();
  for (;;) {
    const match = term.exec(rest);
    if (match === null) return refuse(`it cannot be read from '${rest.slice(0, 40)}' on`);
    const [whole, path = '', asked = '', quoted, bare = ''] = match;
    const property = Object.keys(sheet).find((each) => each.toLowerCase() === path.toLowerCase());
    const column = property === undefined ? undefined : sheet[property];
    if (property === undefined || column === undefined) return refuse(`there is no properties/${path}`);
    const operator = column.operators.find((each) => each === asked.toLowerCase());
    if (operator === undefined) return refuse(`properties/${property} cannot be compared with ${asked}`);
    const given = quoted === undefined ? bare : unescape(quoted);
    const value = column.type === 'time' ? time(given) : given;
    if (value === undefined) return refuse(`'${given}' is no time`);
    conditions.push({ property: property as Extract<keyof Sheet, string>, operator, value });

    rest = rest.slice(whole.length);
    if (rest.trim() === '') return conditions;
    const joint = /^\s+and\s+/i.exec(rest);
    if (joint === null) return refuse(`expected ' and ' at '${rest.slice(0, 40)}'`);
    rest = rest.slice(joint[0].length);
  }
}

/** A bare value ends before ` and ` or at the end; the space of a lost `+` belongs to a time. */
const term =
  /^\s*(?:properties\/)?([\w/]+)\s+([a-z]{2})\s+(?:(?:datetime)?'((?:[^']|'')*)'|([^\s']+(?:\s\d\d:?\d\d(?=\s|$))?))/i;

function unescape(quoted: string): string {
  const text = quoted.replaceAll("''", "'");
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function time(text: string): string | undefined {
  const milliseconds = parseIsoTime(text.replace(/\s(\d\d:?\d\d)$/, '+$1'));
  return milliseconds === undefined ? undefined : isoTime(milliseconds);
}

function describe(sheet: FilterSheet): string {
  return Object.entries(sheet)
    .map(([property, { operators }]) => `properties/${property} (${operators.join(', ')})`)
    .join('; ');
}
