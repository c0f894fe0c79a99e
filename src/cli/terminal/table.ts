import type { Terminal } from './terminal.ts';
import { pad, plain, shorten, width } from './text.ts';

const gap = '  ';
const narrowest = 8;

/**
 * Rows in columns, with a heading. On a terminal the widest columns are shortened until a row fits; elsewhere nothing
 * is left out. `paint` may colour a cell after it was aligned.
 */
export function table(
  terminal: Terminal,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
  const cells = rows.map((row) => row.map((cell) => plain(cell).replaceAll('\n', ' ')));
  const widths = fit(
    headings.map((heading, column) =>
      Math.max(width(heading), ...cells.map((row) => width(row[column] ?? ''))),
    ),
    terminal.columns,
  );
  const line = (row: readonly string[], paintCell: (cell: string, column: number) => string): string =>
    row
      .map((cell, column) => {
        const limit = widths[column]!;
        const shown = shorten(cell, limit);
        return paintCell(column === row.length - 1 ? shown : pad(shown, limit), column);
      })
      .join(gap)
      .trimEnd();
  return [
    line(headings, (cell) => terminal.paintOut('bold', cell)),
    ...cells.map((row, at) => line(row, (cell, column) => paint(cell, column, at))),
  ].join('\n');
}

/** Names and values, one a line, the values below each other. */
export function facts(
  terminal: Terminal,
  pairs: readonly (readonly [string, string | undefined | null])[],
): string {
  const given = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  const widest = Math.max(...given.map(([name]) => width(name)));
  return given
    .map(([name, value]) => `${terminal.paintOut('dim', pad(name, widest))}${gap}${plain(String(value))}`)
    .join('\n');
}

function fit(widths: number[], columns: number | undefined): readonly number[] {
  if (columns === undefined) return widths;
  const fitted = [...widths];
  const total = (): number => fitted.reduce((sum, one) => sum + one, gap.length * (fitted.length - 1));
  while (total() > columns) {
    const widest = Math.max(...fitted);
    if (widest <= narrowest) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
  }
  return fitted;
}
