import { isoTime, newId, problem } from '#kernel';

import { packed } from '../../behaviours/applications/grants.ts';
import { grantScopes, listedAccess } from '../consent/consents.ts';
import { readScopes } from '../consent/scopes.ts';
import type { ListedAccess } from '../consent/consents.ts';
import type { AdminConsentRequest } from './admin-consent-request.ts';
import { mayConsentForAll } from './consent-rights.ts';
import { sealFlow } from './flow.ts';
import { type UserStep, segmentOf, targetsOf, withBinding } from './step.ts';
import { consentPage } from './pages.ts';
import { show, withParameters } from './responses.ts';
import type { WebAnswer } from './web.ts';

/** Shows an administrator all that he is asked to consent to. */
export function adminConsentStep(step: UserStep): WebAnswer {
  const { entra, client, user, flow } = step;
  const wanted = demandRight(step);
  const page = consentPage({
    tenant: segmentOf(step),
    flow: sealFlow(entra, flow),
    client,
    user: String(user['userPrincipalName']),
    permissions: wanted.flatMap(({ resource, scopes, appRoles }) => {
      const of = String(resource.principal['displayName']);
      return [
        ...appRoles.map(({ value }) => ({ name: value, text: `${of}, as the application itself` })),
        ...scopes.map((name) => ({ name, text: `${of}, on behalf of everybody who signs in` })),
      ];
    }),
    organization: 'all',
  });
  return withBinding(step, show(page, targetsOf(flow)));
}

/** Grants it all, and takes the administrator back. */
export function grantAdminConsent(step: UserStep): WebAnswer {
  const { entra, client, address } = step;
  const { state } = entra;
  const request = requestOf(step);
  const wanted = demandRight(step);
  state.transaction(() => {
    for (const { resource, scopes, appRoles } of wanted) {
      if (scopes.length > 0) grantScopes(state, client, resource, scopes, undefined);
      for (const { id } of appRoles) grantAppRole(step, resource.principal, id);
    }
  });
  const fields = {
    admin_consent: 'True',
    tenant: address.tenantId,
    ...(request.scope !== undefined && { scope: request.scope }),
    ...(request.state !== undefined && { state: request.state }),
  };
  return { status: 302, location: withParameters(request.redirectUri, fields, 'query') };
}

function demandRight(step: UserStep): ListedAccess[] {
  const { entra, user } = step;
  const wanted = wantedAccess(step);
  if (!mayConsentForAll(entra.state, user.id, wanted)) throw problem('EntraAdminConsentDenied');
  return wanted;
}

function requestOf({ flow }: UserStep): AdminConsentRequest {
  if (flow.request.kind !== 'adminConsent') throw problem('EntraFlowStale');
  return flow.request;
}

/** The scopes that were named; without any, or for `.default`, all that the registration lists. */
function wantedAccess(step: UserStep): ListedAccess[] {
  const { entra, client, web, address } = step;
  const { scope } = requestOf(step);
  if (scope === undefined || scope === '') return listedAccess(entra.state, client, web.origin);
  const context = { origin: web.origin, tenantId: address.tenantId, clientName: client.name };
  const { resource, names, isDefault, openid } = readScopes(entra.state, scope, context);
  if (isDefault) {
    return listedAccess(entra.state, client, web.origin).filter(
      (each) => each.resource.appId === resource.appId,
    );
  }
  return [{ resource, scopes: [...names, ...openid], appRoles: [] }];
}

function grantAppRole(
  { entra, client }: UserStep,
  resource: ListedAccess['resource']['principal'],
  appRoleId: string,
): void {
  const { state, clock } = entra;
  const already = state
    .find('appRoleAssignment', 'principalId', client.principal.id)
    .some((each) => each['resourceId'] === resource.id && each['appRoleId'] === appRoleId);
  if (already) return;
  state.insert('appRoleAssignment', {
    id: packed(client.principal.id, newId()),
    appRoleId,
    createdDateTime: isoTime(clock.now()).replace(/\.\d{3}Z$/, 'Z'),
    principalDisplayName: client.name,
    principalId: client.principal.id,
    principalType: 'ServicePrincipal',
    resourceDisplayName: resource['displayName'],
    resourceId: resource.id,
  });
}
