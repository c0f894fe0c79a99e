import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SignJWT } from 'jose';
import { Agent, fetch } from 'undici';

import { newId, systemClock } from '#kernel';
import { type RunningTenant, startTenant } from '#tenant';
import {
  type KeyAndCertificate,
  createAuthority,
  createClientCertificate,
  issueServerCertificate,
} from '#certificates';

/** The embedded tenant in this process, and an application in it that proves itself with a certificate. */
export interface Company {
  readonly tenant: RunningTenant;
  readonly clientId: string;
  readonly app: KeyAndCertificate;
  /** What a process needs to trust the tenant. */
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** A token of the application, as the login service answers. */
  token(resource: string): Promise<{ access_token: string; expires_in: number }>;
  graph(method: string, path: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

export async function startCompany(roles: readonly string[]): Promise<Company> {
  const directory = mkdtempSync(join(tmpdir(), 'tenantry-company-'));
  const authority = await createAuthority({ name: 'test' });
  const app = await createClientCertificate({ name: 'scripts' });
  const server = await issueServerCertificate(authority, { hosts: ['127.0.0.1', 'localhost'] });
  const clientId = newId();
  const resource = 'https://graph.microsoft.com';
  const tenant = await startTenant({
    directory: join(directory, 'tenant'),
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    users: 250,
    trustedApps: [
      {
        clientId,
        displayName: 'Scripts',
        certificatePem: app.certificatePem,
        roles: roles.map((role) => ({ resource, role })),
      },
    ],
  });
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, authority.certificatePem);
  const agent = new Agent({ connect: { ca: authority.certificatePem } });
  const endpoint = `${tenant.origin}/${tenant.tenantId}/oauth2/v2.0/token`;

  const token: Company['token'] = async (asked) => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      scope: `${asked.replace(/\/$/, '')}/.default`,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(app, clientId, endpoint),
    });
    const answer = await fetch(endpoint, { method: 'POST', body: form, dispatcher: agent });
    const body = (await answer.json()) as {
      access_token: string;
      expires_in: number;
      error_description?: string;
    };
    if (!answer.ok) throw new Error(body.error_description);
    return body;
  };

  return {
    tenant,
    clientId,
    app,
    environment: { SSL_CERT_FILE: caFile, HTTPS_PROXY: '', https_proxy: '' },
    directory,
    token,
    async graph(method, path, body) {
      const { access_token } = await token(resource);
      const answer = await fetch(`${tenant.origin}/v1.0${path}`, {
        method,
        headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
        dispatcher: agent,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async close() {
      await agent.close();
      await tenant.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function assertion(app: KeyAndCertificate, clientId: string, audience: string): Promise<string> {
  const certificate = new X509Certificate(app.certificatePem);
  const now = Math.floor(systemClock.now() / 1000);
  return new SignJWT({ jti: newId() })
    .setProtectedHeader({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
    })
    .setAudience(audience)
    .setIssuer(clientId)
    .setSubject(clientId)
    .setNotBefore(now)
    .setExpirationTime(now + 600)
    .sign(createPrivateKey(app.privateKeyPem));
}
