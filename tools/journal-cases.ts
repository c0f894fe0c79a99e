import { fileURLToPath } from 'node:url';

/** Runbooks whose journals are kept for each release: together they have each shape of step in each language. */
export interface JournalCase {
  readonly name: string;
  readonly type: string;
  readonly source: string;
}

export const journalCases: readonly JournalCase[] = [
  { name: 'shapes-typescript', type: 'TypeScript', source: 'shapes.typescript.txt' },
  { name: 'shapes-python', type: 'Python3', source: 'shapes.py' },
  { name: 'shapes-powershell', type: 'PowerShell72', source: 'shapes.ps1' },
  { name: 'checkpoints', type: 'PowerShellWorkflow', source: 'checkpoints.ps1' },
];

/** One run of such a runbook, as a release recorded it. A released file is never changed: its jobs may be in flight. */
export interface RecordedJournal {
  readonly release: string;
  readonly name: string;
  readonly type: string;
  /** What the release made of the source when it was published. */
  readonly artifact: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** As the control plane gives it to the next attempt, whole. */
  readonly journal: readonly { readonly name: string; readonly result: unknown }[];
  /** What the run wrote: stream and text. */
  readonly written: readonly (readonly [string, string])[];
}

export const journalFolder = fileURLToPath(new URL('../test/journals', import.meta.url));
