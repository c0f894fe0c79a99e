import { problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Hooks } from '../behaviour.ts';
import { instant } from '../instant.ts';

/** Stands for access to an application that has no roles of its own. */
const defaultRole = '00000000-0000-0000-0000-000000000000';

const principals: Readonly<Record<string, { readonly type: string; readonly member: string }>> = {
  user: { type: 'User', member: 'User' },
  group: { type: 'Group', member: 'User' },
  servicePrincipal: { type: 'ServicePrincipal', member: 'Application' },
};

export const grantHooks: Readonly<Record<string, Hooks>> = {
  appRoleAssignment: {
    /** Source: learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments. */
    create(context, values) {
      const [principalId, resourceId, appRoleId] = ['principalId', 'resourceId', 'appRoleId'].map((name) =>
        String(values[name]),
      ) as [string, string, string];
      const resource = demand(context.state, 'servicePrincipal', resourceId);
      const type = context.state.typeOf(principalId);
      const kind = type === undefined ? undefined : principals[type];
      if (type === undefined || kind === undefined) throw problem('GraphNotFound', { id: principalId });
      demandRole(resource, appRoleId, kind.member);
      const twice = context.state
        .find('appRoleAssignment', 'principalId', principalId)
        .some((each) => each['resourceId'] === resourceId && each['appRoleId'] === appRoleId);
      if (twice) throw problem('GraphAppRoleExists');
      return {
        principalId,
        resourceId,
        appRoleId,
        id: packed(principalId, context.newId()),
        createdDateTime: instant(context),
        principalDisplayName: demand(context.state, type, principalId, ['displayName'])['displayName'],
        principalType: kind.type,
        resourceDisplayName: resource['displayName'],
      };
    },
  },
  oAuth2PermissionGrant: {
    /** Source: learn.microsoft.com/graph/api/oauth2permissiongrant-post. */
    create(context, values) {
      const { clientId, resourceId, principalId = null } = values;
      demand(context.state, 'servicePrincipal', String(clientId), []);
      demand(context.state, 'servicePrincipal', String(resourceId), []);
      const forOne = demandConsentType(values['consentType'], principalId);
      if (forOne) demand(context.state, 'user', String(principalId), []);
      const twice = grantsOf(context, String(clientId)).some(
        (each) => each['resourceId'] === resourceId && (each['principalId'] ?? null) === principalId,
      );
      if (twice) throw problem('GraphGrantExists');
      const parts = [String(clientId), String(resourceId), ...(forOne ? [String(principalId)] : [])];
      return { ...values, principalId, id: packed(...parts), scope: normal(values['scope']) };
    },
    update(_context, row, values) {
      for (const name of ['clientId', 'consentType', 'principalId', 'resourceId'])
        if (values[name] !== undefined && values[name] !== row[name])
          throw problem('GraphPropertyReadOnly', { property: name });
      return values['scope'] === undefined ? values : { ...values, scope: normal(values['scope']) };
    },
  },
};

function demandRole(resource: Row, appRoleId: string, member: string): void {
  const roles = (resource['appRoles'] ?? []) as readonly {
    id: string;
    isEnabled?: boolean;
    allowedMemberTypes?: readonly string[];
  }[];
  const role = roles.find(({ id }) => id === appRoleId);
  const byDefault =
    appRoleId === defaultRole && (member === 'Application' || !roles.some((each) => takes(each, member)));
  if (!byDefault && (role === undefined || role.isEnabled === false || !takes(role, member)))
    throw problem('GraphAppRoleUnknown');
}

function takes(role: { readonly allowedMemberTypes?: readonly string[] }, member: string): boolean {
  return role.allowedMemberTypes?.includes(member) ?? true;
}

function demandConsentType(consentType: unknown, principalId: unknown): boolean {
  const type = 'OAuth2PermissionGrant';
  if (consentType !== 'AllPrincipals' && consentType !== 'Principal')
    throw problem('GraphPropertyInvalid', { property: 'consentType', type });
  const forOne = consentType === 'Principal';
  if (forOne && typeof principalId !== 'string')
    throw problem('GraphPropertyMissing', { property: 'principalId', type });
  if (!forOne && principalId !== null)
    throw problem('GraphPropertyInvalid', { property: 'principalId', type });
  return forOne;
}

function grantsOf(context: Context, clientId: string): Row[] {
  return context.state.find('oAuth2PermissionGrant', 'clientId', clientId);
}

/** Scopes with one space between them. Graph keeps names that the resource does not have, too. */
function normal(scope: unknown): string {
  return String(scope ?? '')
    .trim()
    .replaceAll(/\s+/g, ' ');
}

/** Graph's ids of grants: their guids' bytes, first three groups little-endian, in base64url. */
export function packed(...guids: readonly string[]): string {
  const bytes = guids.map((guid) => {
    const hex = guid.replaceAll('-', '').padEnd(32, '0').slice(0, 32);
    const raw = Buffer.from(
      /^[0-9a-f]{32}$/i.test(hex) ? hex : Buffer.from(guid).toString('hex').padEnd(32, '0').slice(0, 32),
      'hex',
    );
    return Buffer.concat([
      Buffer.from(raw.subarray(0, 4)).reverse(),
      Buffer.from(raw.subarray(4, 6)).reverse(),
      Buffer.from(raw.subarray(6, 8)).reverse(),
      raw.subarray(8),
    ]);
  });
  return Buffer.concat(bytes).toString('base64url');
}
