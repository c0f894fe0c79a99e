import { createHash } from 'node:crypto';

import { isoTime, problem } from '#kernel';

import { provenOrPublicClient } from '../clients/proven-client.ts';
import { type Granted, type Granting, demandParameter } from '../token-request.ts';
import { demandSessionUser, tenantName } from '../users/user-checks.ts';
import { type SealedCode, codeLifetime } from './code-sealed.ts';
import { demandRedeemer } from './redeemer.ts';
import { answerForUser, requestedScopes } from './user-answer.ts';

/** The code that a browser brought back from the sign-in page. */
export async function authorizationCode(granting: Granting): Promise<Granted> {
  const { entra, request, trace } = granting;
  trace.kind = 'interactiveUser';
  const text = demandParameter(request.form, 'code');
  const code = entra.sealer.open('code', text.replace(/^1\./, '')) as SealedCode | undefined;
  const proven = await provenOrPublicClient(granting, () => code !== undefined && code.platform !== 'web');
  if (code === undefined) throw problem('EntraCodeMalformed');
  if (code.clientId !== proven.client.appId) throw problem('EntraGrantOfAnotherClient');
  demandRedeemer(request, code.platform, proven.method);
  const uri = demandParameter(request.form, 'redirect_uri');
  if (uri !== code.redirectUri) throw problem('EntraReplyAddressDiffers', { uri, before: code.redirectUri });
  trace.userId = code.session.userId;
  if (code.expires <= entra.clock.now()) throw problem('EntraCodeExpired');
  demandVerifier(code, request.form.get('code_verifier'));
  if (!entra.redeemed.use(code.id, code.expires)) throw problem('EntraCodeRedeemed');
  const user = demandSessionUser(entra.state, code.session, {
    tenantName: tenantName(entra.state),
    issued: isoTime(code.expires - codeLifetime),
  });
  const { requested, scope } = requestedScopes(granting, proven.client.name, code);
  return answerForUser(granting, {
    ...proven,
    user,
    session: code.session,
    requested,
    scope,
    platform: code.platform,
    nonce: code.nonce,
  });
}

/** RFC 7636 §4.6. */
function demandVerifier({ challenge, platform }: SealedCode, verifier: string | null): void {
  if (challenge === undefined) {
    if (platform === 'spa') throw problem('EntraChallengeMissing');
    return;
  }
  if (verifier === null || verifier === '') throw problem('EntraVerifierMissing');
  const expected =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  if (expected !== challenge.value) throw problem('EntraVerifierWrong');
}
