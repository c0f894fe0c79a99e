import { problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Hooks } from '../behaviour.ts';
import { ownByCreator } from '../creator.ts';
import { instant } from '../instant.ts';
import { licencesOf } from '../licences/keep.ts';
import { securityIdentifier } from '../users/names.ts';
import { demandAddress, freeAddress, mainDomain } from './addresses.ts';
import { expiryOf } from './expiry.ts';
import { checkGroupValues, demandKind, demandRule, isDynamic, isUnified } from './kinds.ts';

type Values = Record<string, unknown>;

export const groupHooks: Readonly<Record<string, Hooks>> = {
  group: { create: createGroup, update: updateGroup, remove: removeGroup },
};

/** Source: learn.microsoft.com/graph/api/group-post-groups. */
function createGroup(context: Context, values: Values, id: string): Values {
  checkGroupValues(values);
  demandKind(values);
  demandRule(values);
  demandRoleAssignable(context, values);
  const unified = isUnified(values);
  const mail = unified ? freeAddress(context.state, String(values['mailNickname'])) : null;
  // Hidden membership is chosen when a Microsoft 365 group is made, and is for those alone.
  if (values['visibility'] === 'HiddenMembership' && !unified)
    throw problem('GraphPropertyInvalid', { property: 'visibility', type: 'Group' });
  const now = instant(context);
  ownByCreator(context, 'group.owners', id);
  return {
    ...values,
    groupTypes: values['groupTypes'] ?? [],
    createdDateTime: now,
    renewedDateTime: now,
    expirationDateTime: unified ? expiryOf(context, id, now) : null,
    creationOptions: values['creationOptions'] ?? [],
    mail,
    mailEnabled: unified,
    // Believed: a rule without a state is processed.
    ...(isDynamic(values) && {
      membershipRuleProcessingState: values['membershipRuleProcessingState'] ?? 'On',
    }),
    proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
    resourceBehaviorOptions: values['resourceBehaviorOptions'] ?? [],
    resourceProvisioningOptions: [],
    securityIdentifier: securityIdentifier(id),
    visibility:
      values['visibility'] ?? (unified ? 'Public' : values['isAssignableToRole'] === true ? 'Private' : null),
    assignedLicenses: [],
  };
}

/** Source: learn.microsoft.com/graph/api/resources/group (isAssignableToRole): set once, for assigned membership. */
function demandRoleAssignable({ principal }: Context, values: Values): void {
  if (values['isAssignableToRole'] !== true) return;
  if (isDynamic(values) || values['securityEnabled'] !== true) throw problem('GraphRoleAssignableKind');
  const held = principal.kind === 'app' ? principal.roles : principal.scopes;
  if (!held.includes('RoleManagement.ReadWrite.Directory')) throw problem('GraphForbidden');
}

/** Source: learn.microsoft.com/graph/api/group-update. */
function updateGroup(context: Context, row: Row, values: Values): Values {
  if (row['onPremisesSyncEnabled'] === true) throw problem('GraphMasteredOnPremises');
  checkGroupValues(values);
  demandImmutable(row, values);
  const next = { ...row, ...values };
  if (values['groupTypes'] !== undefined || values['membershipRule'] !== undefined) demandRule(next);
  if (values['mailNickname'] !== undefined && isUnified(row)) {
    const mail = `${String(values['mailNickname'])}@${mainDomain(context.state)}`;
    demandAddress(context.state, mail, row.id);
  }
  if (isDynamic(next) === isDynamic(row)) return values;
  // A group whose rule went has the members that it had; one whose rule came is processed.
  return isDynamic(next)
    ? { ...values, membershipRuleProcessingState: values['membershipRuleProcessingState'] ?? 'On' }
    : { ...values, membershipRule: null, membershipRuleProcessingState: null };
}

/** What is chosen once: the kind of the group, whether roles may be assigned to it, hidden membership. */
function demandImmutable(row: Row, values: Values): void {
  for (const property of ['isAssignableToRole', 'mailEnabled', 'securityEnabled'] as const) {
    const changed = values[property] !== undefined && values[property] !== (row[property] ?? false);
    if (changed && (property !== 'securityEnabled' || !isUnified(row)))
      throw problem('GraphPropertyReadOnly', { property });
  }
  if (values['groupTypes'] !== undefined && isUnified(values) !== isUnified(row))
    throw problem('GraphPropertyInvalid', { property: 'groupTypes', type: 'Group' });
  const { visibility } = values;
  const hidden = row['visibility'] === 'HiddenMembership';
  if (visibility !== undefined && (visibility === 'HiddenMembership') !== hidden)
    throw problem('GraphPropertyInvalid', { property: 'visibility', type: 'Group' });
}

/** A group that gives licences is kept until it gives none. Source: licensing-groups-resolve-problems. */
function removeGroup(_context: Context, row: Row): void {
  if (licencesOf(row).length > 0) throw problem('GraphGroupLicensed');
}
