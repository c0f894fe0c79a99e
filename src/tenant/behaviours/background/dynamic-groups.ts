import { isProblem } from '#kernel';

import type { TenantState } from '../../state/state.ts';
import { parseRule } from '../membership/rule-parser.ts';
import type { Rule } from '../membership/rule-nodes.ts';
import { type RuleReads, readsOf } from '../membership/rule-reads.ts';

export interface DynamicGroup {
  readonly id: string;
  readonly rule: Rule;
  readonly reads: RuleReads;
}

const parsed = new Map<string, { readonly rule: Rule; readonly reads: RuleReads } | undefined>();

/** Those whose rule is being processed, from the index of their state. */
export function dynamicGroups(state: TenantState): readonly DynamicGroup[] {
  return state
    .select(`select id, "membershipRule" from e_group where "membershipRuleProcessingState" = 'On'`, [])
    .flatMap(({ id, membershipRule }) => dynamic(String(id), membershipRule));
}

export function dynamicGroup(state: TenantState, id: string): DynamicGroup | undefined {
  const row = state.get('group', id, ['membershipRule', 'membershipRuleProcessingState', 'groupTypes']);
  const types = (row?.['groupTypes'] ?? []) as readonly string[];
  if (row?.['membershipRuleProcessingState'] !== 'On' || !types.includes('DynamicMembership'))
    return undefined;
  return dynamic(row.id, row['membershipRule'])[0];
}

function dynamic(id: string, rule: unknown): readonly DynamicGroup[] {
  if (typeof rule !== 'string' || rule === '') return [];
  const known = parseOnce(rule);
  return known === undefined ? [] : [{ id, ...known }];
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
