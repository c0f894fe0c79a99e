/** A path with its values escaped: path`/users/${upn}/memberOf`. A guest's name has a `#` in it. */
export function path(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return strings.reduce((whole, part, at) => `${whole}${encodeURIComponent(String(values[at - 1]))}${part}`);
}

/** A filter with its values quoted: filter`displayName eq ${name} and accountEnabled eq ${true}`. */
export function filter(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | boolean | Date)[]
): string {
  return strings.reduce((whole, part, at) => `${whole}${literal(values[at - 1])}${part}`);
}

function literal(value: string | number | boolean | Date | undefined): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return value instanceof Date ? value.toISOString() : String(value);
}
