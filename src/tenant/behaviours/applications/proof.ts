import { X509Certificate, verify } from 'node:crypto';

import { parseIsoTime, problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { StoredKey } from './stored.ts';

/** Source: learn.microsoft.com/graph/application-rollkey-prooftoken. */
const proofAudience = '00000002-0000-0000-c000-000000000000';
const longestLife = 10 * 60;

/** A token that says who the object is, signed with one of its certificates that are valid now. */
export function demandProof(context: Context, id: string, keys: readonly StoredKey[], proof: unknown): void {
  if (typeof proof !== 'string' || !isProof(context.clock.now(), id, keys, proof))
    throw problem('GraphProofInvalid');
}

function isProof(now: number, id: string, keys: readonly StoredKey[], proof: string): boolean {
  const [header = '', payload = '', signature = ''] = proof.split('.');
  const head = decoded(header);
  const claims = decoded(payload);
  if (head?.['alg'] !== 'RS256' || claims === undefined) return false;
  const { aud, iss, nbf, exp } = claims;
  const seconds = now / 1000;
  const timely =
    Number(nbf) <= seconds + 300 && Number(exp) > seconds && Number(exp) - Number(nbf) <= longestLife + 1;
  if (aud !== proofAudience || iss !== id || !timely) return false;
  const signed = Buffer.from(`${header}.${payload}`);
  return keys.some(
    ({ key, endDateTime }) =>
      key !== null &&
      (parseIsoTime(endDateTime) ?? 0) > now &&
      verify(
        'sha256',
        signed,
        new X509Certificate(Buffer.from(key, 'base64')).publicKey,
        Buffer.from(signature, 'base64url'),
      ),
  );
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
