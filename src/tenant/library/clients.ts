import { problem } from '#kernel';

import { demandClient } from '../entra/clients/client.ts';
import { grantScopes } from '../entra/consent/consents.ts';
import { findResource } from '../entra/resources.ts';
import type { ServedTenant } from '../server/served-tenant.ts';
import type { Administrator } from './administrator.ts';
import type { SeededUser } from './seeded.ts';
import type { SeededApp } from './seeded-app.ts';
import type { Seeder } from './seeder.ts';
import { newPassword } from './site.ts';

/** For whom a token or a client is: an application with these permissions, made for the purpose, or one that was seeded. */
export interface ClientFacts {
  /** As it was seeded. */
  readonly app?: SeededApp;
  /** Application permissions of Graph: `['User.Read.All']`. */
  readonly roles?: readonly string[];
}

/** For whom a token is: an application on its own behalf, or one that somebody has signed in to. */
export interface TokenFacts extends ClientFacts {
  /** Somebody who was seeded; of a company's people by address, who get a password that this knows. */
  readonly user?: SeededUser | string;
  /** Delegated permissions of Graph, which an administrator has consented to: `['User.Read']`. */
  readonly scopes?: readonly string[];
}

/** All that clients of Microsoft's cloud ask for, under the names that they ask for it by. */
export interface ClientOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `https://localhost:…`: in the place of https://login.microsoftonline.com and of https://graph.microsoft.com. */
  readonly origin: string;
  /** Of the tenant: for MSAL. */
  readonly authority: string;
  readonly scopes: readonly string[];
  /** PEM of the authority to trust. */
  readonly caPem: string;
  /** `new ConfidentialClientApplication(options.msal)`. */
  readonly msal: {
    readonly auth: {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly authority: string;
      readonly knownAuthorities: string[];
    };
  };
  /** `new ClientSecretCredential(...options.identity)`. */
  readonly identity: readonly [
    tenantId: string,
    clientId: string,
    clientSecret: string,
    options: { readonly authorityHost: string; readonly disableInstanceDiscovery: boolean },
  ];
  /** `Client.initWithMiddleware({ ...options.graph, authProvider })`. */
  readonly graph: {
    readonly baseUrl: string;
    readonly defaultVersion: string;
    readonly customHosts: Set<string>;
  };
}

export interface Clients {
  token(facts?: TokenFacts): Promise<string>;
  clientOptions(facts?: ClientFacts): ClientOptions;
}

const graph = 'https://graph.microsoft.com';

export function createClients(site: {
  readonly tenant: () => ServedTenant;
  readonly origin: string;
  readonly tenantId: string;
  readonly caPem: string;
  readonly seed: Seeder;
  readonly graph: Administrator;
}): Clients {
  /** One application for each set of permissions: asking again makes no other. */
  const apps = new Map<string, SeededApp>();

  function appOf({ app, roles = [] }: ClientFacts): SeededApp {
    if (app !== undefined) return app.secret === undefined ? app.withSecret() : app;
    const key = roles.toSorted().join(' ');
    const known = apps.get(key);
    if (known !== undefined && site.tenant().state.get('application', known.id, []) !== undefined)
      return known;
    const made = site.seed
      .app(`Test (${key === '' ? 'no permissions' : key})`)
      .granted(...roles)
      .withSecret();
    apps.set(key, made);
    return made;
  }

  const scopes = [`${graph}/.default`];

  async function ask(app: SeededApp, form: Readonly<Record<string, string>>): Promise<string> {
    const { status, body } = await site.tenant().entra.token({
      tenant: site.tenantId,
      version: 'v2',
      origin: site.origin,
      form: new URLSearchParams({ client_id: app.appId, client_secret: app.secret!, ...form }),
    });
    const answered = body as Readonly<Record<string, unknown>>;
    if (status === 200) return String(answered['access_token']);
    throw problem('TenantArrangementRefused', {
      request: 'the token endpoint',
      status,
      answer: String(answered['error_description']),
    });
  }

  /** Consented to by an administrator, and signed in to with name and password. */
  function tokenOfUser(
    app: SeededApp,
    given: SeededUser | string,
    asked: readonly string[],
  ): Promise<string> {
    const { state } = site.tenant();
    const resource = findResource(state, graph, site.origin);
    if (resource === undefined) throw problem('Internal', { detail: 'Graph has no service principal' });
    grantScopes(state, demandClient(state, app.appId, site.tenantId), resource, asked, undefined);
    const { userPrincipalName, password } = typeof given === 'string' ? withPassword(given) : given;
    return ask(app, {
      grant_type: 'password',
      username: userPrincipalName,
      password,
      scope: asked.map((scope) => `${graph}/${scope}`).join(' '),
    });
  }

  function withPassword(userPrincipalName: string): { userPrincipalName: string; password: string } {
    const password = newPassword();
    const passwordProfile = { password, forceChangePasswordNextSignIn: false };
    site.graph('PATCH', `/users/${encodeURIComponent(userPrincipalName)}`, { passwordProfile });
    return { userPrincipalName, password };
  }

  return {
    async token(facts = {}) {
      const app = appOf(facts);
      if (facts.user !== undefined) return tokenOfUser(app, facts.user, facts.scopes ?? ['User.Read']);
      return ask(app, { grant_type: 'client_credentials', scope: scopes[0]! });
    },
    clientOptions(facts = {}) {
      const { appId: clientId, secret } = appOf(facts);
      const { origin, tenantId, caPem } = site;
      const { host, hostname } = new URL(origin);
      const authority = `${origin}/${tenantId}`;
      const clientSecret = secret!;
      return {
        tenantId,
        clientId,
        clientSecret,
        origin,
        authority,
        scopes,
        caPem,
        msal: { auth: { clientId, clientSecret, authority, knownAuthorities: [host] } },
        identity: [
          tenantId,
          clientId,
          clientSecret,
          { authorityHost: origin, disableInstanceDiscovery: true },
        ],
        graph: { baseUrl: `${origin}/`, defaultVersion: 'v1.0', customHosts: new Set([hostname]) },
      };
    },
  };
}
