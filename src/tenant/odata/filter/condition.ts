import type { SqlValue } from '../../state/columns.ts';

/** A condition whose every value is bound. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** All of them, or any: as a balanced tree, since SQLite bounds how deep an expression may be. */
export function joined(conditions: readonly Condition[], by: 'and' | 'or'): Condition {
  if (conditions.length <= 1) return conditions[0] ?? { sql: by === 'and' ? '1' : '0', values: [] };
  const middle = Math.ceil(conditions.length / 2);
  const left = joined(conditions.slice(0, middle), by);
  const right = joined(conditions.slice(middle), by);
  return { sql: `(${left.sql} ${by} ${right.sql})`, values: [...left.values, ...right.values] };
}

export const sqlOperators = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** A prefix is a range, which an index answers; `like` would need escapes and scans. */
export function textTest(
  operand: string,
  operator: 'startsWith' | 'endsWith' | 'contains',
  value: string,
): Condition {
  if (value === '') return { sql: `${operand} is not null`, values: [] };
  if (operator === 'startsWith') {
    return {
      sql: `(${operand} >= ? collate nocase and ${operand} < ? collate nocase)`,
      values: [value, `${value}\u{10FFFF}`],
    };
  }
  // Twice as quick over a million as comparing the folded end.
  const escaped = value.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
  return {
    sql: `${operand} like ? escape '\\'`,
    values: [operator === 'contains' ? `%${escaped}%` : `%${escaped}`],
  };
}
