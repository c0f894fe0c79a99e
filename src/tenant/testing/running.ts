import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SignJWT, importPKCS8 } from 'jose';
import { Agent, type Response, fetch } from 'undici';

import { newId, systemClock } from '#kernel';

import {
  createAuthority,
  createClientCertificate,
  issueServerCertificate,
  thumbprint,
} from '../../certificates/index.ts';
import { type RunningTenant, type TenantOptions, startTenant } from '../index.ts';

export interface Called {
  readonly status: number;
  readonly headers: Response['headers'];
  // Answers of every shape: the tests say what they expect of each.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** A tenant over https with one application that may do what the test needs. */
export interface Running {
  readonly tenant: RunningTenant;
  /** Signed in, for Graph or for the tenant's own API by the path. */
  call(
    method: string,
    path: string,
    body?: unknown,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly origin?: string },
  ): Promise<Called>;
  /** A client's own credentials, for Graph. */
  askToken(form: Readonly<Record<string, string>>): Promise<Called>;
  /** Forgets its tokens. */
  signOut(): void;
  /** Ends it and starts it again over the same files. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function runTenant(
  roles: readonly string[],
  options: Partial<TenantOptions> = {},
): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'tenantry-running-'));
  const clientId = newId();
  const [authority, app] = await Promise.all([
    createAuthority({ name: 'test' }),
    createClientCertificate({ name: 'test' }),
  ]);
  const { privateKeyPem, certificatePem } = await issueServerCertificate(authority, { hosts: ['127.0.0.1'] });
  const agent = new Agent({ connect: { ca: authority.certificatePem } });
  const graph = 'https://graph.microsoft.com';
  const own = 'api://tenantry-tenant';
  const start = () =>
    startTenant({
      users: 20,
      ...options,
      directory,
      tls: { key: privateKeyPem, cert: certificatePem },
      trustedApps: [
        {
          clientId,
          displayName: 'Test',
          certificatePem: app.certificatePem,
          roles: [
            ...roles.map((role) => ({ resource: graph, role })),
            { resource: own, role: 'Tenant.Manage' },
          ],
        },
      ],
    });
  let tenant = await start();
  const tokens = new Map<string, string>();

  async function token(resource: string): Promise<string> {
    const known = tokens.get(resource);
    if (known !== undefined) return known;
    const endpoint = `${tenant.origin}/${tenant.tenantId}/oauth2/v2.0/token`;
    const response = await fetch(endpoint, {
      method: 'POST',
      dispatcher: agent,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        scope: `${resource}/.default`,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await clientAssertion(clientId, app, endpoint),
      }),
    });
    const answer = (await response.json()) as { access_token?: string; error_description?: string };
    if (answer.access_token === undefined) throw new Error(answer.error_description);
    tokens.set(resource, answer.access_token);
    return answer.access_token;
  }

  const called = async (response: Response): Promise<Called> => {
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };

  return {
    get tenant() {
      return tenant;
    },
    async call(method, path, body, { headers = {}, origin = tenant.origin } = {}) {
      const response = await fetch(`${origin}${path}`, {
        method,
        dispatcher: agent,
        headers: {
          authorization: `Bearer ${await token(path.startsWith('/_tenantry') ? own : graph)}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return called(response);
    },
    async askToken(form) {
      const endpoint = `${tenant.origin}/${tenant.tenantId}/oauth2/v2.0/token`;
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        scope: `${graph}/.default`,
        ...form,
      });
      return called(await fetch(endpoint, { method: 'POST', dispatcher: agent, body }));
    },
    signOut: () => tokens.clear(),
    async restart() {
      await tenant.close();
      tenant = await start();
    },
    async close() {
      await tenant.close();
      await agent.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** What a client signs about itself for a token endpoint. */
export async function clientAssertion(
  clientId: string,
  key: { readonly certificatePem: string; readonly privateKeyPem: string },
  endpoint: string,
): Promise<string> {
  const now = Math.floor(systemClock.now() / 1000);
  return new SignJWT({ jti: newId() })
    .setProtectedHeader({ alg: 'PS256', 'x5t#S256': thumbprint(key.certificatePem, 'sha256') })
    .setAudience(endpoint)
    .setIssuer(clientId)
    .setSubject(clientId)
    .setNotBefore(now - 10)
    .setExpirationTime(now + 600)
    .sign(await importPKCS8(key.privateKeyPem, 'PS256'));
}
