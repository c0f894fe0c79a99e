import { demandAudience, demandClient } from './clients/client.ts';
import { addressOf } from './address.ts';
import { readScopes, scopesOfResource } from './consent/scopes.ts';
import type { EntraContext } from './entra-context.ts';
import { deviceIntervalSeconds, deviceLifetimeSeconds } from './grants/device-codes.ts';
import { type TokenRequest, demandParameter } from './token-request.ts';

/** A device asks for a code that somebody enters elsewhere. Source: RFC 8628 §3.2. */
export function beginDeviceCode(entra: EntraContext, request: TokenRequest): Record<string, unknown> {
  const { form, version, origin } = request;
  const address = addressOf(entra.state, request.tenant);
  const client = demandClient(entra.state, demandParameter(form, 'client_id'), address.tenantId);
  demandAudience(client.application, address);
  const scope = demandParameter(form, version === 'v1' ? 'resource' : 'scope');
  const context = { origin, tenantId: address.tenantId, clientName: client.name };
  // Refuses what could never be answered before anybody signs in for it.
  if (version === 'v1') scopesOfResource(entra.state, scope, context);
  else readScopes(entra.state, scope, context);
  const device = entra.devices.begin(client.appId, scope, version);
  const page = `${origin}/devicelogin`;
  const numbers = { expires_in: deviceLifetimeSeconds, interval: deviceIntervalSeconds };
  return {
    user_code: device.userCode,
    device_code: device.deviceCode,
    ...(version === 'v1' ? { verification_url: page } : { verification_uri: page }),
    ...(version === 'v1'
      ? { expires_in: String(numbers.expires_in), interval: String(numbers.interval) }
      : numbers),
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${device.userCode} to authenticate.`,
  };
}
