import type { FilterNode, Literal } from './nodes.ts';

/** The filter as text again: `parseFilter(printFilter(node))` is the same node. */
export function printFilter(of: FilterNode): string {
  switch (of.kind) {
    case 'and':
    case 'or':
      return `${printLeft(of)} ${of.kind} (${printFilter(of.right)})`;
    case 'not':
      return `not (${printFilter(of.of)})`;
    case 'comparison':
      return `${of.path.join('/')} ${of.operator} ${printLiteral(of.value)}`;
    case 'in':
      return `${of.path.join('/')} in (${of.values.map(printLiteral).join(', ')})`;
    case 'function':
      return `${of.name.toLowerCase()}(${of.path.join('/')}, ${printLiteral(of.value)})`;
    case 'isof':
      return `isof('microsoft.graph.${of.type}')`;
    case 'lambda':
      return `${of.path.join('/')}/${of.quantifier}(${of.of === undefined ? '' : `${of.variable}:${printFilter(of.of)}`})`;
  }
}

function printLiteral(literal: Literal): string {
  switch (literal.is) {
    case 'string':
      return `'${literal.value.replaceAll("'", "''")}'`;
    case 'null':
      return 'null';
    default:
      return String(literal.value);
  }
}

/** `a or b or c` is read from the left: what stands there needs no parentheses of its own. */
function printLeft({ kind, left }: FilterNode & { kind: 'and' | 'or' }): string {
  return left.kind === kind ? printFilter(left) : `(${printFilter(left)})`;
}
