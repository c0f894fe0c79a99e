import { isProblem, problem } from '#kernel';
import type { Certificate, Connection, Credential } from '#worker-link';

import type { Certificates } from './certificates.ts';
import type { ConnectionTypes } from './connection-types.ts';
import type { Connections } from './connections.ts';
import type { Credentials } from './credentials.ts';
import type { Variables } from './variables.ts';

interface Kinds {
  readonly variables: Variables;
  readonly credentials: Credentials;
  readonly certificates: Certificates;
  readonly connections: Connections;
  readonly connectionTypes: ConnectionTypes;
}

/** What a job may ask for by name. */
export interface Assets extends Kinds {
  valueForJob(accountId: string, name: string): Promise<unknown>;
  setFromJob(accountId: string, name: string, value: unknown): Promise<void>;
  credentialForJob(accountId: string, name: string): Promise<Credential>;
  /** By its name or by its thumbprint. */
  certificateForJob(accountId: string, name: string): Promise<Certificate>;
  connectionForJob(accountId: string, name: string): Promise<Connection>;
}

export function createAssets(kinds: Kinds): Assets {
  const { variables, credentials, certificates, connections } = kinds;
  return {
    ...kinds,
    valueForJob: async (accountId, name) => JSON.parse(await variables.reveal(accountId, name)),
    setFromJob: (accountId, name, value) =>
      variables.setValue(accountId, name, JSON.stringify(value ?? null)),
    credentialForJob: (accountId, name) => credentials.reveal(accountId, name),
    certificateForJob: (accountId, name) => certificates.reveal(accountId, name),
    async connectionForJob(accountId, name) {
      const connection = await connections.reveal(accountId, name);
      return connection ?? connectionOfCertificate(certificates, accountId, name);
    },
  };
}

/** Scripts ask for the connection of a certificate by the certificate's own name, and want its thumbprint. */
async function connectionOfCertificate(
  certificates: Certificates,
  accountId: string,
  asked: string,
): Promise<Connection> {
  const certificate = await certificates.get(accountId, asked).catch((error: unknown) => {
    if (isProblem(error, 'CertificateNotFound')) throw problem('ConnectionNotFound', { name: asked });
    throw error;
  });
  const { name, thumbprint } = certificate;
  return {
    name,
    connectionType: 'Certificate',
    fields: { CertificateThumbprint: thumbprint, AutomationCertificateName: name },
    secretFields: [],
  };
}
