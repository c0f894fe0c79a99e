/** One row with the line that it began on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
  /** More fields than there are columns. */
  readonly tooLong: boolean;
}

interface Record_ {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * RFC 4180 as spreadsheets write it: a byte-order mark, semicolons in place of commas where the first line has them, quotes
 * around what holds either, lines within quotes. The first line names the columns.
 */
export function parseCsv(text: string): {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
} {
  const records = split(text.replace(/^\uFEFF/, ''));
  const [head, ...rest] = records.filter(({ fields }) => fields.some((field) => field !== ''));
  const columns = (head?.fields ?? []).map((name) => name.trim());
  const rows = rest.map(({ line, fields }) => ({
    line,
    values: Object.fromEntries(columns.map((column, at) => [column, (fields[at] ?? '').trim()])),
    tooLong: fields.length > columns.length,
  }));
  return { columns, rows };
}

function split(text: string): Record_[] {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const separator = first.includes(';') && !first.includes(',') ? ';' : ',';
  const records: Record_[] = [];
  let [fields, field, line, began]: [string[], string, number, number] = [[], '', 1, 1];
  let quoted = false;
  const endRecord = (): void => {
    records.push({ line: began, fields: [...fields, field] });
    [fields, field, began] = [[], '', line];
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') {
        field += letter;
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && field === '') quoted = true;
    else if (letter === separator) {
      fields.push(field);
      field = '';
    } else if (letter === '\n') endRecord();
    else if (letter !== '\r') field += letter;
  }
  if (field !== '' || fields.length > 0) endRecord();
  return records;
}
