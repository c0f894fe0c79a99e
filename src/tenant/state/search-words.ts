/** `HelloWorld`, `hello123world` and `hello.world` are each `hello` and something: words, numbers and single symbols. */
const part = /\p{N}+|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\p{N}]/gu;

/**
 * The tokens of a text. Source: learn.microsoft.com/graph/search-query-parameter, "Using $search on directory object
 * collections": parts end at spaces, numbers, symbols and where a lower-case letter is followed by an upper-case one;
 * a symbol is a token too, and so are words together that only symbols stand between.
 */
export function searchWords(text: string): string[] {
  return text.split(/\s+/).flatMap((run) => {
    const parts = run.match(part) ?? [];
    const words = parts.flatMap((each) => (isSymbol(each) ? [] : [each]));
    const tokens = parts.flatMap((each) =>
      isSymbol(each) ? [symbolWord(each)] : byCase(each).map((word) => word.toLowerCase()),
    );
    const joint = words.length > 1 && words.length < parts.length ? [words.join('').toLowerCase()] : [];
    return [...tokens, ...joint];
  });
}

/** What is searched for: the tokens without those that others make up. */
export function searchedWords(text: string): string[] {
  const tokens = text
    .split(/\s+/)
    .flatMap((run) =>
      (run.match(part) ?? []).flatMap((each) =>
        isSymbol(each) ? [symbolWord(each)] : byCase(each).map((word) => word.toLowerCase()),
      ),
    );
  return [...new Set(tokens)];
}

function byCase(word: string): string[] {
  return word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
}

function isSymbol(text: string): boolean {
  return !/[\p{L}\p{M}\p{N}]/u.test(text);
}

/** The index takes ASCII symbols for gaps, so that one is written as its number behind a private character. */
function symbolWord(symbol: string): string {
  return `\uE000${symbol.codePointAt(0)!.toString(16)}`;
}
