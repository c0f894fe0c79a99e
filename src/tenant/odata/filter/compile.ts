import { type TenantryError, problem } from '#kernel';

import { type EntityName, sheets } from '../../edm/model.ts';
import type { FilterOperator, Kind, Property } from '../../edm/sheet.ts';
import { type Access, accessOf, isAnsweredByIndex, isUnique, isUsual } from './access.ts';
import { type Condition, joined, sqlOperators, textTest } from './condition.ts';
import { extensionOperand } from './extension-operand.ts';
import { compileElement } from './lambda.ts';
import { excesses, isLongPrefix } from './limits.ts';
import { bind, bindLoosely, invalidValue } from './literals.ts';
import { type FilterNode, type Literal, type Path, type StringFunction, flat } from './nodes.ts';
import { exactName, filterable, isCountable, navigationName, unsupported } from './properties.ts';

export type { Condition } from './condition.ts';
export { typeName } from './literals.ts';

export interface Compiled extends Condition {
  /** Why Graph answers it only as an advanced query, in the words in which it refuses any other. */
  readonly advanced: readonly TenantryError[];
  readonly access: Access;
  /** Of access by alternatives: each by itself. */
  readonly alternatives: readonly Condition[];
  /** A page costs no more than its rows, however many there are. */
  readonly answeredByIndex: boolean;
  /** It finds one or few. */
  readonly unique: boolean;
}

/** Source: learn.microsoft.com/graph/aad-advanced-queries, "Support for filter by operators". */
const advancedOperators = new Set<FilterOperator>(['ne', 'not', 'endsWith', 'count']);

/** The one way from `$filter` to SQL: only what the capability sheet allows on each property. */
export function compileFilter(entity: EntityName, filter: FilterNode): Compiled {
  const advanced: TenantryError[] = [];
  const needsAdvanced = (operator: string): void => {
    advanced.push(problem('GraphAdvancedQuery', { operator }));
  };

  const demand = (name: string, operator: FilterOperator, negated: boolean): Property => {
    const property = filterable(entity, name);
    const allowed = property.filter ?? [];
    const asked: FilterOperator[] = negated ? [operator, 'not'] : [operator];
    const onProperty = property.advanced ?? [];
    for (const each of asked) {
      const implied = each === 'gt' ? 'ge' : each === 'lt' ? 'le' : each;
      if (!allowed.includes(each) && !allowed.includes(implied)) throw unsupported(entity, name);
      const needed = onProperty === 'all' || onProperty.includes(implied) || advancedOperators.has(each);
      if (needed) needsAdvanced(each);
    }
    return property;
  };

  function compile(of: FilterNode, negated: boolean): Condition {
    switch (of.kind) {
      case 'and':
      case 'or':
        return joined(
          flat(of, of.kind).map((each) => compile(each, negated)),
          of.kind,
        );
      case 'not': {
        const inner = compile(of.of, true);
        // A property that is null fails the positive test, so it passes the negated one.
        return { sql: `(not coalesce(${inner.sql}, 0))`, values: inner.values };
      }
      case 'comparison':
        if (of.operator === 'has') throw problem('GraphFilterOperator', { operator: 'Has' });
        return comparison(of.path, of.operator, of.value, negated);
      case 'in':
        return inList(of.path, of.values, negated);
      case 'function':
        return stringFunction(of.path, of.name, of.value, negated);
      case 'isof':
        needsAdvanced('isof');
        return { sql: of.type.toLowerCase() === entity.toLowerCase() ? '1' : '0', values: [] };
      case 'lambda':
        // Source: learn.microsoft.com/graph/filter-query-parameter, "all operator".
        if (of.quantifier === 'all') throw problem('GraphFilterNotSupported');
        return any(of.path, of.variable, of.of, negated);
    }
  }

  function comparison(
    path: Path,
    operator: keyof typeof sqlOperators,
    literal: Literal,
    negated: boolean,
  ): Condition {
    const [given = '', second] = path;
    const extension = extensionOperand(entity, path);
    if (extension !== undefined) return onExtension(extension, given, operator, literal, negated);
    if (second === '$count' && path.length === 2) return counted(given, operator, literal, negated);
    const name = exactName(entity, given);
    if (path.length === 2) return member(name, second!, operator, literal, negated);
    if (path.length !== 1) throw unsupported(entity, path.join('/'));
    // `passwordPolicies` takes `ne` and `eq null`, but no other `eq`.
    const property =
      literal.is === 'null' && operator === 'eq' ? filterable(entity, name) : demand(name, operator, negated);
    if (property.filter === undefined || !isScalar(property.kind)) throw unsupported(entity, name);
    if (literal.is === 'null') return againstNull(`e."${name}"`, name, operator);
    const value = bind(entity, name, property.kind, literal);
    // Null is not equal to anything, so it is unequal to everything.
    if (operator === 'ne') return { sql: `(e."${name}" is null or e."${name}" <> ?)`, values: [value] };
    const usual = operator === 'eq' && isUsual(entity, name, value);
    // A unary plus keeps SQLite from an index that most rows are in.
    return { sql: `${usual ? '+' : ''}e."${name}" ${sqlOperators[operator]} ?`, values: [value] };
  }

  /** Source: learn.microsoft.com/graph/aad-advanced-queries: directory extensions take the operators of their kind. */
  function onExtension(
    operand: string,
    name: string,
    operator: keyof typeof sqlOperators,
    literal: Literal,
    negated: boolean,
  ): Condition {
    if (negated) needsAdvanced('not');
    if (literal.is === 'null') return againstNull(operand, name, operator);
    if (operator === 'ne') needsAdvanced('ne');
    const test = `${operand} ${sqlOperators[operator]} ? collate nocase`;
    const sql = operator === 'ne' ? `(${operand} is null or ${test})` : test;
    return { sql, values: [bindLoosely(literal)] };
  }

  function againstNull(operand: string, name: string, operator: keyof typeof sqlOperators): Condition {
    if (operator !== 'eq' && operator !== 'ne') throw invalidValue(entity, name);
    needsAdvanced(operator);
    return { sql: `${operand} is ${operator === 'eq' ? '' : 'not '}null`, values: [] };
  }

  /** `assignedLicenses/$count eq 0`, `owners/$count eq 1`. */
  function counted(
    given: string,
    operator: keyof typeof sqlOperators,
    literal: Literal,
    negated: boolean,
  ): Condition {
    const navigation = navigationName(entity, given);
    const name = navigation ?? exactName(entity, given);
    if (literal.is !== 'number') throw invalidValue(entity, name);
    if (navigation === undefined) {
      demand(name, 'count', negated);
      const sql = `coalesce(json_array_length(e."${name}"), 0) ${sqlOperators[operator]} ?`;
      return { sql, values: [literal.value] };
    }
    const { relation } = sheets[entity].navigations![navigation]!;
    if (!isCountable(entity, navigation) || !('nav' in relation)) throw unsupported(entity, name);
    if ((operator !== 'eq' && operator !== 'ne') || literal.value > 1) throw unsupported(entity, name);
    needsAdvanced('count');
    const [here, there] = relation.by === 'link' ? ['source', 'target'] : ['target', 'source'];
    const members = `select ${there} from link where nav = ? and ${here} = e.id limit 2`;
    return {
      sql: `(select count(*) from (${members})) ${sqlOperators[operator]} ?`,
      values: [relation.nav, literal.value],
    };
  }

  /** `onPremisesExtensionAttributes/extensionAttribute1`: a member of a complex value. */
  function member(
    name: string,
    given: string,
    operator: keyof typeof sqlOperators,
    literal: Literal,
    negated: boolean,
  ): Condition {
    const operand = memberOperand(name, given, operator, negated);
    if (literal.is === 'null') return againstNull(operand, name, operator);
    const test = `${operand} ${sqlOperators[operator]} ? collate nocase`;
    const sql = operator === 'ne' ? `(${operand} is null or ${test})` : test;
    return { sql, values: [bindLoosely(literal)] };
  }

  function memberOperand(name: string, given: string, operator: FilterOperator, negated: boolean): string {
    const { kind, members, filter } = filterable(entity, name);
    const exact = members?.find((each) => each.toLowerCase() === given.toLowerCase());
    if (kind !== 'json' || filter?.includes('any') === true) throw unsupported(entity, `${name}/${given}`);
    if (exact === undefined) throw problem('GraphFilterPropertyUnknown', { property: given, type: name });
    demand(name, operator, negated);
    return `json_extract(e."${name}", '$.${exact}')`;
  }

  function inList(path: Path, literals: readonly Literal[], negated: boolean): Condition {
    const extension = extensionOperand(entity, path);
    if (extension !== undefined)
      return joined(
        literals.map((literal) => onExtension(extension, path[0] ?? '', 'eq', literal, negated)),
        'or',
      );
    const name = exactName(entity, path[0] ?? '');
    if (path.length > 2) throw unsupported(entity, path.join('/'));
    const operand = path.length === 2 ? memberOperand(name, path[1]!, 'in', negated) : `e."${name}"`;
    const { kind } = path.length === 2 ? filterable(entity, name) : demand(name, 'in', negated);
    const given = literals.filter(({ is }) => is !== 'null');
    const values = given.map((literal) =>
      path.length === 2 ? bindLoosely(literal) : bind(entity, name, kind, literal),
    );
    const marks = values.map(() => '?').join(', ');
    const listed: Condition = { sql: `${operand} in (${marks})`, values };
    if (given.length === literals.length) return listed;
    return joined([againstNull(operand, name, 'eq'), listed], 'or');
  }

  function stringFunction(
    path: Path,
    operator: StringFunction,
    literal: Literal,
    negated: boolean,
  ): Condition {
    const name = exactName(entity, path[0] ?? '');
    const extension = extensionOperand(entity, path);
    if (extension !== undefined) {
      if (operator !== 'startsWith' || literal.is !== 'string') throw unsupported(entity, name);
      if (negated) needsAdvanced('not');
      return textTest(extension, operator, literal.value);
    }
    const { kind, filter } = filterable(entity, name);
    if (operator === 'contains' && filter?.includes('contains') !== true)
      throw problem('GraphFilterOperator', { operator: 'Contains' });
    if (path.length > 2 || (path.length === 1 && kind !== 'string')) throw unsupported(entity, name);
    const operand = path.length === 2 ? memberOperand(name, path[1]!, operator, negated) : `e."${name}"`;
    if (path.length === 1) demand(name, operator, negated);
    if (literal.is !== 'string') throw invalidValue(entity, name);
    if (isLongPrefix(literal.value)) advanced.push(unsupported(entity, name) as TenantryError);
    return textTest(operand, operator, literal.value);
  }

  function any(path: Path, variable: string, inner: FilterNode | undefined, negated: boolean): Condition {
    const name = exactName(entity, path[0] ?? '');
    const { kind } = demand(name, 'any', negated);
    if (path.length !== 1 || isScalar(kind)) throw unsupported(entity, name);
    if (inner === undefined) return { sql: `coalesce(json_array_length(e."${name}"), 0) > 0`, values: [] };
    const { sql, values } = compileElement(entity, name, variable, inner, advanced);
    return { sql: `exists (select 1 from json_each(e."${name}") as item where ${sql})`, values };
  }

  const { sql, values } = compile(filter, false);
  const access = accessOf(entity, filter);
  const reasons = [...advanced, ...excesses(filter)];
  const alternatives = access.by === 'alternatives' ? access.filters.map((each) => compile(each, false)) : [];
  return {
    sql,
    values,
    advanced: reasons,
    access,
    alternatives,
    answeredByIndex: isAnsweredByIndex(entity, filter),
    unique: isUnique(entity, filter),
  };
}

function isScalar(kind: Kind): boolean {
  return kind !== 'json' && kind !== 'strings';
}
