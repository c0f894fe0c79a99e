import { type KeyObject, createHash, createPublicKey, sign, verify } from 'node:crypto';

import { canonical } from './entry.ts';

/** A signed point of the chain: everything up to `position` is as its head says. */
export interface Seal {
  /** From 1, without gaps. */
  readonly number: number;
  /** Of the last entry that it covers. */
  readonly position: number;
  /** The hash of that entry. */
  readonly head: string;
  /** When it was made, in UTC. */
  readonly time: string;
  /** Which key signed it: the first 16 hex digits of the SHA-256 of the public key's DER. */
  readonly key: string;
  /** Ed25519 over all of the above, in base64. */
  readonly signature: string;
}

export function signSeal(seal: Omit<Seal, 'key' | 'signature'>, privateKey: KeyObject): Seal {
  const named = { ...seal, key: keyName(createPublicKey(privateKey)) };
  return { ...named, signature: sign(null, wordsOf(named), privateKey).toString('base64') };
}

export function isSignedBy(seal: Seal, publicKey: KeyObject): boolean {
  return (
    seal.key === keyName(publicKey) &&
    verify(null, wordsOf(seal), publicKey, Buffer.from(seal.signature, 'base64'))
  );
}

export function keyName(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

function wordsOf({ number, position, head, time, key }: Omit<Seal, 'signature'>): Buffer {
  return Buffer.from(`tenantry audit seal v1 ${canonical([number, position, head, time, key])}`);
}
