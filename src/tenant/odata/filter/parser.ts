import { problem } from '#kernel';

import { type Token, type TokenKind, tokens } from './lexer.ts';
import {
  type ComparisonOperator,
  type FilterNode,
  type Literal,
  type Path,
  type StringFunction,
  node,
} from './nodes.ts';

const comparisons = new Set<string>(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has']);
const functions: Readonly<Record<string, StringFunction>> = {
  startswith: 'startsWith',
  endswith: 'endsWith',
  contains: 'contains',
};
/** Functions of OData that Graph knows and its directory takes nowhere. */
const notTaken = new Set(
  'tolower toupper trim length indexof substring concat year month day hour minute second date time now round floor ceiling cast matchespattern'.split(
    ' ',
  ),
);
/** Unbounded nesting would be unbounded work. */
const deepest = 50;
/** As many clauses as a row is asked about at most. */
const mostClauses = 100;

/** Rejects with `GraphFilterSyntax`, naming the position, or in OData's words for what is too much. */
export function parseFilter(filter: string): FilterNode {
  const all = tokens(filter);
  let next = 0;
  let depth = 0;
  let clauses = 0;

  const peek = (ahead = 0): Token => all[Math.min(next + ahead, all.length - 1)]!;
  const take = (): Token => all[Math.min(next++, all.length - 1)]!;
  const fail = (token: Token, expected: string): Error =>
    problem('GraphFilterSyntax', {
      detail: `${expected} expected instead of ${token.kind === 'end' ? 'the end' : `'${token.text}'`}`,
      position: token.at,
      filter,
    });
  const expect = (kind: TokenKind): Token => {
    const token = take();
    if (token.kind !== kind) throw fail(token, `'${kind}'`);
    return token;
  };
  const isWord = (token: Token, word: string): boolean =>
    token.kind === 'word' && token.text.toLowerCase() === word;

  function either(): FilterNode {
    let left = both();
    while (isWord(peek(), 'or')) {
      take();
      left = node({ kind: 'or', left, right: both() });
    }
    return left;
  }

  function both(): FilterNode {
    let left = unary();
    while (isWord(peek(), 'and')) {
      take();
      left = node({ kind: 'and', left, right: unary() });
    }
    return left;
  }

  function unary(): FilterNode {
    if ((depth += 1) > deepest) throw fail(peek(), `at most ${deepest} levels`);
    try {
      if (isWord(peek(), 'not')) {
        take();
        return node({ kind: 'not', of: unary() });
      }
      if (peek().kind === '(') {
        take();
        const inner = either();
        expect(')');
        return inner;
      }
      return clause();
    } finally {
      depth -= 1;
    }
  }

  function clause(): FilterNode {
    if ((clauses += 1) > mostClauses) throw problem('GraphFilterNodes', { most: mostClauses });
    if (peek().kind === 'word' && peek(1).kind === '(') return call();
    const path = pathOf();
    const last = path.at(-1)?.toLowerCase();
    if ((last === 'any' || last === 'all') && peek().kind === '(') return lambda(path.slice(0, -1), last);
    return comparison(path);
  }

  function call(): FilterNode {
    const written = take().text;
    const lower = written.toLowerCase();
    if (notTaken.has(lower)) throw problem('GraphFilterNotSupported');
    const name = Object.hasOwn(functions, lower) ? functions[lower] : undefined;
    if (name === undefined && lower !== 'isof') throw problem('GraphFilterFunction', { name: written });
    expect('(');
    const made = name === undefined ? isof() : stringFunction(name);
    expect(')');
    return made;
  }

  function stringFunction(name: StringFunction): FilterNode {
    const path = pathOf();
    expect(',');
    return node({ kind: 'function', name, path, value: literal() });
  }

  function isof(): FilterNode {
    const token = take();
    const [, type] = /^'?(?:#?microsoft\.graph\.)(\w+)'?$/i.exec(token.text) ?? [];
    if (type === undefined) throw fail(token, 'a type of microsoft.graph');
    return node({ kind: 'isof', type });
  }

  function lambda(path: Path, quantifier: 'any' | 'all'): FilterNode {
    expect('(');
    if (quantifier === 'any' && peek().kind === ')') {
      take();
      return node({ kind: 'lambda', quantifier, path, variable: 'x', of: undefined });
    }
    const variable = expect('word').text;
    expect(':');
    const of = either();
    expect(')');
    return node({ kind: 'lambda', quantifier, path, variable, of });
  }

  function comparison(path: Path): FilterNode {
    const token = take();
    const operator = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (operator === 'in') {
      expect('(');
      const values = [literal()];
      while (peek().kind === ',') {
        take();
        values.push(literal());
      }
      expect(')');
      return node({ kind: 'in', path, values });
    }
    if (!comparisons.has(operator)) throw fail(token, 'an operator');
    return node({ kind: 'comparison', path, operator: operator as ComparisonOperator, value: literal() });
  }

  function pathOf(): Path {
    const path = [expect('word').text];
    while (peek().kind === '/') {
      take();
      path.push(expect('word').text);
    }
    return path;
  }

  function literal(): Literal {
    const token = take();
    if (token.kind === 'string')
      return { is: 'string', value: token.text.slice(1, -1).replaceAll("''", "'") };
    if (token.kind === 'number') return { is: 'number', value: Number(token.text) };
    if (token.kind === 'bare') return { is: 'bare', value: token.text };
    if (isWord(token, 'true') || isWord(token, 'false'))
      return { is: 'boolean', value: token.text.toLowerCase() === 'true' };
    if (isWord(token, 'null')) return { is: 'null' };
    throw fail(token, 'a value');
  }

  const whole = either();
  expect('end');
  return whole;
}
