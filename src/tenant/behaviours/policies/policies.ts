import { problem } from '#kernel';

import type { Hooks } from '../behaviour.ts';
import { instant } from '../instant.ts';

const invitesFrom = ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'];
/** Guest, restricted guest, member. Source: learn.microsoft.com/graph/api/resources/authorizationpolicy. */
const guestRoles = [
  'a0b1b346-4d3e-4e8b-98f8-753987be4970',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  '2af84b1e-32c8-42b7-82bc-daa82404023b',
];

export const policyHooks: Readonly<Record<string, Hooks>> = {
  authorizationPolicy: {
    update(_context, row, values) {
      const { allowInvitesFrom, guestUserRoleId, defaultUserRolePermissions } = values;
      if (allowInvitesFrom !== undefined && !invitesFrom.includes(String(allowInvitesFrom)))
        throw invalid('allowInvitesFrom', 'AuthorizationPolicy');
      if (guestUserRoleId !== undefined && !guestRoles.includes(String(guestUserRoleId)))
        throw invalid('guestUserRoleId', 'AuthorizationPolicy');
      if (defaultUserRolePermissions === undefined) return values;
      const merged = {
        ...(row['defaultUserRolePermissions'] as object),
        ...(defaultUserRolePermissions as object),
      };
      return { ...values, defaultUserRolePermissions: merged };
    },
  },
  identitySecurityDefaultsEnforcementPolicy: {
    update({ state }, _row, values) {
      const enforced = state.all('conditionalAccessPolicy').some((policy) => policy['state'] === 'enabled');
      if (values['isEnabled'] === true && enforced) throw problem('GraphSecurityDefaultsRefused');
      return values;
    },
  },
  authenticationMethodsPolicy: {
    update: (context, _row, values) => ({ ...values, lastModifiedDateTime: instant(context) }),
  },
  authenticationMethodConfiguration: {
    update(_context, _row, values) {
      const { state } = values;
      if (state !== undefined && state !== 'enabled' && state !== 'disabled')
        throw invalid('state', 'AuthenticationMethodConfiguration');
      return values;
    },
  },
  permissionGrantPolicy: {
    create(context, values, id) {
      const name = typeof values['id'] === 'string' ? values['id'] : id;
      if (name.startsWith('microsoft-')) throw invalid('id', 'PermissionGrantPolicy');
      if (context.state.get('permissionGrantPolicy', name, []) !== undefined)
        throw problem('GraphDuplicate', { property: 'id' });
      return { ...values, id: name };
    },
    update(_context, row, values) {
      if (row.id.startsWith('microsoft-')) throw problem('GraphForbidden');
      return values;
    },
    remove(_context, row) {
      if (row.id.startsWith('microsoft-')) throw problem('GraphForbidden');
    },
  },
};

function invalid(property: string, type: string): Error {
  return problem('GraphPropertyInvalid', { property, type });
}
