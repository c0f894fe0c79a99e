import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { type TenantClient, clientCertificateToken, createTenantClient } from '#client';
import { isProblem, problem } from '#kernel';

import { lives, parseConnection } from './connection.ts';
import { readText } from './session.ts';

/** Where a tenant is served and how the command line enters it. A lone one writes just this. */
export const tenantConnectionFile = z.object({
  tenantOrigin: z.url(),
  tenantId: z.string(),
  clientId: z.string(),
  certificateFile: z.string(),
  privateKeyFile: z.string(),
  caFile: z.string(),
  pid: z.number().int(),
  /** The application that a lone tenant made for whoever uses it. */
  firstApp: z.string().optional(),
});
export type TenantConnection = z.infer<typeof tenantConnectionFile>;

export interface TenantSession {
  readonly connection: TenantConnection;
  readonly tenants: TenantClient;
  close(): Promise<void>;
}

/** Of the whole system, or of a tenant that runs alone on this home; NotStarted when neither does. */
export async function readTenantConnection(home: string): Promise<TenantConnection> {
  for (const name of ['connection.json', 'tenant.json']) {
    const file = join(home, 'run', name);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const connection = parseConnection(tenantConnectionFile, file, text);
    if (lives(connection.pid)) return connection;
  }
  throw problem('NotStarted', { home });
}

/** Undefined when no tenant runs on this home. */
export async function findTenantConnection(home: string): Promise<TenantConnection | undefined> {
  return readTenantConnection(home).catch((error: unknown) => {
    if (isProblem(error, 'NotStarted')) return undefined;
    throw error;
  });
}

export async function openTenantSession(connection: TenantConnection): Promise<TenantSession> {
  const [certificatePem = '', privateKeyPem = '', ca = ''] = await Promise.all(
    [connection.certificateFile, connection.privateKeyFile, connection.caFile].map(readText),
  );
  const { tenantOrigin: origin, tenantId, clientId } = connection;
  const token = clientCertificateToken({
    authority: origin,
    tenantId,
    clientId,
    certificatePem,
    privateKeyPem,
    scope: 'api://tenantry-tenant/.default',
    ca,
  });
  const tenants = createTenantClient({ origin, ca, token });
  return { connection, tenants, close: () => tenants.close() };
}
