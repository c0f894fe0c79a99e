import { randomBytes } from 'node:crypto';

/**
 * Tokens as a job sees them: shaped like the real one, with its claims, but signed with nothing. Only this gateway knows
 * which real token stands behind one, so a leaked log or a dumped environment gives nothing away.
 */
export interface BoundTokens {
  /** The job's form of a real token; the same one gives the same. */
  bind(real: string): string;
  /** An `Authorization` header with the real token in place of a bound one; others stay as they are. */
  swap(authorization: string): string;
}

const mostTokens = 1_000;

export function createBoundTokens(onSecret: (value: string) => void): BoundTokens {
  const realOf = new Map<string, string>();
  const boundOf = new Map<string, string>();
  return {
    bind(real) {
      const known = boundOf.get(real);
      if (known !== undefined) return known;
      const bound = lookAlike(real);
      if (realOf.size >= mostTokens) {
        realOf.clear();
        boundOf.clear();
      }
      realOf.set(bound, real);
      boundOf.set(real, bound);
      onSecret(bound);
      return bound;
    },
    swap(authorization) {
      const [scheme = '', token = ''] = authorization.split(/\s+/, 2);
      const real = realOf.get(token);
      return real === undefined ? authorization : `${scheme} ${real}`;
    },
  };
}

function lookAlike(real: string): string {
  const parts = real.split('.');
  const signature = parts.length === 3 ? (parts[2] ?? '') : real;
  const noise = randomBytes(signature.length).toString('base64url').slice(0, signature.length);
  return parts.length === 3 ? `${parts[0]}.${parts[1]}.${noise}` : noise;
}
