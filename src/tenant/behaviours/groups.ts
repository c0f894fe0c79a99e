import { problem } from '#kernel';

import type { Context } from '../odata/request.ts';
import { ownByCreator } from './creator.ts';
import type { Hooks } from './behaviour.ts';
import { readsOf } from './membership/rule-reads.ts';
import { parseRule } from './membership/rule-parser.ts';
import { instant } from './users.ts';

export const groupHooks: Readonly<Record<string, Hooks>> = {
  group: {
    create(context, values, id) {
      ownByCreator(context, 'group.owners', id);
      const types = (values['groupTypes'] ?? []) as readonly string[];
      const unified = types.includes('Unified');
      demandDynamicRule(types, values['membershipRule']);
      demandKind(unified, values['mailEnabled'] === true, values['securityEnabled'] === true);
      if (/[@()\\[\]";:<>, ]|[^\x20-\x7e]/.test(String(values['mailNickname'])))
        throw problem('GraphPropertyInvalid', { property: 'mailNickname', type: 'Group' });
      const domain = context.state.all('domain').find((each) => each['isDefault'] === true)?.id ?? '';
      const now = instant(context);
      return {
        ...values,
        groupTypes: types,
        createdDateTime: now,
        renewedDateTime: now,
        mail: values['mailEnabled'] === true ? `${String(values['mailNickname'])}@${domain}` : null,
        proxyAddresses: [],
        visibility: values['visibility'] ?? (unified ? 'Public' : null),
        assignedLicenses: [],
      };
    },
    update(_context, row, values) {
      demandDynamicRule(
        (values['groupTypes'] ?? row['groupTypes']) as readonly string[],
        values['membershipRule'] ?? row['membershipRule'],
      );
      return values;
    },
  },
};

/** Members of a dynamic group follow its rule: nobody adds or removes them. */
export function demandAssignedMembership(context: Context, group: string): void {
  const types = context.state.get('group', group)?.['groupTypes'] as readonly string[] | undefined;
  if (types?.includes('DynamicMembership') === true) throw problem('GraphDynamicMembership');
}

/** Distribution lists and mail-enabled security groups belong to Exchange. Source: learn.microsoft.com/graph/api/resources/groups-overview. */
function demandKind(unified: boolean, mail: boolean, security: boolean): void {
  if (!unified && (mail || !security)) throw problem('GraphGroupKind');
}

/** Source: learn.microsoft.com/graph/api/resources/group (membershipRule); the rule is parsed before it is kept. */
function demandDynamicRule(types: readonly string[], rule: unknown): void {
  if (!types.includes('DynamicMembership')) return;
  if (!rule) throw problem('GraphPropertyMissing', { property: 'membershipRule', type: 'Group' });
  const { of } = readsOf(parseRule(String(rule)));
  // Only users can be members of a Microsoft 365 group.
  if (of === 'device' && types.includes('Unified'))
    throw problem('GraphMembershipRuleInvalid', { detail: 'Invalid object type.' });
}
