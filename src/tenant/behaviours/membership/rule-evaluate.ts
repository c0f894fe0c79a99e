import type { Row } from '../../state/columns.ts';
import { readInstant } from './rule-instants.ts';
import type { Comparison, Literal, Operator, Rule, Subject } from './rule-nodes.ts';
import { compilePattern } from './rule-pattern.ts';
import { findProperty } from './rule-properties.ts';

/** Somebody who may be a member, with what the rule may ask beyond his own properties. */
export interface Candidate {
  readonly of: Subject;
  readonly row: Row;
  /** Milliseconds. */
  readonly now: number;
  readonly isMemberOf: (group: string) => boolean;
  readonly reportsTo: (manager: string) => boolean;
}

/** Does the rule hold? Comparisons do not mind case; a missing value is null and differs from every text. */
export function holds(rule: Rule, candidate: Candidate): boolean {
  switch (rule.kind) {
    case 'and':
      return holds(rule.left, candidate) && holds(rule.right, candidate);
    case 'or':
      return holds(rule.left, candidate) || holds(rule.right, candidate);
    case 'not':
      return !holds(rule.operand, candidate);
    case 'memberOf':
      return rule.of === candidate.of && rule.groups.some(candidate.isMemberOf);
    case 'directReports':
      return candidate.of === 'user' && candidate.reportsTo(rule.manager);
    case 'any':
    case 'all': {
      if (rule.of !== candidate.of) return false;
      const items = itemsOf(valueOf(rule.of, rule.property, candidate.row));
      const test = (item: unknown): boolean => holdsOf(rule.condition, item, candidate.now);
      return rule.kind === 'any' ? items.some(test) : items.length > 0 && items.every(test);
    }
    case 'compare': {
      if (rule.of === 'item' || rule.of !== candidate.of) return false;
      return compares(rule, valueOf(rule.of, rule.property, candidate.row), candidate.now);
    }
  }
}

/** The condition of a lambda, on one item of the collection. */
function holdsOf(rule: Rule, item: unknown, now: number): boolean {
  switch (rule.kind) {
    case 'and':
      return holdsOf(rule.left, item, now) && holdsOf(rule.right, item, now);
    case 'or':
      return holdsOf(rule.left, item, now) || holdsOf(rule.right, item, now);
    case 'not':
      return !holdsOf(rule.operand, item, now);
    case 'compare':
      return compares(
        rule,
        rule.property === '_' ? item : (item as Record<string, unknown>)[rule.property],
        now,
      );
    default:
      return false;
  }
}

function compares({ operator, value }: Comparison, actual: unknown, now: number): boolean {
  if (Array.isArray(actual)) return comparesCollection(operator, value, actual, now);
  if (value.kind === 'null') return (actual ?? null) === null ? operator === 'eq' : operator === 'ne';
  const negated = positiveOf[operator];
  return negated === undefined ? meets(operator, value, actual, now) : !meets(negated, value, actual, now);
}

/** A collection meets a condition where one of its values does, and the opposite where none does. */
function comparesCollection(
  operator: Operator,
  value: Literal,
  actual: readonly unknown[],
  now: number,
): boolean {
  if (value.kind === 'null') return (actual.length === 0) === (operator === 'eq');
  const negated = positiveOf[operator];
  const positive = negated ?? operator;
  const met = actual.some((each) => meets(positive, value, each, now));
  return negated === undefined ? met : !met;
}

const positiveOf: Readonly<Partial<Record<Operator, Operator>>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
};

function meets(operator: Operator, value: Literal, actual: unknown, now: number): boolean {
  if (actual === null || actual === undefined) return false;
  if (value.kind === 'flag') return actual === value.value;
  if (operator === 'le' || operator === 'ge' || value.kind === 'instant' || value.kind === 'now')
    return comparesInstants(operator, value, actual, now);
  const text = String(actual).toLowerCase();
  if (value.kind === 'texts') return value.values.some((each) => each.toLowerCase() === text);
  if (value.kind !== 'text') return false;
  const wanted = value.value.toLowerCase();
  switch (operator) {
    case 'eq':
      return text === wanted;
    case 'startsWith':
      return text.startsWith(wanted);
    case 'endsWith':
      return text.endsWith(wanted);
    case 'contains':
      return text.includes(wanted);
    default:
      return compilePattern(value.value).found(String(actual));
  }
}

function comparesInstants(operator: Operator, value: Literal, actual: unknown, now: number): boolean {
  const wanted =
    value.kind === 'now'
      ? now + value.offset
      : value.kind === 'instant'
        ? value.value
        : value.kind === 'text'
          ? readInstant(value.value)
          : undefined;
  const instant = Date.parse(String(actual));
  if (wanted === undefined || Number.isNaN(instant)) return false;
  if (operator === 'le') return instant <= wanted;
  return operator === 'ge' ? instant >= wanted : instant === wanted;
}

function valueOf(of: Subject, name: string, row: Row): unknown {
  const path = findProperty(of, name)?.property.path ?? name;
  let value: unknown = row;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
