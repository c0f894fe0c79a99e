import { problem } from '#kernel';

import { type Granting, demandParameter } from '../token-request.ts';
import { type ClientMethod, type ClientProof, authenticateClient } from './client-authentication.ts';
import { type Client, demandAudience, demandClient } from './client.ts';

export interface ProvenClient {
  readonly client: Client;
  readonly method: ClientMethod;
}

const noProof: ClientMethod = { acr: '0', kind: 'none' };

/** The client, which must prove who it is. */
export async function provenClient(granting: Granting): Promise<ProvenClient> {
  const { client, proof } = begin(granting);
  return { client, method: await authenticateClient(granting.entra, client, proof) };
}

/** The client, which may come without proof where it is one that cannot keep a secret. */
export async function provenOrPublicClient(
  granting: Granting,
  isPublic: (client: Client) => boolean,
): Promise<ProvenClient> {
  const { client, proof } = begin(granting);
  const proves = proof.secret !== undefined || proof.assertion !== undefined;
  if (!proves && isPublic(client)) return { client, method: noProof };
  return { client, method: await authenticateClient(granting.entra, client, proof) };
}

/** "Allow public client flows" in the registration. */
export function allowsPublicFlows({ application }: Client): boolean {
  return application['isFallbackPublicClient'] === true;
}

function begin({ entra, request, address, trace }: Granting): { client: Client; proof: ClientProof } {
  const { form, origin } = request;
  const basic = basicCredentials(request.authorization);
  const named = form.get('client_id');
  if (basic !== undefined && named !== null && named !== basic.clientId) throw problem('EntraClientMismatch');
  const clientId = basic?.clientId ?? demandParameter(form, 'client_id');
  trace.appId = clientId;
  const client = demandClient(entra.state, clientId, address.tenantId);
  demandAudience(client.application, address);
  return {
    client,
    proof: {
      clientId,
      secret: basic?.secret ?? form.get('client_secret') ?? undefined,
      assertion: form.get('client_assertion') ?? undefined,
      assertionType: form.get('client_assertion_type') ?? undefined,
      audiences: audiencesOf(origin, [address.segment, address.tenantId]),
    },
  };
}

/** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
function basicCredentials(
  authorization: string | undefined,
): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [clientId = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId: formDecode(clientId), secret: formDecode(rest.join(':')) };
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function audiencesOf(origin: string, tenants: readonly string[]): string[] {
  return tenants.flatMap((tenant) => [
    `${origin}/${tenant}/oauth2/v2.0/token`,
    `${origin}/${tenant}/oauth2/token`,
    `${origin}/${tenant}/v2.0`,
    `https://sts.windows.net/${tenant}/`,
  ]);
}
