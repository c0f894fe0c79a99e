/**
 * Programs of somebody who has never heard of Tenantry, over https: @microsoft/microsoft-graph-client pages, adds
 * members by reference, and meets real 429s with its own retry handler. Prints what it saw as
 * one JSON document.
 */
import { ClientSecretCredential } from '@azure/identity';
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
const credential = new ClientSecretCredential(
  env('AZURE_TENANT_ID'),
  env('AZURE_CLIENT_ID'),
  env('AZURE_CLIENT_SECRET'),
  { authorityHost: origin, disableInstanceDiscovery: true },
);
const graph = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, {
    scopes: ['https://graph.microsoft.com/.default'],
  }),
  baseUrl: origin,
  customHosts: new Set([new URL(origin).hostname]),
});

interface Identified {
  readonly id: string;
}

async function all<T>(page: PageCollection): Promise<T[]> {
  const items: T[] = [];
  const iterator = new PageIterator(graph, page, (item: T) => items.push(item) > 0);
  await iterator.iterate();
  return items;
}

const refused = (error: GraphError): [number, string | null] => [error.statusCode, error.code];
const seen: Record<string, unknown> = {};

// Paging, and 20 members at once by reference.
const users = await all<Identified>((await graph.api('/users').top(50).select('id').get()) as PageCollection);
seen['users'] = new Set(users.map(({ id }) => id)).size;
const group = (await graph.api('/groups').post({
  displayName: 'Judged',
  mailEnabled: false,
  mailNickname: 'judged',
  securityEnabled: true,
})) as Identified;
const references = users.map(({ id }) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`);
await graph.api(`/groups/${group.id}`).patch({ 'members@odata.bind': references.slice(0, 20) });
seen['members'] = (
  await all<Identified>((await graph.api(`/groups/${group.id}/members`).get()) as PageCollection)
).length;
seen['21 at once'] = await graph
  .api(`/groups/${group.id}`)
  .patch({ 'members@odata.bind': references.slice(20, 41) })
  .then(() => 'taken', refused);

const somebody = users[7]!.id;
// The retry handler meets the limits of the directory.
let slept = 0;
for (let n = 0; n < 12; n += 1) {
  const began = performance.now();
  await graph.api(`/users/${somebody}`).select('id').get();
  if (performance.now() - began > 50) slept += 1;
}
seen['slept at limits'] = slept > 0;

process.stdout.write(JSON.stringify(seen));
