import { type TenantryError, problem } from '#kernel';

import type { EntityName } from '../../edm/model.ts';
import type { FilterOperator } from '../../edm/sheet.ts';
import { type Condition, joined, sqlOperators, textTest } from './condition.ts';
import { bindLoosely, invalidValue } from './literals.ts';
import { type FilterNode, type Literal, type Path, flat } from './nodes.ts';
import { filterable, unsupported } from './properties.ts';

/** What a lambda asks of each value of a collection: of the variable itself, or of one member of it. */
export function compileElement(
  entity: EntityName,
  property: string,
  variable: string,
  of: FilterNode,
  advanced: TenantryError[],
): Condition {
  const { members, filter = [] } = filterable(entity, property);

  const operandOf = (path: Path, operator: FilterOperator): string => {
    const [root, member, ...deeper] = path;
    if (root !== variable || deeper.length > 0) throw unsupported(entity, property);
    if (member === undefined ? members !== undefined : members?.includes(member) !== true) {
      throw problem('GraphFilterPropertyUnknown', { property: member ?? variable, type: property });
    }
    if (!filter.includes(operator)) throw unsupported(entity, property);
    return member === undefined ? 'item.value' : `json_extract(item.value, '$.${member}')`;
  };

  const compare = (operand: string, operator: keyof typeof sqlOperators, value: Literal): Condition => {
    if (value.is === 'null')
      return { sql: `${operand} is ${operator === 'eq' ? '' : 'not '}null`, values: [] };
    return { sql: `${operand} ${sqlOperators[operator]} ? collate nocase`, values: [bindLoosely(value)] };
  };

  const compile = (part: FilterNode): Condition => {
    switch (part.kind) {
      case 'and':
      case 'or':
        return joined(flat(part, part.kind).map(compile), part.kind);
      case 'comparison': {
        const { operator } = part;
        if (operator === 'has') throw unsupported(entity, property);
        const implied = operator === 'gt' ? 'ge' : operator === 'lt' ? 'le' : operator;
        return compare(operandOf(part.path, implied), operator, part.value);
      }
      case 'in': {
        const operand = operandOf(part.path, filter.includes('in') ? 'in' : 'eq');
        return joined(
          part.values.map((value) => compare(operand, 'eq', value)),
          'or',
        );
      }
      case 'function': {
        const operand = operandOf(part.path, part.name);
        if (part.value.is !== 'string') throw invalidValue(entity, property);
        if (part.name === 'endsWith') advanced.push(problem('GraphAdvancedQuery', { operator: 'endsWith' }));
        return textTest(operand, part.name, part.value.value);
      }
      default:
        throw unsupported(entity, property);
    }
  };

  if (of.kind === 'and' || of.kind === 'or') advanced.push(problem('GraphFilterComplex', { property }));
  return compile(of);
}
