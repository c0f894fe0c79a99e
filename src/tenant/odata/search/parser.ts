import { problem } from '#kernel';

import type { SearchNode } from './nodes.ts';

interface Token {
  readonly kind: 'phrase' | 'word' | '(' | ')' | 'end';
  readonly text: string;
  readonly at: number;
}

const deepest = 20;
const mostClauses = 100;

/**
 * `"displayName:Guthr" OR ("mail:guthr" AND "department:x")`: clauses in quotes, operators in capitals, `AND` before
 * `OR`. Outside of quotes OData's lexer takes letters only, whence the usual error of a clause that has no quotes.
 */
export function parseSearch(search: string): SearchNode {
  const all = tokens(search);
  let next = 0;
  let depth = 0;
  let clauses = 0;
  const peek = (): Token => all[Math.min(next, all.length - 1)]!;
  const take = (): Token => all[Math.min(next++, all.length - 1)]!;
  const incomplete = (token: Token): Error =>
    problem('GraphSearchIncomplete', { position: token.at, search });
  const isOperator = (word: string): boolean => peek().kind === 'word' && peek().text === word;

  const list = (kind: 'and' | 'or', part: () => SearchNode): SearchNode => {
    const parts = [part()];
    while (isOperator(kind.toUpperCase())) {
      take();
      parts.push(part());
    }
    return parts.length === 1 ? parts[0]! : { kind, parts };
  };
  const either = (): SearchNode => list('or', () => list('and', one));

  function one(): SearchNode {
    const token = take();
    if (token.kind === '(') {
      if ((depth += 1) > deepest) throw incomplete(token);
      const inner = either();
      if (take().kind !== ')') throw incomplete(token);
      depth -= 1;
      return inner;
    }
    if (token.kind === 'word') throw problem('GraphSearchClause', { clause: token.text });
    if (token.kind !== 'phrase') throw incomplete(token);
    if ((clauses += 1) > mostClauses) throw problem('GraphFilterNodes', { most: mostClauses });
    return clauseOf(token.text);
  }

  const whole = either();
  if (peek().kind !== 'end')
    throw problem('GraphSearchSyntax', { character: peek().text[0]!, position: peek().at, search });
  return whole;
}

function clauseOf(phrase: string): SearchNode {
  const [, property, text] = /^\s*(\w+)\s*:([^]*)$/.exec(phrase) ?? [];
  if (property === undefined || text === undefined || text.trim() === '')
    throw problem('GraphSearchClause', { clause: phrase });
  return { kind: 'clause', property, text };
}

function tokens(search: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < search.length) {
    const character = search[at]!;
    if (/\s/.test(character)) at += 1;
    else if (character === '(' || character === ')') {
      found.push({ kind: character, text: character, at });
      at += 1;
    } else if (character === '"') at = phrase(search, at, found);
    else {
      const word = /^\p{L}+/u.exec(search.slice(at))?.[0];
      if (word === undefined) throw problem('GraphSearchSyntax', { character, position: at, search });
      found.push({ kind: 'word', text: word, at });
      at += word.length;
    }
  }
  found.push({ kind: 'end', text: '', at: search.length });
  return found;
}

/** To behind the closing quote. A backslash stands before a quote or a backslash. */
function phrase(search: string, start: number, found: Token[]): number {
  let text = '';
  for (let at = start + 1; at < search.length; at += 1) {
    const character = search[at]!;
    if (character === '"') {
      found.push({ kind: 'phrase', text, at: start });
      return at + 1;
    }
    if (character !== '\\') text += character;
    else {
      at += 1;
      const escaped = search[at] ?? '';
      if (escaped !== '"' && escaped !== '\\')
        throw problem('GraphSearchSyntax', { character, position: at - 1, search });
      text += escaped;
    }
  }
  throw problem('GraphSearchUnterminated', { position: start, search });
}
