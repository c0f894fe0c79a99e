import { isoTime, problem } from '#kernel';

import { allowsPublicFlows, provenOrPublicClient } from '../clients/proven-client.ts';
import { type Granted, type Granting, demandParameter } from '../token-request.ts';
import { demandSessionUser, tenantName } from '../users/user-checks.ts';
import type { WaitingDevice } from './device-codes.ts';
import { answerForUser, requestedScopes } from './user-answer.ts';

/** A device asks whether somebody has signed in for it. Source: RFC 8628 §3.5 and Entra's page of the flow. */
export async function deviceCodeGrant(granting: Granting): Promise<Granted> {
  const { entra, request, trace } = granting;
  trace.kind = 'interactiveUser';
  const proven = await provenOrPublicClient(granting, allowsPublicFlows);
  const form = request.form;
  const device = entra.devices.byDeviceCode(form.get('device_code') ?? demandParameter(form, 'code'));
  if (device === undefined || device.clientId !== proven.client.appId) throw problem('EntraDeviceCodeWrong');
  const session = demandApproved(granting, device);
  trace.userId = session.userId;
  const user = demandSessionUser(entra.state, session, {
    tenantName: tenantName(entra.state),
    issued: isoTime(session.authTime * 1000),
  });
  const { requested, scope } = requestedScopes(granting, proven.client.name, device);
  const answer = await answerForUser(granting, {
    ...proven,
    user,
    session,
    requested,
    scope,
    platform: 'public',
    deviceCode: true,
  });
  device.state = 'redeemed';
  return answer;
}

function demandApproved({ entra }: Granting, device: WaitingDevice) {
  if (device.state === 'redeemed') throw problem('EntraCodeRedeemed');
  if (device.state === 'declined') throw problem('EntraDeviceDeclined');
  if (device.expires <= entra.clock.now()) throw problem('EntraDeviceCodeExpired');
  if (device.session !== undefined) return device.session;
  throw entra.devices.tooSoon(device) ? problem('EntraDeviceSlowDown') : problem('EntraDevicePending');
}
