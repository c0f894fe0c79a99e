import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createClientCertificate } from '#certificates';
import { isProblem, newId, problem } from '#kernel';
import { type Database, type Vault, sql } from '#store';
import type { TokenAnswer, TokenRequest } from '#worker-link';

import type { AppKey, Directory } from './directory.ts';

/** What jobs of an account may be, and the only place that holds the keys to be it. */
export interface Identities {
  /** Makes the account's service principal in the directory, with the default app roles, unless it has one. */
  ensureSystemAssigned(accountId: string, accountName: string): Promise<void>;
  /** A token for a job of the account. Rejects with `IdentityMissing` or `DirectoryRefused`. */
  token(accountId: string, tenantOrigin: string, request: TokenRequest): Promise<TokenAnswer>;
  forget(clientId: string | undefined): Promise<void>;
  /** Seals the keys of all identities with the vault's current key. */
  reseal(): Promise<void>;
}

export interface IdentitiesOptions {
  readonly db: Database;
  readonly vault: Vault;
  readonly directory: Directory;
  /** The control plane's own application, which makes the others. */
  readonly controlPlane: AppKey;
  /** Keys lie here, sealed, one file an identity: outside the database. */
  readonly keyFolder: string;
  /** Application permissions of Microsoft Graph that a new account's identity gets. */
  readonly defaultRoles: readonly string[];
}

interface IdentityRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly clientId: string;
}

const graphAppId = '00000003-0000-0000-c000-000000000000';

export function createIdentities(options: IdentitiesOptions): Identities {
  const { db, vault, directory, controlPlane, keyFolder, defaultRoles } = options;
  const keys = new Map<string, AppKey>();
  const making = new Map<string, Promise<void>>();
  const fileOf = (clientId: string): string => join(keyFolder, clientId);

  async function keyOf(clientId: string): Promise<AppKey> {
    const known = keys.get(clientId);
    if (known !== undefined) return known;
    const sealed = await readFile(fileOf(clientId));
    const key = JSON.parse(vault.openText(sealed, `identity:${clientId}`)) as AppKey;
    keys.set(clientId, key);
    return key;
  }

  async function make(accountId: string, accountName: string): Promise<void> {
    const { privateKeyPem, certificatePem } = await createClientCertificate({
      name: `Tenantry account ${accountName}`,
    });
    const unnamed = { clientId: '', privateKeyPem, certificatePem };
    const application = await directory.graph<{ id: string; appId: string }>(
      controlPlane,
      'POST',
      '/applications',
      {
        displayName: `Tenantry account ${accountName}`,
        // The embedded tenant keeps such applications when it is reset.
        tags: ['TenantryAccountIdentity'],
        keyCredentials: [directory.credentialOf(unnamed)],
      },
    );
    const key: AppKey = { ...unnamed, clientId: application.appId };
    await keep(key);
    const principal = await directory.graph<{ id: string }>(controlPlane, 'POST', '/servicePrincipals', {
      appId: key.clientId,
    });
    await grantDefaults(principal.id);
    await db.transaction(async (tx) => {
      await tx.query(sql`delete from identity where account_id = ${accountId} and kind = 'SystemAssigned'`);
      await tx.query(sql`
        insert into identity (account_id, kind, tenant_id, application_object_id, client_id, principal_id, created_at)
        values (${accountId}, 'SystemAssigned', ${directory.tenantId}, ${application.id}, ${key.clientId}, ${principal.id}, now())`);
    });
  }

  async function grantDefaults(principalId: string): Promise<void> {
    const { value } = await directory.graph<{
      value: { id: string; appRoles: { id: string; value: string }[] }[];
    }>(controlPlane, 'GET', `/servicePrincipals?$filter=${encodeURIComponent(`appId eq '${graphAppId}'`)}`);
    const [graph] = value;
    if (graph === undefined)
      throw problem('DirectoryRefused', { detail: 'it has no service principal of Microsoft Graph' });
    for (const role of defaultRoles) {
      const appRoleId = graph.appRoles.find((each) => each.value === role)?.id;
      if (appRoleId === undefined)
        throw problem('DirectoryRefused', { detail: `Microsoft Graph has no app role ${role}` });
      await directory.graph(controlPlane, 'POST', `/servicePrincipals/${principalId}/appRoleAssignments`, {
        principalId,
        resourceId: graph.id,
        appRoleId,
      });
    }
  }

  async function keep(key: AppKey): Promise<void> {
    await put(key.clientId, vault.seal(JSON.stringify(key), `identity:${key.clientId}`));
    keys.set(key.clientId, key);
  }

  async function put(clientId: string, sealed: Uint8Array): Promise<void> {
    const file = fileOf(clientId);
    const unfinished = `${file}.${newId()}`;
    await writeFile(unfinished, sealed, { mode: 0o600 });
    await rename(unfinished, file);
  }

  /** Whole or not at all, as the file was first made. */
  async function reseal(): Promise<void> {
    const names = await readdir(keyFolder).catch(() => [] as string[]);
    for (const clientId of names.filter((name) => !name.includes('.'))) {
      const newer = vault.reseal(await readFile(fileOf(clientId)), `identity:${clientId}`);
      if (newer !== undefined) await put(clientId, newer);
    }
  }

  /** One at a time for an account: two jobs must not make two service principals. */
  function makeOnce(accountId: string, accountName: string): Promise<void> {
    const running =
      making.get(accountId) ?? make(accountId, accountName).finally(() => making.delete(accountId));
    making.set(accountId, running);
    return running;
  }

  async function find(accountId: string, clientId: string | undefined): Promise<IdentityRow> {
    const row = await db.maybe<IdentityRow>(sql`
      select a.id as "accountId", a.name as "accountName", i.client_id as "clientId"
      from identity i join account a on a.id = i.account_id
      where a.id = ${accountId} and (${clientId ?? null}::text is null and i.kind = 'SystemAssigned' or i.client_id = ${clientId ?? null})`);
    if (row === undefined)
      throw problem('IdentityMissing', { which: clientId === undefined ? '' : ` ${clientId}` });
    return row;
  }

  async function token(
    accountId: string,
    tenantOrigin: string,
    request: TokenRequest,
    again = true,
  ): Promise<TokenAnswer> {
    const { clientId, accountName } = await find(accountId, request.clientId);
    try {
      const made = await directory.token(await keyOf(clientId), request.resource, tenantOrigin);
      return { ...made, resource: request.resource, clientId };
    } catch (error) {
      // A tenant that was reset has forgotten the application: it is made again, once, in the main tenant.
      const forgotten = isProblem(error, 'DirectoryRefused') && error.message.includes('AADSTS700016');
      if (!forgotten || !again || tenantOrigin !== directory.origin) throw error;
      await makeOnce(accountId, accountName);
      return token(accountId, tenantOrigin, request, false);
    }
  }

  return {
    reseal,
    async ensureSystemAssigned(accountId, accountName) {
      const known = await db.maybe(
        sql`select 1 from identity where account_id = ${accountId} and kind = 'SystemAssigned'`,
      );
      if (known === undefined) await makeOnce(accountId, accountName);
    },
    token: (accountId, tenantOrigin, request) => token(accountId, tenantOrigin, request),
    async forget(clientId) {
      if (clientId === undefined) return;
      keys.delete(clientId);
      await rm(fileOf(clientId), { force: true });
    },
  };
}
