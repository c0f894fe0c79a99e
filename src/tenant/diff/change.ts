import type { EntityName } from '../edm/model.ts';

/** One difference between two states of a tenant, for the admin API, the command line and tests. */
export interface Change {
  readonly op: 'added' | 'removed' | 'changed';
  readonly type: EntityName;
  readonly id: string;
  /** What a person calls the object; its id when it has no name. */
  readonly name: string;
  /** Only of `changed`: the property whose values are `before` and `after`. A secret property has neither. */
  readonly property?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** A relation came or went, rather than the object itself: `{ nav: 'members', target: … }` of a group. */
  readonly link?: { readonly nav: string; readonly target: ChangeEnd };
}

export interface ChangeEnd {
  readonly id: string;
  readonly type: EntityName;
  readonly name: string;
}
