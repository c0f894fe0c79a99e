import { isProblem, problem } from '#kernel';
import type { Database } from '#store';
import type { Certificate, Connection, Credential } from '#worker-link';

import { auditOfJob } from '../audit/audit.ts';
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

/** What a job may ask for by name. A secret that it gets stands in the audit before it gets it. */
export interface Assets extends Kinds {
  valueForJob(accountId: string, name: string, jobId: string): Promise<unknown>;
  setFromJob(accountId: string, name: string, value: unknown, jobId: string): Promise<void>;
  credentialForJob(accountId: string, name: string, jobId: string): Promise<Credential>;
  /** By its name or by its thumbprint. */
  certificateForJob(accountId: string, name: string, jobId: string): Promise<Certificate>;
  connectionForJob(accountId: string, name: string, jobId: string): Promise<Connection>;
}

export function createAssets(db: Database, kinds: Kinds): Assets {
  const { variables, credentials, certificates, connections } = kinds;
  return {
    ...kinds,
    async valueForJob(accountId, name, jobId) {
      const { text, isEncrypted } = await variables.reveal(accountId, name);
      if (isEncrypted) await auditOfJob(db, accountId, jobId, 'variables/getVariable/action', name);
      return JSON.parse(text);
    },
    setFromJob: (accountId, name, value, jobId) =>
      variables.setValue(accountId, name, JSON.stringify(value ?? null), jobId),
    async credentialForJob(accountId, name, jobId) {
      const credential = await credentials.reveal(accountId, name);
      await auditOfJob(db, accountId, jobId, 'credentials/getCredential/action', name);
      return credential;
    },
    async certificateForJob(accountId, name, jobId) {
      const certificate = await certificates.reveal(accountId, name);
      if (certificate.hasPrivateKey)
        await auditOfJob(db, accountId, jobId, 'certificates/getCertificate/action', certificate.name);
      return certificate;
    },
    async connectionForJob(accountId, name, jobId) {
      const connection = await connections.reveal(accountId, name);
      if (connection !== undefined && connection.secretFields.length > 0)
        await auditOfJob(db, accountId, jobId, 'connections/getConnection/action', connection.name);
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
