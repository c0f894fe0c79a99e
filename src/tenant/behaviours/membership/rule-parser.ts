import { problem } from '#kernel';

import { type Token, longestRule, tokenise, unquote, wrongSyntax } from './rule-lexer.ts';
import { readInstant } from './rule-instants.ts';
import { type Literal, type Operator, type Rule, type Subject, operators } from './rule-nodes.ts';
import { compilePattern } from './rule-pattern.ts';
import { type RuleProperty, findProperty, operatorsOf, planMembers } from './rule-properties.ts';

/** Deeper than this no rule of 3,072 characters means anything. */
const deepest = 100;

/**
 * Parses and checks a rule. From tight to loose: comparisons, `-not`, `-and`, `-or`; hyphens may be left out. Source:
 * learn.microsoft.com/entra/identity/users/groups-dynamic-membership. The words of refusals are those that portals and
 * scripts report ("Dynamic membership rule validation error: …").
 */
export function parseRule(text: string): Rule {
  if (text.length > longestRule)
    throw problem('GraphPropertyInvalid', { property: 'membershipRule', type: 'Group' });
  const reports = /^\s*Direct Reports for\s+["']([^"']+)["']\s*$/i.exec(text);
  if (reports !== null) return { kind: 'directReports', manager: reports[1]! };
  const parser = new RuleParser(tokenise(text));
  const rule = parser.whole();
  demandOneKind(parser.subjects);
  return rule;
}

/** Users or devices, never both. */
function demandOneKind(subjects: ReadonlySet<Subject>): void {
  if (subjects.size > 1) {
    throw problem('GraphMembershipRuleInvalid', {
      detail: 'Mixed use of properties from different types of object.',
    });
  }
}

interface Lambda {
  readonly of: RuleProperty['kind'];
}

class RuleParser {
  readonly subjects = new Set<Subject>();
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Rule {
    const rule = this.#or(undefined);
    if (this.#peek().kind !== 'end') throw wrongSyntax(this.#peek().at);
    return rule;
  }

  #or(lambda: Lambda | undefined): Rule {
    let left = this.#and(lambda);
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and(lambda) };
    return left;
  }

  #and(lambda: Lambda | undefined): Rule {
    let left = this.#not(lambda);
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#not(lambda) };
    return left;
  }

  #not(lambda: Lambda | undefined): Rule {
    this.#depth += 1;
    if (this.#depth > deepest) throw wrongSyntax(this.#peek().at);
    const rule: Rule = this.#takeWord('not')
      ? { kind: 'not', operand: this.#not(lambda) }
      : this.#primary(lambda);
    this.#depth -= 1;
    return rule;
  }

  #primary(lambda: Lambda | undefined): Rule {
    if (this.#peek().kind !== '(') return this.#comparison(lambda);
    this.#take('(');
    const inside = this.#or(lambda);
    this.#take(')');
    return inside;
  }

  #comparison(lambda: Lambda | undefined): Rule {
    const token = this.#take('word');
    if (lambda !== undefined) return this.#itemComparison(lambda, token);
    const { of, name } = subjectOf(token);
    this.subjects.add(of);
    const quantifier = this.#takeWord('any') ? 'any' : this.#takeWord('all') ? 'all' : undefined;
    if (name.toLowerCase() === 'memberof') return this.#memberOf(of, quantifier, token);
    const found = findProperty(of, name);
    if (found === undefined) throw wrongProperty(name, of);
    if (quantifier !== undefined) return this.#lambda(quantifier, of, found.name, found.property);
    const operator = this.#operator();
    const value = this.#literal(operator);
    demandFit(found.property.kind, operator, value);
    return { kind: 'compare', of, property: found.name, operator, value };
  }

  #lambda(quantifier: 'any' | 'all', of: Subject, property: string, { kind }: RuleProperty): Rule {
    if (kind !== 'texts' && kind !== 'plans') throw wrongOperands(quantifier);
    this.#take('(');
    const condition = this.#or({ of: kind });
    this.#take(')');
    return { kind: quantifier, property, of, condition };
  }

  /** `_ -startsWith "x"` for texts, `assignedPlan.service -eq "x"` for plans. */
  #itemComparison(lambda: Lambda, token: Token): Rule {
    const [first = '', member] = token.text.split('.');
    const property =
      lambda.of === 'texts'
        ? token.text === '_' && '_'
        : /^assignedPlan$/i.test(first) && planMembers.find((each) => same(each, member ?? ''));
    if (property === undefined || property === false) throw wrongProperty(member ?? token.text, first);
    const operator = this.#operator();
    const value = this.#literal(operator);
    demandFit('text', operator, value);
    return { kind: 'compare', of: 'item', property, operator, value };
  }

  /** The only form there is. Source: learn.microsoft.com/entra/identity/users/groups-dynamic-rule-member-of. */
  #memberOf(of: Subject, quantifier: string | undefined, token: Token): Rule {
    if (quantifier !== 'any') throw wrongOperands(quantifier ?? 'memberof');
    this.#take('(');
    if (!same(this.#take('word').text, 'group.objectId')) throw wrongProperty('memberof', of);
    if (this.#operator() !== 'in') throw wrongOperands('memberof');
    const groups = this.#list();
    this.#take(')');
    // At most 50 groups in a rule, and no other condition beside them.
    if (groups.length === 0 || groups.length > 50) throw wrongOperands('in');
    const alone = this.#peek().kind === 'end' || this.#peek().kind === ')';
    if (!alone) throw wrongSyntax(token.at);
    return { kind: 'memberOf', of, groups };
  }

  #operator(): Operator {
    const token = this.#peek();
    if (token.kind !== 'operator' && token.kind !== 'word') throw wrongSyntax(token.at);
    const name = token.text.replace(/^-/, '');
    const operator = operators.find((each) => same(each, name));
    if (operator === undefined) throw wrongOperands(name);
    this.#next += 1;
    return operator;
  }

  #literal(operator: Operator): Literal {
    if (operator === 'in' || operator === 'notIn') return { kind: 'texts', values: this.#list() };
    const token = this.#peek();
    this.#next += 1;
    if (token.kind === 'string') return { kind: 'text', value: unquote(token.text) };
    if (token.kind !== 'word') throw wrongSyntax(token.at);
    const word = token.text.toLowerCase();
    if (word === 'null' || word === '$null') return { kind: 'null' };
    if (word === 'true' || word === 'false') return { kind: 'flag', value: word === 'true' };
    if (word === 'system.now') return { kind: 'now', offset: this.#offset() };
    const instant = readInstant(token.text);
    if (instant === undefined) throw wrongSyntax(token.at);
    return { kind: 'instant', value: instant };
  }

  /** `-plus p1d`, `-minus p90d`. */
  #offset(): number {
    const sign = this.#takeWord('plus') ? 1 : this.#takeWord('minus') ? -1 : undefined;
    if (sign === undefined) return 0;
    const { text, at } = this.#take('word');
    const days = /^p(\d{1,5})d$/i.exec(text)?.[1];
    if (days === undefined) throw wrongSyntax(at);
    return sign * Number(days) * 24 * 60 * 60 * 1000;
  }

  #list(): string[] {
    const values: string[] = [];
    this.#take('[');
    do {
      if (this.#peek().kind === ',') this.#next += 1;
      values.push(unquote(this.#take('string').text));
    } while (this.#peek().kind === ',');
    this.#take(']');
    return values;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #take(kind: Token['kind']): Token {
    const token = this.#peek();
    if (token.kind !== kind) throw wrongSyntax(token.at);
    this.#next += 1;
    return token;
  }

  #takeWord(word: string): boolean {
    const { kind, text } = this.#peek();
    const taken = (kind === 'operator' || kind === 'word') && same(text.replace(/^-/, ''), word);
    if (taken) this.#next += 1;
    return taken;
  }
}

function subjectOf({ text, at }: Token): { readonly of: Subject; readonly name: string } {
  const [object = '', ...rest] = text.split('.');
  const of = object.toLowerCase();
  if (rest.length === 0) throw wrongSyntax(at);
  if (of !== 'user' && of !== 'device') {
    throw problem('GraphMembershipRuleInvalid', { detail: 'Invalid object type.' });
  }
  return { of, name: rest.join('.') };
}

const literalsOf: Readonly<Record<RuleProperty['kind'], readonly Literal['kind'][]>> = {
  text: ['text', 'texts'],
  flag: ['flag'],
  time: ['instant', 'now'],
  texts: ['text'],
  plans: [],
};

function demandFit(kind: RuleProperty['kind'], operator: Operator, value: Literal): void {
  const comparable =
    value.kind === 'null'
      ? operator === 'eq' || operator === 'ne'
      : literalsOf[kind].includes(value.kind) ||
        (kind === 'time' && value.kind === 'text' && readInstant(value.value) !== undefined);
  if (!operatorsOf[kind].includes(operator) || !comparable) throw wrongOperands(operator);
  if ((operator === 'match' || operator === 'notMatch') && value.kind === 'text') compilePattern(value.value);
}

function wrongProperty(name: string, of: string): Error {
  const object = `${of[0]?.toUpperCase() ?? ''}${of.slice(1)}`;
  return problem('GraphMembershipRuleInvalid', {
    detail: `Wrong property applied. Property '${name}' cannot be applied to object '${object}'`,
  });
}

function wrongOperands(operator: string): Error {
  return problem('GraphMembershipRuleInvalid', {
    detail: `Invalid operands found for operator. Invalid operands found for operator -${operator}`,
  });
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
