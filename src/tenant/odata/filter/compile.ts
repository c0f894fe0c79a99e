import { isoTime, parseIsoTime, problem } from '#kernel';

import { propertyKnownToGraph } from '../../edm/known/table.ts';
import { type EntityName, sheets } from '../../edm/model.ts';
import type { FilterOperator, Kind, Property } from '../../edm/sheet.ts';
import type { SqlValue } from '../../state/columns.ts';
import { type Access, accessOf, isUsual } from './access.ts';
import type { FilterNode, Literal, Path } from './nodes.ts';

/** A condition whose every value is bound. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export interface Compiled extends Condition {
  /** Features that Graph answers only as an advanced query. */
  readonly advanced: readonly string[];
  readonly access: Access;
  /** Of access by alternatives: each by itself. */
  readonly alternatives: readonly Condition[];
}

const operators = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;
/** Source: learn.microsoft.com/graph/aad-advanced-queries, "Support for filter by operators". */
const advancedOperators = new Set<FilterOperator>(['ne', 'not', 'endsWith', 'count']);

/** The one way from `$filter` to SQL: only what the capability sheet allows on each property. */
export function compileFilter(entity: EntityName, filter: FilterNode): Compiled {
  const advanced = new Set<string>();

  const demand = (name: string, operator: FilterOperator, negated: boolean): Property => {
    const property = filterable(entity, name);
    const allowed = property.filter ?? [];
    const asked: FilterOperator[] = negated ? [operator, 'not'] : [operator];
    const onProperty = property.advanced ?? [];
    for (const each of asked) {
      const implied = each === 'gt' ? 'ge' : each === 'lt' ? 'le' : each;
      if (!allowed.includes(each) && !allowed.includes(implied)) throw unsupported(entity, name);
      const needed = onProperty === 'all' || onProperty.includes(implied) || advancedOperators.has(each);
      if (needed) advanced.add(each);
    }
    return property;
  };

  function compile(of: FilterNode, negated: boolean): Condition {
    switch (of.kind) {
      case 'and':
      case 'or': {
        const [left, right] = [compile(of.left, negated), compile(of.right, negated)];
        return { sql: `(${left.sql} ${of.kind} ${right.sql})`, values: [...left.values, ...right.values] };
      }
      case 'not': {
        const inner = compile(of.of, true);
        // A property that is null fails the positive test, so it passes the negated one.
        return { sql: `(not coalesce(${inner.sql}, 0))`, values: inner.values };
      }
      case 'comparison':
        return comparison(of.path, of.operator, of.value, negated);
      case 'in':
        return inList(of.path, of.values, negated);
      case 'function':
        return stringFunction(of.path, of.name, of.value, negated);
      case 'any':
        return any(of.path, of.variable, of.of, negated);
    }
  }

  function comparison(
    path: Path,
    operator: keyof typeof operators,
    literal: Literal,
    negated: boolean,
  ): Condition {
    const [given = '', counted] = path;
    const name = exactName(entity, given);
    if (counted === '$count' && path.length === 2) {
      demand(name, 'count', negated);
      if (literal.is !== 'number') throw invalid(entity, name);
      return {
        sql: `coalesce(json_array_length("${name}"), 0) ${operators[operator]} ?`,
        values: [literal.value],
      };
    }
    if (path.length !== 1) throw unsupported(entity, path.join('/'));
    // `passwordPolicies` takes `ne` and `eq null`, but no other `eq`.
    const property =
      literal.is === 'null' && operator === 'eq' ? filterable(entity, name) : demand(name, operator, negated);
    const { kind } = property;
    if (property.filter === undefined || kind === 'json' || kind === 'strings')
      throw unsupported(entity, name);
    if (literal.is === 'null') {
      advanced.add(operator);
      if (operator !== 'eq' && operator !== 'ne') throw invalid(entity, name);
      return { sql: `"${name}" is ${operator === 'eq' ? '' : 'not '}null`, values: [] };
    }
    const value = bind(entity, name, kind, literal);
    // Null is not equal to anything, so it is unequal to everything.
    if (operator === 'ne') return { sql: `("${name}" is null or "${name}" <> ?)`, values: [value] };
    const usual = operator === 'eq' && isUsual(entity, name, value);
    // A unary plus keeps SQLite from an index that most rows are in.
    return { sql: `${usual ? '+' : ''}"${name}" ${operators[operator]} ?`, values: [value] };
  }

  function inList(path: Path, literals: readonly Literal[], negated: boolean): Condition {
    const name = exactName(entity, path[0] ?? '');
    const { kind } = demand(name, 'in', negated);
    if (path.length !== 1 || literals.length > 15) throw unsupported(entity, name);
    const values = literals.map((literal) => bind(entity, name, kind, literal));
    return { sql: `"${name}" in (${values.map(() => '?').join(', ')})`, values };
  }

  function stringFunction(
    path: Path,
    operator: 'startsWith' | 'endsWith',
    literal: Literal,
    negated: boolean,
  ): Condition {
    const name = exactName(entity, path[0] ?? '');
    const { kind } = demand(name, operator, negated);
    if (path.length !== 1 || kind !== 'string') throw unsupported(entity, name);
    if (literal.is !== 'string') throw invalid(entity, name);
    return textTest(`"${name}"`, operator, literal.value);
  }

  function any(path: Path, variable: string, inner: FilterNode | undefined, negated: boolean): Condition {
    const name = exactName(entity, path[0] ?? '');
    const { kind } = demand(name, 'any', negated);
    if (path.length !== 1 || (kind !== 'json' && kind !== 'strings')) throw unsupported(entity, name);
    if (inner === undefined) return { sql: `coalesce(json_array_length("${name}"), 0) > 0`, values: [] };
    const { sql, values } = element(name, variable, inner);
    return { sql: `exists (select 1 from json_each("${name}") as item where ${sql})`, values };
  }

  /** Inside a lambda the variable, or one property of it, is compared. */
  function element(property: string, variable: string, of: FilterNode): Condition {
    if (of.kind === 'and' || of.kind === 'or') {
      const [left, right] = [element(property, variable, of.left), element(property, variable, of.right)];
      return { sql: `(${left.sql} ${of.kind} ${right.sql})`, values: [...left.values, ...right.values] };
    }
    if (of.kind !== 'comparison' && of.kind !== 'function') throw unsupported(entity, property);
    const [root, member, ...deeper] = of.path;
    if (root !== variable || deeper.length > 0) throw unsupported(entity, property);
    const { members } = filterable(entity, property);
    if (member === undefined ? members !== undefined : members?.includes(member) !== true) {
      throw problem('GraphFilterPropertyUnknown', { property: member ?? variable, type: property });
    }
    const operand = member === undefined ? 'item.value' : `json_extract(item.value, '$.${member}')`;
    if (of.kind === 'function') {
      if (of.value.is !== 'string') throw invalid(entity, property);
      if (of.name === 'endsWith') advanced.add('endsWith');
      return textTest(operand, of.name, of.value.value);
    }
    if (of.value.is === 'null')
      return { sql: `${operand} is ${of.operator === 'eq' ? '' : 'not '}null`, values: [] };
    const value = of.value.is === 'boolean' ? Number(of.value.value) : of.value.value;
    return { sql: `${operand} ${operators[of.operator]} ? collate nocase`, values: [value] };
  }

  const { sql, values } = compile(filter, false);
  const access = accessOf(entity, filter);
  const alternatives = access.by === 'alternatives' ? access.filters.map((each) => compile(each, false)) : [];
  return { sql, values, advanced: [...advanced], access, alternatives };
}

/** A prefix is a range, which an index answers; `like` would need escapes and scans. */
function textTest(operand: string, operator: 'startsWith' | 'endsWith', value: string): Condition {
  if (value === '') return { sql: `${operand} is not null`, values: [] };
  if (operator === 'startsWith') {
    return {
      sql: `(${operand} >= ? collate nocase and ${operand} < ? collate nocase)`,
      values: [value, `${value}\u{10FFFF}`],
    };
  }
  return { sql: `lower(substr(${operand}, -length(?))) = lower(?)`, values: [value, value] };
}

/** Graph does not mind the case of a property's name. */
function exactName(entity: EntityName, name: string): string {
  const { properties } = sheets[entity];
  if (Object.hasOwn(properties, name)) return name;
  return Object.keys(properties).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
}

function filterable(entity: EntityName, name: string): Property {
  const property = Object.hasOwn(sheets[entity].properties, name)
    ? sheets[entity].properties[name]
    : undefined;
  if (property !== undefined) return property;
  if (propertyKnownToGraph(entity, name))
    throw problem('GraphNotEmulated', { operation: `$filter on ${entity}/${name}` });
  throw problem('GraphFilterPropertyUnknown', { property: name, type: `microsoft.graph.${entity}` });
}

function bind(entity: EntityName, name: string, kind: Kind, literal: Literal): SqlValue {
  if (kind === 'boolean' && literal.is === 'boolean') return literal.value ? 1 : 0;
  if (kind === 'int' && literal.is === 'number') return literal.value;
  if (kind === 'time' && literal.is === 'bare') {
    const time = instant(literal.value);
    if (time !== undefined) return time;
  }
  if (kind === 'string' && (literal.is === 'string' || literal.is === 'bare')) return literal.value;
  throw invalid(entity, name);
}

/** As rows hold it: UTC to the second, so that texts compare like times. */
function instant(value: string): string | undefined {
  const time = parseIsoTime(value);
  return time === undefined ? undefined : isoTime(time).replace('.000Z', 'Z');
}

function unsupported(entity: EntityName, property: string): Error {
  return problem('GraphFilterUnsupported', { property, type: typeName(entity) });
}

function invalid(entity: EntityName, property: string): Error {
  return problem('GraphPropertyInvalid', { property, type: typeName(entity) });
}

export function typeName(entity: EntityName): string {
  return `${entity[0]!.toUpperCase()}${entity.slice(1)}`;
}
