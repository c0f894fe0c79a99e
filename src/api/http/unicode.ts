/** Is it text that everything here can hold? PostgreSQL keeps no NUL, and UTF-8 has no half of a surrogate pair. */
export function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}

/** Deeper than any resource, and less than what would exhaust the stack of whoever walks it. */
const deepest = 100;

/** What no schema needs to be asked about: a text, keys included, that is none, or a value nested without end. */
export function faultOfJson(value: unknown, path: readonly string[] = []): string | undefined {
  const at = path.join('.');
  if (typeof value === 'string')
    return isText(value) ? undefined : `${at}: a NUL or half a character, which is no text`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length === deepest) return `${at.slice(0, 40)}…: nested more than ${deepest} deep`;
  for (const [key, each] of Object.entries(value)) {
    const fault = isText(key) ? faultOfJson(each, [...path, key]) : `${at}: a name that is no text`;
    if (fault !== undefined) return fault;
  }
  return undefined;
}
