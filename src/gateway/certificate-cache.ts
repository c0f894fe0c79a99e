import { type SecureContext, createSecureContext } from 'node:tls';

import { type CertificateAuthority, type ServerCertificates, serverCertificates } from '#certificates';

const mostHosts = 1_000;

/** The TLS identity of each host that a job calls, made when it is first called. */
export interface CertificateCache {
  contextFor(host: string): Promise<SecureContext>;
}

export function createCertificateCache(authority: CertificateAuthority): CertificateCache {
  const contexts = new Map<string, Promise<SecureContext>>();
  let issuer: Promise<ServerCertificates> | undefined;

  async function make(host: string): Promise<SecureContext> {
    issuer ??= serverCertificates(authority);
    const { privateKeyPem: key, certificatePem: cert } = await (await issuer).issue([host]);
    return createSecureContext({ key, cert });
  }

  return {
    contextFor(host) {
      const known = contexts.get(host);
      if (known !== undefined) return known;
      if (contexts.size >= mostHosts) contexts.clear();
      const made = make(host);
      contexts.set(host, made);
      return made;
    },
  };
}
