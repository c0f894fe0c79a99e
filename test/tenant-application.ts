import { X509Certificate, createHash, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SignJWT } from 'jose';
import { Agent, fetch } from 'undici';

import { newId, systemClock } from '#kernel';

import type { TestSystem } from './system.ts';

const graphAppId = '00000003-0000-0000-c000-000000000000';

/** An application of the embedded tenant, as somebody in the tenant would register it by hand. */
export interface Registered {
  readonly appId: string;
  readonly objectId: string;
  readonly principalId: string;
}

/** The tenant's Graph, entered as the control plane, which is the one that makes applications there. */
export interface TenantAdministrator {
  graph<Answer = unknown>(method: string, path: string, body?: object): Promise<Answer>;
  /** An application with its service principal, its certificates, and consent to these permissions of Graph. */
  register(name: string, options: { roles: readonly string[]; certificatePem?: string }): Promise<Registered>;
  grant(principalId: string, roles: readonly string[]): Promise<void>;
  addSecret(objectId: string, endDateTime?: string): Promise<string>;
  close(): Promise<void>;
}

export function administrator({ home, system }: TestSystem): TenantAdministrator {
  const { tenantOrigin, tenantId, caFile } = system.connection;
  const read = (...parts: string[]): string => readFileSync(join(home, ...parts), 'utf8');
  const clientId = (JSON.parse(read('installation.json')) as { controlPlaneClientId: string })
    .controlPlaneClientId;
  const agent = new Agent({ connect: { ca: readFileSync(caFile, 'utf8') } });
  const endpoint = `${tenantOrigin}/${tenantId}/oauth2/v2.0/token`;

  async function token(): Promise<string> {
    const certificate = new X509Certificate(read('keys', 'control-plane.pem'));
    const now = Math.floor(systemClock.now() / 1000);
    const assertion = await new SignJWT({ jti: newId() })
      .setProtectedHeader({
        alg: 'PS256',
        'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
      })
      .setAudience(endpoint)
      .setIssuer(clientId)
      .setSubject(clientId)
      .setNotBefore(now)
      .setExpirationTime(now + 600)
      .sign(createPrivateKey(read('keys', 'control-plane.key')));
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      scope: 'https://graph.microsoft.com/.default',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    const answer = await fetch(endpoint, { method: 'POST', body: form, dispatcher: agent });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  const administrator_: TenantAdministrator = {
    async graph<Answer>(method: string, path: string, body?: object) {
      const answer = await fetch(`${tenantOrigin}/v1.0${path}`, {
        method,
        headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
        dispatcher: agent,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
    async register(name, { roles, certificatePem }) {
      const key =
        certificatePem === undefined ? undefined : new X509Certificate(certificatePem).raw.toString('base64');
      const application = await administrator_.graph<{ id: string; appId: string }>('POST', '/applications', {
        displayName: name,
        ...(key !== undefined && { keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key }] }),
      });
      const principal = await administrator_.graph<{ id: string }>('POST', '/servicePrincipals', {
        appId: application.appId,
      });
      await administrator_.grant(principal.id, roles);
      return { appId: application.appId, objectId: application.id, principalId: principal.id };
    },
    async grant(principalId, roles) {
      const { value } = await administrator_.graph<{
        value: { id: string; appRoles: { id: string; value: string }[] }[];
      }>('GET', `/servicePrincipals?$filter=${encodeURIComponent(`appId eq '${graphAppId}'`)}`);
      const graph = value[0]!;
      for (const role of roles) {
        await administrator_.graph('POST', `/servicePrincipals/${principalId}/appRoleAssignments`, {
          principalId,
          resourceId: graph.id,
          appRoleId: graph.appRoles.find((each) => each.value === role)!.id,
        });
      }
    },
    async addSecret(objectId, endDateTime) {
      const { secretText } = await administrator_.graph<{ secretText: string }>(
        'POST',
        `/applications/${objectId}/addPassword`,
        {
          passwordCredential: {
            displayName: 'for a runbook',
            ...(endDateTime !== undefined && { endDateTime }),
          },
        },
      );
      return secretText;
    },
    close: () => agent.close(),
  };
  return administrator_;
}
