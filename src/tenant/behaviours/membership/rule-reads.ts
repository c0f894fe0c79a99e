import type { Rule, Subject } from './rule-nodes.ts';
import { findProperty } from './rule-properties.ts';

/** What a rule looks at: a change of anything else cannot change who meets it. */
export interface RuleReads {
  readonly of: Subject;
  /** Names of the entity's own properties. */
  readonly properties: ReadonlySet<string>;
  /** Groups whose direct members matter. */
  readonly groups: ReadonlySet<string>;
  /** Whose reports matter. */
  readonly manager: string | undefined;
  /** The passing of time alone may change the answer. */
  readonly clock: boolean;
}

export function readsOf(rule: Rule): RuleReads {
  const properties = new Set<string>();
  const groups = new Set<string>();
  let manager: string | undefined;
  let of: Subject = 'user';
  let clock = false;
  const visit = (node: Rule): void => {
    switch (node.kind) {
      case 'and':
      case 'or':
        visit(node.left);
        visit(node.right);
        return;
      case 'not':
        visit(node.operand);
        return;
      case 'any':
      case 'all':
        ({ of } = node);
        properties.add(columnOf(node.of, node.property));
        return;
      case 'memberOf':
        ({ of } = node);
        node.groups.forEach((group) => groups.add(group.toLowerCase()));
        return;
      case 'directReports':
        ({ manager } = node);
        return;
      case 'compare':
        if (node.of !== 'item') {
          ({ of } = node);
          properties.add(columnOf(node.of, node.property));
        }
        clock ||= node.value.kind === 'now';
    }
  };
  visit(rule);
  return { of, properties, groups, manager, clock };
}

function columnOf(of: Subject, name: string): string {
  return (findProperty(of, name)?.property.path ?? name).split('.')[0]!;
}
