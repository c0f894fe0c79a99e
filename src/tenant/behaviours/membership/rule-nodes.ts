/** The rule of a dynamic group, parsed. Names are already those of the property table, whatever case was written. */
export type Rule =
  | { readonly kind: 'and' | 'or'; readonly left: Rule; readonly right: Rule }
  | { readonly kind: 'not'; readonly operand: Rule }
  | Comparison
  /** `user.assignedPlans -any (assignedPlan.service -eq "exchange")`, `user.otherMails -all (_ -contains "@")`. */
  | {
      readonly kind: 'any' | 'all';
      readonly property: string;
      readonly of: Subject;
      readonly condition: Rule;
    }
  /** `user.memberof -any (group.objectId -in ['…'])`. */
  | { readonly kind: 'memberOf'; readonly of: Subject; readonly groups: readonly string[] }
  /** `Direct Reports for "…"`. */
  | { readonly kind: 'directReports'; readonly manager: string };

export interface Comparison {
  readonly kind: 'compare';
  readonly of: Subject | 'item';
  /** Inside a lambda the member of the item, or `_` for the item itself. */
  readonly property: string;
  readonly operator: Operator;
  readonly value: Literal;
}

export type Subject = 'user' | 'device';

export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'texts'; readonly values: readonly string[] }
  /** An instant, or one that moves with the clock: `system.now -plus p1d`. Milliseconds. */
  | { readonly kind: 'instant'; readonly value: number }
  | { readonly kind: 'now'; readonly offset: number };

/** Source: learn.microsoft.com/entra/identity/users/groups-dynamic-membership#supported-expression-operators. */
export const operators = [
  'eq',
  'ne',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
  'in',
  'notIn',
  'le',
  'ge',
] as const;

export type Operator = (typeof operators)[number];
