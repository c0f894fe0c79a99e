import { z } from 'zod';

import { isProblem, problem } from '#kernel';

/** What a repository may say of a runbook, in a line of its text or in `<name>.runbook.json` beside it. */
const metadata = z.strictObject({
  type: z.string().max(64).optional(),
  runtimeEnvironment: z.string().max(128).optional(),
  description: z.string().max(1_024).optional(),
  logVerbose: z.boolean().optional(),
  logProgress: z.boolean().optional(),
});
export type RunbookMetadata = z.infer<typeof metadata>;

export interface RunbookFile extends RunbookMetadata {
  /** As the repository names it: `tidy.ps1`. */
  readonly file: string;
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** A runbook that cannot be told from its file. */
export interface FaultyFile {
  readonly file: string;
  readonly fault: string;
}

/** The language of a file says the type of its runbook, unless the repository does. */
const typesByEnding: Readonly<Record<string, string>> = {
  '.ts': 'TypeScript',
  '.ps1': 'PowerShell72',
  '.py': 'Python3',
};
const beside = '.runbook.json';
/** `# tenantry-runbook: { "type": "PowerShellWorkflow" }`, with `//` in TypeScript, within the first lines. */
const line = /^\s*(?:#|\/\/)\s*tenantry-runbook:\s*(\{.*\})\s*$/m;
const firstCharacters = 4_000;

/** The runbooks among the files of a folder; what stands beside a text wins over what stands in it. */
export function readRunbookFiles(
  files: readonly { readonly name: string; readonly content: string }[],
): (RunbookFile | FaultyFile)[] {
  const about = new Map(
    files.filter(({ name }) => name.toLowerCase().endsWith(beside)).map((each) => [each.name, each.content]),
  );
  return files.flatMap(({ name: file, content }): (RunbookFile | FaultyFile)[] => {
    const [, name, ending] = /^(.+)(\.(?:ts|ps1|py))$/i.exec(file) ?? [];
    const type = ending === undefined ? undefined : typesByEnding[ending.toLowerCase()];
    if (name === undefined || type === undefined) return [];
    try {
      const inText = line.exec(content.slice(0, firstCharacters))?.[1];
      const said = {
        ...parse('its line', inText),
        ...parse(`${name}${beside}`, about.get(`${name}${beside}`)),
      };
      return [{ ...said, file, name, type: said.type ?? type, content: content.replace(/^\u{FEFF}/u, '') }];
    } catch (error) {
      if (!isProblem(error)) throw error;
      return [{ file, fault: error.message }];
    }
  });
}

function parse(where: string, text: string | undefined): RunbookMetadata {
  if (text === undefined) return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw problem('RunbookMetadataInvalid', { where, what: 'is no JSON' }, error);
  }
  const read = metadata.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const what = `is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  throw problem('RunbookMetadataInvalid', { where, what });
}
