import { problem } from '#kernel';

export type TokenKind = 'word' | 'string' | 'number' | 'bare' | '(' | ')' | ',' | '/' | ':' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Counted from 0, for messages. */
  readonly at: number;
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', /'(?:[^']|'')*'/y],
  // GUIDs and times begin like numbers or words, so they are tried first.
  ['bare', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['bare', /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-])/iy],
  ['number', /-?\d+(?:\.\d+)?(?!\w)/y],
  ['word', /[$A-Za-z_][\w.]*/y],
];
const punctuation = new Set(['(', ')', ',', '/', ':']);

export function tokens(filter: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    const character = filter[at]!;
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    if (punctuation.has(character)) {
      found.push({ kind: character as TokenKind, text: character, at });
      at += 1;
      continue;
    }
    const token = match(filter, at);
    if (token === undefined) {
      throw problem('GraphFilterSyntax', { detail: `unexpected '${character}'`, position: at, filter });
    }
    found.push(token);
    at += token.text.length;
  }
  found.push({ kind: 'end', text: '', at: filter.length });
  return found;
}

function match(filter: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(filter)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  return undefined;
}
