import { problem } from '#kernel';

import { parseCsv } from './csv.ts';
import type { Findings, Source } from './findings.ts';

/** A file as it was handed over. */
export interface GivenFile {
  readonly name: string;
  readonly content: string;
}

export const tableNames = ['users', 'groups', 'members'] as const;
export type TableName = (typeof tableNames)[number];

export interface GivenRow extends Source {
  readonly values: Readonly<Record<string, unknown>>;
}

export type Tables = Readonly<Record<TableName, readonly GivenRow[]>>;

/**
 * `users.csv`, `groups.csv` and `members.csv`, JSON files of these names that hold a list, or one JSON file with lists of
 * these names. Rejects what is none of them.
 */
export function readTables(files: readonly GivenFile[], findings: Findings): Tables {
  const tables: Record<TableName, GivenRow[]> = { users: [], groups: [], members: [] };
  for (const file of files) {
    if (/\.csv$/i.test(file.name)) readCsv(file, tables, findings);
    else readJson(file, tables, findings);
  }
  return tables;
}

function readCsv(
  { name, content }: GivenFile,
  tables: Record<TableName, GivenRow[]>,
  findings: Findings,
): void {
  const table = tableOf(name);
  if (table === undefined)
    return findings.add(
      { file: name },
      'It is not clear what the rows are.',
      'Call the file users.csv, groups.csv or members.csv.',
    );
  const { rows } = parseCsv(content);
  for (const { line, values, tooLong } of rows) {
    const source = { file: name, line };
    if (tooLong)
      findings.add(
        source,
        'The row has more fields than there are columns.',
        'Put quotes around what holds a comma.',
      );
    else tables[table].push({ ...source, values });
  }
}

function readJson(
  { name, content }: GivenFile,
  tables: Record<TableName, GivenRow[]>,
  findings: Findings,
): void {
  const parsed = parseJson(name, content);
  const table = tableOf(name);
  const lists = Array.isArray(parsed) ? (table === undefined ? {} : { [table]: parsed }) : parsed;
  const known = tableNames.filter((each) => Array.isArray((lists as Record<string, unknown>)[each]));
  if (known.length === 0)
    return findings.add(
      { file: name },
      'There is no list of users, groups or members in it.',
      'Write { "users": [ … ], "groups": [ … ], "members": [ … ] }.',
    );
  for (const each of known)
    for (const [at, values] of ((lists as Record<string, unknown[]>)[each] ?? []).entries())
      tables[each].push({ file: name, line: at + 1, values: values as Record<string, unknown> });
}

export function parseJson(name: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw problem('ImportUnreadable', { file: name, detail: (error as Error).message }, error);
  }
}

function tableOf(name: string): TableName | undefined {
  return tableNames.find((table) => new RegExp(`(^|[/\\\\])${table}\\.(csv|json)$`, 'i').test(name));
}
