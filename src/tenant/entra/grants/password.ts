import { newId, problem } from '#kernel';

import { allowsPublicFlows, provenOrPublicClient } from '../clients/proven-client.ts';
import { type Granted, type Granting, demandParameter } from '../token-request.ts';
import { seconds } from '../tokens/sign.ts';
import { signInWithPassword } from '../users/password-sign-in.ts';
import { sessionStamp } from '../users/user-checks.ts';
import { answerForUser, requestedScopes } from './user-answer.ts';

/** Name and password straight from the client: for work accounts only, and never where a second factor is asked for. */
export async function passwordGrant(granting: Granting): Promise<Granted> {
  const { entra, request, address, trace } = granting;
  trace.kind = 'nonInteractiveUser';
  if (address.kind === 'common' || address.kind === 'consumers') throw problem('EntraRopcPersonal');
  const proven = await provenOrPublicClient(granting, allowsPublicFlows);
  const name = demandParameter(request.form, 'username');
  trace.userPrincipalName = name;
  const user = signInWithPassword(entra, name, demandParameter(request.form, 'password'));
  trace.userId = user.id;
  const { requested, scope } = requestedScopes(granting, proven.client.name);
  return answerForUser(granting, {
    ...proven,
    user,
    session: {
      userId: user.id,
      authTime: seconds(entra.clock),
      amr: ['pwd'],
      stamp: sessionStamp(user),
      sessionId: newId(),
    },
    requested,
    scope,
    platform: proven.method.kind === 'none' ? 'public' : 'web',
  });
}
