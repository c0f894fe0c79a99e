/**
 * @microsoft/msgraph-sdk (made by Kiota) as it comes, over https: signs in, lists, pages, counts, writes,
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
import { type PageCollection, PageIterator } from '@microsoft/msgraph-sdk-core';

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

let slept = 0;
for (let n = 0; n < 12; n += 1) {
  const began = performance.now();
  await graph.users.byUserId(ids[3]!).get({ queryParameters: { select: ['id'] } });
  if (performance.now() - began > 50) slept += 1;
}
seen['slept at limits'] = slept > 0;

process.stdout.write(JSON.stringify(seen));
