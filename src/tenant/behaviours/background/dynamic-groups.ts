import { isProblem } from '#kernel';

import { tableOf } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { parseRule } from '../membership/rule-parser.ts';
import type { Rule } from '../membership/rule-nodes.ts';
import { type RuleReads, readsOf } from '../membership/rule-reads.ts';

/** A group, or an administrative unit, whose members follow from a rule. */
export interface DynamicGroup {
  readonly id: string;
  readonly entity: DynamicEntity;
  /** The relation that its members are kept in. */
  readonly nav: `${DynamicEntity}.members`;
  readonly rule: Rule;
  readonly reads: RuleReads;
}

type DynamicEntity = 'group' | 'administrativeUnit';

const entities: readonly DynamicEntity[] = ['group', 'administrativeUnit'];
const parsed = new Map<string, { readonly rule: Rule; readonly reads: RuleReads } | undefined>();

/** Those whose rule is being processed, from the index of their state. */
export function dynamicGroups(state: TenantState): readonly DynamicGroup[] {
  return entities.flatMap((entity) =>
    state
      .select(
        `select id, "membershipRule" from ${tableOf(entity)} where "membershipRuleProcessingState" = 'On'`,
        [],
      )
      .flatMap(({ id, membershipRule }) => dynamic(entity, String(id), membershipRule)),
  );
}

export function dynamicGroup(state: TenantState, id: string): DynamicGroup | undefined {
  const rule = ['membershipRule', 'membershipRuleProcessingState'];
  const group = state.get('group', id, [...rule, 'groupTypes']);
  const unit =
    group === undefined ? state.get('administrativeUnit', id, [...rule, 'membershipType']) : undefined;
  const row = group ?? unit;
  const types = (row?.['groupTypes'] ?? []) as readonly string[];
  const isDynamic = types.includes('DynamicMembership') || row?.['membershipType'] === 'Dynamic';
  if (row?.['membershipRuleProcessingState'] !== 'On' || !isDynamic) return undefined;
  return dynamic(group === undefined ? 'administrativeUnit' : 'group', row.id, row['membershipRule'])[0];
}

function dynamic(entity: DynamicEntity, id: string, rule: unknown): readonly DynamicGroup[] {
  if (typeof rule !== 'string' || rule === '') return [];
  const known = parseOnce(rule);
  return known === undefined ? [] : [{ id, entity, nav: `${entity}.members`, ...known }];
}

/** A rule that came by import and is none of ours takes nobody in. */
function parseOnce(text: string): { readonly rule: Rule; readonly reads: RuleReads } | undefined {
  if (parsed.has(text)) return parsed.get(text);
  if (parsed.size >= 1000) parsed.delete(parsed.keys().next().value ?? '');
  const made = tryParse(text);
  parsed.set(text, made);
  return made;
}

function tryParse(text: string): { readonly rule: Rule; readonly reads: RuleReads } | undefined {
  try {
    const rule = parseRule(text);
    return { rule, reads: readsOf(rule) };
  } catch (error) {
    if (isProblem(error)) return undefined;
    throw error;
  }
}
