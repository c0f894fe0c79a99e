import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import {
  type KeyAndCertificate,
  createAuthority,
  createClientCertificate,
  issueServerCertificate,
} from '#certificates';
import { newId, newSecret } from '#kernel';

import { asHomeProblem } from './home-problem.ts';
import type { Home } from './layout.ts';

/** What was decided once for this home and never changes again. */
export interface Installation {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly account: string;
  readonly controlPlaneClientId: string;
  readonly cliClientId: string;
}

export interface PreparedHome {
  readonly installation: Installation;
  readonly authorityPem: string;
  readonly server: KeyAndCertificate;
  readonly controlPlaneApp: KeyAndCertificate;
  readonly cliApp: KeyAndCertificate;
  readonly portal: KeyAndCertificate & { readonly clientId: string };
  /** True when this start made the home. */
  readonly fresh: boolean;
}

/** Makes what is missing of a home: folders, keys, the local certificate authority. Safe to repeat after a crash. */
export async function prepareHome(home: Home): Promise<PreparedHome> {
  try {
    await makeFolders(home);
    const installation = await once(home.installation, async () =>
      JSON.stringify({
        subscriptionId: newId(),
        resourceGroup: 'tenantry',
        account: 'main',
        controlPlaneClientId: newId(),
        cliClientId: newId(),
      } satisfies Installation),
    );
    await once(home.workerKey, async () => newSecret());
    await once(home.metricsKey, async () => newSecret());
    await auditKeys(home);
    const portalClient = await once(home.portalClient, async () => newId());
    const [authority, , controlPlaneApp, cliApp, portalApp] = await Promise.all([
      keyPair(home.authority, () => createAuthority({ name: 'Tenantry local authority' })),
      // Apart from the one that signs servers: no certificate of one kind can be taken for the other.
      keyPair(home.workerAuthority, () => createAuthority({ name: 'Tenantry hybrid workers' })),
      keyPair(home.controlPlaneApp, () => createClientCertificate({ name: 'Tenantry control plane' })),
      keyPair(home.cliApp, () => createClientCertificate({ name: 'Tenantry command line' })),
      keyPair(home.portalApp, () => createClientCertificate({ name: 'Tenantry portal' })),
    ]);
    const server = await keyPair(home.server, () =>
      issueServerCertificate(authority.pair, { hosts: ['localhost', '127.0.0.1', '::1'] }),
    );
    return {
      installation: JSON.parse(installation.text) as Installation,
      authorityPem: authority.pair.certificatePem,
      server: server.pair,
      controlPlaneApp: controlPlaneApp.pair,
      cliApp: cliApp.pair,
      portal: { clientId: portalClient.text.trim(), ...portalApp.pair },
      fresh: installation.made,
    };
  } catch (error) {
    throw asHomeProblem(error, home.directory);
  }
}

/** The public key lies apart from the private one: whoever verifies the audit takes a copy of it along. */
async function auditKeys(home: Home): Promise<void> {
  const { text } = await once(home.auditKey, async () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  );
  await once(home.auditPublicKey, async () =>
    createPublicKey(text).export({ format: 'pem', type: 'spki' }).toString(),
  );
}

async function makeFolders(home: Home): Promise<void> {
  await mkdir(home.directory, { recursive: true, mode: 0o700 });
  const folders = [
    home.keys,
    home.identityKeys,
    dirname(home.auditPublicKey),
    home.certificates,
    home.tenants,
    home.worker,
    home.logs,
    home.run,
  ];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
}

/** The private key is written last: a home with the key has its certificate too. */
async function keyPair(
  path: string,
  make: () => Promise<KeyAndCertificate>,
): Promise<{ readonly pair: KeyAndCertificate }> {
  const known = await read(`${path}.key`);
  if (known !== undefined) {
    return { pair: { privateKeyPem: known, certificatePem: await readFile(`${path}.pem`, 'utf8') } };
  }
  const { privateKeyPem, certificatePem } = await make();
  await writeWhole(`${path}.pem`, certificatePem);
  await writeWhole(`${path}.key`, privateKeyPem);
  return { pair: { privateKeyPem, certificatePem } };
}

async function once(path: string, make: () => Promise<string>): Promise<{ text: string; made: boolean }> {
  const known = await read(path);
  if (known !== undefined) return { text: known, made: false };
  const text = await make();
  await writeWhole(path, text);
  return { text, made: true };
}

/** A crash in the middle leaves no half file under the real name. */
export async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
