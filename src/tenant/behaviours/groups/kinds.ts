import { problem } from '#kernel';

import { type RuleReads, readsOf } from '../membership/rule-reads.ts';
import { parseRule } from '../membership/rule-parser.ts';

type Values = Readonly<Record<string, unknown>>;

export function typesOf(values: Values): readonly string[] {
  return (values['groupTypes'] ?? []) as readonly string[];
}

export function isUnified(values: Values): boolean {
  return typesOf(values).includes('Unified');
}

export function isDynamic(values: Values): boolean {
  return typesOf(values).includes('DynamicMembership');
}

/**
 * Distribution lists and mail-enabled security groups belong to Exchange; a Microsoft 365 group is mail-enabled.
 * Source: learn.microsoft.com/graph/api/resources/groups-overview.
 */
export function demandKind(values: Values): void {
  const [mail, security] = [values['mailEnabled'] === true, values['securityEnabled'] === true];
  if (typesOf(values).some((type) => type !== 'Unified' && type !== 'DynamicMembership'))
    throw problem('GraphPropertyInvalid', { property: 'groupTypes', type: 'Group' });
  if (!isUnified(values) && (mail || !security)) throw problem('GraphGroupKind');
  if (isUnified(values) && !mail)
    throw problem('GraphPropertyInvalid', { property: 'mailEnabled', type: 'Group' });
}

/** Source: learn.microsoft.com/graph/api/resources/group (membershipRule); the rule is parsed before it is kept. */
export function demandRule(values: Values): void {
  if (!isDynamic(values)) return;
  const { of } = demandRuleOf('Group', values);
  // Only users can be members of a Microsoft 365 group.
  if (of === 'device' && isUnified(values))
    throw problem('GraphMembershipRuleInvalid', { detail: 'Invalid object type.' });
}

/** The rule and whether it is processed, of what has members by rule; and what the rule looks at. */
export function demandRuleOf(type: 'Group' | 'AdministrativeUnit', values: Values): RuleReads {
  const { membershipRule: rule, membershipRuleProcessingState: processing } = values;
  if (!rule) throw problem('GraphPropertyMissing', { property: 'membershipRule', type });
  const reads = readsOf(parseRule(String(rule)));
  if (processing !== undefined && processing !== null && processing !== 'On' && processing !== 'Paused')
    throw problem('GraphPropertyInvalid', { property: 'membershipRuleProcessingState', type });
  return reads;
}

const visibilities = ['Private', 'Public', 'HiddenMembership'];
const themes = ['Teal', 'Purple', 'Green', 'Blue', 'Pink', 'Orange', 'Red'];
/** Sources: learn.microsoft.com/graph/group-set-options and …/api/resources/group. */
const behaviorOptions = [
  'AllowOnlyMembersToPost',
  'CalendarMemberReadOnly',
  'ConnectorsDisabled',
  'HideGroupInOutlook',
  'SkipExchangeInstantOn',
  'SubscribeMembersToCalendarEventsDisabled',
  'SubscribeNewGroupMembers',
  'WelcomeEmailDisabled',
];

/** Texts and lists that no group may have. */
export function checkGroupValues(values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && !isValid(name, value))
      throw problem('GraphPropertyInvalid', { property: name, type: 'Group' });
  }
}

function isValid(name: string, value: unknown): boolean {
  switch (name) {
    case 'displayName':
      return String(value).length <= 256;
    case 'description':
      return String(value).length <= 1024;
    case 'mailNickname':
      return String(value).length <= 64 && !/[@()\\[\]";:<>, ]|[^\x20-\x7e]/.test(String(value));
    case 'visibility':
      return visibilities.includes(String(value));
    case 'theme':
      return themes.includes(String(value));
    case 'resourceBehaviorOptions':
      return (value as readonly string[]).every((each) => behaviorOptions.includes(each));
    default:
      return true;
  }
}
