import { getCACertificates } from 'node:tls';

/** For a connection: the destination's own authority beside those that Node.js trusts anyway; `ca` alone would replace them. */
export function trusting(authority: string | undefined): { readonly ca?: string[] } {
  return authority === undefined ? {} : { ca: [...getCACertificates('default'), authority] };
}
