import { problem } from '#kernel';

import type { Row } from '../../state/columns.ts';
import { consentState } from '../consent/needed.ts';
import type { RequestedScopes } from '../consent/scopes.ts';
import { decide } from '../grants/decision.ts';
import { demandAssigned, demandEnabled, sessionStamp, tenantName } from '../users/user-checks.ts';
import { adminConsentStep } from './admin-consent.ts';
import { completeAuthorize } from './authorize-answer.ts';
import { consentStep } from './consent-step.ts';
import { sealFlow } from './flow.ts';
import { deviceConfirmPage, donePage, secondFactorPage, signInPage } from './pages.ts';
import { show } from './responses.ts';
import { type Step, type UserStep, isSilent, scopesOf, segmentOf, targetsOf, withBinding } from './step.ts';
import type { WebAnswer } from './web.ts';

/** The next page, or the end: whatever is still missing, in the order in which Entra asks. */
export async function advance(step: Step): Promise<WebAnswer> {
  const { entra, flow } = step;
  const { session } = flow;
  if (session === undefined) return askToSignIn(step);
  const user = demandUser(step);
  const known: UserStep = { ...step, user, session };
  if (flow.request.kind === 'adminConsent') return adminConsentStep(known);
  demandAssigned(entra.state, step.client, user);
  const requested = scopesOf(step, flow.request);
  step.trace.resourceAppId = requested.resource.appId;
  if (needsSecondFactor(known, requested)) return askForSecondFactor(step);
  if (flow.request.kind === 'device' && flow.confirmed !== true) return askToConfirm(step);
  const { missing, granted } = consentState(entra.state, step.client, requested, user.id);
  const again = flow.request.kind === 'authorize' && flow.request.prompt === 'consent';
  if (flow.consented !== true && (missing.length > 0 || again))
    return consentStep(known, requested, missing.length > 0 ? missing : granted);
  if (flow.request.kind === 'authorize') return completeAuthorize(known, flow.request, requested);
  return approveDevice(known, flow.request.deviceCode);
}

function demandUser({ entra, flow, trace }: Step): Row {
  const { userId = '', stamp } = flow.session ?? {};
  trace.userId = userId;
  const user = entra.state.get('user', userId);
  if (user === undefined) throw problem('EntraUserGone', { user: userId, tenant: tenantName(entra.state) });
  demandEnabled(user);
  if (sessionStamp(user) !== stamp) throw problem('EntraFlowStale');
  return user;
}

function needsSecondFactor(step: UserStep, requested: RequestedScopes): boolean {
  const { entra, web, trace, client, user, session, flow } = step;
  const mfa = session.amr.includes('mfa');
  const { outcome } = decide(
    { entra, trace, request: web },
    {
      kind: 'user',
      client,
      resource: requested.resource,
      userId: user.id,
      mfa,
      clientAppType: 'browser',
      authenticationFlow: flow.request.kind === 'device' ? 'deviceCodeFlow' : 'none',
    },
  );
  if (outcome === 'block') throw problem('EntraAccessBlocked');
  if (outcome === 'device') throw problem('EntraDeviceRequired', { state: 'unregistered' });
  return outcome === 'mfa' || (flow.request.kind === 'authorize' && flow.request.mfa && !mfa);
}

export function askToSignIn(step: Step, more: { name?: string; error?: string } = {}): WebAnswer {
  const { entra, flow, web, client, pick } = step;
  if (isSilent(flow)) throw problem('EntraSilentNoSession');
  const hint = flow.request.kind === 'authorize' ? flow.request.loginHint : undefined;
  const page = signInPage({
    tenant: segmentOf(step),
    flow: sealFlow(entra, flow),
    organization: tenantName(entra.state),
    client: client.name,
    name: more.name ?? hint,
    error: more.error,
    pick: pick && web.isLocal,
  });
  return withBinding(step, show(page, targetsOf(flow)));
}

function askForSecondFactor(step: Step): WebAnswer {
  if (isSilent(step.flow))
    throw problem('EntraSilentInteraction', { resource: step.trace.resourceAppId ?? '' });
  const view = {
    tenant: segmentOf(step),
    flow: sealFlow(step.entra, step.flow),
    pick: step.pick && step.web.isLocal,
  };
  return withBinding(step, show(secondFactorPage(view), targetsOf(step.flow)));
}

function askToConfirm(step: Step): WebAnswer {
  const view = { tenant: segmentOf(step), flow: sealFlow(step.entra, step.flow), client: step.client.name };
  return withBinding(step, show(deviceConfirmPage(view)));
}

function approveDevice({ entra, client, session }: UserStep, deviceCode: string): WebAnswer {
  const device = entra.devices.byDeviceCode(deviceCode);
  if (device === undefined || device.state !== 'pending' || device.expires <= entra.clock.now())
    throw problem('EntraDeviceCodeExpired');
  device.state = 'approved';
  device.session = session;
  const text = `You have signed in to ${client.name} on your device. You may now close this window.`;
  return show(donePage(client.name, text));
}
