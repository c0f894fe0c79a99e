import { problem } from '#kernel';

import type { ClientMethod } from '../clients/client-authentication.ts';
import type { TokenRequest } from '../token-request.ts';
import type { ClientPlatform } from './refresh-sealed.ts';

/**
 * A single-page application redeems from its page and without a secret; no other client does so from a page.
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes, 9002326 and 9002327.
 */
export function demandRedeemer(request: TokenRequest, platform: ClientPlatform, method: ClientMethod): void {
  const origin = request.crossOrigin;
  if (platform === 'spa' && origin === undefined) throw problem('EntraSpaOnly');
  if (platform !== 'spa' && origin !== undefined) throw problem('EntraCrossOrigin', { origin });
  if (platform !== 'web' && method.kind !== 'none') throw problem('EntraPublicClientProof');
}
