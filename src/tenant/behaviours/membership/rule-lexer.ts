import { problem } from '#kernel';

export type TokenKind = 'word' | 'operator' | 'string' | '(' | ')' | '[' | ']' | ',' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  // A backtick escapes a quote inside double quotes; single quotes are taken as they are.
  ['string', /"(?:[^"`]|`.)*"|'[^']*'/sy],
  ['operator', /-[a-z]+/iy],
  ['word', /[$\w][\w.:+-]*/y],
];

/** Source: the length and the quoting are of learn.microsoft.com/entra/identity/users/groups-dynamic-membership. */
export const longestRule = 3072;

export function tokenise(rule: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < rule.length) {
    const character = rule[at]!;
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    const token = '()[],'.includes(character)
      ? { kind: character as TokenKind, text: character, at }
      : match(rule, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function match(rule: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(rule)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  throw wrongSyntax(at);
}

export function wrongSyntax(at: number): Error {
  return problem('GraphMembershipRuleInvalid', { detail: `Query compilation error at position ${at}.` });
}

/** What a quoted text stands for. */
export function unquote(text: string): string {
  const inside = text.slice(1, -1);
  return text.startsWith('"') ? inside.replaceAll(/`(.)/gs, '$1') : inside;
}
