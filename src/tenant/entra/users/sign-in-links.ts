import { createHash } from 'node:crypto';

import { type Clock, newSecret } from '#kernel';

/** What a link that signs somebody in once is for. */
export interface SignInLink {
  readonly userId: string;
  /** Where the browser goes then; whoever made the link answers for it. */
  readonly returnTo: string;
  /** Milliseconds. */
  readonly expires: number;
}

/**
 * Links that sign somebody in, as Entra's temporary access passes do: once, and for an hour. They are kept by the hash of their
 * secret, and only in this process: one that was not used is gone when the tenant starts again.
 */
export interface SignInLinks {
  /** Its secret. */
  make(link: Omit<SignInLink, 'expires'>): { readonly secret: string; readonly expires: number };
  /** Looks, and uses nothing up. */
  find(secret: string): SignInLink | undefined;
  /** Undefined when it was used before, or is too old. */
  use(secret: string): SignInLink | undefined;
}

const lifetime = 60 * 60 * 1000;
const most = 1_000;

export function createSignInLinks(clock: Clock): SignInLinks {
  const open = new Map<string, SignInLink>();
  const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
  const find = (secret: string): SignInLink | undefined => {
    const link = open.get(hashOf(secret));
    return link === undefined || link.expires <= clock.now() ? undefined : link;
  };
  return {
    make(link) {
      for (const [hash, { expires }] of open)
        if (expires <= clock.now() || open.size >= most) open.delete(hash);
      const [secret, expires] = [newSecret(32), clock.now() + lifetime];
      open.set(hashOf(secret), { ...link, expires });
      return { secret, expires };
    },
    find,
    use(secret) {
      const link = find(secret);
      open.delete(hashOf(secret));
      return link;
    },
  };
}
