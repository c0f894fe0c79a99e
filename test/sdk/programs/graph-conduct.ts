/**
 * Programs of somebody who has never heard of Tenantry, over https: @microsoft/microsoft-graph-client pages, follows
 * deltas, sends batches, adds members by reference, and meets real 429s with its own retry handler. Prints what it saw as
 * one JSON document.
 */
import { ClientSecretCredential } from '@azure/identity';
import {
  BatchRequestContent,
  BatchResponseContent,
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
  return (await followed<T>(page)).items;
}

async function followed<T>(page: PageCollection): Promise<{ items: T[]; deltaLink: string | undefined }> {
  const items: T[] = [];
  const iterator = new PageIterator(graph, page, (item: T) => items.push(item) > 0);
  await iterator.iterate();
  return { items, deltaLink: iterator.getDeltaLink() };
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

// Delta: everything, then only what changed.
const everything = await followed<Identified>(
  (await graph.api('/users/delta').select('displayName').get()) as PageCollection,
);
seen['delta first'] = new Set(everything.items.map(({ id }) => id)).size;
const somebody = users[7]!.id;
await graph.api(`/users/${somebody}`).patch({ displayName: 'Renamed' });
const link = everything.deltaLink!.slice(origin.length + '/v1.0'.length);
const changed = await followed<Identified & { displayName: string }>(
  (await graph.api(link).get()) as PageCollection,
);
seen['delta then'] = changed.items.map(({ id, displayName }) => [id === somebody, displayName]);

// A batch in which one request waits for another and one fails.
// The client takes all behind the host for what stands below the version.
const url = (path: string): string => `${origin}${path}`;
const content = new BatchRequestContent([
  { id: 'first', request: new Request(url(`/users/${somebody}?$select=displayName`), { method: 'GET' }) },
  {
    id: 'second',
    request: new Request(url('/users/nobody@nowhere.example'), { method: 'GET' }),
    dependsOn: ['first'],
  },
]);
/**
 * As a program has to: items that were refused by a limit are asked again when they may be. One of them waits for the other, so
 * that both are asked again, and what is told to one is waited for each.
 */
async function batched(): Promise<BatchResponseContent> {
  const body = (await graph.api('/$batch').post(await content.getContent())) as ConstructorParameters<
    typeof BatchResponseContent
  >[0];
  const refused = body.responses.find(({ status }) => status === 429);
  if (refused === undefined) return new BatchResponseContent(body);
  const { headers } = refused as unknown as { headers: { 'Retry-After': string } };
  await new Promise((resolve) =>
    setTimeout(resolve, Number(headers['Retry-After']) * 1_000 * body.responses.length),
  );
  return batched();
}
const answers = await batched();
seen['batch'] = [
  ((await answers.getResponseById('first')!.json()) as { displayName: string }).displayName,
  answers.getResponseById('second')!.status,
];

// The retry handler meets the limits: more at once than is granted, after a pause in which all is granted again.
await new Promise((resolve) => setTimeout(resolve, 1_200));
const atOnce = await Promise.all(
  Array.from({ length: 10 }, () => graph.api(`/users/${somebody}`).select('id').get()),
);
seen['answered at limits'] = atOnce.length;

process.stdout.write(JSON.stringify(seen));
