import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createClientCertificate } from '#certificates';
import { type Logger, newId, problem } from '#kernel';
import type { Vault } from '#store';

import type { AppKey, Directory, ManagedIdentity } from './directory.ts';

/** A service principal that jobs may be. */
export interface Principal {
  readonly tenantId: string;
  /** Of identities that an earlier version made: they were applications. */
  readonly applicationObjectId: string | null;
  readonly clientId: string;
  readonly principalId: string;
}

/** Service principals of the directory, and the only place that holds the keys to be them. */
export interface Principals {
  /** `roles` are application permissions of Microsoft Graph. Rejects with `DirectoryRefused` or `DirectoryUnavailable`. */
  make(resource: Omit<ManagedIdentity, 'certificatePem'>, roles: readonly string[]): Promise<Principal>;
  keyOf(clientId: string): Promise<AppKey>;
  /** Destroys the key, and takes the principal out of the directory as far as that answers: without its key it is nobody. */
  remove(principal: Pick<Principal, 'applicationObjectId' | 'clientId'>): Promise<void>;
  /** Seals the keys of all identities with the vault's current key. */
  reseal(): Promise<void>;
}

export interface PrincipalsOptions {
  readonly vault: Vault;
  readonly directory: Directory;
  /** The control plane's own application, which makes the others. */
  readonly controlPlane: AppKey;
  /** Keys lie here, sealed, one file an identity: outside the database. */
  readonly keyFolder: string;
  readonly logger: Logger;
}

const graphAppId = '00000003-0000-0000-c000-000000000000';

export function createPrincipals(options: PrincipalsOptions): Principals {
  const { vault, directory, controlPlane, keyFolder, logger } = options;
  const keys = new Map<string, AppKey>();
  const fileOf = (clientId: string): string => join(keyFolder, clientId);

  async function grant(principalId: string, roles: readonly string[]): Promise<void> {
    if (roles.length === 0) return;
    const { value } = await directory.graph<{
      value: { id: string; appRoles: { id: string; value: string }[] }[];
    }>(controlPlane, 'GET', `/servicePrincipals?$filter=${encodeURIComponent(`appId eq '${graphAppId}'`)}`);
    const [graph] = value;
    if (graph === undefined)
      throw problem('DirectoryRefused', { detail: 'it has no service principal of Microsoft Graph' });
    for (const role of roles) {
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

  async function put(clientId: string, sealed: Uint8Array): Promise<void> {
    const file = fileOf(clientId);
    const unfinished = `${file}.${newId()}`;
    await writeFile(unfinished, sealed, { mode: 0o600 });
    await rename(unfinished, file);
  }

  return {
    async make(resource, roles) {
      const { privateKeyPem, certificatePem } = await createClientCertificate({ name: resource.displayName });
      const made = await directory.makeManagedIdentity(controlPlane, { ...resource, certificatePem });
      const key: AppKey = { clientId: made.clientId, privateKeyPem, certificatePem };
      await put(key.clientId, vault.seal(JSON.stringify(key), `identity:${key.clientId}`));
      keys.set(key.clientId, key);
      await grant(made.principalId, roles);
      return { ...made, tenantId: directory.tenantId, applicationObjectId: null };
    },
    async keyOf(clientId) {
      const known = keys.get(clientId);
      if (known !== undefined) return known;
      const sealed = await readFile(fileOf(clientId));
      const key = JSON.parse(vault.openText(sealed, `identity:${clientId}`)) as AppKey;
      keys.set(clientId, key);
      return key;
    },
    async remove({ applicationObjectId, clientId }) {
      keys.delete(clientId);
      await rm(fileOf(clientId), { force: true });
      try {
        if (applicationObjectId === null) await directory.removeManagedIdentity(controlPlane, clientId);
        else await directory.graph(controlPlane, 'DELETE', `/applications/${applicationObjectId}`);
      } catch (error) {
        logger.warn('a principal without key stays in the directory', { clientId, error });
      }
    },
    /** Whole or not at all, as the file was first made. */
    async reseal() {
      const names = await readdir(keyFolder).catch(() => [] as string[]);
      for (const clientId of names.filter((name) => !name.includes('.'))) {
        const newer = vault.reseal(await readFile(fileOf(clientId)), `identity:${clientId}`);
        if (newer !== undefined) await put(clientId, newer);
      }
    },
  };
}
