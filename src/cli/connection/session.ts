import { readFile } from 'node:fs/promises';

import {
  type Client,
  type TenantClient,
  clientCertificateToken,
  createClient,
  createTenantClient,
} from '#client';
import { problem } from '#kernel';

import type { Connection } from './connection.ts';

/** A running system, entered. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly tenants: TenantClient;
  close(): Promise<void>;
}

/** Audience of the embedded tenant's own API; its role `Tenant.Manage` is given to the command line at seeding. */
const tenantScope = 'api://tenantry-tenant/.default';
const armScope = 'https://management.azure.com/.default';

/** Signs in lazily: nothing is called before the first request. */
export async function openSession(connection: Connection): Promise<Session> {
  const [certificatePem, privateKeyPem, ca] = await Promise.all(
    [connection.certificateFile, connection.privateKeyFile, connection.caFile].map(readText),
  );
  const token = (scope: string): (() => Promise<string>) =>
    clientCertificateToken({
      authority: connection.tenantOrigin,
      tenantId: connection.tenantId,
      clientId: connection.clientId,
      certificatePem: certificatePem!,
      privateKeyPem: privateKeyPem!,
      scope,
      ca,
    });
  const { subscriptionId, resourceGroup, account } = connection;
  const client = createClient({
    origin: connection.apiOrigin,
    ca,
    token: token(armScope),
    subscriptionId,
    resourceGroup,
    account,
  });
  const tenants = createTenantClient({ origin: connection.tenantOrigin, ca, token: token(tenantScope) });
  return {
    connection,
    client,
    tenants,
    async close() {
      await Promise.all([client.close(), tenants.close()]);
    },
  };
}

export async function readText(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw problem('FileUnreadable', { file, reason: code ?? message }, error);
  }
}
