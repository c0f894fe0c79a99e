import { type KeyObject, X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { TLSSocket, createSecureContext } from 'node:tls';

import { openPkcs12, privateKeyIn } from './pkcs12.ts';

export interface CertificateFacts {
  /** SHA-1 in upper-case hex without separators, as Windows and Entra name a certificate. */
  readonly thumbprint: string;
  readonly subject: string;
  readonly expiresAt: Date;
  readonly hasPrivateKey: boolean;
  /**
   * The key and its certificate as a PKCS#12 file that an empty password opens, without other certificates of the chain.
   * Undefined without a private key, and where the file is put together in a way that we do not read.
   */
  readonly opened: Buffer | undefined;
  /** As far as `opened` goes. */
  readonly privateKey: KeyObject | undefined;
}

export type ReadCertificate =
  | ({ readonly ok: true } & CertificateFacts)
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a PKCS#12 file (`.pfx`, `.p12`) or a certificate alone (`.cer`, DER or PEM). Node.js opens PKCS#12 for TLS only, so
 * a TLS socket that never talks to anybody tells which certificate was in it.
 */
export function readCertificate(content: Uint8Array, password: string): ReadCertificate {
  try {
    return facts(new X509Certificate(content));
  } catch {
    return readPkcs12(content, password);
  }
}

function readPkcs12(content: Uint8Array, password: string): ReadCertificate {
  let socket: TLSSocket | undefined;
  try {
    const secureContext = createSecureContext({ pfx: Buffer.from(content), passphrase: password });
    const silent = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
    socket = new TLSSocket(silent, { isServer: true, secureContext });
    const certificate = socket.getX509Certificate();
    if (certificate === undefined) return refused('it holds no certificate');
    const key = privateKeyIn(Buffer.from(content), password, certificate);
    return {
      ...facts(certificate),
      hasPrivateKey: true,
      opened: key === undefined ? undefined : openPkcs12(certificate, key),
      privateKey: key,
    };
  } catch (error) {
    return refused(reasonOf(error));
  } finally {
    socket?.destroy();
  }
}

function facts(certificate: X509Certificate): ReadCertificate & { readonly ok: true } {
  return {
    ok: true,
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    subject: certificate.subject,
    expiresAt: new Date(certificate.validTo),
    hasPrivateKey: false,
    opened: undefined,
    privateKey: undefined,
  };
}

const refused = (reason: string): ReadCertificate => ({ ok: false, reason });

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (message.includes('mac verify failure')) return 'the password does not open it';
  if (code === 'ERR_CRYPTO_UNSUPPORTED_OPERATION')
    return 'it is encrypted in a way that OpenSSL 3 no longer opens (RC2 or 40 bits); export it anew with AES';
  if (message.includes('private key')) return 'it holds no private key';
  return 'it is neither a PKCS#12 file nor a certificate';
}
