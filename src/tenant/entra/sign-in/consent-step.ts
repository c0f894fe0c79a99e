import { problem } from '#kernel';

import type { RequestedScopes } from '../consent/scopes.ts';
import { grantScopes } from '../consent/consents.ts';
import { consentState } from '../consent/needed.ts';
import { mayConsentForAll } from './consent-rights.ts';
import { sealFlow } from './flow.ts';
import { type UserStep, isSilent, segmentOf, targetsOf, withBinding } from './step.ts';
import { consentPage, needsAdminPage } from './pages.ts';
import { show } from './responses.ts';
import type { WebAnswer } from './web.ts';

/** Asks the user, or tells him that only an administrator can answer. */
export function consentStep(
  step: UserStep,
  requested: RequestedScopes,
  scopes: readonly string[],
): WebAnswer {
  const { entra, client, user, flow } = step;
  if (isSilent(flow)) throw problem('EntraConsentMissingSilent', { client: client.appId, name: client.name });
  const admin = mayConsentForAll(entra.state, user.id, [{ resource: requested.resource, appRoles: [] }]);
  const view = { tenant: segmentOf(step), flow: sealFlow(entra, flow), client };
  const forAdmins = scopes.filter((scope) => isForAdmins(requested, scope));
  if (forAdmins.length > 0 && !admin)
    return withBinding(step, show(needsAdminPage({ ...view, scopes: forAdmins }), targetsOf(flow)));
  const page = consentPage({
    ...view,
    user: String(user['userPrincipalName']),
    permissions: describe(requested, scopes),
    organization: admin ? 'choice' : 'no',
  });
  return withBinding(step, show(page, targetsOf(flow)));
}

/** Writes what was consented to. Nothing that came with the form is believed: what is missing is worked out again. */
export function consent(step: UserStep, requested: RequestedScopes, forAll: boolean): void {
  const { entra, client, user } = step;
  const { missing } = consentState(entra.state, client, requested, user.id);
  const admin = mayConsentForAll(entra.state, user.id, [{ resource: requested.resource, appRoles: [] }]);
  const tooMuch = missing.filter((scope) => isForAdmins(requested, scope));
  if ((tooMuch.length > 0 || forAll) && !admin) throw problem('EntraAdminConsentDenied');
  const scopes = [...new Set([...missing, ...requested.openid])];
  if (scopes.length === 0) return;
  entra.state.transaction(() =>
    grantScopes(entra.state, client, requested.resource, scopes, forAll ? undefined : user.id),
  );
}

function isForAdmins({ resource }: RequestedScopes, scope: string): boolean {
  return resource.scopes.find(({ value }) => value === scope)?.type === 'Admin';
}

const openIdTexts: Readonly<Record<string, string>> = {
  openid: 'Sign you in',
  profile: 'View your basic profile',
  email: 'View your email address',
  offline_access: 'Maintain access to data you have given it access to',
};

function describe(
  { resource, openid }: RequestedScopes,
  scopes: readonly string[],
): { name: string; text: string }[] {
  const own = [...openid].map((name) => ({ name, text: openIdTexts[name] ?? name }));
  const others = scopes
    .filter((name) => openIdTexts[name] === undefined)
    .map((name) => ({
      name,
      text: resource.scopes.find(({ value }) => value === name)?.consentText ?? name,
    }));
  return [...others, ...own];
}
