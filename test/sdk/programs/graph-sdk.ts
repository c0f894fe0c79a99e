/**
 * @microsoft/msgraph-sdk (made by Kiota) as it comes, over https: signs in, lists, pages, counts, writes, sends a batch,
 * is refused, and waits at limits. Prints what it saw as one JSON document.
 */
import '@microsoft/msgraph-sdk-users';

import { ClientSecretCredential } from '@azure/identity';
import type { ApiError } from '@microsoft/kiota-abstractions';
import { GraphRequestAdapter, createGraphServiceClient } from '@microsoft/msgraph-sdk';
import { AzureIdentityAuthenticationProvider } from '@microsoft/kiota-authentication-azure';
import {
  type User,
  createUserCollectionResponseFromDiscriminatorValue,
} from '@microsoft/msgraph-sdk/models/index.js';
import { createODataErrorFromDiscriminatorValue } from '@microsoft/msgraph-sdk/models/oDataErrors/index.js';
import { BatchRequestContent, type PageCollection, PageIterator } from '@microsoft/msgraph-sdk-core';

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
const adapter = new GraphRequestAdapter(
  new AzureIdentityAuthenticationProvider(
    credential,
    ['https://graph.microsoft.com/.default'],
    undefined,
    new Set([new URL(origin).hostname]),
  ),
);
adapter.baseUrl = `${origin}/v1.0`;
const graph = createGraphServiceClient(adapter);
const errors = { XXX: createODataErrorFromDiscriminatorValue };
const seen: Record<string, unknown> = {};

const first = (await graph.users.get({ queryParameters: { top: 100, select: ['id', 'displayName'] } }))!;
const ids: string[] = [];
const iterator = new PageIterator<User>(
  adapter,
  // The package's own types disagree about null.
  { ...first, value: first.value! } as PageCollection<User>,
  (user: User) => ids.push(user.id!) > 0,
  createUserCollectionResponseFromDiscriminatorValue,
  errors,
);
await iterator.iterate();
seen['first page'] = first.value!.length;
seen['all'] = new Set(ids).size;

seen['counted'] = await graph.users.count.get({ headers: { ConsistencyLevel: ['eventual'] } });
await graph.users.byUserId(ids[3]!).patch({ jobTitle: 'Judged' });
seen['patched'] = (
  await graph.users.byUserId(ids[3]!).get({ queryParameters: { select: ['jobTitle'] } })
)?.jobTitle;
seen['missing'] = await graph.users
  .byUserId('nobody@nowhere.example')
  .get()
  .then(
    () => 'found',
    (error: ApiError & { errorEscaped?: { code?: string } }) => [
      error.responseStatusCode,
      error.errorEscaped?.code,
    ],
  );

const batch = new BatchRequestContent(adapter, errors);
const one = batch.addBatchRequest(
  graph.users.byUserId(ids[3]!).toGetRequestInformation({ queryParameters: { select: ['jobTitle'] } }),
);
const other = batch.addBatchRequest(graph.users.byUserId('nobody').toGetRequestInformation());
/** As a program has to: what was refused by a limit is asked again when all of the batch may be. */
async function statuses(): Promise<(number | undefined)[]> {
  const answers = await batch.postAsync();
  const responses = [one, other].map(({ id }) => answers?.getResponseById(id));
  const refused = responses.find((response) => response?.status === 429);
  if (refused === undefined) return responses.map((response) => response?.status);
  const seconds = Number(refused.headers?.['Retry-After']) * responses.length;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  return statuses();
}
seen['batch'] = await statuses();

// The retry handler meets the limits: more at once than is granted, after a pause in which all is granted again.
await new Promise((resolve) => setTimeout(resolve, 1_200));
const atOnce = await Promise.all(
  Array.from({ length: 10 }, () =>
    graph.users.byUserId(ids[3]!).get({ queryParameters: { select: ['id'] } }),
  ),
);
seen['answered at limits'] = atOnce.length;

process.stdout.write(JSON.stringify(seen));
