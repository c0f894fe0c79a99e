/**
 * A program of somebody who has never heard of Tenantry: @azure/msal-node and @azure/identity sign applications and
 * people in, in every way that they know, and call Graph with what they got. Prints what it saw as one JSON document.
 */
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import {
  ConfidentialClientApplication,
  CryptoProvider,
  type NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';

import { signInAs, startAt } from './plain-browser.ts';

interface Setting {
  readonly origin: string;
  readonly tenantId: string;
  readonly daemon: { readonly clientId: string; readonly secret: string };
  readonly certificate: { readonly clientId: string; readonly pemFile: string; readonly thumbprint: string };
  readonly native: string;
  readonly api: { readonly clientId: string; readonly secret: string; readonly scope: string };
  readonly user: { readonly name: string; readonly password: string };
  readonly tokenFile: string;
}

const setting = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Setting;
const { origin, tenantId, daemon, certificate, native, api, user } = setting;
const authority = `${origin}/${tenantId}`;
const host = new URL(origin).host;
const graph = 'https://graph.microsoft.com/.default';
const seen: Record<string, unknown> = {};

const app = (auth: NodeAuthOptions) => ({ auth: { authority, knownAuthorities: [host], ...auth } });
const claims = (token: string | undefined) =>
  JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const pem = readFileSync(certificate.pemFile, 'utf8');

/** A JWT about itself, as a client signs it: good as an assertion and as the token of a workload. */
function assertion(): string {
  const now = Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const digest = Buffer.from(certificate.thumbprint, 'hex').toString('base64url');
  const header = encode({ alg: 'RS256', typ: 'JWT', 'x5t#S256': digest });
  const { clientId } = certificate;
  const times = { nbf: now - 10, iat: now, exp: now + 300 };
  const payload = { aud: `${authority}/v2.0`, iss: clientId, sub: clientId, jti: randomUUID(), ...times };
  const text = `${header}.${encode(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), createPrivateKey(pem)).toString('base64url')}`;
}

async function applications(): Promise<void> {
  const { clientId, secret } = daemon;
  const bySecret = new ConfidentialClientApplication(app({ clientId, clientSecret: secret }));
  const first = await bySecret.acquireTokenByClientCredential({ scopes: [graph] });
  seen['msal, secret'] = claims(first?.accessToken)['appid'] === clientId;
  const again = await bySecret.acquireTokenByClientCredential({ scopes: [graph] });
  seen['msal, cached'] = again?.fromCache;
  const byCertificate = new ConfidentialClientApplication(
    app({
      clientId: certificate.clientId,
      clientCertificate: { thumbprintSha256: certificate.thumbprint, privateKey: pem },
    }),
  );
  const second = await byCertificate.acquireTokenByClientCredential({ scopes: [graph] });
  seen['msal, certificate'] = claims(second?.accessToken)['appidacr'];
  const wrong = new ConfidentialClientApplication(app({ clientId, clientSecret: 'wrong' }));
  seen['msal, wrong secret'] = await wrong
    .acquireTokenByClientCredential({ scopes: [graph] })
    .catch((error: { errorCode: string; errorNo: number }) => [error.errorCode, error.errorNo]);

  const options = { authorityHost: origin, disableInstanceDiscovery: true };
  writeFileSync(setting.tokenFile, assertion());
  const credentials: Record<string, TokenCredential> = {
    secret: new ClientSecretCredential(tenantId, clientId, secret, options),
    certificate: new ClientCertificateCredential(
      tenantId,
      certificate.clientId,
      certificate.pemFile,
      options,
    ),
    assertion: new ClientAssertionCredential(
      tenantId,
      certificate.clientId,
      async () => assertion(),
      options,
    ),
    workload: new WorkloadIdentityCredential({
      tenantId,
      clientId: certificate.clientId,
      tokenFilePath: setting.tokenFile,
      ...options,
    }),
  };
  for (const [name, credential] of Object.entries(credentials))
    seen[`identity, ${name}`] = claims((await credential.getToken(graph))?.token)['idtyp'];
}

async function people(): Promise<void> {
  const client = new PublicClientApplication(app({ clientId: native }));
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const redirectUri = 'http://localhost:53682';
  const scopes = ['User.Read', api.scope];
  const url = await client.getAuthCodeUrl({
    scopes: ['User.Read'],
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state: 'some state',
  });
  const back = new URL(await signInAs(await startAt(url), user));
  seen['state comes back'] = back.searchParams.get('state');
  const code = back.searchParams.get('code') ?? '';
  const result = await client.acquireTokenByCode({
    code,
    codeVerifier: verifier,
    redirectUri,
    scopes: ['User.Read'],
  });
  seen['code with PKCE'] = [result.account?.username, result.scopes.includes('User.Read')];
  const { account } = result;
  const silent = await client.acquireTokenSilent({ account: account!, scopes: ['User.Read'] });
  const renewed = await client.acquireTokenSilent({
    account: account!,
    scopes: ['User.Read'],
    forceRefresh: true,
  });
  seen['silent, then refreshed'] = [silent.fromCache, renewed.fromCache];
  const me = await fetch(`${origin}/v1.0/me`, {
    headers: { authorization: `Bearer ${renewed.accessToken}` },
  });
  seen['me'] = ((await me.json()) as { userPrincipalName: string }).userPrincipalName;

  const forApi = await client.acquireTokenSilent({ account: account!, scopes: [scopes[1]!] });
  const middle = new ConfidentialClientApplication(app({ clientId: api.clientId, clientSecret: api.secret }));
  const behalf = await middle.acquireTokenOnBehalfOf({
    oboAssertion: forApi.accessToken,
    scopes: ['https://graph.microsoft.com/User.Read'],
  });
  const { upn, appid } = claims(behalf?.accessToken);
  seen['on behalf of'] = [upn, appid === api.clientId];
}

async function devices(): Promise<void> {
  const device = await new PublicClientApplication(app({ clientId: native })).acquireTokenByDeviceCode({
    scopes: ['User.Read'],
    deviceCodeCallback: ({ verificationUri, userCode }) => {
      void startAt(verificationUri)
        .then((page) => page.submit({ otc: userCode }))
        .then((page) => signInAs(page, user));
    },
  });
  seen['device code'] = device?.account?.username;
}

// Together, since a device waits between its questions.
await Promise.all([applications(), people(), devices()]);
process.stdout.write(JSON.stringify(seen));
