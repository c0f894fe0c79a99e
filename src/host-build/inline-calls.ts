/** A runbook that is called inline, as worker-link's `inlineCall`. */
export interface InlineCall {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `runbooks.inline('name'`: the name is a text in the call itself, so that it can be found without running anything. */
const call = /\brunbooks\s*\.\s*inline\s*\(\s*(['"`])([A-Za-z][\w-]*)\1\s*[,)]/g;

/** The runbooks that a runbook calls inline. */
export function findInlineCalls(source: string): InlineCall[] {
  return [...source.matchAll(call)].map(({ index, 2: name = '' }) => {
    const before = source.slice(0, index).split('\n');
    return { name, file: `${name}.mjs`, line: before.length, column: before.at(-1)!.length + 1 };
  });
}
