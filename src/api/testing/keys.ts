import {
  type KeyAndCertificate,
  createAuthority,
  createClientCertificate,
  issueServerCertificate,
} from '#certificates';
import { newId } from '#kernel';

/** Applications of the tenant of a test that call its control plane. */
export type Who = 'owner' | 'contributor' | 'reader' | 'stranger';

export interface TestApplication extends KeyAndCertificate {
  readonly clientId: string;
}

export interface TestKeys {
  readonly caPem: string;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly apps: Readonly<Record<'controlPlane' | Who, TestApplication>>;
}

let made: Promise<TestKeys> | undefined;

/** Of every control plane that this process tests: a key takes a tenth of a second, and a tenant is seeded anew for others. */
export function keysOfProcess(): Promise<TestKeys> {
  return (made ??= makeKeys());
}

async function makeKeys(): Promise<TestKeys> {
  const authority = await createAuthority({ name: 'Test authority' });
  const [server, controlPlane, owner, contributor, reader, stranger] = await Promise.all([
    issueServerCertificate(authority, { hosts: ['127.0.0.1', 'localhost'] }),
    application('controlPlane'),
    application('owner'),
    application('contributor'),
    application('reader'),
    application('stranger'),
  ]);
  return {
    caPem: authority.certificatePem,
    tls: { key: server.privateKeyPem, cert: server.certificatePem },
    apps: { controlPlane, owner, contributor, reader, stranger },
  };
}

async function application(name: string): Promise<TestApplication> {
  return { clientId: newId(), ...(await createClientCertificate({ name })) };
}
