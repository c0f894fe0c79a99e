/** The `$search` language. Source: learn.microsoft.com/graph/search-query-parameter, "directory object collections". */
export type SearchNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchNode[] }
  | { readonly kind: 'clause'; readonly property: string; readonly text: string };

export function printSearch(of: SearchNode): string {
  if (of.kind === 'clause')
    return `"${of.property}:${of.text.replaceAll(/[\\"]/g, (character) => `\\${character}`)}"`;
  return of.parts.map((part) => `(${printSearch(part)})`).join(` ${of.kind.toUpperCase()} `);
}
