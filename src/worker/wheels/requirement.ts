import { satisfies } from '@renovatebot/pep440';

/** What a package needs of another one (PEP 508), read from a line of `Requires-Dist`. */
export interface Requirement {
  readonly name: string;
  /** Version specifiers (PEP 440): `>=1.21,<3`; empty for any. */
  readonly specifier: string;
  /** When it is needed at all; empty for always. */
  readonly marker: string;
}

const line =
  /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(@[^;]*|[^;]*?)\s*(?:;(.*))?$/s;

/** Undefined for a line that is no requirement. An address (`name @ https://…`) leaves the version open. */
export function readRequirement(text: string): Requirement | undefined {
  const [, name, rest = '', marker = ''] = line.exec(text) ?? [];
  if (name === undefined) return undefined;
  const specifier = rest.startsWith('@') ? '' : rest.replace(/^\((.*)\)$/s, '$1').replaceAll(/\s+/g, '');
  return { name, specifier, marker: marker.trim() };
}

/** One spelling of each name (PEP 503): `My_Package` is `my-package`. */
export function normalName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}

/** Whether a version fits; pre-releases do, since somebody chose to upload one. */
export function fitsSpecifier(version: string, specifier: string): boolean {
  return specifier === '' || satisfies(version, specifier, { prereleases: true });
}

const tokens = /\s*(<=|>=|==|!=|~=|===|<|>|\(|\)|'[^']*'|"[^"]*"|not\s+in\b|[A-Za-z_][\w.]*)/y;

/**
 * Evaluates an environment marker (PEP 508) for an interpreter. No extra is ever asked for.
 * A marker that cannot be read counts as true: its requirement is then named rather than overlooked.
 */
export function isNeeded(marker: string, values: Readonly<Record<string, string>>): boolean {
  if (marker === '') return true;
  const found: string[] = [];
  let read = 0;
  tokens.lastIndex = 0;
  for (let at = tokens.exec(marker); at !== null; at = tokens.exec(marker)) {
    found.push(at[1]!);
    read = tokens.lastIndex;
  }
  if (marker.slice(read).trim() !== '') return true;
  const reader = { found, at: 0 };
  const result = readOr(reader, { ...values, extra: '' });
  return reader.at === found.length ? result : true;
}

interface Reader {
  readonly found: readonly string[];
  at: number;
}
type Values = Readonly<Record<string, string>>;

function readOr(reader: Reader, values: Values): boolean {
  let result = readAnd(reader, values);
  while (reader.found[reader.at] === 'or') {
    reader.at += 1;
    const right = readAnd(reader, values);
    result ||= right;
  }
  return result;
}

function readAnd(reader: Reader, values: Values): boolean {
  let result = readTerm(reader, values);
  while (reader.found[reader.at] === 'and') {
    reader.at += 1;
    const right = readTerm(reader, values);
    result &&= right;
  }
  return result;
}

function readTerm(reader: Reader, values: Values): boolean {
  const { found } = reader;
  if (found[reader.at] === '(') {
    reader.at += 1;
    const inner = readOr(reader, values);
    if (found[reader.at] === ')') reader.at += 1;
    return inner;
  }
  const [left = '', operator = '', right = ''] = found.slice(reader.at, reader.at + 3);
  reader.at += 3;
  const valueOf = (text: string): string => (/^['"]/.test(text) ? text.slice(1, -1) : (values[text] ?? ''));
  return compare(valueOf(left), operator.replaceAll(/\s+/g, ' '), valueOf(right));
}

function compare(left: string, operator: string, right: string): boolean {
  if (operator === 'in') return right.includes(left);
  if (operator === 'not in') return !right.includes(left);
  if (/^\d/.test(left) && /^\d/.test(right))
    return satisfies(left, `${operator}${right}`, { prereleases: true });
  switch (operator) {
    case '==':
    case '===':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return false;
  }
}
