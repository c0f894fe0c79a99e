/** Languages that runbooks are written in. A worker has one host for each; the control plane knows them by runbook type. */
export const languageNames = ['typescript', 'python', 'powershell'] as const;
export type LanguageName = (typeof languageNames)[number];

export interface LanguageRules {
  /** Runbook types, as the API names them, that are written in it. */
  readonly runbookTypes: readonly string[];
  /** What people call it. */
  readonly title: string;
  /** Ending of its files, for places in diagnostics. */
  readonly fileEnding: string;
  /** A runbook says which parameters it has. Python's says nothing: whatever comes is passed on, in its order. */
  readonly declaresParameters: boolean;
}

export const languageRules: Readonly<Record<LanguageName, LanguageRules>> = {
  typescript: {
    runbookTypes: ['TypeScript'],
    title: 'TypeScript',
    fileEnding: '.ts',
    declaresParameters: true,
  },
  python: {
    runbookTypes: ['Python', 'Python3'],
    title: 'Python 3',
    fileEnding: '.py',
    declaresParameters: false,
  },
  powershell: {
    runbookTypes: ['PowerShell', 'PowerShell72', 'PowerShellWorkflow'],
    title: 'PowerShell',
    fileEnding: '.ps1',
    declaresParameters: true,
  },
};

/** The language of a runbook type, in any case; undefined for types that may only be kept as drafts. */
export function languageOfType(runbookType: string): LanguageName | undefined {
  const type = runbookType.toLowerCase();
  return languageNames.find((name) =>
    languageRules[name].runbookTypes.some((each) => each.toLowerCase() === type),
  );
}

/** PowerShell Workflow: its jobs keep checkpoints, and can be suspended at them. */
export function isWorkflow(runbookType: string): boolean {
  return runbookType.toLowerCase() === 'powershellworkflow';
}
