import type { KeyObject } from 'node:crypto';

import type { Redactor } from '#redaction';

/** The members of a JSON Web Key that are secret (RFC 7518, section 6). */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;
const leastBytes = 16;

/** A private key in the forms in which scripts export it: PEM and DER in both ways, JWK, RSA in XML. */
export function addPrivateKey(redactor: Redactor, key: KeyObject): void {
  redactor.addBytes(key.export({ format: 'der', type: 'pkcs8' }));
  const older =
    key.asymmetricKeyType === 'rsa' ? 'pkcs1' : key.asymmetricKeyType === 'ec' ? 'sec1' : undefined;
  if (older !== undefined) redactor.addBytes(key.export({ format: 'der', type: older }) as Buffer);
  const jwk = key.export({ format: 'jwk' }) as Readonly<Record<string, string | undefined>>;
  for (const member of secretMembers) {
    const bytes = Buffer.from(jwk[member] ?? '', 'base64url');
    if (bytes.length >= leastBytes) redactor.addBytes(bytes);
  }
}
