/** A name of a command, or a parameter of one, as a script writes it in a line. */
export interface Mention {
  /** Counts from 1. */
  readonly line: number;
  readonly command: string;
  readonly parameter?: string;
}

/**
 * Lines of a PowerShell script that name one of the commands, or a command together with one of the parameters. It is the
 * text that is searched, without its comments: a name inside of a string counts, one that is put together at run time does not.
 */
export function linesNaming(
  script: string,
  commands: readonly string[],
  parameters: readonly { readonly command: string; readonly parameters: readonly string[] }[] = [],
): readonly Mention[] {
  const lines = withoutComments(script).split('\n');
  return lines.flatMap((text, at) => {
    const line = at + 1;
    const gone = commands.filter((command) => names(text, command)).map((command) => ({ line, command }));
    const less = parameters
      .filter(({ command }) => names(text, command))
      .flatMap(({ command, parameters: each }) =>
        each
          .filter((parameter) => names(text, `-${parameter}`))
          .map((parameter) => ({ line, command, parameter })),
      );
    return [...gone, ...less];
  });
}

function names(text: string, word: string): boolean {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'i').test(text);
}

/** As many lines as before. A number sign begins a comment only where a word may begin. */
function withoutComments(script: string): string {
  return script
    .replaceAll(/<#[\s\S]*?(?:#>|$)/g, (block) => block.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(?<=^|[\s;{}(|])#.*$/gm, '');
}
