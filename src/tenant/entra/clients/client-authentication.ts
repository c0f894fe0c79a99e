import { type Clock, problem } from '#kernel';

import { hashSecret, secretSetting } from '../../behaviours/applications/credentials.ts';
import type { StoredPassword } from '../../behaviours/applications/stored.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import { checkCertificateAssertion, readAssertion } from './certificate-assertion.ts';
import type { Client } from './client.ts';
import { checkFederatedAssertion } from './federated-assertion.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** What a client presents to prove who it is, from the form or from `Authorization: Basic`. */
export interface ClientProof {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
  readonly assertionType: string | undefined;
  /** What an assertion may name as its audience: the token endpoints and the issuer. */
  readonly audiences: readonly string[];
}

/** How the client proved itself: becomes `appidacr` and part of the sign-in log. */
export interface ClientMethod {
  /** 0 for a public client, 1 for a secret, 2 for a certificate or another assertion. */
  readonly acr: '0' | '1' | '2';
  readonly kind: 'none' | 'clientSecret' | 'certificate' | 'federatedIdentityCredential';
  readonly keyId?: string;
}

export interface ProofContext {
  readonly state: TenantState;
  readonly clock: Clock;
  readonly outside: Clock;
  readonly freshCredentials: (applicationId: string) => ReadonlySet<string>;
  readonly federation: IssuerKeys;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Rejects with the AADSTS error that Entra would give. */
export async function authenticateClient(
  context: ProofContext,
  client: Client,
  proof: ClientProof,
): Promise<ClientMethod> {
  const application = withoutFresh(client.application, context);
  if (proof.assertion !== undefined) {
    if (proof.assertionType !== assertionType) throw problem('EntraAssertionTypeInvalid');
    const assertion = readAssertion(proof.assertion);
    // Foreign issuers are addresses; whoever speaks of itself signs with its own certificate.
    if (!URL.canParse(String(assertion.claims.iss))) {
      await checkCertificateAssertion(application, proof, assertion, context);
      return { acr: '2', kind: 'certificate' };
    }
    await checkFederatedAssertion(context, client, assertion);
    return { acr: '2', kind: 'federatedIdentityCredential' };
  }
  if (proof.secret === undefined) throw problem('EntraCredentialMissing');
  const keyId = checkSecret(context.state, application, proof.clientId, proof.secret, context.clock);
  return { acr: '1', kind: 'clientSecret', keyId };
}

/** What was added a moment ago counts as unknown where consistency is delayed. */
function withoutFresh(application: Row, { freshCredentials }: ProofContext): Row {
  const fresh = freshCredentials(application.id);
  if (fresh.size === 0) return application;
  const known = (name: string) =>
    ((application[name] ?? []) as readonly { keyId: string }[]).filter(({ keyId }) => !fresh.has(keyId));
  return {
    ...application,
    passwordCredentials: known('passwordCredentials'),
    keyCredentials: known('keyCredentials'),
  };
}

/** Returns the id of the secret that matched. */
function checkSecret(
  state: TenantState,
  application: Row,
  client: string,
  secret: string,
  clock: Clock,
): string {
  const hash = hashSecret(secret);
  const passwords = (application['passwordCredentials'] ?? []) as readonly StoredPassword[];
  const matching = passwords.filter(({ keyId }) => state.setting(secretSetting(keyId)) === hash);
  if (matching.length === 0) throw problem('EntraSecretWrong', { client });
  const now = clock.now();
  const good = matching.find(
    ({ startDateTime, endDateTime }) =>
      Date.parse(endDateTime) > now && !(Date.parse(startDateTime) > now + clockTolerance),
  );
  if (good === undefined) throw problem('EntraSecretExpired', { client });
  return good.keyId;
}

/** A secret is good from the moment it was made, whichever clock wrote the moment. */
const clockTolerance = 5 * 60 * 1000;
