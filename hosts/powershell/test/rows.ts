/** The form of the table-driven suite: what a script shows, as a person would read it. */

/**
 * A title, a script, and the text that it shows: its output 120 columns wide, then a line for each record of the other
 * streams (`error <FullyQualifiedErrorId>: <message>`, `terminating …`, `warning: …`, `verbose: …`, `debug: …`,
 * `information: …`). Spaces at line ends and empty lines at both ends do not count. `<dir>` stands for the row's own,
 * empty working folder. A fourth member says why a real pwsh shows something else.
 */
export type Row = readonly [title: string, script: string, shows: string, differs?: string];

export interface RowSet {
  readonly cmdlet: string;
  readonly rows: readonly Row[];
}

/** The rows of one cmdlet. */
export function rowsOf(cmdlet: string, rows: readonly Row[]): RowSet {
  return { cmdlet, rows };
}

/** Rows that need no title but their script. */
export function scriptsOf(
  cmdlet: string,
  rows: readonly (readonly [script: string, shows: string])[],
): RowSet {
  return { cmdlet, rows: rows.map(([script, shows]) => [script, script, shows] as const) };
}

/** A text without what does not count. */
export function shown(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
