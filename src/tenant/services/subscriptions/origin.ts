import type { Clock } from '#kernel';

import { signingKey } from '../../entra/signing-key.ts';
import { opaque, signToken, times, v1Issuer } from '../../entra/tokens/sign.ts';
import type { TenantState } from '../../state/state.ts';

/** The application that sends notifications. Source: learn.microsoft.com/graph/change-notifications-with-resource-data. */
const changeTracking = '0bf30f3b-4a52-48df-9a82-234910c4a086';

/** Proves to a subscriber that what it is sent with comes from Graph: a token for the subscriber's own application. */
export function validationToken(state: TenantState, clock: Clock, appId: string): Promise<string> {
  const tenantId = state.setting('tenant-id') ?? '';
  const claims = {
    aud: appId,
    iss: v1Issuer(tenantId),
    idp: v1Issuer(tenantId),
    tid: tenantId,
    appid: changeTracking,
    appidacr: '2',
    ...times(clock),
    ...opaque(),
    ver: '1.0',
  };
  return signToken(signingKey(state), claims, false);
}
