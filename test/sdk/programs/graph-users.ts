/**
 * A program of somebody who has never heard of Tenantry: @azure/identity signs in with what the environment holds, and
 * @microsoft/microsoft-graph-client lists and pages users. Prints what it saw as one JSON document. The only thing that
 * differs from a program for Microsoft's cloud is where the two services are.
 */
import { ClientCertificateCredential, ClientSecretCredential, type TokenCredential } from '@azure/identity';
import {
  Client,
  type GraphError,
  type PageCollection,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const origin = env('TENANT_ORIGIN');
const options = { authorityHost: origin, disableInstanceDiscovery: true };
const at = [env('AZURE_TENANT_ID'), env('AZURE_CLIENT_ID')] as const;

function graphOf(credential: TokenCredential): Client {
  return Client.initWithMiddleware({
    authProvider: new TokenCredentialAuthenticationProvider(credential, {
      scopes: ['https://graph.microsoft.com/.default'],
    }),
    baseUrl: origin,
    // Hosts besides Microsoft's own get the token only when they are named.
    customHosts: new Set([new URL(origin).hostname]),
  });
}

const seen: Record<string, unknown> = {};
const graph = graphOf(new ClientCertificateCredential(...at, env('AZURE_CLIENT_CERTIFICATE_PATH'), options));

const first = (await graph.api('/users').top(100).select('id,userPrincipalName').get()) as PageCollection;
const names = new Set<string>();
await new PageIterator(graph, first, (user: { userPrincipalName: string }) => {
  names.add(user.userPrincipalName);
  return true;
}).iterate();
seen['first page'] = first.value.length;
seen['all'] = names.size;
seen['counted'] = await graph
  .api('/users/$count')
  .header('ConsistencyLevel', 'eventual')
  .responseType('text' as never)
  .get();
seen['filtered'] = (
  (await graph
    .api('/users')
    .filter(`userPrincipalName eq '${env('SOMEBODY')}'`)
    .get()) as PageCollection
).value.map(({ userPrincipalName }) => userPrincipalName as string);
seen['missing'] = await graph
  .api('/users/nobody@nowhere.example')
  .get()
  .then(
    () => 'found',
    (error: GraphError) => [error.statusCode, error.code],
  );

const secret = graphOf(new ClientSecretCredential(...at, env('AZURE_CLIENT_SECRET'), options));
seen['by secret'] = ((await secret.api('/users').top(1).get()) as PageCollection).value.length;
const wrong = graphOf(new ClientSecretCredential(...at, 'wrong', options));
seen['by a wrong secret'] = await wrong
  .api('/users')
  .get()
  .then(
    () => 'let in',
    (error: GraphError) => /AADSTS\d+/.exec(error.message)?.[0] ?? error.message,
  );

process.stdout.write(JSON.stringify(seen));
