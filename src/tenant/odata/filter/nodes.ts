/** The `$filter` language as small frozen nodes. Source: OData 4.01 part 2, the part of it that Graph takes or names. */

export type Literal =
  | { readonly is: 'string'; readonly value: string }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'null' }
  /** A GUID or a time, unquoted. */
  | { readonly is: 'bare'; readonly value: string };

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'has';
export type StringFunction = 'startsWith' | 'endsWith' | 'contains';

export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly of: FilterNode }
  | {
      readonly kind: 'comparison';
      readonly path: Path;
      readonly operator: ComparisonOperator;
      readonly value: Literal;
    }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: 'function'; readonly name: StringFunction; readonly path: Path; readonly value: Literal }
  /** `isof('microsoft.graph.user')`: the type without its namespace. */
  | { readonly kind: 'isof'; readonly type: string }
  | {
      readonly kind: 'lambda';
      readonly quantifier: 'any' | 'all';
      readonly path: Path;
      readonly variable: string;
      readonly of: FilterNode | undefined;
    };

/** `displayName`, `assignedLicenses/$count`, or inside a lambda `s/skuId`. */
export type Path = readonly string[];

export const node = <Node extends FilterNode>(made: Node): Node => Object.freeze(made);

/** The clauses that one kind of conjunction holds together. */
export function flat(of: FilterNode, kind: 'and' | 'or'): FilterNode[] {
  const found: FilterNode[] = [];
  const left: FilterNode[] = [of];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.kind === kind) left.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}
