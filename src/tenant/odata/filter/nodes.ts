/** The `$filter` language as small frozen nodes. Source: OData 4.01 part 2, the part of it that Graph's directory takes. */

export type Literal =
  | { readonly is: 'string'; readonly value: string }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'null' }
  /** A GUID or a time, unquoted. */
  | { readonly is: 'bare'; readonly value: string };

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type StringFunction = 'startsWith' | 'endsWith';

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
  | {
      readonly kind: 'any';
      readonly path: Path;
      readonly variable: string;
      readonly of: FilterNode | undefined;
    };

/** `displayName`, `assignedLicenses/$count`, or inside a lambda `s/skuId`. */
export type Path = readonly string[];

export const node = <Node extends FilterNode>(made: Node): Node => Object.freeze(made);
