import { errors, jwtVerify } from 'jose';

import { type Clock, problem } from '#kernel';

import { federatedCredentials } from '../directory-facts.ts';
import type { TenantState } from '../../state/state.ts';
import type { Assertion } from './certificate-assertion.ts';
import type { Client } from './client.ts';
import type { IssuerKeys } from './issuer-keys.ts';

const tolerance = 300;

/**
 * A JWT of a foreign issuer. Issuer, subject and audience match one federated credential exactly, case included, before
 * anything is fetched: whoever is not trusted makes this tenant ask nobody.
 * Source: learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations.
 */
export async function checkFederatedAssertion(
  {
    state,
    outside,
    federation,
  }: { readonly state: TenantState; readonly outside: Clock; readonly federation: IssuerKeys },
  client: Client,
  assertion: Assertion,
): Promise<void> {
  demandMatch(state, client, assertion);
  const issuer = String(assertion.claims.iss);
  const verify = async (): Promise<void> => {
    const keys = await federation.of(issuer);
    await jwtVerify(assertion.text, keys, {
      algorithms: ['RS256'],
      issuer,
      currentDate: new Date(outside.now()),
      clockTolerance: tolerance,
      requiredClaims: ['exp', 'sub', 'aud'],
    });
  };
  try {
    await verify().catch((error: unknown) => {
      // The issuer may have a new key since its keys were fetched.
      if (!(error instanceof errors.JWKSNoMatchingKey) || !federation.forget(issuer)) throw error;
      return verify();
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
      throw problem('EntraAssertionTime');
    if (error instanceof errors.JOSEError) throw problem('EntraFederationSignature', { issuer }, error);
    throw error;
  }
}

function demandMatch(state: TenantState, client: Client, { claims }: Assertion): void {
  const credentials = federatedCredentials(state, {
    applicationId: client.application.id,
    principalId: client.principal.id,
  });
  if (credentials.length === 0)
    throw problem('EntraFederationNone', { client: client.appId, name: client.name });
  const issuer = String(claims.iss);
  const subject = String(claims.sub);
  const audiences = [claims.aud ?? []].flat();
  const ofIssuer = credentials.filter((each) => each.issuer === issuer);
  if (ofIssuer.length === 0) throw problem('EntraFederationIssuer', { issuer });
  const ofSubject = ofIssuer.filter((each) => each.subject === subject);
  if (ofSubject.length === 0) {
    const lower = subject.toLowerCase();
    throw ofIssuer.some((each) => each.subject.toLowerCase() === lower)
      ? problem('EntraFederationSubjectCase', { subject })
      : problem('EntraFederationSubject', { subject });
  }
  const named = ofSubject.some((each) => each.audiences.some((audience) => audiences.includes(audience)));
  if (!named) throw problem('EntraFederationAudience', { audience: audiences.join(', ') });
}
