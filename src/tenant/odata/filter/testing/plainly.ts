import type { Row } from '../../../state/columns.ts';
import type { FilterNode, Literal, Path } from '../nodes.ts';

/**
 * The filter's meaning, as slowly and plainly as it can be said, and written without a look at the compiler: texts fold
 * ASCII case, null equals only null and is neither more nor less than anything.
 */
export function plainly(of: FilterNode, row: Row): boolean {
  switch (of.kind) {
    case 'and':
      return plainly(of.left, row) && plainly(of.right, row);
    case 'or':
      return plainly(of.left, row) || plainly(of.right, row);
    case 'not':
      return !plainly(of.of, row);
    case 'in':
      return of.values.some((value) => compare(held(row, of.path), 'eq', value));
    case 'function':
      return textTest(held(row, of.path), of.name, of.value);
    case 'comparison':
      return compare(held(row, of.path), of.operator, of.value);
    case 'isof':
      return of.type === 'user';
    case 'lambda': {
      const { of: inner, variable } = of;
      const items = held(row, of.path) as readonly unknown[];
      return items.some((item) => inner === undefined || plainly(inner, { id: '', [variable]: item }));
    }
  }
}

function held(row: Row, [name = '', ...deeper]: Path): unknown {
  const value = row[name] ?? null;
  const [member] = deeper;
  if (member === undefined) return value;
  if (member === '$count') return (value as readonly unknown[]).length;
  return (value as Readonly<Record<string, unknown>>)[member] ?? null;
}

const fold = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function compare(value: unknown, operator: string, asked: Literal): boolean {
  if (asked.is === 'null') return (value === null) === (operator === 'eq');
  if (value === null) return operator === 'ne';
  const order = orderOf(value, asked.value);
  return { eq: order === 0, ne: order !== 0, gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[
    operator
  ]!;
}

/** Numbers by size, truth values by sameness, texts by the bytes of their folded letters. */
function orderOf(value: unknown, asked: string | number | boolean): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value) - Number(asked);
  return Buffer.compare(Buffer.from(fold(String(value))), Buffer.from(fold(String(asked))));
}

function textTest(value: unknown, name: string, asked: Literal): boolean {
  if (typeof value !== 'string' || asked.is !== 'string') return false;
  const [text, part] = [fold(value), fold(asked.value)];
  return name === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
}
